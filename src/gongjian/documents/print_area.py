"""How a workbook prints: on A4 across where its letters stay readable, else on A3, else on several sheets side by side."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from gongjian.documents.printable import ems

A4, A3 = 9, 8
ACROSS = {A4: 842.0, A3: 1191.0}  # points
MARGIN = 0.4  # inches
SIZE, READABLE = 10.5, 7.0  # points: as written, and at least as printed
LETTER = 7.7  # points of a letter of a column's width, where it is widest
HANZI = 2.0  # letters of a column's width
LINE, HIGHEST = 15.0, 409.0  # points of a line, and of the highest row that there may be


def set_print(page: Any, widths: Sequence[float], *, head_row: int, frozen: int) -> None:
    """Widths as a workbook counts them. Where one sheet does not do, the frozen columns stand on each."""
    paper, sheets = paper_for(widths, frozen=frozen)
    page.repeat_rows(head_row)
    if sheets > 1 and frozen:
        page.repeat_columns(0, frozen - 1)
    page.set_landscape()
    page.set_paper(paper)
    page.fit_to_pages(sheets, 0)
    page.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.6)
    page.set_footer("&C— &P / &N —")


def height_of(texts: Iterable[tuple[Any, float]]) -> float:
    """How high a row is whose cells break their lines, each given with its column's width: not every program works that out."""
    counts = (count_lines(text, max(width - 1, 1.0)) for text, width in texts if isinstance(text, str))
    return min(LINE * max(counts, default=1), HIGHEST)


def count_lines(text: str, width: float) -> int:
    """How many printed lines a text takes in a column of that width."""
    if len(text) * HANZI <= width and "\n" not in text:
        return 1
    return sum(max(math.ceil(ems(line) * HANZI / width), 1) for line in text.split("\n"))


def paper_for(widths: Sequence[float], *, frozen: int = 0) -> tuple[int, int]:
    """The smallest paper on which nothing is smaller than can be read, and how many sheets side by side."""
    whole, repeated = LETTER * sum(widths), LETTER * sum(widths[:frozen])
    room = {paper: (across - 2 * 72 * MARGIN) * SIZE / READABLE for paper, across in ACROSS.items()}
    for paper, width in room.items():
        if whole <= width:
            return paper, 1
    beside = max(room[A3] - repeated, room[A3] / 2)
    return A3, math.ceil((whole - repeated) / beside)
