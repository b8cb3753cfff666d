"""How every move ends: the clock of the next step begins, and one line of history is written."""

from datetime import date, datetime

from django.db.models import Max

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.verdict import no, require
from gongjian.obstacles.actions.answering import time_overtaken
from gongjian.obstacles.models import Obstacle, ObstacleEvent
from gongjian.obstacles.permissions import may
from gongjian.obstacles.queries import rules_at
from gongjian.obstacles.rules import Happened, ObstacleMove, due_after

LONGEST = 500


def locked_for(move: ObstacleMove, obstacle: Obstacle, *, by: User, seen: int) -> Obstacle:
    obstacle = Obstacle.objects.locked(obstacle.pk)
    require(may(move, obstacle, by=by))
    unchanged(seen, obstacle.version)
    return obstacle


def require_words(words: str, missing: str) -> str:
    """Takes what was typed and the sentence for silence; gives the words as they are kept, or refuses
    with that sentence.
    """
    if not words.strip():
        require(no(missing))
    return words.strip()[:LONGEST]


def move_on(
    obstacle: Obstacle,
    happened: Happened,
    *,
    by: User | None,
    at: datetime,
    words: str = "",
    ruling: str = "",
    due_on: date | None = None,
) -> ObstacleEvent:
    """The step that ran ends here. The next one has the time that the rulebook gives, or until the day named."""
    was_due_on, today = obstacle.due_on, obstacle.campaign.day_of(at)
    obstacle.due_on = due_on or due_after(
        obstacle.state,
        obstacle.level,
        today=today,
        calendar=obstacle.campaign.calendar(),
        rules=rules_at(obstacle.campaign, at),
    )
    obstacle.moved_at = at
    obstacle.version += 1
    obstacle.save()
    let_go(obstacle, happened, by=by, at=at)
    return write_down(obstacle, happened, by=by, at=at, words=words, ruling=ruling, was_due_on=was_due_on)


def let_go(obstacle: Obstacle, happened: Happened, *, by: User | None, at: datetime) -> None:
    """What was asked or proposed for a step that is over ends with it, and whoever asked hears so."""
    time_overtaken(obstacle, happened, by=by, at=at)
    obstacle.escalation_proposals.filter(decided_at=None).update(decided_at=at, confirmed=False)


def write_down(
    obstacle: Obstacle,
    happened: Happened,
    *,
    by: User | None,
    at: datetime,
    words: str = "",
    ruling: str = "",
    was_due_on: date | None = None,
) -> ObstacleEvent:
    last = obstacle.steps.aggregate(last=Max("number"))["last"] or 0
    return obstacle.steps.create(
        campaign_id=obstacle.campaign_id,
        number=last + 1,
        happened=happened,
        at=at,
        by=by,
        words=words[:LONGEST],
        ruling=ruling,  # type: ignore[misc]
        state=obstacle.state,
        level=obstacle.level,
        group_id=obstacle.group_id,
        due_on=obstacle.due_on,
        was_due_on=was_due_on,
    )
