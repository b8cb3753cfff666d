"""People come, change and leave."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongjian.accounts.actions.codes import WAYS, end_ways
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.permissions import may_keep_organisations, may_keep_person
from gongjian.accounts.rules import Language
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict, no, require
from gongjian.ledger.actions import record

REOPENED = Text("reopened the account of %(name)s").msgid
CLOSED = Text("closed the account of %(name)s").msgid


@transaction.atomic
def welcome_person(
    username: str,
    *,
    name: str,
    password: str | None,
    by: User | None,
    at: datetime,
    hashed: str = "",
    organisation: Organisation | None = None,
    duty: str = "",
    phone: str = "",
    email: str = "",
) -> User:
    """Somebody can sign in from now on. Without a password the account waits for one."""
    if by is not None and organisation is not None:
        require(may_keep_organisations(by, organisation))
    if User.objects.filter(username__iexact=username).exists():
        require(no("The user name %(username)s is already in use.", username=username))

    person = User.objects.create(
        username=username,
        name=name,
        password=hashed or make_password(password),
        organisation=organisation,
        duty=duty,
        phone=phone,
        email=email,
        date_joined=at,
    )

    record(Text("opened the account of %(name)s", name=name), about=person, by=by, at=at)
    return person


@transaction.atomic
def change_person(
    person: User,
    *,
    name: str,
    email: str,
    phone: str,
    by: User,
    at: datetime,
    may: Callable[[User, User], Verdict] = may_keep_person,
) -> User:
    """A person's name or addresses change."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(may(by, person))

    person.name, person.email, person.phone = name, email, phone
    person.save(update_fields=["name", "email", "phone"])

    record(Text("changed the account of %(name)s", name=name), about=person, by=by, at=at)
    return person


@transaction.atomic
def place_person(person: User, organisation: Organisation, *, duty: str, by: User, at: datetime) -> User:
    """Somebody works in another organisation from now on, or has another post there. Roles stay as they are."""
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    require(may_keep_person(by, person))
    require(may_keep_organisations(by, organisation))
    if (person.organisation_id, person.duty) == (organisation.pk, duty):
        return person

    person.organisation, person.duty = organisation, duty
    person.save(update_fields=["organisation", "duty"])

    placed = Text(
        "recorded where %(name)s works: %(organisation)s", name=str(person), organisation=organisation.name
    )
    record(placed, about=person, by=by, at=at, duty=duty)
    return person


@transaction.atomic
def choose_language(language: Language, *, by: User, at: datetime) -> User:
    """Somebody reads in another language from now on, on every machine that has none of its own."""
    person = User.objects.select_for_update().get(pk=by.pk)

    person.language = language
    person.save(update_fields=["language"])

    record(Text("chose the language %(language)s", language=language), about=person, by=by, at=at)
    return person


@transaction.atomic
def choose_address(email: str, *, by: User, at: datetime) -> User:
    """Somebody says under which address e-mail reaches them."""
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if person.email == email:
        return person

    person.email = email
    person.save(update_fields=["email"])

    record(Text("changed their own e-mail address"), about=person, by=by, at=at)
    return person


@transaction.atomic
def set_password(person: User, *, password: str, by: User, at: datetime) -> User:
    """An administrator gives somebody a first or a new password. Nothing else from before lets anybody in."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)

    person.set_password(password)
    end_ways(person)
    person.save(update_fields=list(WAYS))

    record(Text("set a new password for %(name)s", name=person.name), about=person, by=by, at=at)
    return person


@transaction.atomic
def open_or_close_account(
    person: User,
    *,
    is_active: bool,
    by: User,
    at: datetime,
    may: Callable[[User, User], Verdict] = may_keep_person,
) -> User:
    """Somebody may sign in again, or no longer; with the password, and with nothing else from before."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(may(by, person))
    if person.pk == by.pk and not is_active:
        require(no("You cannot close your own account."))

    person.is_active = is_active
    end_ways(person)
    person.save(update_fields=["is_active", *WAYS])

    verb = REOPENED if is_active else CLOSED
    record(Text(verb, name=person.name), about=person, by=by, at=at)
    return person
