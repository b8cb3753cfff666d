"""How often somebody may try to sign in.

Whoever guesses is slowed down by address and by account, and shuts nobody out: a browser or an address from which a
person signed in before is a *place* of that person, and a right password is not refused there because of what
somebody else tries elsewhere.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongjian.accounts.models import User

COOKIE, SALT, PATH = "gongjian_place", "gongjian.config.place", "/accounts/"
KNOWN_FOR = timedelta(days=180)
MOST_PEOPLE = 12  # at one browser
LIMITS = {
    "own browser": (20, 3600),  # somebody sits at it and does not know the password
    "address and account": (5, 300),
    "address": (60, 60),
    "account": (10, 300),
    "account, each": (1, 20),  # strangers take turns, once ten of them have failed
}


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser brings along: its number, and who has signed in at it."""

    number: str
    people: tuple[tuple[int, int], ...]  # and how often their ways in had been ended by then

    @classmethod
    def of(cls, request: HttpRequest) -> "Browser":
        try:
            told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR)
            return cls(
                str(told["number"]), tuple((int(person), int(ways)) for person, ways in told["people"])
            )
        except (signing.BadSignature, TypeError, KeyError, ValueError):
            return cls(secrets.token_urlsafe(12), ())


class Attempt:
    """One try, counted before the password is looked at; a right one gives back what it took."""

    def __init__(self, request: HttpRequest, username: str, *, of: str = "password") -> None:
        self.request, self.taken = request, list[ratelimit.RateLimitUsage]()
        self.address = ratelimit.get_ip(request)
        self.account = hashlib.sha256(f"{of}:{username.strip().lower()}".encode()).hexdigest()
        self.person = User.objects.filter(username__iexact=username.strip()).values_list("pk", "ways").first()

    def is_let_in(self) -> bool:
        browser = Browser.of(self.request)
        if self.person in browser.people and self.takes("own browser", browser.number, self.account):
            return True
        here = self.takes("address and account", self.address, self.account)
        if not (here and self.takes("address", self.address)):
            return False
        if self.person and cache.get(place(self.person, self.address)):
            return True
        return self.takes("account", self.account) or self.takes("account, each", self.account)

    def takes(self, limit: str, *of: str) -> bool:
        """Counted by stretches of the clock, so that a time when it was ahead shuts out nobody afterwards."""
        most, seconds = LIMITS[limit]
        stretch = int(timezone.now().timestamp() // seconds)
        taken = ratelimit.consume(
            self.request,
            app="gongjian",
            action="sign_in",
            config={"sign_in": f"{most}/{seconds}s/key"},
            key=":".join((limit, str(stretch), *of)),
            limit_get=True,
        )
        if taken is None:
            return False
        self.taken.append(taken)
        return True

    def give_back(self) -> None:
        for taken in self.taken:
            taken.rollback()


def place(person: tuple[int, int] | None, address: str) -> str:
    """Known until the ways in of this person are ended together, as sessions are."""
    return f"place:{'-'.join(map(str, person or ()))}:{address}"


def remember(request: HttpRequest, response: HttpResponse, person: Any) -> None:
    """This browser and this address are places of this person from now on."""
    seconds = int(KNOWN_FOR.total_seconds())
    known = (person.pk, person.ways)
    cache.set(place(known, ratelimit.get_ip(request)), True, seconds)
    browser = Browser.of(request)
    people = [known, *(one for one in browser.people if one[0] != person.pk)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps({"number": browser.number, "people": people}, salt=SALT),
        max_age=seconds,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
