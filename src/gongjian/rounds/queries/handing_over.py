"""What lies on the desk of somebody who leaves, and what its passing on would put into one hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet

from gongjian.accounts.models import Organisation, User, official_people
from gongjian.accounts.queries import people_found
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.permissions import may_administer
from gongjian.campaigns.queries import campaigns_of, people_within, role_holders, units_headed_by
from gongjian.campaigns.rules import OFFICE, Role, RoleHolders
from gongjian.kernel.renamed import ever_worded
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.notices.rules import OnDesk, earliest_first
from gongjian.obstacles.models import Obstacle
from gongjian.rounds.queries.desk import ROOMS, on_desk_of
from gongjian.rounds.queries.unattended import unattended
from gongjian.rounds.rules.chairs import passed_on
from gongjian.rounds.rules.unattended import LeftAlone, Sort, newly
from gongjian.worklist.models import Project

HANDED_OVER = Text("handed the desk of %(name)s over to %(successor)s").msgid


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a desk passes on: its roles, what waits on it, and what bears the person's own name."""

    assignments: Sequence[RoleAssignment]
    waiting: Sequence[OnDesk]
    obstacles: Sequence[Obstacle]
    projects: Sequence[Project]

    def __bool__(self) -> bool:
        return bool(self.assignments or self.obstacles or self.projects)


def roles_held(campaign: Campaign, person: User) -> QuerySet[RoleAssignment]:
    return campaign.role_assignments.filter(person=person, ended_at=None).select_related(
        "organisation", "campaign"
    )


def people_to_hand_over(by: User, campaign: Campaign) -> QuerySet[User]:
    """Whoever is within reach: all people of the campaign for an administrator, the own reporters for a head."""
    if may_administer(by, campaign):
        return people_within(campaign)
    reporters = campaign.role_assignments.filter(
        role=Role.REPORTER, organisation__in=units_headed_by(by, campaign)
    )
    return User.objects.filter(pk__in=reporters.values("person"))


def desk_of_person(
    campaign: Campaign, person: User, assignments: Sequence[RoleAssignment], *, by: User, at: datetime
) -> Desk:
    """Whoever keeps only reporters passes on roles; what bears a name is passed on by administrators."""
    mine = frozenset(
        (Role.of(assignment.role), assignment.organisation_id, person.pk) for assignment in assignments
    )
    holders = RoleHolders(mine, frozenset(one for one in role_holders(campaign).taken if one[2] != person.pk))
    found = chain.from_iterable(on_desk_of(room, campaign, at, holders) for room in ROOMS)
    waiting = list(earliest_first(one for one in found if person.pk in one.people))
    if not may_administer(by, campaign):
        return Desk(assignments, waiting, [], [])
    return Desk(
        assignments,
        waiting,
        list(handled_by(campaign, person, assignments)),
        list(led_by(campaign, person, assignments)),
    )


def handled_by(campaign: Campaign, person: User, assignments: Sequence[RoleAssignment]) -> QuerySet[Obstacle]:
    """What somebody has in hand for the groups that they leave, or have left already."""
    kept = (
        roles_held(campaign, person)
        .filter(role=Role.MEMBER)
        .exclude(pk__in=[assignment.pk for assignment in assignments])
    )
    mine = Obstacle.objects.filter(campaign=campaign, handler=person).still_open()
    left = mine.exclude(group__in=kept.values("organisation"))
    return left.select_related("project").order_by("due_on", "number")


def led_by(campaign: Campaign, person: User, assignments: Sequence[RoleAssignment]) -> QuerySet[Project]:
    """The projects of a leading official who leaves, or has left already."""
    led = Project.objects.filter(campaign=campaign, leading_official=person).order_by("code")
    kept = (
        roles_held(campaign, person)
        .filter(role=Role.LEADER)
        .exclude(pk__in=[assignment.pk for assignment in assignments])
    )
    return led.none() if kept.exists() else led


def in_one_hand(
    campaign: Campaign, person: User, to: User, assignments: Sequence[RoleAssignment], *, at: datetime
) -> list[Text]:
    """Where the rule of the second person would find only one afterwards. A page asks about each of them."""
    now = role_holders(campaign)
    held = [(Role.of(assignment.role), assignment.organisation_id) for assignment in assignments]
    then = passed_on(now, held, person=person.pk, to=to.pk)
    before = unattended(campaign, at=at, holders=now)
    lost = newly(unattended(campaign, at=at, holders=then), before)
    asked = [*both_sides(then, held, to)]
    asked += [
        Text("%(what)s: a second person would be missing (%(which)s)", what=one.title, which=one.detail)
        for one in lost
        if one.sort in (Sort.DUTY, Sort.ROLE)
    ]
    return asked


def both_sides(then: RoleHolders, held: Sequence[tuple[Role, int]], to: User) -> Iterator[Text]:
    """Who reports would confirm, and who drafts for the Office would approve, and nobody else could."""
    units = {where for role, where in held if role in (Role.REPORTER, Role.HEAD)}
    for unit in Organisation.objects.filter(pk__in=units):
        heads, reporters = (
            then.people(Role.HEAD, at=unit.pk),
            then.people(Role.REPORTER, at=unit.pk),
        )
        if heads == reporters == {to.pk}:
            yield Text(
                "%(name)s alone would both report and sign off for %(unit)s", name=str(to), unit=str(unit)
            )
    if {role for role, _ in held} & set(OFFICE) and then.people(*OFFICE) == {to.pk}:
        yield Text("%(name)s alone would both draft and approve in the Campaign Office", name=str(to))


def would_lie(
    person: User, *, at: datetime, assignments: Sequence[RoleAssignment] | None = None
) -> dict[Campaign, list[LeftAlone]]:
    """By campaign, what nobody could settle once these roles end, or the account closes."""
    found: dict[Campaign, list[LeftAlone]] = {}
    here = {assignment.campaign_id for assignment in assignments} if assignments is not None else None
    for campaign in campaigns_of(person):
        if here is not None and campaign.pk not in here:
            continue
        held = roles_held(campaign, person) if assignments is None else assignments
        now = role_holders(campaign)
        then = passed_on(
            now, [(Role.of(one.role), one.organisation_id) for one in held], person=person.pk, to=None
        )
        if then != now:
            before = unattended(campaign, at=at, holders=now)
            lost = newly(unattended(campaign, at=at, holders=then), before)
            found |= {campaign: lost} if lost else {}
    return found


def who_hears(campaign: Campaign) -> QuerySet[User]:
    """The Office and the administrators."""
    return User.objects.filter(pk__in=role_holders(campaign).people(*OFFICE, Role.ADMINISTRATOR)).order_by(
        *official_people()
    )


def last_handed_over(campaign: Campaign, person: User) -> Entry | None:
    """The newest entry about this person's desk having been handed over."""
    assignments = campaign.role_assignments.filter(person=person).values_list("pk", flat=True)
    subjects = [f"campaigns.roleassignment:{pk}" for pk in assignments] + [f"accounts.user:{person.pk}"]
    found = Entry.objects.filter(
        campaign_id=campaign.pk, subject__in=subjects, verb__text__in=ever_worded(HANDED_OVER)
    )
    return found.order_by("-number").first()


def successors_for(campaign: Campaign, person: User, *, asked: str, by: User) -> QuerySet[User]:
    """Who can come after somebody: for a head, people of the own unit; for an administrator, all whom they see."""
    if may_administer(by, campaign):
        rows = people_within(campaign)
    else:
        own = list(roles_held(campaign, by).filter(role=Role.HEAD).values_list("organisation", flat=True))
        seated = campaign.role_assignments.filter(ended_at=None, organisation__in=own).values("person")
        rows = User.objects.filter(Q(organisation__in=own) | Q(pk__in=seated))
    rows = rows.filter(is_active=True).exclude(pk=person.pk).order_by(*official_people())
    if asked:
        rows = people_found(rows, asked)
    return rows
