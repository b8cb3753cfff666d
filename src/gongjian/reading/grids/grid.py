"""A sheet as every kind of file gives it: rows of values, and what the file says about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta | None
Range = tuple[
    int, int, int, int
]  # first row, first column, last row, last column; from nought, the last included

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 120_000
MOST_COLUMNS = 16_384
MOST_CELLS = 4_000_000
MOST_SHEETS = 60
MOST_MERGED = 1_000_000  # cells that lie under others
LONGEST_CELL = 4_000
LONGEST_ABOVE = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one table of a document. Rows and columns are counted from nought."""

    name: str
    rows: list[list[Value]]
    merged: tuple[Range, ...] = ()
    hidden: frozenset[int] = frozenset()
    unknown: frozenset[tuple[int, int]] = frozenset()  # formulas that were never calculated
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()  # cells with words that are struck through
    is_hidden: bool = False
    above: tuple[str, ...] = ()  # the lines of a document between the table before and this one

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def lines_above(self) -> list[str]:
        """Those that can belong to this table, the nearest first."""
        return [line for line in reversed(self.above) if len(line) <= LONGEST_ABOVE]

    def covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every cell that lies under a merged one, where its value stands."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        rows, width, walked = len(self.rows), self.width, 0
        for top, left, bottom, right in self.merged:
            below, beside = min(bottom, rows - 1), min(right, width - 1)
            size = max(below - top + 1, 0) * max(beside - left + 1, 0)
            if walked + size > MOST_MERGED:
                continue
            walked += size
            found |= {cell: (top, left) for cell in cells_of(top, left, below, beside) if cell != (top, left)}
        return found


def cells_of(top: int, left: int, bottom: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def letter_of(column: int) -> str:
    """The name of a column as the program shows it: 0 is A, 26 is AA."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
