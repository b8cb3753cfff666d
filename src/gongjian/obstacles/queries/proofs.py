"""What this room can prove: what is in the way, by when somebody owes a word, and what was shown."""

from gongjian.ledger.queries import Kept, Proved, Said, every, stated
from gongjian.obstacles.models import Obstacle, Proof

SAID = (
    *("number", "project_id", "unit_id", "words", "wanted", "level", "state", "due_on", "raised_at"),
    *("solution", "solved_at", "solved_by_id", "closed_at", "closed_by_id"),
)
OBSTACLES = Proved(Obstacle, SAID)
SHOWN = Proved(Proof, every(Proof), by=("obstacle_id",))

PROVED = (OBSTACLES, SHOWN)
KEPT = (Kept(Proof),)


def proof_of(*obstacles: int) -> Said:
    """What the ledger is to know of these obstacles and of what was shown."""
    return stated(OBSTACLES, *obstacles) | stated(SHOWN, *obstacles)
