"""The life of a campaign: prepared, running, closed, archived."""

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class Life(Term):
    """How far a campaign is in its life (our decision; the plan has phases, but no word for what comes after them)."""

    PREPARING = "preparing", "being prepared"
    RUNNING = "running", "running now"
    CLOSED = "closed", "campaign ended"
    ARCHIVED = "archived", "archived"


class LifeMove(Term):
    BEGIN = "begin", "Start the campaign"
    CLOSE = "close", "Close the campaign"
    REOPEN = "reopen", "Open the campaign again"
    ARCHIVE = "archive", "Archive the campaign"
    FETCH = "fetch", "Restore the campaign from the archive"


BEGUN = (Life.RUNNING, Life.CLOSED, Life.ARCHIVED)
LIFE_MOVES = Moves(
    {
        LifeMove.BEGIN: (frozenset({Life.PREPARING}), Life.RUNNING),
        LifeMove.CLOSE: (frozenset({Life.RUNNING}), Life.CLOSED),
        LifeMove.REOPEN: (frozenset({Life.CLOSED}), Life.RUNNING),
        LifeMove.ARCHIVE: (frozenset({Life.CLOSED}), Life.ARCHIVED),
        LifeMove.FETCH: (frozenset({Life.ARCHIVED}), Life.CLOSED),
    }
)
