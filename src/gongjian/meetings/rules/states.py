"""The ways of a meeting, of an agenda item on its agenda, and of what was decided there."""

from datetime import date

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class MeetingState(Term):
    PLANNED = "planned", "planned"
    CALLED = "called", "papers sent out"
    RUNNING = "running", "running"
    CLOSED = "closed", "minutes closed"
    APPROVED = "approved", "minutes approved"
    ISSUED = "issued", "minutes issued"
    CANCELLED = "cancelled", "cancelled"


class MeetingMove(Term):
    CALL = "call", "Send out the papers"
    RECALL = "recall", "Withdraw the papers"
    BEGIN = "begin", "Start the meeting"
    CLOSE = "close", "Close the minutes"
    APPROVE = "approve", "Approve the minutes"
    ISSUE = "issue", "Issue the minutes"
    REOPEN = "reopen", "Reopen the minutes"
    CANCEL = "cancel", "Cancel the meeting"


AHEAD = frozenset({MeetingState.PLANNED, MeetingState.CALLED})
LOCKED = frozenset({MeetingState.CLOSED, MeetingState.APPROVED, MeetingState.ISSUED})
HELD = LOCKED | {MeetingState.RUNNING}
MEETING_MOVES = Moves(
    {
        MeetingMove.CALL: (frozenset({MeetingState.PLANNED}), MeetingState.CALLED),
        MeetingMove.RECALL: (frozenset({MeetingState.CALLED}), MeetingState.PLANNED),
        MeetingMove.BEGIN: (AHEAD, MeetingState.RUNNING),
        MeetingMove.CLOSE: (frozenset({MeetingState.RUNNING}), MeetingState.CLOSED),
        MeetingMove.APPROVE: (frozenset({MeetingState.CLOSED}), MeetingState.APPROVED),
        MeetingMove.ISSUE: (frozenset({MeetingState.APPROVED}), MeetingState.ISSUED),
        MeetingMove.REOPEN: (LOCKED, MeetingState.RUNNING),
        MeetingMove.CANCEL: (AHEAD, MeetingState.CANCELLED),
    }
)


class AgendaItemState(Term):
    PROPOSED = "proposed", "proposed by a unit"
    LISTED = "listed", "on the agenda"
    POSTPONED = "postponed", "postponed to the next meeting"
    DROPPED = "dropped", "dropped"


class AgendaItemMove(Term):
    TAKE_ON = "take_on", "Add to the agenda"
    DROP = "drop", "Drop"
    POSTPONE = "postpone", "Postpone to the next meeting"


AGENDA_ITEM_MOVES = Moves(
    {
        AgendaItemMove.TAKE_ON: (
            frozenset({AgendaItemState.PROPOSED, AgendaItemState.DROPPED, AgendaItemState.POSTPONED}),
            AgendaItemState.LISTED,
        ),
        AgendaItemMove.DROP: (
            frozenset({AgendaItemState.PROPOSED, AgendaItemState.LISTED}),
            AgendaItemState.DROPPED,
        ),
        AgendaItemMove.POSTPONE: (
            frozenset({AgendaItemState.PROPOSED, AgendaItemState.LISTED}),
            AgendaItemState.POSTPONED,
        ),
    }
)


class FollowUpState(Term):
    """A decision is noted while the meeting runs, and followed up from its close until it is done."""

    NOTED = "noted", "recorded"
    OPEN = "open", "to be done"
    REPORTED = "reported", "reported as done"
    DONE = "done", "done"
    REVOKED = "revoked", "revoked"
    HANDED = "handed", "followed up through its obstacle"


class FollowUpMove(Term):
    TRACK = "track", "Follow up"
    HAND = "hand", "Turn into an instruction on the obstacle"
    REPORT = "report", "Report as done"
    SEND_BACK = "send_back", "Send back"
    CONFIRM = "confirm", "Confirm"
    EXTEND = "extend", "Set another date"
    REVOKE = "revoke", "Revoke the decision"


PENDING = frozenset({FollowUpState.OPEN, FollowUpState.REPORTED})
FOLLOW_UP_MOVES = Moves(
    {
        FollowUpMove.TRACK: (frozenset({FollowUpState.NOTED}), FollowUpState.OPEN),
        FollowUpMove.HAND: (frozenset({FollowUpState.NOTED}), FollowUpState.HANDED),
        FollowUpMove.REPORT: (frozenset({FollowUpState.OPEN}), FollowUpState.REPORTED),
        FollowUpMove.SEND_BACK: (frozenset({FollowUpState.REPORTED}), FollowUpState.OPEN),
        FollowUpMove.CONFIRM: (frozenset({FollowUpState.REPORTED}), FollowUpState.DONE),
        FollowUpMove.EXTEND: (frozenset({FollowUpState.OPEN}), FollowUpState.OPEN),
        FollowUpMove.REVOKE: (PENDING, FollowUpState.REVOKED),
    }
)


def is_overdue(state: FollowUpState, due_on: date, *, today: date) -> bool:
    """Late is what is still to be done after its day; what was reported waits for the Office, not for the unit."""
    return state == FollowUpState.OPEN and due_on < today
