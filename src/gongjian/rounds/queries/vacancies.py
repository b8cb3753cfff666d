"""Which chairs a campaign has, who sits on them, and since when nobody does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import UNIT, Role, RoleHolders
from gongjian.kernel.renamed import ever_worded
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.meetings.models import Decision
from gongjian.meetings.rules import FollowUpState
from gongjian.obstacles.models import Instruction, Obstacle
from gongjian.obstacles.queries import groups_of
from gongjian.registers.models import RegisterEntry
from gongjian.rounds.rules.chairs import Chair, WithEmptyChairs

CLOSED = Text("closed the account of %(name)s").msgid


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Everything about chairs that the list of what is left alone asks for."""

    holders: RoleHolders
    stands: frozenset[tuple[Role, int]]
    emptied: Mapping[Chair, datetime]
    gone: Mapping[int, datetime]
    names: Mapping[int, str]

    def with_empty_chairs(self) -> WithEmptyChairs:
        return WithEmptyChairs(self.holders.taken, stands=self.stands)

    def is_taken(self, chair: Chair) -> bool:
        return bool(self.holders.people(chair.role, at=chair.where))

    def since(self, chairs: Iterable[Chair]) -> datetime | None:
        """When the last of them was left."""
        return max((self.emptied[one] for one in chairs if one in self.emptied), default=None)

    def advice(self, chairs: Iterable[Chair]) -> Text:
        """What is to be done about them."""
        wanted = tuple(chairs)
        said = tuple(self.chair_in_words(one) for one in wanted)
        if any(self.is_taken(one) for one in wanted):
            return Text("A second person is needed. Give somebody else a seat: %(seats)s", seats=said)
        return Text("Give somebody a seat: %(seats)s", seats=said)

    def chair_in_words(self, chair: Chair) -> Text:
        if chair.where is None or chair.where not in self.names:
            return Text("%(role)s", role=chair.role)
        return Text("%(role)s at %(organisation)s", role=chair.role, organisation=self.names[chair.where])


def vacancies_of(campaign: Campaign, holders: RoleHolders | None = None) -> Vacancies:
    """As people sit now, or as they would sit then."""
    fields = ("role", "organisation_id", "person_id", "ended_at", "person__is_active")
    rows = [(Role.of(role), *rest) for role, *rest in campaign.role_assignments.values_list(*fields)]
    closed = closings({who for _, _, who, _, active in rows if not active})
    emptied: dict[Chair, datetime] = {}
    gone: dict[int, datetime] = {}
    for role, where, who, ended_at, active in rows:
        left_at = min((one for one in (ended_at, None if active else closed.get(who)) if one), default=None)
        if left_at:
            for chair in (Chair(role, where), Chair(role)):
                emptied[chair] = max(left_at, emptied.get(chair, left_at))
            gone[who] = max(left_at, gone.get(who, left_at))
    sitting = frozenset(
        (role, where, who) for role, where, who, ended_at, active in rows if active and not ended_at
    )
    kept = {(role, where) for role, where, _, ended_at, _ in rows if ended_at is None}
    ever = {(role, where) for role, where, _, _, _ in rows}
    stands = chairs_standing(campaign, kept=kept, ever=ever)
    names = {one.pk: str(one) for one in Organisation.objects.filter(pk__in={where for _, where in stands})}
    return Vacancies(holders or RoleHolders(sitting), stands, emptied, gone, names)


def chairs_standing(
    campaign: Campaign, *, kept: set[tuple[Role, int]], ever: set[tuple[Role, int]]
) -> frozenset[tuple[Role, int]]:
    """Units and groups have their chairs always; a department that handles permits, once it has used the system."""
    units = set(campaign.units.values_list("organisation_id", flat=True))
    groups = set(groups_of(campaign).values_list("pk", flat=True))
    handling = RegisterEntry.objects.filter(campaign=campaign, dropped_at=None, department__isnull=False)
    departments = set(handling.order_by().values_list("department", flat=True).distinct())
    asked = addressed(campaign)
    users = {(role, where) for role, where in ever if where in departments and role in UNIT}
    always = {(role, where) for where in units | asked for role in UNIT}
    always |= {(Role.MEMBER, where) for where in groups}
    return frozenset(kept | users | always)


def addressed(campaign: Campaign) -> set[int]:
    """Organisations of which something is wanted by name, whether they take part or not."""
    stuck = Obstacle.objects.filter(campaign=campaign).still_open()
    told = Instruction.objects.filter(campaign=campaign, done_at=None)
    decided = Decision.objects.filter(campaign=campaign, state=FollowUpState.OPEN)
    found = {where for pair in stuck.order_by().values_list("unit", "asked_of") for where in pair if where}
    for rows in (told.values_list("to", flat=True), decided.values_list("unit", flat=True)):
        found.update(rows.order_by().distinct())
    groups = Organisation.objects.filter(pk__in=found, kind=OrganisationKind.GROUP)
    return found - set(groups.values_list("pk", flat=True))


def closings(people: set[int]) -> dict[int, datetime]:
    """When these accounts were last closed, as the ledger has it."""
    subjects = {f"accounts.user:{pk}": pk for pk in people}
    found = Entry.objects.filter(subject__in=subjects, verb__text__in=ever_worded(CLOSED)).order_by("at")
    return {subjects[subject]: at for subject, at in found.values_list("subject", "at")}
