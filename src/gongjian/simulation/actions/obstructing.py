"""The simulated people raise obstacles, route them, solve them, send them back and open them again."""

from datetime import date, datetime, timedelta

from gongjian.accounts.models import Organisation, User
from gongjian.obstacles import actions
from gongjian.obstacles.actions import ObstacleDraft, Shown
from gongjian.obstacles.models import EscalationProposal, MoreTime, Obstacle, ObstacleKind, Recheck
from gongjian.obstacles.rules import Level, ObstacleState, Ruling
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.rules import obstructing as sample
from gongjian.simulation.rules.county import GROUPS
from gongjian.simulation.rules.obstructing import Fate, case_of, fate_of, patience, raised_on
from gongjian.worklist.models import Item

STEP = 7  # units take turns in steps that are coprime to sixty


def live_obstacles(folk: Folk, day: date) -> None:
    """From the third working day of the full campaign on, something is in somebody's way every other day."""
    if not folk.units:
        return
    if day == folk.calendar.add_workdays(folk.kick_off_on, 1):
        actions.take_the_plans_kinds(folk.campaign, by=folk.people["office"], at=folk.moment(day, 2))
    if day <= folk.calendar.add_workdays(folk.kick_off_on, 2):
        return
    decide_proposals(folk, day)
    for obstacle in in_the_way(folk):
        with folk.attempt(f"obstacle {obstacle.number}", day):
            handle(folk, obstacle, day)
    look_again(folk, day)
    for turn in range(raised_on(SEED, day.toordinal())):
        with folk.attempt("a new obstacle", day):
            raise_one(folk, day, turn)


def in_the_way(folk: Folk) -> list[Obstacle]:
    rows = Obstacle.objects.filter(campaign=folk.campaign).still_open()
    return list(
        rows.select_related("campaign", "project", "kind", "group", "unit", "handler").order_by("number")
    )


def raise_one(folk: Folk, day: date, turn: int) -> None:
    number = (day.toordinal() * STEP + turn * 23) % len(folk.units) + 1
    unit, reporter = folk.units[number], folk.people[f"unit{number:02}"]
    items = Item.objects.filter(campaign=folk.campaign, baseline__unit=unit, withdrawn_at=None)
    found = list(items.select_related("project__campaign", "baseline").order_by("code"))
    if not found:
        return
    case = case_of(SEED, day.toordinal(), turn)
    item = found[day.toordinal() % len(found)]
    beside = [other for other in found if other.project_id == item.project_id][: 1 + turn]
    draft = ObstacleDraft(
        kind=ObstacleKind.objects.get(campaign=folk.campaign, code=case.kind),
        words=case.words,
        wanted=case.wanted,
        wanted_by=folk.calendar.add_workdays(day, 8),
        items=beside,
        unit=unit,
        shown=Shown(reference="现场情况说明"),
    )
    actions.raise_obstacle(item.project, draft, by=reporter, at=folk.moment(day, 240 + turn * 11))


def handle(folk: Folk, obstacle: Obstacle, day: date) -> None:
    """Whose turn it is moves, when it is time for it."""
    waited = folk.calendar.workdays_between(folk.campaign.day_of(obstacle.moved_at), day)
    if waited < 1:
        return
    at, fate = folk.moment(day, 70 + obstacle.number % 90), fate_of(SEED, obstacle.number)
    steps = {
        ObstacleState.NEW: take_up,
        ObstacleState.HANDED_BACK: pass_on,
        ObstacleState.IN_HAND: work_on,
        ObstacleState.SOLVED: judge,
    }
    steps[ObstacleState.of(obstacle.state)](folk, obstacle, fate, waited, at)


def take_up(folk: Folk, obstacle: Obstacle, fate: Fate, waited: int, at: datetime) -> None:
    member = member_of(folk, obstacle.group)
    first = obstacle.steps.count() == 1
    if fate == Fate.SLOW and waited < 2:
        return
    if fate == Fate.WRONG_GROUP and first:
        actions.hand_back(obstacle, reason=sample.BACK, by=member, at=at, seen=obstacle.version)
        return
    actions.accept(obstacle, by=member, at=at, seen=obstacle.version)


def pass_on(folk: Folk, obstacle: Obstacle, fate: Fate, waited: int, at: datetime) -> None:
    groups = [name for _, name in GROUPS if obstacle.group is None or name != obstacle.group.name]
    group = Organisation.objects.get(name=groups[obstacle.number % len(groups)])
    by = reporter_of(folk, obstacle)
    actions.route(obstacle, group=group, reason=sample.PASSED_ON, by=by, at=at, seen=obstacle.version)


def work_on(folk: Folk, obstacle: Obstacle, fate: Fate, waited: int, at: datetime) -> None:
    if obstacle.level != Level.GROUP:
        settle(folk, obstacle, waited, at)
        return
    settled = obstacle.instructions.exists()
    if fate == Fate.HIGH and not settled and waited >= 2 and obstacle.kind.is_complex:
        by = folk.people["office"]
        actions.escalate(
            obstacle, to=Level.MEETING, reason=sample.ESCALATED, by=by, at=at, seen=obstacle.version
        )
    elif fate == Fate.MORE_TIME and waited == 2 and not obstacle.more_time.exists():
        ask_for_time(folk, obstacle, at)
    elif fate == Fate.SLOW and not settled and obstacle.kind.is_complex:
        return  # until the rule proposes to escalate it
    elif waited >= patience(SEED, obstacle.number):
        solve(folk, obstacle, at)


def settle(folk: Folk, obstacle: Obstacle, waited: int, at: datetime) -> None:
    """Leading officials answer on the second day; what lies with the meeting waits for the Friday."""
    if obstacle.level == Level.LEADER and waited < 2:
        return
    if obstacle.level == Level.LEADER:
        leader = obstacle.project.leading_official
        assert leader is not None
        ruling = Ruling.ON_SITE if obstacle.number % 3 else Ruling.AS_ASKED
        actions.settle(obstacle, ruling=ruling, by=leader, at=at, seen=obstacle.version)
    elif folk.campaign.day_of(at).weekday() == 4 or waited > 6:
        after = at + timedelta(hours=6)
        actions.settle(
            obstacle, ruling=Ruling.AS_ASKED, by=folk.people["director"], at=after, seen=obstacle.version
        )


def ask_for_time(folk: Folk, obstacle: Obstacle, at: datetime) -> None:
    assert obstacle.due_on is not None
    until = folk.calendar.add_workdays(obstacle.due_on, 4)
    by = obstacle.handler or member_of(folk, obstacle.group)
    asked = actions.ask_for_time(obstacle, until=until, reason=sample.TIME_BECAUSE, by=by, at=at, seen=obstacle.version)  # fmt: skip
    grant_time(folk, asked, at + timedelta(hours=2))


def grant_time(folk: Folk, asked: MoreTime, at: datetime) -> None:
    actions.decide_time(asked, granted=True, reason=sample.TIME_GRANTED, by=folk.people["office"], at=at)


def solve(folk: Folk, obstacle: Obstacle, at: datetime) -> None:
    case = next(one for one in sample.CASES if one.words == obstacle.words)
    by = obstacle.handler or member_of(folk, obstacle.group)
    for instruction in obstacle.instructions.filter(done_at=None):
        actions.finish(instruction, words=case.solution, by=by, at=at)
    shown = Shown(reference=case.reference)
    actions.solve(obstacle, solution=case.solution, shown=shown, by=by, at=at, seen=obstacle.version)


def judge(folk: Folk, obstacle: Obstacle, fate: Fate, waited: int, at: datetime) -> None:
    """The unit that was held up says whether it is gone."""
    by = reporter_of(folk, obstacle)
    sent_back = obstacle.steps.filter(happened="send_back").exists()
    if fate == Fate.SENT_BACK and not sent_back:
        actions.send_back(obstacle, reason=sample.MISSING, by=by, at=at, seen=obstacle.version)
        return
    actions.close(obstacle, by=by, at=at, seen=obstacle.version)


def look_again(folk: Folk, day: date) -> None:
    """Some days after the closing the Office looks again; now and then it was not solved."""
    due = Recheck.objects.filter(campaign=folk.campaign, done_at=None, due_on__lte=day)
    for pending in due.select_related("obstacle__project").order_by("pk"):
        obstacle, at = pending.obstacle, folk.moment(day, 260)
        with folk.attempt(f"second look at obstacle {obstacle.number}", day):
            by = folk.people["office"]
            if fate_of(SEED, obstacle.number) == Fate.REOPENED and not obstacle.reopened:
                actions.reopen(obstacle, reason=sample.NOT_HELD, by=by, at=at, seen=obstacle.version)
            else:
                actions.recheck(obstacle, words=sample.HELD, by=by, at=at, seen=obstacle.version)


def decide_proposals(folk: Folk, day: date) -> None:
    """The Office follows most of the rule's proposals."""
    waiting = EscalationProposal.objects.filter(campaign=folk.campaign, decided_at=None).order_by("pk")
    for proposal in waiting:
        follow = proposal.obstacle_id % 5 != 0
        actions.decide_escalation(
            proposal,
            confirmed=follow,
            reason="" if follow else sample.NOT_ESCALATED,
            by=folk.people["office"],
            at=folk.moment(day, 35),
        )


def member_of(folk: Folk, group: Organisation | None) -> User:
    """Each group of the sample county has one member."""
    assert group is not None
    return folk.people[next(username for username, name in GROUPS if name == group.name)]


def reporter_of(folk: Folk, obstacle: Obstacle) -> User:
    return folk.people[f"unit{folk.numbers[obstacle.unit_id]:02}"]
