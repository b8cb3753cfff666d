"""A bulletin's way from the draft to the issue."""

from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class BulletinKind(Term):
    """Both kinds have their own numbers (plan, part 4: the Office reports progress, the six offices rank)."""

    PROGRESS = "progress", "bulletin of progress"
    RANKING = "ranking", "ranking bulletin"


class State(Term):
    DRAFT = "draft", "draft"
    PROPOSED = "proposed", "waiting for approval"
    APPROVED = "approved", "approved"
    ISSUED = "issued", "issued"
    DISCARDED = "discarded", "discarded"


class Move(Term):
    EDIT = "edit", "Edit the text"
    PROPOSE = "propose", "Submit for approval"
    RETURN = "return", "Return to the draft"
    APPROVE = "approve", "Approve"
    ISSUE = "issue", "Issue"
    DISCARD = "discard", "Discard"


MOVES = Moves(
    {
        Move.EDIT: (frozenset({State.DRAFT}), State.DRAFT),
        Move.PROPOSE: (frozenset({State.DRAFT}), State.PROPOSED),
        Move.RETURN: (frozenset({State.PROPOSED, State.APPROVED}), State.DRAFT),
        Move.APPROVE: (frozenset({State.PROPOSED}), State.APPROVED),
        Move.ISSUE: (frozenset({State.APPROVED}), State.ISSUED),
        Move.DISCARD: (frozenset({State.DRAFT}), State.DISCARDED),
    }
)
