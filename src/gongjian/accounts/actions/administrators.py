"""Who keeps the accounts and organisations of an organisation."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.accounts.permissions import may_keep_organisations
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record


@transaction.atomic
def appoint_administrator(
    person: User, organisation: Organisation, *, by: User | None, at: datetime
) -> Administrator:
    """Somebody keeps the accounts and organisations of this organisation and of everything below it from now on."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    require_keeper(by, organisation)
    if organisation.administrators.filter(person=person, ended_at=None).exists():
        require(no("%(name)s is an administrator of this organisation already.", name=str(person)))
    if not person.is_active:
        require(no("The account of %(name)s is closed.", name=str(person)))

    administrator = Administrator.objects.create(person=person, organisation=organisation, given_at=at)

    appointed = Text(
        "appointed %(name)s administrator of %(organisation)s",
        name=str(person),
        organisation=str(organisation),
    )
    record(appointed, about=administrator, by=by, at=at)
    return administrator


@transaction.atomic
def dismiss_administrator(administrator: Administrator, *, by: User | None, at: datetime) -> Administrator:
    """Somebody no longer keeps the accounts and organisations of this organisation."""
    administrator = Administrator.objects.select_for_update(no_key=True).get(pk=administrator.pk)
    require_keeper(by, administrator.organisation)
    if by is not None and administrator.person_id == by.pk:
        require(no("You cannot remove yourself as administrator."))
    if administrator.ended_at:
        return administrator

    administrator.ended_at = at
    administrator.save(update_fields=["ended_at"])

    dismissed = Text(
        "dismissed %(name)s as administrator of %(organisation)s",
        name=str(administrator.person),
        organisation=str(administrator.organisation),
    )
    record(dismissed, about=administrator, by=by, at=at)
    return administrator


def require_keeper(by: User | None, organisation: Organisation) -> None:
    """Nobody is the installation itself, which appoints the first administrator."""
    if by is not None:
        require(may_keep_organisations(by, organisation))
