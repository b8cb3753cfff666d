"""How a delivery goes on: sent, tried again, given up."""

from datetime import datetime, timedelta

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""After each failure; then it is given up (our decision)."""
LOST_AFTER = timedelta(minutes=10)


class Channel(Term):
    EMAIL = "email", "e-mail"
    ROBOT = "robot", "group robot"


class DeliveryState(Term):
    QUEUED = "queued", "queued"
    SENDING = "sending", "being sent"
    SENT = "sent", "sent"
    FAILED = "failed", "failed, will be tried again"
    GIVEN_UP = "given_up", "abandoned"


class DeliveryMove(Term):
    BEGIN = "begin", "start sending"
    SUCCEED = "succeed", "succeed"
    FAIL = "fail", "fail"
    GIVE_UP = "give_up", "abandon"
    RETRY = "retry", "try again"


S, M = DeliveryState, DeliveryMove
DELIVERY_MOVES = Moves[DeliveryMove, DeliveryState](
    {
        M.BEGIN: (frozenset({S.QUEUED, S.FAILED}), S.SENDING),
        M.SUCCEED: (frozenset({S.SENDING}), S.SENT),
        M.FAIL: (frozenset({S.SENDING}), S.FAILED),
        M.GIVE_UP: (frozenset({S.SENDING}), S.GIVEN_UP),
        M.RETRY: (frozenset({S.GIVEN_UP}), S.QUEUED),
    }
)


def next_try(tries: int, *, at: datetime) -> datetime | None:
    """When to try again after so many failures; None when it is time to give up."""
    return at + WAITS[tries - 1] if 1 <= tries <= len(WAITS) else None
