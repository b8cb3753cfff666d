"""The versions of a unit's list: drawn up, signed by its head, filed with the Office (plan, part 3)."""

from collections.abc import Sequence

from gongjian.kernel.moves import Moves
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term
from gongjian.worklist.rules.promised import MOST_NAMED


class ListState(Term):
    DRAFTING = "drafting", "being prepared by the unit"
    SIGNED = "signed", "signed by the head"
    FILED = "filed", "filed with the Office"
    SUPERSEDED = "superseded", "superseded by a later version"


class ListMove(Term):
    EDIT = "edit", "Edit the list"
    SIGN = "sign", "Sign the list"
    RECORD = "record", "Record the signed paper"
    SEND_BACK = "send_back", "Send back"
    FILE = "file", "File the list"
    SUPERSEDE = "supersede", "Replace by a later version"


LIST_MOVES = Moves(
    {
        ListMove.EDIT: (frozenset({ListState.DRAFTING}), ListState.DRAFTING),
        ListMove.SIGN: (frozenset({ListState.DRAFTING}), ListState.SIGNED),
        ListMove.RECORD: (frozenset({ListState.DRAFTING}), ListState.SIGNED),
        ListMove.SEND_BACK: (frozenset({ListState.SIGNED}), ListState.DRAFTING),
        ListMove.FILE: (frozenset({ListState.SIGNED}), ListState.FILED),
        ListMove.SUPERSEDE: (frozenset({ListState.FILED}), ListState.SUPERSEDED),
    }
)


def ready_to_sign(rows: int, incomplete: Sequence[str]) -> Verdict:
    """A list is signed whole: every row says what is promised, of which line of work, by when."""
    if not rows:
        return no("The list has no rows yet.")
    if incomplete:
        return no(
            "Incomplete rows cannot be signed: %(rows)s (total: %(count)s).",
            rows=tuple(incomplete[:MOST_NAMED]),
            count=len(incomplete),
        )
    return YES
