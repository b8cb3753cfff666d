"""An obstacle is out of the way when a second person says so, and when it still is some time later."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.answering import ended_with_it, tell_raiser
from gongjian.obstacles.actions.moving import locked_for, move_on, require_words
from gongjian.obstacles.actions.proving import Shown, keep_proof
from gongjian.obstacles.models import Obstacle, Recheck
from gongjian.obstacles.permissions import member, of_the_unit
from gongjian.obstacles.queries import rules_at
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import OBSTACLE_MOVES, Happened, Level, ObstacleMove, ProofOf


@transaction.atomic
def solve(obstacle: Obstacle, *, solution: str, shown: Shown, by: User, at: datetime, seen: int) -> Obstacle:
    """Say what was done and show it. A second person confirms before it counts as closed."""
    obstacle = locked_for(ObstacleMove.SOLVE, obstacle, by=by, seen=seen)
    obstacle.solution = require_words(solution, "Enter what was done.")
    if not shown:
        require(no("Add evidence: upload a file, or name the document that proves it."))

    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.SOLVE)
    obstacle.solved_at, obstacle.solved_by = at, by
    obstacle.solved_from = side_of(by, obstacle)
    keep_proof(obstacle, shown, of=ProofOf.SOLUTION, by=by, at=at)
    move_on(obstacle, Happened.SOLVED, by=by, at=at, words=obstacle.solution)

    solved = Text("proposed to close obstacle no. %(number)s", number=obstacle.number)
    record(solved, about=obstacle, by=by, at=at, note=obstacle.solution, proves=proof_of(obstacle.pk))
    return obstacle


def side_of(person: User, obstacle: Obstacle) -> Organisation | None:
    if member(person, obstacle):
        return obstacle.group
    return obstacle.unit if of_the_unit(person, obstacle) else None


@transaction.atomic
def close(obstacle: Obstacle, *, words: str = "", by: User, at: datetime, seen: int) -> Obstacle:
    """A second person confirms that it is out of the way. Some time later somebody looks again."""
    obstacle = locked_for(ObstacleMove.CLOSE, obstacle, by=by, seen=seen)
    campaign = obstacle.campaign
    days = rules_at(campaign, at).recheck_days

    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.CLOSE)
    obstacle.closed_at, obstacle.closed_by = at, by
    move_on(obstacle, Happened.CLOSED, by=by, at=at, words=words.strip())
    due_on = campaign.calendar().add_workdays(campaign.day_of(at), days)
    Recheck.objects.create(campaign=campaign, obstacle=obstacle, due_on=due_on)

    ended_with_it(obstacle, obstacle.solution, by=by, at=at)
    record(Text("closed obstacle no. %(number)s", number=obstacle.number), about=obstacle, by=by, at=at, note=words.strip(), proves=proof_of(obstacle.pk))  # fmt: skip
    tell_raiser(obstacle, Text("The obstacle you raised has been closed"), obstacle.solution, by=by, at=at)
    return obstacle


@transaction.atomic
def send_back(obstacle: Obstacle, *, reason: str, by: User, at: datetime, seen: int) -> Obstacle:
    """It is not out of the way yet: those who solve it go on."""
    obstacle = locked_for(ObstacleMove.SEND_BACK, obstacle, by=by, seen=seen)
    reason = require_words(reason, "Enter what is still missing.")
    campaign = obstacle.campaign

    in_hand_again(obstacle, ObstacleMove.SEND_BACK)
    due_on = campaign.calendar().add_workdays(campaign.day_of(at), rules_at(campaign, at).again_days)
    move_on(obstacle, Happened.SENT_BACK, by=by, at=at, words=reason, due_on=due_on)

    sent = Text("sent the closing of obstacle no. %(number)s back", number=obstacle.number)
    record(sent, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
    return obstacle


def in_hand_again(obstacle: Obstacle, move: ObstacleMove) -> None:
    obstacle.state = OBSTACLE_MOVES.target(move)
    obstacle.solved_at = obstacle.solved_by = obstacle.solved_from = None
    obstacle.closed_at = obstacle.closed_by = None


@transaction.atomic
def recheck(obstacle: Obstacle, *, words: str = "", by: User, at: datetime, seen: int) -> Obstacle:
    """Somebody has looked again: it is still out of the way."""
    obstacle = locked_for(ObstacleMove.RECHECK, obstacle, by=by, seen=seen)
    if not looked(obstacle, held=True, words=words, by=by, at=at):
        require(no("It has already been re-checked."))
    move_on(obstacle, Happened.RECHECKED, by=by, at=at, words=words.strip())

    held = Text("re-checked obstacle no. %(number)s: it holds", number=obstacle.number)
    record(held, about=obstacle, by=by, at=at, note=words.strip(), proves=proof_of(obstacle.pk))
    return obstacle


@transaction.atomic
def reopen(obstacle: Obstacle, *, reason: str, by: User, at: datetime, seen: int) -> Obstacle:
    """It is in the way again. Those who had it in hand have it again."""
    obstacle = locked_for(ObstacleMove.REOPEN, obstacle, by=by, seen=seen)
    reason = require_words(reason, "Give the reason for reopening it.")

    looked(obstacle, held=False, words=reason, by=by, at=at)
    in_hand_again(obstacle, ObstacleMove.REOPEN)
    obstacle.level = Level.GROUP if obstacle.group_id else Level.OWNER
    obstacle.reopened += 1
    move_on(obstacle, Happened.REOPENED, by=by, at=at, words=reason)

    again = Text("reopened obstacle no. %(number)s", number=obstacle.number)
    record(again, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
    return obstacle


def looked(obstacle: Obstacle, *, held: bool, words: str, by: User, at: datetime) -> bool:
    pending = obstacle.rechecks.filter(done_at=None).first()
    if pending is None:
        return False
    pending.held, pending.words, pending.done_at, pending.done_by = held, words.strip()[:500], at, by
    pending.save()
    return True
