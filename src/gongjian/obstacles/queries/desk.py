"""What obstacles put on desks. Each is on exactly one of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import OFFICE, UNIT, Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Press
from gongjian.obstacles.models import EscalationProposal, Instruction, MoreTime, Obstacle, Recheck
from gongjian.obstacles.rules import Level, ObstacleMove, ObstacleState

WARNED_WORKDAYS = 2  # before a re-check is due
State = ObstacleState
SHOWN = (
    *(
        "number",
        "version",
        "words",
        "state",
        "level",
        "due_on",
        "wanted_by",
        "unit_id",
        "group_id",
        "asked_of_id",
    ),
    *("handler__name", "handler__username", "solved_by_id", "solved_from_id", "project__name"),
    *("project__leading_official__name", "project__leading_official__username"),
)


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    yield from of_groups(campaign, holders)
    yield from of_units(campaign, holders)
    yield from of_leaders(campaign, holders)
    yield from to_confirm(campaign, holders)
    yield from instructed(campaign, holders)
    if holders.people(*OFFICE):
        yield from of_the_office(campaign, holders, today=campaign.day_of(at))


def on_hand(campaign: Campaign, *states: State) -> QuerySet[Obstacle]:
    found = Obstacle.objects.filter(campaign=campaign, state__in=states)
    return found.select_related("project__leading_official", "handler").only(*SHOWN).order_by("due_on", "pk")


def of_groups(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    groups = holders.organisations(Role.MEMBER)
    if not groups:
        return
    theirs = on_hand(campaign, State.NEW, State.IN_HAND).filter(level=Level.GROUP, group__in=groups)
    for obstacle in theirs:
        members = holders.people(Role.MEMBER, at=obstacle.group_id)
        if obstacle.state == State.NEW:
            waiting = one(obstacle, "accept", Pile.OWED, Text("Accept or return the obstacle"), members)
            yield replace(waiting, press=press_of(obstacle, ObstacleMove.ACCEPT, Text("Accept for handling")))
        else:
            yield from those(in_hand(obstacle, members, holders))


def in_hand(obstacle: Obstacle, members: frozenset[int], holders: RoleHolders) -> OnDesk:
    """With the one who handles it; with the whole group where nobody does, or not any more."""
    waiting = one(obstacle, "handle", Pile.OWED, Text("Solve the obstacle"), members)
    if obstacle.handler_id is None:
        return waiting
    if obstacle.handler_id in holders.anybody(Role.MEMBER, at=obstacle.group_id):
        return replace(
            waiting,
            people=members & {obstacle.handler_id},
            watch=members,
            held_by=frozenset({obstacle.handler_id}),
        )
    return replace(
        waiting, fell=Text("%(name)s handles it and is no longer there", name=str(obstacle.handler))
    )


def of_units(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    units = holders.organisations(*UNIT)
    if not units:
        return
    whose = Q(state=State.HANDED_BACK) | Q(state=State.IN_HAND, level=Level.OWNER)
    for obstacle in on_hand(campaign, State.HANDED_BACK, State.IN_HAND).filter(whose, unit__in=units):
        people, told = writers(holders, obstacle.unit_id)
        if obstacle.state == State.HANDED_BACK:
            title = Text("Correct, pass on or withdraw the obstacle")
            yield one(obstacle, "mend", Pile.SENT_BACK, title, people, told)
        else:
            yield one(obstacle, "handle", Pile.OWED, Text("Solve the obstacle"), people, told)
    asked = on_hand(campaign, State.NEW, State.IN_HAND).filter(asked_of__in=units, answered_at=None)
    for obstacle in asked:
        people, told = writers(holders, obstacle.asked_of_id)
        title = Text("Reply to the request")
        yield one(obstacle, "answer", Pile.OWED, title, people, told, due_on=obstacle.wanted_by)


def of_leaders(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    """What only the leading official settles; where none is there any more, the Office sees to it."""
    leaders, office = holders.people(Role.LEADER), holders.people(*OFFICE)
    if not (leaders or office):
        return
    escalated = on_hand(campaign, State.IN_HAND).filter(level=Level.LEADER)
    theirs = escalated if office else escalated.filter(project__leading_official__in=leaders)
    for obstacle in theirs:
        waiting = one(obstacle, "settle", Pile.DECISION, Text("Settle the matter"), office)
        official = obstacle.project.leading_official
        if official and official.pk in holders.anybody(Role.LEADER):
            yield from those(replace(waiting, people=leaders & {official.pk}, page="obstacles:settle"))
        else:
            yield replace(waiting, remind=holders.first(*OFFICE), fell=without_leader(obstacle))


def without_leader(obstacle: Obstacle) -> Text:
    official = obstacle.project.leading_official
    if official is None:
        return Text("It waits for a leading official, and the project has none")
    return Text("It waits for %(name)s, who is no longer there", name=str(official))


def to_confirm(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    """The other side confirms; where there is none, the Office."""
    groups, units = holders.organisations(Role.MEMBER), holders.organisations(*UNIT)
    whose = Q(group__in=groups) | Q(unit__in=units)
    if holders.people(*OFFICE):
        whose |= Q(group=None)
    for obstacle in on_hand(campaign, State.SOLVED).filter(whose):
        if obstacle.solved_from_id != obstacle.unit_id:
            people, told = writers(holders, obstacle.unit_id)
        elif obstacle.group_id:
            people = told = holders.people(Role.MEMBER, at=obstacle.group_id)
        else:
            people, told = holders.people(*OFFICE), holders.first(*OFFICE)
        title, solver = Text("Confirm the closing or send it back"), frozenset({obstacle.solved_by_id})
        waiting = one(obstacle, "confirm", Pile.DECISION, title, people - solver, told - solver)
        yield from those(
            replace(waiting, press=press_of(obstacle, ObstacleMove.CLOSE, Text("Confirm closing")))
        )


def instructed(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    to = holders.organisations(*UNIT, Role.MEMBER)
    if not to:
        return
    found = Instruction.objects.filter(campaign=campaign, to__in=to, done_at=None)
    open_ = found.exclude(obstacle__state__in=[State.CLOSED, State.WITHDRAWN])
    for given in open_.select_related("obstacle__project").order_by("due_on", "pk"):
        people, told = writers(holders, given.to_id)
        title, move = Text("Carry out the instruction"), f"instruction-{given.pk}"
        yield from those(one(given.obstacle, move, Pile.OWED, title, people, told, due_on=given.due_on))


def of_the_office(campaign: Campaign, holders: RoleHolders, *, today: date) -> Iterator[OnDesk]:
    people, told = holders.people(*OFFICE), holders.first(*OFFICE)
    escalated = on_hand(campaign, State.IN_HAND).filter(level__in=[Level.MEETING, Level.COUNTY_HEAD])
    for obstacle in escalated:
        title = Text("Submit for a decision: %(level)s", level=obstacle.level)
        yield one(obstacle, f"settle-{obstacle.level}", Pile.DECISION, title, people, told)
    proposed = EscalationProposal.objects.filter(campaign=campaign, decided_at=None)
    for proposal in proposed.select_related("obstacle__project").order_by("pk"):
        title = Text("Decide on escalation: %(level)s", level=proposal.to_level)
        yield one(
            proposal.obstacle, f"escalate-{proposal.pk}", Pile.DECISION, title, people, told, due_on=None
        )
    asked = MoreTime.objects.filter(campaign=campaign, decided_at=None)
    for request in asked.select_related("obstacle__project").order_by("pk"):
        title, others = Text("Grant more time or refuse it"), frozenset({request.asked_by_id})
        move = f"more-time-{request.pk}"
        yield from those(one(request.obstacle, move, Pile.DECISION, title, people - others, told - others))
    soon = campaign.calendar().add_workdays(today, WARNED_WORKDAYS)
    due = Recheck.objects.filter(campaign=campaign, done_at=None, due_on__lte=soon)
    for recheck in due.select_related("obstacle__project").order_by("due_on", "pk"):
        title, move = Text("Re-check"), f"recheck-{recheck.pk}"
        solver = frozenset({recheck.obstacle.solved_by_id})
        yield from those(
            one(
                recheck.obstacle,
                move,
                Pile.OWED,
                title,
                people - solver,
                told - solver,
                due_on=recheck.due_on,
            )
        )


def writers(holders: RoleHolders, organisation: int | None) -> tuple[frozenset[int], frozenset[int]]:
    """Who can do it for a unit or a group, and who is told of it."""
    everybody = holders.people(*UNIT, Role.MEMBER, at=organisation)
    return everybody, holders.first(Role.MEMBER, *UNIT, at=organisation)


def press_of(obstacle: Obstacle, move: ObstacleMove, verb: Text) -> Press:
    return Press("obstacles:move", (obstacle.number, move.value), verb, (("seen", obstacle.version),))


def those(thing: OnDesk) -> Iterator[OnDesk]:
    if thing.concerns_somebody:
        yield thing


RUNNING = date.min  # the clock of the obstacle itself


def one(
    obstacle: Obstacle,
    move: str,
    pile: Pile,
    title: Text,
    people: frozenset[int],
    told: frozenset[int] = frozenset(),
    *,
    due_on: date | None = RUNNING,
    page: str = "obstacles:obstacle",
) -> OnDesk:
    return OnDesk(
        key=f"obstacles.obstacle:{obstacle.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text(
            "no. %(number)s · %(project)s · %(words)s",
            number=obstacle.number,
            project=obstacle.project.name,
            words=obstacle.words[:60],
        ),
        page=page,
        args=(obstacle.number,),
        people=people,
        remind=told,
        due_on=obstacle.due_on if due_on == RUNNING else due_on,
        icon="barrier-block",
    )
