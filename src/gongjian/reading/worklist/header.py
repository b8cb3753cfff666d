"""Where the heading of a list stands, and what its columns are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongjian.reading.worklist.columns import (
    MONEY_COLUMNS,
    REQUIRED,
    ListColumn,
    column_of,
    heading_key,
    money_of,
    normal,
)
from gongjian.reading.worklist.grid import Grid, is_blank, letter_of

SEARCHED_ROWS = 60
LONGEST_HEADING = 60
FEWEST = 3  # columns that a heading must have, the name of a project or an item among them
GROUPING = {"投资", "时间", "责任", "进度"}  # words that stand over several columns and name none of them


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet: what stands over it, and what it was taken for."""

    place: int
    text: str
    column: ListColumn | None
    money: str = ""

    @property
    def letter(self) -> str:
        return letter_of(self.place)

    @property
    def key(self) -> str:
        """By what a person's correction is remembered."""
        return heading_key(self.text)[:LONGEST_HEADING] or f"#{self.letter}"


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose heading was found."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[ListColumn, Heading]:
        return {one.column: one for one in self.headings if one.column}

    @property
    def missing(self) -> list[ListColumn]:
        return [column for column in REQUIRED if column not in self.columns]


def headed(grid: Grid, chosen: Mapping[str, str]) -> Headed | None:
    """The heading that knows most columns; of equal ones the first. A person's choice goes before our own."""
    covered = grid.covered()
    best: Headed | None = None
    for first in range(min(len(grid.rows), SEARCHED_ROWS)):
        for last in (first, first + 1):
            found = heading_at(grid, covered, first, last, chosen)
            if found and (best is None or worth(found) > worth(best)):
                best = found
    return best


def worth(found: Headed) -> int:
    return len(found.columns)


def heading_at(
    grid: Grid,
    covered: Mapping[tuple[int, int], tuple[int, int]],
    first: int,
    last: int,
    chosen: Mapping[str, str],
) -> Headed | None:
    if last >= len(grid.rows) or (last > first and not looks_like_second(grid, last)):
        return None
    headings = tuple(distinct(texts_of(grid, covered, first, last), chosen))
    found = Headed(first, last, headings)
    named = ListColumn.PROJECT_NAME in found.columns or ListColumn.NAME in found.columns
    return found if named and len(found.columns) >= FEWEST else None


def looks_like_second(grid: Grid, row: int) -> bool:
    """The second row of a heading holds short words only; a row of data has numbers, dates or long texts."""
    values = [value for value in grid.rows[row] if not is_blank(value)]
    return bool(values) and all(isinstance(value, str) and len(value) <= 20 for value in values)


def texts_of(
    grid: Grid, covered: Mapping[tuple[int, int], tuple[int, int]], first: int, last: int
) -> Iterator[tuple[int, str, str]]:
    """For every column the words over it: those of the first row, and those of the second."""

    def text_at(row: int, column: int) -> str:
        row, column = covered.get((row, column), (row, column))
        line = grid.rows[row] if row < len(grid.rows) else []
        value = line[column] if column < len(line) else None
        return value.strip() if isinstance(value, str) else ""

    for column in range(max(len(grid.rows[row]) for row in range(first, last + 1))):
        upper = text_at(first, column)
        lower = text_at(last, column) if last > first else ""
        yield column, upper, "" if lower == upper else lower


def distinct(texts: Iterator[tuple[int, str, str]], chosen: Mapping[str, str]) -> Iterator[Heading]:
    """Each column is found once: a second one that would be the same stays open."""
    taken: set[ListColumn] = set()
    for place, upper, lower in texts:
        text = " ".join(filter(None, (upper, lower)))
        if not text or len(text) > LONGEST_HEADING:
            continue
        column = chosen_column(Heading(place, text, None).key, chosen, recognised(upper, lower))
        column = column if column not in taken else None
        if column:
            taken.add(column)
        money = (money_of(lower) or money_of(upper)) if column in MONEY_COLUMNS else ""
        yield Heading(place, text, column, money)


def recognised(upper: str, lower: str) -> ListColumn | None:
    if not lower:
        return column_of(upper)
    return column_of(upper + lower) or column_of(lower) or (None if normal(lower) else column_of(upper))


def chosen_column(key: str, chosen: Mapping[str, str], ours: ListColumn | None) -> ListColumn | None:
    if key not in chosen:
        return ours
    return ListColumn.of(chosen[key]) if ListColumn.knows(chosen[key]) else None
