"""Letters of responsibility: issued by the Office, signed for by the head at the kick-off (plan, part 3)."""

from gongjian.campaigns.rules.numbering import document_number
from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term


class LetterState(Term):
    ISSUED = "issued", "to be signed for"
    SIGNED_FOR = "signed_for", "signed for"
    REPLACED = "replaced", "replaced by a revision"


class LetterMove(Term):
    SIGN_FOR = "sign_for", "Sign for the letter"
    RECORD = "record", "Record the signed paper"
    REPLACE = "replace", "Replace by a revision"


LETTER_MOVES = Moves(
    {
        LetterMove.SIGN_FOR: (frozenset({LetterState.ISSUED}), LetterState.SIGNED_FOR),
        LetterMove.RECORD: (frozenset({LetterState.ISSUED}), LetterState.SIGNED_FOR),
        LetterMove.REPLACE: (
            frozenset({LetterState.ISSUED, LetterState.SIGNED_FOR}),
            LetterState.REPLACED,
        ),
    }
)


def letter_number(code: str, year: int, number: int, revision: int) -> str:
    """The number of a letter, 云攻坚任〔2026〕3号, and 修订 1 behind it once the list has changed."""
    plain = document_number(code, year, number)
    return (
        f"{plain}\N{FULLWIDTH LEFT PARENTHESIS}修订{revision}\N{FULLWIDTH RIGHT PARENTHESIS}"
        if revision
        else plain
    )


def code_for_letters(paper_code: str) -> str:
    """云攻坚办 writes bulletins, 云攻坚任 the letters."""
    return f"{paper_code.removesuffix('办').removesuffix('辦')}任"
