"""Who takes part, and who may do what."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, Seat, Unit
from gongjian.campaigns.permissions import may_administer
from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record


@transaction.atomic
def enlist_unit(
    campaign: Campaign,
    organisation: Organisation,
    *,
    series: Series | None,
    by: User | None,
    at: datetime,
    head_confirms: bool = True,
) -> Unit:
    """An organisation becomes responsible for items of this campaign."""
    require_administrator(by, campaign)
    if campaign.units.filter(organisation=organisation).exists():
        require(no("%(name)s takes part already.", name=str(organisation)))

    unit = campaign.units.create(
        organisation=organisation,
        series=series or "",  # type: ignore[misc]
        head_confirms=head_confirms,
        position=campaign.units.count() + 1,
    )

    record(Text("enlisted %(name)s", name=str(organisation)), about=unit, by=by, at=at)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, series: Series | None, head_confirms: bool, by: User, at: datetime) -> Unit:
    """A unit is ranked in another series, or lets its reporters submit without the head."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    require(may_administer(by, unit.campaign))

    unit.series, unit.head_confirms = series or "", head_confirms  # type: ignore[assignment]
    unit.save(update_fields=["series", "head_confirms"])

    record(Text("changed the unit %(name)s", name=str(unit)), about=unit, by=by, at=at)
    return unit


@transaction.atomic
def give_seat(
    campaign: Campaign, person: User, *, role: Role, organisation: Organisation, by: User | None, at: datetime
) -> Seat:
    """Somebody may act in a role at an organisation from now on."""
    require_administrator(by, campaign)
    if campaign.seats.filter(person=person, organisation=organisation, role=role, ended_at=None).exists():
        require(no("%(name)s has this seat already.", name=str(person)))

    seat = campaign.seats.create(person=person, organisation=organisation, role=role, given_at=at)
    forget_seats(person)

    seated = Text(
        "gave %(name)s the seat %(role)s at %(organisation)s",
        name=str(person),
        role=role,
        organisation=str(organisation),
    )
    record(seated, about=seat, by=by, at=at)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, by: User, at: datetime) -> Seat:
    """Somebody may no longer act in this role."""
    seat = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    require(may_administer(by, seat.campaign))
    if seat.person_id == by.pk and seat.role == Role.ADMINISTRATOR:
        require(no("Nobody takes away their own seat as administrator."))
    if seat.ended_at:
        return seat

    seat.ended_at = at
    seat.save(update_fields=["ended_at"])
    forget_seats(seat.person)

    ended = Text("ended the seat %(role)s of %(name)s", role=seat.role, name=str(seat.person))
    record(ended, about=seat, by=by, at=at)
    return seat


def require_administrator(by: User | None, campaign: Campaign) -> None:
    """Nobody is the installation itself, which seats the first administrator."""
    if by is not None:
        require(may_administer(by, campaign))


def forget_seats(person: User) -> None:
    person.__dict__.pop("_seats_by_campaign", None)
