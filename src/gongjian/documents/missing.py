"""The signs of a paper that no font has: each once, with the first words that hold it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongjian.documents.printable import printable
from gongjian.kernel.signs import code_point

if TYPE_CHECKING:
    from gongjian.documents.fonts import Fonts

AROUND = 12  # signs on each side that are quoted


class FontsMissing(ValueError):
    """There is no Chinese font to print with."""


@dataclass(frozen=True, slots=True)
class MissingSign:
    sign: str
    code: str  # U+31350
    place: str


def missing_signs(texts: Iterable[str], fonts: "Fonts") -> Iterator[MissingSign]:
    pieces = [printable(text) for text in texts]
    missing = fonts.missing("".join(dict.fromkeys("".join(pieces))))
    for sign in missing:
        piece = next(one for one in pieces if sign in one)
        at = piece.index(sign)
        place = " ".join(piece[max(0, at - AROUND) : at + AROUND + 1].split())
        yield MissingSign(sign, code_point(sign), place)
