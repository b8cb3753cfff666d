"""One-time codes open an account until somebody has chosen a password."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongjian.accounts.actions import many_rows
from gongjian.accounts.models import User
from gongjian.accounts.permissions import may_keep_people
from gongjian.accounts.queries import hashed_code
from gongjian.accounts.rules.codes import ALPHABET, LENGTH, MOST_DAYS, VALID_DAYS, code_in_groups
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict, no, require
from gongjian.ledger.actions import record

WAYS = ("password", "code_hash", "code_expires_at", "code_printed_at", "ways")
May = Callable[[User, Sequence[User]], Verdict]


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code in the clear. It is said once, here, and kept nowhere."""

    person: User
    code: str
    expires_at: datetime


@transaction.atomic
def give_codes(
    people: Sequence[User],
    *,
    by: User | None,
    at: datetime,
    days: int = VALID_DAYS,
    may: May = may_keep_people,
) -> list[GivenCode]:
    """People sign in with a code and choose a password. What opened the account before opens it no longer."""
    pks = [person.pk for person in people]
    locked = User.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    found = {person.pk: person for person in locked.filter(pk__in=pks).order_by("pk")}
    people = [found[pk] for pk in pks]
    if by is not None:
        require(may(by, people))
    require_open(people, days)

    given = [fresh_code(person, at=at, days=days) for person in people]
    many_rows.update(people, WAYS)

    if people:
        names = [person.pk for person in people]
        gave = Text("gave one-time codes to %(count)s people", count=len(people))
        record(gave, about=people[0], by=by, at=at, people=names)
    return given


@transaction.atomic
def choose_password(password: str, *, by: User, at: datetime) -> User:
    """Somebody who came with a code chooses a password; the code is gone."""
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not person.code_hash:
        require(no("You have already set a password."))

    person.set_password(password)
    end_ways(person)
    person.save(update_fields=list(WAYS))

    record(Text("set a password"), about=person, by=by, at=at)
    return person


@transaction.atomic
def change_own_password(password: str, *, by: User, at: datetime) -> User:
    """Somebody chooses another password."""
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)

    person.set_password(password)
    end_ways(person)
    person.save(update_fields=list(WAYS))

    record(Text("changed their own password"), about=person, by=by, at=at)
    return person


def require_open(people: Sequence[User], days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        require(no("A code is valid for 1 to %(most)s days.", most=MOST_DAYS))
    for person in people:
        if not person.is_active:
            require(no("The account of %(name)s is closed.", name=str(person)))


def fresh_code(person: User, *, at: datetime, days: int) -> GivenCode:
    end_ways(person)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    person.password = make_password(None)
    person.code_hash = hashed_code(code, salt=secrets.token_hex(8))
    person.code_expires_at, person.code_printed_at = at + timedelta(days=days), at
    return GivenCode(person, code_in_groups(code), person.code_expires_at)


def end_ways(person: User) -> None:
    """Whatever let somebody in as this person besides the password ends together: the sessions, the address of the
    calendar, the one-time code. None comes back when the account is opened again."""
    person.ways += 1
    person.code_hash, person.code_expires_at, person.code_printed_at = "", None, None
