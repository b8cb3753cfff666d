"""The versions of a unit's list: drawn up, signed by its head, filed with the Office (plan, part 3)."""

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class ListState(Term):
    DRAFTING = "drafting", "being drawn up"
    SIGNED = "signed", "signed by the head"
    FILED = "filed", "filed with the Office"
    SUPERSEDED = "superseded", "superseded by a later version"


class ListMove(Term):
    EDIT = "edit", "Edit the list"
    SIGN = "sign", "Sign the list"
    SEND_BACK = "send_back", "Send back"
    FILE = "file", "File the list"
    SUPERSEDE = "supersede", "Replace by a later version"


LIST_MOVES = Moves(
    {
        ListMove.EDIT: (frozenset({ListState.DRAFTING}), ListState.DRAFTING),
        ListMove.SIGN: (frozenset({ListState.DRAFTING}), ListState.SIGNED),
        ListMove.SEND_BACK: (frozenset({ListState.SIGNED}), ListState.DRAFTING),
        ListMove.FILE: (frozenset({ListState.SIGNED}), ListState.FILED),
        ListMove.SUPERSEDE: (frozenset({ListState.FILED}), ListState.SUPERSEDED),
    }
)
