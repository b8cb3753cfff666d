"""The first morning: a county, and the first person who can sign in."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from gongjian.accounts.actions.administrators import appoint_administrator
from gongjian.accounts.actions.organisations import found_organisation
from gongjian.accounts.actions.people import welcome_person
from gongjian.accounts.models import FirstKey, Organisation, User
from gongjian.accounts.queries import fitting_key, is_founded
from gongjian.accounts.rules import OrganisationKind
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record

KEY_HOURS = 24
FOUNDED = "This installation has an administrator already. Sign in with an account."


@transaction.atomic
def make_first_key(*, at: datetime) -> str:
    """A key for the first administrator; an earlier one no longer fits. There is none once somebody can sign in."""
    if is_founded():
        require(no(FOUNDED))
    key = secrets.token_urlsafe(24)
    made = FirstKey.objects.create(
        key_hash=hashed(key), made_at=at, expires_at=at + timedelta(hours=KEY_HOURS)
    )

    record(Text("created a set-up address"), about=made, by=None, at=at)
    return key


def hashed(key: str) -> str:
    return salted_hmac("gongjian.first-key", key, algorithm="sha256").hexdigest()


@transaction.atomic
def found_county(
    county: str, *, name: str, username: str, password: str | None, key: str | None, at: datetime
) -> User:
    """The county stands, and its first administrator can sign in. With a key from outside, without one from the machine itself."""
    if key is not None:
        use_key(key, at=at)
    if is_founded():
        require(no(FOUNDED))

    organisation = Organisation.objects.filter(parent=None, name=county).first()
    organisation = organisation or found_organisation(
        county, kind=OrganisationKind.COUNTY, parent=None, by=None, at=at
    )
    hashed_password = make_password(password)
    person = welcome_person(username, name=name, password=None, hashed=hashed_password, by=None, at=at)
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    appoint_administrator(person, organisation, by=None, at=at)
    return person


def use_key(key: str, *, at: datetime) -> None:
    """Whoever comes second with the same address finds the door closed."""
    found = fitting_key(hashed(key), at=at)
    locked = FirstKey.objects.select_for_update().filter(pk=found.pk, used_at=None).first() if found else None
    if locked is None:
        require(no("This set-up address has been used or has expired. On the server, “gongjian "
            "setup_address” prints a new one."))  # fmt: skip
        return
    locked.used_at = at
    locked.save(update_fields=["used_at"])
