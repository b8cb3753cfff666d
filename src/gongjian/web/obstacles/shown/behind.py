"""What stands behind an obstacle: asked once, the same for everybody who sees it."""

from dataclasses import dataclass

from gongjian.ledger.queries import remembered
from gongjian.obstacles.models import (
    Comment,
    EscalationProposal,
    Instruction,
    MoreTime,
    Obstacle,
    ObstacleEvent,
    Proof,
)
from gongjian.standing.models import Hold
from gongjian.worklist.models import Item


@dataclass(frozen=True, slots=True)
class Behind:
    items: list[Item]
    holds: list[Hold]
    instructions: list[Instruction]
    more_time: list[MoreTime]
    proposals: list[EscalationProposal]
    comments: list[Comment]
    proofs: list[Proof]
    steps: list[ObstacleEvent]


def behind(found: Obstacle) -> Behind:
    return remembered(found.campaign, ("obstacle", found.pk), lambda: read_behind(found))


def read_behind(found: Obstacle) -> Behind:
    """Asks for all that belongs to an obstacle, a handful of questions."""
    told = Behind(
        list(found.items.all()),
        list(found.holds.select_related("item", "granted_by")),
        list(found.instructions.select_related("given_by", "done_by", "to")),
        list(found.more_time.select_related("asked_by", "decided_by")),
        list(found.escalation_proposals.all()),
        list(found.comments.select_related("by", "said_for")),
        list(found.proofs.select_related("added_by")),
        list(found.steps.select_related("by", "group").order_by("-number")),
    )
    for given in told.instructions:
        given.obstacle = found
    for wanted in told.more_time:
        wanted.obstacle = found
    return told
