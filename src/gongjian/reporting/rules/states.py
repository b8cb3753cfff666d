"""Where a report is on its way from the unit to the Office."""

from dataclasses import dataclass

from gongjian.kernel.moves import Moves
from gongjian.kernel.sections import rule
from gongjian.kernel.vocabulary import Term


class State(Term):
    OPEN = "open", "being written"
    SUBMITTED = "submitted", "waiting for the head"
    CONFIRMED = "confirmed", "with the Office"
    RECEIVED = "received", "received"
    SENT_BACK = "sent_back", "sent back"


class Move(Term):
    SUBMIT = "submit", "Submit"
    TAKE_BACK = "take_back", "Undo"
    CONFIRM = "confirm", "Sign off"
    DECLINE = "decline", "Return to the reporter"
    RECEIVE = "receive", "Receive"
    SEND_BACK = "send_back", "Send back"


MOVES = Moves(
    {
        Move.SUBMIT: (frozenset({State.OPEN, State.SENT_BACK}), State.SUBMITTED),
        Move.TAKE_BACK: (frozenset({State.SUBMITTED}), State.OPEN),
        Move.CONFIRM: (frozenset({State.SUBMITTED}), State.CONFIRMED),
        Move.DECLINE: (frozenset({State.SUBMITTED}), State.SENT_BACK),
        Move.RECEIVE: (frozenset({State.CONFIRMED}), State.RECEIVED),
        Move.SEND_BACK: (frozenset({State.CONFIRMED, State.RECEIVED}), State.SENT_BACK),
    },
    beyond={
        Move.SUBMIT: frozenset({State.CONFIRMED, State.RECEIVED}),  # some units do without their head
        Move.CONFIRM: frozenset({State.RECEIVED}),
    },
)


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """When a period opens. Set by the county."""

    open_workdays: int = rule(3, "A period opens before its due date by", unit="working days", low=1, high=15)
