"""What this room can prove: what is in the way, by when somebody owes a word, what was shown, said, granted and settled."""

from gongjian.ledger.queries import Kept, Proved, Said, every, stated
from gongjian.obstacles.models import (
    EscalationProposal,
    Instruction,
    MoreTime,
    Obstacle,
    ObstacleEvent,
    Proof,
    Recheck,
)

SAID = (
    *("number", "project_id", "unit_id", "words", "wanted", "level", "state", "due_on", "raised_at"),
    *("solution", "solved_at", "solved_by_id", "closed_at", "closed_by_id"),
)
OBSTACLES = Proved(Obstacle, SAID)
SHOWN = Proved(Proof, every(Proof), by=("obstacle_id",))
BESIDE = tuple(
    Proved(model, every(model), by=("obstacle_id",))
    for model in (ObstacleEvent, Instruction, MoreTime, EscalationProposal, Recheck)
)

PROVED = (OBSTACLES, SHOWN, *BESIDE)
KEPT = (Kept(Proof),)


def proof_of(*obstacles: int) -> Said:
    """What the ledger is to know of these obstacles and of what was shown."""
    said = stated(OBSTACLES, *obstacles) | stated(SHOWN, *obstacles)
    for kind in BESIDE:
        said |= stated(kind, *obstacles)
    return said
