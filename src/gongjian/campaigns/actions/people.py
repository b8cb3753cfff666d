"""Who takes part, and who may do what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import organisations_in_order
from gongjian.campaigns.models import Campaign, RoleAssignment, Unit
from gongjian.campaigns.permissions import may_administer, may_pass_roles
from gongjian.campaigns.queries import organisations_within
from gongjian.campaigns.queries.proofs import ROLE_ASSIGNMENTS, UNITS
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
        Text("added the unit %(name)s", name=str(organisation)),
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
def give_role(
    campaign: Campaign, person: User, *, role: Role, organisation: Organisation, by: User | None, at: datetime
) -> RoleAssignment:
    """Somebody may act in a role at an organisation from now on."""
    require_administrator(by, campaign)
    if campaign.role_assignments.filter(
        person=person, organisation=organisation, role=role, ended_at=None
    ).exists():
        require(no("%(name)s has this seat already.", name=str(person)))

    assignment = campaign.role_assignments.create(
        person=person, organisation=organisation, role=role, given_at=at
    )
    forget_roles(person)

    seated = Text(
        "gave %(name)s the seat %(role)s at %(organisation)s",
        name=str(person),
        role=role,
        organisation=str(organisation),
    )
    record(seated, about=assignment, by=by, at=at, proves=stated(ROLE_ASSIGNMENTS, assignment.pk))
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: User, at: datetime) -> RoleAssignment:
    """Somebody may no longer act in this role."""
    assignment = RoleAssignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
    require(may_administer(by, assignment.campaign))
    if assignment.person_id == by.pk and assignment.role == Role.ADMINISTRATOR:
        require(no("You cannot end your own seat as administrator."))
    if assignment.ended_at:
        return assignment

    assignment.ended_at = at
    assignment.save(update_fields=["ended_at"])
    forget_roles(assignment.person)

    ended = Text("ended the seat %(role)s of %(name)s", role=assignment.role, name=str(assignment.person))
    record(ended, about=assignment, by=by, at=at, proves=stated(ROLE_ASSIGNMENTS, assignment.pk))
    return assignment


@transaction.atomic
def give_roles_as_proposed(
    campaign: Campaign,
    people: Sequence[User],
    *,
    by: User | None,
    at: datetime,
    organisations: Sequence[Organisation] = (),
) -> list[RoleAssignment]:
    """What a sheet proposed becomes real: organisations take part in their series, people get their roles.

    Whoever takes part or sits there already is passed over; so is everything outside the campaign's own tree.
    """
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require_administrator(by, campaign)
    within = {one.pk: one for one in organisations_within(campaign)}
    wished = [one.pk for one in organisations] + [person.organisation_id or 0 for person in people]
    there = set(campaign.units.values_list("organisation_id", flat=True))
    open_ones = campaign.role_assignments.filter(ended_at=None)
    held = set(open_ones.values_list("person_id", "organisation_id", "role"))

    new = [within[pk] for pk in dict.fromkeys(wished) if pk in within and pk not in there]
    units = [one for one in new if Series.knows(one.proposed_series)]
    enlisted = Unit.objects.bulk_create(units_of(campaign, units, behind=len(there)))
    given = [
        RoleAssignment(campaign=campaign, person=person, organisation=within[at_body], role=role, given_at=at)
        for person, at_body, role in dict.fromkeys(proposals(people, within))
        if (person.pk, at_body, role) not in held
    ]
    RoleAssignment.objects.bulk_create(given)
    for person in people:
        forget_roles(person)
    if enlisted or given:
        record_proposed(campaign, enlisted, given, by=by, at=at)
    return given


def record_proposed(
    campaign: Campaign,
    units: Sequence[Unit],
    given: Sequence[RoleAssignment],
    *,
    by: User | None,
    at: datetime,
) -> None:
    done = Text("added %(units)s units and gave %(seats)s seats as proposed", units=len(units), seats=len(given))  # fmt: skip
    proves = stated(UNITS, *(one.pk for one in units)) | stated(ROLE_ASSIGNMENTS, *(one.pk for one in given))
    facts = {
        "units": [one.organisation_id for one in units],
        "assignments": [[one.person_id, one.organisation_id, one.role.value] for one in given],
    }
    record(done, about=campaign, by=by, at=at, **facts, proves=proves)


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
def pass_roles(
    person: User, to: User, assignments: Sequence[RoleAssignment], *, by: User, at: datetime
) -> list[RoleAssignment]:
    """The successor sits where the predecessor sat. Answers with the roles that were passed on now."""
    locked = RoleAssignment.objects.select_for_update(of=("self",), no_key=True).select_related("campaign", "organisation")  # fmt: skip
    known = list(
        locked.filter(pk__in=[assignment.pk for assignment in assignments], person=person).order_by("pk")
    )
    for campaign in {assignment.campaign for assignment in known}:
        require(may_pass_roles(by, person, known, campaign))
        require_open(campaign)
    held = [assignment for assignment in known if not assignment.ended_at]
    if any(assignment.person_id == by.pk and assignment.role == Role.ADMINISTRATOR for assignment in held):
        require(no("You cannot end your own seat as administrator."))

    for assignment in held:
        assignment.ended_at = at
        assignment.save(update_fields=["ended_at"])
        given = [assignment.pk]
        same = {
            "campaign": assignment.campaign,
            "organisation": assignment.organisation,
            "role": assignment.role,
        }
        if not to.role_assignments.filter(**same, ended_at=None).exists():
            given.append(to.role_assignments.create(**same, given_at=at).pk)
        passed = Text(
            "passed the seat %(role)s at %(organisation)s on from %(name)s to %(successor)s",
            role=assignment.role,
            organisation=str(assignment.organisation),
            name=str(person),
            successor=str(to),
        )
        record(passed, about=assignment, by=by, at=at, proves=stated(ROLE_ASSIGNMENTS, *given))
    forget_roles(person)
    forget_roles(to)
    return held


def require_administrator(by: User | None, campaign: Campaign) -> None:
    """Nobody is the installation itself, which seats the first administrator."""
    if by is not None:
        require(may_administer(by, campaign))


def forget_roles(person: User) -> None:
    person.__dict__.pop("_roles_by_campaign", None)
