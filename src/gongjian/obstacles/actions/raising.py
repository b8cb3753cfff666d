"""Something is in the way: it is said once, and goes to those who can take it out of the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.answering import ended_with_it, tell_raiser
from gongjian.obstacles.actions.moving import LONGEST, locked_for, move_on, require_words
from gongjian.obstacles.actions.proving import Shown, keep_proof
from gongjian.obstacles.models import Obstacle, ObstacleKind
from gongjian.obstacles.permissions import may_raise
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import OBSTACLE_MOVES, Happened, Level, ObstacleMove, ObstacleState, ProofOf
from gongjian.registers.models import RegisterEntry
from gongjian.reporting.models import Report
from gongjian.worklist.models import Item, Project


@dataclass(frozen=True, kw_only=True)
class ObstacleDraft:
    """What somebody says about an obstacle. Without a group it goes to that of its kind."""

    kind: ObstacleKind
    words: str
    wanted: str
    wanted_by: date
    asked_of: Organisation | None = None
    group: Organisation | None = None
    items: Sequence[Item] = ()
    unit: Organisation | None = None
    report: Report | None = None
    entry: RegisterEntry | None = None
    shown: Shown | None = None


@transaction.atomic
def raise_obstacle(project: Project, draft: ObstacleDraft, *, by: User, at: datetime) -> Obstacle:
    """Say what is in the way of a project. It goes to the group of its kind, or stays with the unit where there is none."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=project.campaign_id)
    require(may_raise(by, project))
    check(project, draft, today=campaign.day_of(at))

    obstacle = Obstacle(
        campaign=campaign,
        number=(campaign.obstacles.aggregate(last=Max("number"))["last"] or 0) + 1,
        project=project,
        unit=draft.unit or unit_held_up(project, draft.items),
        report=draft.report,
        entry=draft.entry,
        raised_at=at,
        raised_by=by,
        moved_at=at,
        version=0,
        **fields_from_draft(draft),
    )
    send(obstacle, draft.group or draft.kind.group)
    move_on(obstacle, Happened.RAISED, by=by, at=at)
    obstacle.items.set(draft.items)
    keep_proof(obstacle, draft.shown, of=ProofOf.OBSTACLE, by=by, at=at)

    raised = Text("raised obstacle no. %(number)s of %(name)s", number=obstacle.number, name=project.name)
    record(raised, about=obstacle, by=by, at=at, note=obstacle.words, wanted=obstacle.wanted, proves=proof_of(obstacle.pk))  # fmt: skip
    return obstacle


def check(project: Project, draft: ObstacleDraft, *, today: date) -> None:
    require_words(draft.words, "Enter what the obstacle is.")
    require_words(draft.wanted, "Enter the solution needed.")
    if draft.wanted_by < today:
        require(no("The wanted date cannot be in the past."))
    if draft.kind.campaign_id != project.campaign_id or draft.kind.ended_at:
        require(no("This kind of obstacle is not in use."))
    if any(item.project_id != project.pk for item in draft.items):
        require(no("An obstacle belongs to one project. Choose items of that project only."))
    if draft.entry and draft.entry.project_id != project.pk:
        require(no("The entry of the register belongs to another project."))


def fields_from_draft(draft: ObstacleDraft) -> dict[str, object]:
    """What was typed in the form of an obstacle, as the columns of its row."""
    return {
        "kind": draft.kind,
        "words": draft.words.strip()[:LONGEST],
        "wanted": draft.wanted.strip()[:LONGEST],
        "wanted_by": draft.wanted_by,
        "asked_of": draft.asked_of,
    }


def unit_held_up(project: Project, items: Sequence[Item]) -> Organisation:
    """Whom it holds up: the unit that answers for the items, where it is one; else the project's."""
    units = {item.baseline.unit for item in items if item.baseline}
    return units.pop() if len(units) == 1 else project.unit


def send(obstacle: Obstacle, group: Organisation | None) -> None:
    """To a group, which accepts it or hands it back; without one, the unit has it in hand at once."""
    obstacle.group, obstacle.handler = group, None
    obstacle.level = Level.GROUP if group else Level.OWNER
    obstacle.state = ObstacleState.NEW if group else ObstacleState.IN_HAND


@transaction.atomic
def mend(obstacle: Obstacle, draft: ObstacleDraft, *, by: User, at: datetime, seen: int) -> Obstacle:
    """Say it better and send it again: what a group has handed back, or what nobody has taken up yet."""
    obstacle = locked_for(ObstacleMove.MEND, obstacle, by=by, seen=seen)
    check(obstacle.project, draft, today=obstacle.campaign.day_of(at))

    if draft.asked_of != obstacle.asked_of:
        obstacle.answered_at = None
    for name, value in fields_from_draft(draft).items():
        setattr(obstacle, name, value)
    group = draft.group or draft.kind.group
    send(obstacle, group)
    obstacle.items.set(draft.items)
    move_on(obstacle, Happened.MENDED, by=by, at=at)
    keep_proof(obstacle, draft.shown, of=ProofOf.OBSTACLE, by=by, at=at)

    mended = Text("corrected obstacle no. %(number)s", number=obstacle.number)
    record(mended, about=obstacle, by=by, at=at, note=obstacle.words, wanted=obstacle.wanted, proves=proof_of(obstacle.pk))  # fmt: skip
    return obstacle


@transaction.atomic
def withdraw(obstacle: Obstacle, *, reason: str, by: User, at: datetime, seen: int) -> Obstacle:
    """It was no obstacle, or it is none any more. It stays readable."""
    obstacle = locked_for(ObstacleMove.WITHDRAW, obstacle, by=by, seen=seen)
    reason = require_words(reason, "Give the reason for withdrawing it.")

    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.WITHDRAW)
    move_on(obstacle, Happened.WITHDRAWN, by=by, at=at, words=reason)

    withdrawn = Text("withdrew obstacle no. %(number)s", number=obstacle.number)
    ended_with_it(obstacle, reason, by=by, at=at)
    record(withdrawn, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
    tell_raiser(obstacle, Text("The obstacle you raised was withdrawn"), reason, by=by, at=at)
    return obstacle
