"""Those who can settle a matter say what is to be done, by whom and by when."""

from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.answering import carried_out
from gongjian.obstacles.actions.answering import settled as tell_settled
from gongjian.obstacles.actions.handling import move_up
from gongjian.obstacles.actions.moving import LONGEST, locked_for, move_on, require_words
from gongjian.obstacles.models import Instruction, Obstacle
from gongjian.obstacles.permissions import may, may_finish, may_instruct
from gongjian.obstacles.queries import rules_at
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import Happened, Level, ObstacleMove, Ruling, next_level


@transaction.atomic
def settle(
    obstacle: Obstacle,
    *,
    ruling: Ruling | None = None,
    words: str = "",
    due_on: date | None = None,
    by: User,
    at: datetime,
    seen: int,
) -> Obstacle:
    """The leading official, the meeting or the county head has spoken: it goes back down to be carried out, or up."""
    obstacle = locked_for(ObstacleMove.SETTLE, obstacle, by=by, seen=seen)
    if ruling is None:
        require_words(words, "Choose a ruling, or enter what is to be done.")
    if ruling == Ruling.HIGHER:
        up(obstacle, words=words, by=by, at=at)
    else:
        down(obstacle, ruling=ruling, words=words, due_on=due_on, by=by, at=at)
    return obstacle


def up(obstacle: Obstacle, *, words: str, by: User, at: datetime) -> None:
    above = next_level(obstacle.place())
    if above is None:
        require(no("It is already at the highest level."))
    assert above is not None
    move_up(obstacle, above, reason=words.strip() or Ruling.HIGHER.label, by=by, at=at)


def down(
    obstacle: Obstacle, *, ruling: Ruling | None, words: str, due_on: date | None, by: User, at: datetime
) -> None:
    campaign, level = obstacle.campaign, obstacle.level
    days = rules_at(campaign, at).settled_days
    due_on = due_on or campaign.calendar().add_workdays(campaign.day_of(at), days)
    give(obstacle, ruling=ruling, words=words, due_on=due_on, by=by, at=at)
    obstacle.level = Level.GROUP if obstacle.group_id else Level.OWNER
    move_on(obstacle, Happened.SETTLED, by=by, at=at, words=words, ruling=ruling or "", due_on=due_on)

    settled = Text("settled obstacle no. %(number)s: %(level)s", number=obstacle.number, level=level)
    note = words.strip() or (Text(ruling.label) if ruling else "")
    record(settled, about=obstacle, by=by, at=at, note=note, due_on=due_on, proves=proof_of(obstacle.pk))
    tell_settled(obstacle, note, by=by, at=at)


def give(
    obstacle: Obstacle,
    *,
    ruling: Ruling | None,
    words: str,
    due_on: date,
    by: User,
    at: datetime,
    to: Organisation | None = None,
) -> Instruction:
    if due_on < obstacle.campaign.day_of(at):
        require(no("The due date cannot be in the past."))
    return Instruction.objects.create(
        campaign_id=obstacle.campaign_id,
        obstacle=obstacle,
        level=obstacle.level,
        ruling=ruling or "",  # type: ignore[misc]
        words=words.strip()[:LONGEST],
        to=to or obstacle.group or obstacle.unit,
        due_on=due_on,
        given_at=at,
        given_by=by,
    )


@transaction.atomic
def instruct(
    obstacle: Obstacle,
    words: str,
    *,
    due_on: date,
    by: User,
    at: datetime,
    seen: int,
    to: Organisation | None = None,
) -> Obstacle:
    """Say what is to be done by when. Where it lies with the one who speaks, that settles it."""
    obstacle = Obstacle.objects.locked(obstacle.pk)
    require(may_instruct(by, obstacle))
    unchanged(seen, obstacle.version)
    words = require_words(words, "Enter what is to be done.")

    if may(ObstacleMove.SETTLE, obstacle, by=by):
        down(obstacle, ruling=None, words=words, due_on=due_on, by=by, at=at)
        return obstacle
    give(obstacle, ruling=None, words=words, due_on=due_on, by=by, at=at, to=to)
    obstacle.version += 1
    obstacle.save(update_fields=["version"])

    instructed = Text("gave an instruction on obstacle no. %(number)s", number=obstacle.number)
    record(instructed, about=obstacle, by=by, at=at, note=words, due_on=due_on, proves=proof_of(obstacle.pk))
    return obstacle


@transaction.atomic
def finish(instruction: Instruction, *, words: str, by: User, at: datetime) -> Instruction:
    """Say that what was instructed has been done."""
    related = ("obstacle__campaign", "obstacle__project", "obstacle__kind")
    instruction = Instruction.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=instruction.pk)  # fmt: skip
    require(may_finish(by, instruction))

    instruction.done_at, instruction.done_by = at, by
    instruction.done_words = require_words(words, "Enter what was done.")
    instruction.save(update_fields=["done_at", "done_by", "done_words"])

    done = Text("carried out an instruction on obstacle no. %(number)s", number=instruction.obstacle.number)
    record(done, about=instruction.obstacle, by=by, at=at, note=instruction.done_words, proves=proof_of(instruction.obstacle.pk))  # fmt: skip
    carried_out(instruction, by=by, at=at)
    return instruction
