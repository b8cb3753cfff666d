"""The words of obstacles: how far one has come, how high it lies, and what can be done with it."""

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class ObstacleState(Term):
    NEW = "new", "waiting for the group"
    HANDED_BACK = "handed_back", "returned"
    IN_HAND = "in_hand", "in progress"
    SOLVED = "solved", "proposed as closed"
    CLOSED = "closed", "solved and closed"
    WITHDRAWN = "withdrawn", "withdrawn"


class Level(Term):
    """Who has to move now (Tonglu and Yongkang 2020 know such levels); complex ones climb, simple ones never do."""

    OWNER = "owner", "the unit itself"
    GROUP = "group", "command-centre group"
    LEADER = "leader", "leading official"
    MEETING = "meeting", "Office meeting"
    COUNTY_HEAD = "county_head", "county head"


class Listed(Term):
    """The three lists on which every obstacle stands once (a state construction company reports them every Friday)."""

    NEW = "new", "New"
    IN_HAND = "in_hand", "In progress"
    CLOSED = "closed", "Closed"


class ObstacleMove(Term):
    ACCEPT = "accept", "Accept for handling"
    MEND = "mend", "Correct and resubmit"
    SOLVE = "solve", "Propose to close"
    CLOSE = "close", "Confirm the closing"
    SEND_BACK = "send_back", "Send the closing back"
    SETTLE = "settle", "Settle"
    ASSIGN = "assign", "Assign a handler"
    ROUTE = "route", "Pass on to a group"
    HAND_BACK = "hand_back", "Return"
    ESCALATE = "escalate", "Escalate to a higher level"
    RECHECK = "recheck", "Re-checked: it holds"
    REOPEN = "reopen", "Reopen the obstacle"
    WITHDRAW = "withdraw", "Withdraw the obstacle"


class Happened(Term):
    """What a line of an obstacle's history says: the moves, and what is no move."""

    RAISED = "raised", "raised"
    MENDED = "mend", "corrected and resubmitted"
    ACCEPTED = "accept", "accepted by the group"
    ASSIGNED = "assign", "given to a person"
    HANDED_BACK = "hand_back", "returned"
    ROUTED = "route", "passed on to a group"
    ESCALATED = "escalate", "escalated to a higher level"
    SETTLED = "settle", "settled"
    SOLVED = "solve", "proposed to close"
    CLOSED = "close", "closing confirmed"
    SENT_BACK = "send_back", "closing sent back"
    RECHECKED = "recheck", "re-checked: it holds"
    REOPENED = "reopen", "reopened"
    WITHDRAWN = "withdraw", "withdrawn"
    MORE_TIME = "more_time", "given more time"


class Ruling(Term):
    """What somebody who can settle a matter usually says."""

    AS_ASKED = "as_asked", "Agreed as requested. Please carry it out."
    ON_SITE = "on_site", "Meet on site, settle it there and report."
    OTHER_WAY = "other_way", "Not in this way. Find another solution and report back."
    HIGHER = "higher", "I cannot settle this. Please refer it to the next level."


class ProofOf(Term):
    """What a proof was added to."""

    OBSTACLE = "obstacle", "the obstacle"
    SOLUTION = "solution", "the solution"


S, M = ObstacleState, ObstacleMove
OPEN = (S.NEW, S.HANDED_BACK, S.IN_HAND, S.SOLVED)
STATES_OF = {
    Listed.NEW: (S.NEW, S.HANDED_BACK),
    Listed.IN_HAND: (S.IN_HAND, S.SOLVED),
    Listed.CLOSED: (S.CLOSED, S.WITHDRAWN),
}
FRESH = frozenset({S.NEW, S.HANDED_BACK})
UNSOLVED = FRESH | {S.IN_HAND}

OBSTACLE_MOVES = Moves[ObstacleMove, ObstacleState](
    {
        M.ACCEPT: (frozenset({S.NEW}), S.IN_HAND),
        M.MEND: (FRESH, S.NEW),
        M.SOLVE: (frozenset({S.IN_HAND}), S.SOLVED),
        M.CLOSE: (frozenset({S.SOLVED}), S.CLOSED),
        M.SEND_BACK: (frozenset({S.SOLVED}), S.IN_HAND),
        M.SETTLE: (frozenset({S.IN_HAND}), S.IN_HAND),
        M.ASSIGN: (frozenset({S.IN_HAND}), S.IN_HAND),
        M.ROUTE: (UNSOLVED, S.NEW),
        M.HAND_BACK: (frozenset({S.NEW, S.IN_HAND}), S.HANDED_BACK),
        M.ESCALATE: (UNSOLVED, S.IN_HAND),
        M.RECHECK: (frozenset({S.CLOSED}), S.CLOSED),
        M.REOPEN: (frozenset({S.CLOSED}), S.IN_HAND),
        M.WITHDRAW: (FRESH, S.WITHDRAWN),
    }
)
