"""Questions about a campaign that more than one door asks."""

from collections.abc import Collection, Hashable, Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongjian.accounts.models import Organisation, User, official_people
from gongjian.accounts.rules.names import Directory
from gongjian.campaigns.models import (
    Campaign,
    LineOfWork,
    Obligation,
    PlanPaper,
    RoleAssignment,
    Rulebook,
    Unit,
)
from gongjian.campaigns.models import roles_of as roles_of  # asked here by the rooms above
from gongjian.campaigns.rules import UNIT, Breadth, ObligationKind, Role, RoleHolders, Series
from gongjian.kernel.sections import read_section
from gongjian.ledger.queries import Heads, remembered
from gongjian.notices.rules import ReminderRules
from gongjian.reading.plan import FactKind as PlanKind

LONGEST_UNIT = 80


def units_of(person: User, campaign: Campaign | int) -> set[int]:
    """The units for which somebody writes or signs."""
    return roles_of(person, campaign).organisations(*UNIT)


def groups_of(person: User, campaign: Campaign | int) -> set[int]:
    """The groups in which somebody works."""
    return roles_of(person, campaign).organisations(Role.MEMBER)


def breadth_of(person: User, campaign: Campaign) -> Breadth:
    """How much of the campaign lies before somebody."""
    return roles_of(person, campaign).breadth


def units_headed_by(person: User, campaign: Campaign | int) -> set[int]:
    return roles_of(person, campaign).organisations(Role.HEAD)


def assignments_kept_by_head(person: User, campaign: Campaign) -> QuerySet[RoleAssignment]:
    """Who writes and signs for the units that somebody heads."""
    own = units_headed_by(person, campaign)
    return campaign.role_assignments.filter(organisation__in=own, role__in=UNIT, ended_at=None)


def scope_of(person: User, campaign: Campaign | int) -> Hashable:
    """What is the same for two people who see the same: under this, what was worked out for one is kept for the other."""
    roles = roles_of(person, campaign)
    return "all" if roles.sees_everything else (person.pk, roles.held)


def only_leads(person: User, campaign: Campaign | int) -> bool:
    """A leading official without another role."""
    return {role for role, _ in roles_of(person, campaign).held} == {Role.LEADER}


def assignments_held_by(person: User) -> list[RoleAssignment]:
    """Where somebody sits now, in every campaign."""
    return list(
        person.role_assignments.filter(ended_at=None)
        .select_related("campaign", "organisation")
        .order_by("campaign_id", "pk")
    )


def others_holding(
    campaign: Campaign, *roles: Role, besides: Collection[int | None], at: int | None = None
) -> list[str]:
    """The names of those who hold one of these roles, there or anywhere, and are none of these people."""
    assignments = campaign.role_assignments.filter(role__in=roles, ended_at=None, person__is_active=True)
    if at is not None:
        assignments = assignments.filter(organisation=at)
    rows = (
        assignments.exclude(person__in=[pk for pk in besides if pk])
        .order_by("given_at", "pk")
        .values_list("person__name", flat=True)
    )
    return list(dict.fromkeys(rows))


def role_holders(campaign: Campaign, person: User | None = None) -> RoleHolders:
    """Who sits where: everybody, or this person among all others, so that a desk asks for no more than it shows."""
    rows = campaign.role_assignments.filter(ended_at=None, person__is_active=True)
    fields = ("role", "organisation_id", "person_id")
    taken = frozenset((Role.of(role), where, who) for role, where, who in rows.values_list(*fields))
    if person is None:
        return RoleHolders(taken)
    mine = frozenset(one for one in taken if one[2] == person.pk)
    return RoleHolders(mine, taken - mine)


def campaigns_of(person: User) -> QuerySet[Campaign]:
    """The campaigns in which this person has a role: nothing is seen across campaigns without one."""
    return (
        Campaign.objects.filter(role_assignments__person=person, role_assignments__ended_at=None)
        .distinct()
        .order_by("-year", "pk")
    )


def campaigns_read_by(person: User) -> tuple[Heads, list[Campaign]]:
    """The same to be read: asked again only after something has been written, and where the chains end."""
    heads = Heads()
    heads.remember()
    rows = campaigns_of(person).select_related("clock", "projection")
    known: list[Campaign] = remembered(heads, ("campaigns of", person.pk), lambda: list(rows))
    return heads, [own_copy(campaign) for campaign in known]


def own_copy(campaign: Campaign) -> Campaign:
    """What is remembered is nobody's to change, and a page tells its campaign's clock whose it is."""
    mine = copy(campaign)
    if clock := getattr(campaign, "clock", None):
        mine.clock = copy(clock)
    return mine


def rulebook_at(campaign: Campaign, at: datetime) -> Rulebook | None:
    return campaign.rulebooks.filter(known_at__lte=at).order_by("-version").first()


def section_at(campaign: Campaign, name: str, at: datetime) -> dict[str, Any]:
    known = (sections for _pk, known_at, sections in editions(campaign) if known_at <= at)
    return dict(next(known, {}).get(name) or {})


def editions(campaign: Campaign) -> tuple[tuple[int, datetime, dict[str, Any]], ...]:
    """The rulebook as it was ever known, the newest first: its key, since when, its sections."""
    rows = campaign.rulebooks.order_by("-version").values_list("pk", "known_at", "sections")
    return remembered(campaign, "editions", lambda: tuple(rows))


def next_post(campaign: Campaign, at: datetime) -> datetime:
    """When something may leave the house by e-mail: at once, or in the morning of the next working day."""
    rules = read_section(ReminderRules, section_at(campaign, "reminders", at))
    return rules.next_moment(at.astimezone(campaign.zone), campaign.calendar())


def section_of(book: Rulebook | None, name: str) -> dict[str, Any]:
    return dict(book.sections.get(name, {})) if book else {}


def obligations(campaign: Campaign, *kinds: ObligationKind) -> QuerySet[Obligation]:
    rows = campaign.obligations.filter(cancelled_at=None)
    return rows.filter(kind__in=kinds) if kinds else rows


def organisations_within(campaign: Campaign) -> QuerySet[Organisation]:
    """The tree below the campaign's own organisation, itself included."""
    pks = remembered(campaign, "organisations within", lambda: tree_below(campaign.organisation_id))
    return Organisation.objects.filter(pk__in=pks)


def tree_below(top: int) -> list[int]:
    below: dict[int | None, list[int]] = {}
    for pk, parent in Organisation.objects.order_by().values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    pks = [top]
    for pk in pks:  # grows while it is walked
        pks += below.get(pk, [])
    return pks


def people_within(campaign: Campaign) -> QuerySet[User]:
    """Whom the campaign's administrators look after: people with a role in it, and people without any role."""
    seated = RoleAssignment.objects.filter(person=OuterRef("pk"), ended_at=None)
    return User.objects.filter(Exists(seated.filter(campaign=campaign)) | ~Exists(seated))


def responsible_units(campaign: Campaign) -> QuerySet[Unit]:
    return campaign.units.select_related("organisation")


def campaign_time(campaign: Campaign, *, real: datetime) -> datetime:
    """The campaign's own time: its clock's where it has one, else the real one."""
    clock = getattr(campaign, "clock", None)
    if not clock:
        return real
    clock.campaign = campaign
    shown: datetime = clock.facts().shows(real)
    return shown


def proposed_roles(campaign: Campaign) -> list[tuple[User, Role]]:
    """What the sheets of people propose and nobody has been given yet: each person with each role, in the official order."""
    people = User.objects.filter(organisation__in=organisations_within(campaign), is_active=True)
    people = people.exclude(proposed_role="").select_related("organisation")
    held = set(
        campaign.role_assignments.filter(ended_at=None).values_list("person_id", "organisation_id", "role")
    )
    return [
        (person, role)
        for person in people.order_by(*official_people())
        for role in roles_in(person.proposed_role)
        if (person.pk, person.organisation_id, role) not in held
    ]


def proposed_units(campaign: Campaign) -> list[tuple[Organisation, Series]]:
    """Organisations that a sheet ranks in a series, and that do not take part yet."""
    rows = organisations_within(campaign).filter(closed_at=None)
    rows = rows.exclude(pk__in=campaign.units.values("organisation"))
    return [(row, Series.of(row.proposed_series)) for row in rows if Series.knows(row.proposed_series)]


def lines_in_order(lines: Iterable[int]) -> list[int]:
    """These lines of work as the campaign orders them."""
    return list(LineOfWork.objects.filter(pk__in=list(lines)).values_list("pk", flat=True))


def roles_in(proposed: str) -> list[Role]:
    """The roles that a sheet names; several stand with commas between them."""
    return [Role.of(code) for code in proposed.split(",") if Role.knows(code)]


def directory_of(campaign: Campaign) -> tuple[Directory, dict[int, Organisation]]:
    """The organisations of a campaign by everything that plans and lists call them."""
    rows = {row.pk: row for row in organisations_within(campaign).filter(closed_at=None)}
    directory = Directory(campaign.organisation.name)
    for row in rows.values():
        directory.enter(row.pk, row.name, (row.short_name, *row.other_names))
    return directory, rows


def unmatched(paper: PlanPaper) -> list[str]:
    """Organisations that a plan names and the tree does not know, or knows twice: open questions."""
    directory, _ = directory_of(paper.campaign)
    named = paper.facts.filter(kind__in=[PlanKind.UNIT, PlanKind.GROUP])
    names = dict.fromkeys(str(fact)[:LONGEST_UNIT] for fact in named.select_related("paper"))
    return [name for name in names if len(directory.find(name)) != 1]
