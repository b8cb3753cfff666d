"""Who takes part, and who may do what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import organisations_in_order
from gongjian.campaigns.models import Campaign, Seat, Unit
from gongjian.campaigns.permissions import may_administer, may_pass_seats
from gongjian.campaigns.queries import organisations_within
from gongjian.campaigns.queries.proofs import SEATS, UNITS
from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record, require_open
from gongjian.ledger.queries import stated


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

    record(
        Text("enlisted %(name)s", name=str(organisation)),
        about=unit,
        by=by,
        at=at,
        proves=stated(UNITS, unit.pk),
    )
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, series: Series | None, head_confirms: bool, by: User, at: datetime) -> Unit:
    """A unit is ranked in another series, or lets its reporters submit without the head."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    require(may_administer(by, unit.campaign))

    unit.series, unit.head_confirms = series or "", head_confirms  # type: ignore[assignment]
    unit.save(update_fields=["series", "head_confirms"])

    record(
        Text("changed the unit %(name)s", name=str(unit)),
        about=unit,
        by=by,
        at=at,
        proves=stated(UNITS, unit.pk),
    )
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
    record(seated, about=seat, by=by, at=at, proves=stated(SEATS, seat.pk))
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
    record(ended, about=seat, by=by, at=at, proves=stated(SEATS, seat.pk))
    return seat


@transaction.atomic
def seat_as_proposed(
    campaign: Campaign,
    people: Sequence[User],
    *,
    by: User | None,
    at: datetime,
    organisations: Sequence[Organisation] = (),
) -> list[Seat]:
    """What a sheet proposed becomes real: organisations take part in their series, people get their seats.

    Whoever takes part or sits there already is passed over; so is everything outside the campaign's own tree.
    """
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require_administrator(by, campaign)
    within = {one.pk: one for one in organisations_within(campaign)}
    wished = [one.pk for one in organisations] + [person.organisation_id or 0 for person in people]
    there = set(campaign.units.values_list("organisation_id", flat=True))
    held = set(campaign.seats.filter(ended_at=None).values_list("person_id", "organisation_id", "role"))

    new = [within[pk] for pk in dict.fromkeys(wished) if pk in within and pk not in there]
    units = [one for one in new if Series.knows(one.proposed_series)]
    enlisted = Unit.objects.bulk_create(units_of(campaign, units, behind=len(there)))
    seats = [
        Seat(campaign=campaign, person=person, organisation=within[organisation], role=role, given_at=at)
        for person, organisation, role in dict.fromkeys(proposals(people, within))
        if (person.pk, organisation, role) not in held
    ]
    Seat.objects.bulk_create(seats)
    for person in people:
        forget_seats(person)

    if units or seats:
        said = Text("enlisted %(units)s units and gave %(seats)s seats as proposed", units=len(units), seats=len(seats))  # fmt: skip
        facts = [[seat.person_id, seat.organisation_id, seat.role.value] for seat in seats]
        proves = stated(UNITS, *(one.pk for one in enlisted)) | stated(SEATS, *(one.pk for one in seats))
        record(
            said, about=campaign, by=by, at=at, units=[one.pk for one in units], seats=facts, proves=proves
        )
    return seats


def units_of(campaign: Campaign, organisations: Sequence[Organisation], *, behind: int) -> list[Unit]:
    """In the official order, behind those who take part already."""
    by_number = {one.pk: one for one in organisations}
    ordered = [by_number[pk] for pk in organisations_in_order(by_number)]
    return [
        Unit(campaign=campaign, organisation=one, series=Series.of(one.proposed_series), position=number)
        for number, one in enumerate(ordered, start=behind + 1)
    ]


def proposals(people: Sequence[User], within: Mapping[int, Organisation]) -> Iterator[tuple[User, int, Role]]:
    for person in people:
        for code in person.proposed_role.split(","):
            organisation = person.organisation_id or 0
            if person.is_active and organisation in within and Role.knows(code):
                yield person, organisation, Role.of(code)


@transaction.atomic
def pass_seats(person: User, to: User, seats: Sequence[Seat], *, by: User, at: datetime) -> list[Seat]:
    """The successor sits where the predecessor sat. Answers with the seats that were passed on now."""
    locked = Seat.objects.select_for_update(of=("self",), no_key=True).select_related("campaign", "organisation")  # fmt: skip
    known = list(locked.filter(pk__in=[seat.pk for seat in seats], person=person).order_by("pk"))
    for campaign in {seat.campaign for seat in known}:
        require(may_pass_seats(by, person, known, campaign))
        require_open(campaign)
    held = [seat for seat in known if not seat.ended_at]
    if any(seat.person_id == by.pk and seat.role == Role.ADMINISTRATOR for seat in held):
        require(no("Nobody takes away their own seat as administrator."))

    for seat in held:
        seat.ended_at = at
        seat.save(update_fields=["ended_at"])
        given = [seat.pk]
        same = {"campaign": seat.campaign, "organisation": seat.organisation, "role": seat.role}
        if not to.seats.filter(**same, ended_at=None).exists():
            given.append(to.seats.create(**same, given_at=at).pk)
        passed = Text(
            "passed the seat %(role)s at %(organisation)s on from %(name)s to %(successor)s",
            role=seat.role,
            organisation=str(seat.organisation),
            name=str(person),
            successor=str(to),
        )
        record(passed, about=seat, by=by, at=at, proves=stated(SEATS, *given))
    forget_seats(person)
    forget_seats(to)
    return held


def require_administrator(by: User | None, campaign: Campaign) -> None:
    """Nobody is the installation itself, which seats the first administrator."""
    if by is not None:
        require(may_administer(by, campaign))


def forget_seats(person: User) -> None:
    person.__dict__.pop("_seats_by_campaign", None)
