"""The words of an obstacle, and its moves as a table."""

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class ObstacleState(Term):
    NEW = "new", "new"
    IN_HAND = "in_hand", "in hand"
    HANDED_BACK = "handed_back", "handed back"
    SOLVED = "solved", "reported as solved"
    CLOSED = "closed", "closed"
    WITHDRAWN = "withdrawn", "withdrawn"


class Level(Term):
    """Who is to settle it (Tonglu and Yongkang 2020 know such levels; ours follow the plan's command centre)."""

    OWNER = "owner", "the unit itself"
    GROUP = "group", "command-centre group"
    LEADER = "leader", "leading official"
    MEETING = "meeting", "Office meeting"
    COUNTY_HEAD = "county_head", "county head"


class ObstacleMove(Term):
    ACCEPT = "accept", "Accept"
    HAND_BACK = "hand_back", "Hand back"
    ROUTE = "route", "Give to a group"
    ASSIGN = "assign", "Name the handler"
    INSTRUCT = "instruct", "Instruct"
    LIFT = "lift", "Lift to a higher level"
    SOLVE = "solve", "Report as solved"
    CONFIRM = "confirm", "Confirm and close"
    SEND_BACK = "send_back", "Not solved: send back"
    REOPEN = "reopen", "Reopen"
    WITHDRAW = "withdraw", "Withdraw"


class Listed(Term):
    """The three lists (a state construction company reports them every Friday)."""

    NEW = "new", "New"
    IN_HAND = "in_hand", "In hand"
    CLOSED = "closed", "Closed"


S, M = ObstacleState, ObstacleMove
OPEN = (S.NEW, S.IN_HAND, S.HANDED_BACK, S.SOLVED)
OVER = (S.CLOSED, S.WITHDRAWN)
STATES_OF = {
    Listed.NEW: (S.NEW, S.HANDED_BACK),
    Listed.IN_HAND: (S.IN_HAND, S.SOLVED),
    Listed.CLOSED: OVER,
}
LEVELS = tuple(Level)
OBSTACLE_MOVES = Moves[ObstacleMove, ObstacleState](
    {
        M.ACCEPT: (frozenset({S.NEW}), S.IN_HAND),
        M.HAND_BACK: (frozenset({S.NEW, S.IN_HAND}), S.HANDED_BACK),
        M.ROUTE: (frozenset({S.NEW, S.IN_HAND, S.HANDED_BACK}), S.NEW),
        M.ASSIGN: (frozenset({S.IN_HAND}), S.IN_HAND),
        M.INSTRUCT: (frozenset({S.NEW, S.IN_HAND, S.HANDED_BACK}), S.IN_HAND),
        M.LIFT: (frozenset({S.NEW, S.IN_HAND, S.HANDED_BACK}), S.IN_HAND),
        M.SOLVE: (frozenset({S.IN_HAND}), S.SOLVED),
        M.CONFIRM: (frozenset({S.SOLVED}), S.CLOSED),
        M.SEND_BACK: (frozenset({S.SOLVED}), S.IN_HAND),
        M.REOPEN: (frozenset({S.CLOSED}), S.IN_HAND),
        M.WITHDRAW: (frozenset({S.NEW, S.HANDED_BACK}), S.WITHDRAWN),
    }
)


def higher(level: str) -> tuple[Level, ...]:
    """The levels above this one, the next first."""
    here = next(place for place, one in enumerate(LEVELS) if one == level)
    return LEVELS[here + 1 :]
