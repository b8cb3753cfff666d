"""Where the heading of a list stands, and what its columns are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from gongjian.intake.rules.layout import C, Layout
from gongjian.kernel.text import Text
from gongjian.reading.cells.words import (
    heading_key,
    is_unit_line,
    money_of,
    money_of_caption,
    normal,
    unit_of_heading,
)
from gongjian.reading.grids import Grid, Value, is_blank, letter_of

SEARCHED_ROWS = 60
LONGEST_HEADING = 60
LONGEST_LINE = 200  # signs of a line that can be a section, a note by its first words, or a sum
MOST_LOOKED_AT = 100  # rows that read like a heading and are none: then nobody looks for another table
LONGEST_WORD = 20  # signs of a heading in a row of its own
FEWEST_ANEW = 3  # headings of a table further down in a sheet


@dataclass(frozen=True, slots=True)
class Heading(Generic[C]):
    """One column of a sheet: what stands over it, and what it was taken for."""

    place: int
    text: str
    column: C | None
    money: str = ""
    why: Text | None = None  # it is not read, or somebody chose it
    is_month: bool = False  # a month under a heading over several columns

    @property
    def letter(self) -> str:
        return letter_of(self.place)

    @property
    def key(self) -> str:
        """By what a person's correction is remembered."""
        return key_of(self.place, self.text)


def key_of(place: int, text: str) -> str:
    return heading_key(text)[:LONGEST_HEADING] or f"#{letter_of(place)}"


@dataclass(frozen=True, slots=True)
class Headed(Generic[C]):
    """A sheet whose heading was found."""

    first_row: int
    last_row: int
    headings: tuple[Heading[C], ...]
    layout: Layout[C]
    caption: str = ""  # the unit of money that stands above the table

    @property
    def columns(self) -> dict[C, Heading[C]]:
        return {one.column: one for one in self.headings if one.column}

    @property
    def missing(self) -> list[C]:
        found, instead = self.columns, self.layout.stands_in
        return [one for one in self.layout.required if one not in found and instead.get(one) not in found]


def headed(grid: Grid, layout: Layout[C], chosen: Mapping[str, str]) -> Headed[C] | None:
    """The heading that knows most columns; of equal ones the first. A person's choice goes before our own."""
    covered = grid.covered()
    best: Headed[C] | None = None
    for first in range(min(len(grid.rows), SEARCHED_ROWS)):
        for last in (first, first + 1):
            found = heading_at(grid, layout, covered, first, last, chosen)
            if found and (best is None or worth(found) > worth(best)):
                best = found
    return best


def next_heading(
    grid: Grid, head: Headed[C], layout: Layout[C], chosen: Mapping[str, str]
) -> Headed[C] | None:
    """Another table with columns of its own, further down in the same sheet."""
    covered = grid.covered()
    keys = [(one.place, key) for one in head.headings if (key := heading_key(one.text))]
    looked_at = 0
    for row in range(head.last_row + 1, len(grid.rows)):
        both = grid.rows[row : row + 2]
        if not any(known_headings(line, layout) >= FEWEST_ANEW for line in both):
            continue
        if not looks_like_second(grid, row) or any(repeats_heading(line, keys) for line in both):
            continue
        looked_at += 1
        if looked_at > MOST_LOOKED_AT:
            return None
        ways = [heading_at(grid, layout, covered, row, last, chosen, head.caption) for last in (row, row + 1)]
        found = max((one for one in ways if one), key=worth, default=None)
        if found and is_all_heading(found, grid.rows[found.last_row]):
            return found
    return None


def known_headings(line: Sequence[Value], layout: Layout[C]) -> int:
    """How many of its cells are words that stand over columns. Asked of every row: no more than it must."""
    short = (value for value in line if isinstance(value, str) and len(value) <= LONGEST_WORD)
    return sum(heading_key(value) in layout.by_heading for value in short)


def is_all_heading(found: Headed[C], line: Sequence[Value]) -> bool:
    """At least three of its words, and half of them, are headings that people are known to use."""
    known = len(found.columns)
    return known >= FEWEST_ANEW and known * 2 >= sum(not is_blank(value) for value in line)


def repeats_heading(line: Sequence[Value], keys: Sequence[tuple[int, str]]) -> bool:
    same = 0
    for place, key in keys:
        value = line[place] if place < len(line) else None
        if isinstance(value, str) and len(value) <= LONGEST_LINE:
            said = heading_key(value)
            same += bool(said) and key.endswith(said)
    return same >= 3 or (same > 1 and same == sum(not is_blank(value) for value in line))


def worth(found: Headed[C]) -> int:
    """How much it tells: its columns, and the months that stand under one of them."""
    return len(found.columns) + sum(one.is_month for one in found.headings)


def heading_at(
    grid: Grid,
    layout: Layout[C],
    covered: Mapping[tuple[int, int], tuple[int, int]],
    first: int,
    last: int,
    chosen: Mapping[str, str],
    caption: str = "",
) -> Headed[C] | None:
    if last >= len(grid.rows) or (last > first and not is_in_two_rows(grid, first, last)):
        return None
    above = Above(caption_of(grid, first, last) or caption, asides_of(grid, first, last))
    headings = completed(
        tuple(distinct(texts_of(grid, covered, first, last), layout, chosen, above)), layout, chosen
    )
    found = Headed(first, last, headings, layout, above.caption)
    named = any(column in found.columns for column in layout.named_by)
    return found if named and len(found.columns) >= layout.fewest else None


def completed(
    headings: tuple[Heading[C], ...], layout: Layout[C], chosen: Mapping[str, str]
) -> tuple[Heading[C], ...]:
    """工作任务 is the line of work beside 攻坚事项, and the item where nothing else is."""
    taken = {one.column for one in headings}
    found = []
    for one in headings:
        instead = layout.else_of(one.text) if one.key not in chosen else None
        if instead and instead not in taken and one.column not in layout.required:
            taken.add(instead)
            one = replace(one, column=instead, why=INSTEAD)
        found.append(one)
    return tuple(found)


INSTEAD = Text("No better header was found; this one is used.")


def is_in_two_rows(grid: Grid, first: int, last: int) -> bool:
    """Above the second row of a heading stand more words than those of one line over the table."""
    above = [place for place, value in enumerate(grid.rows[first]) if not is_blank(value)]
    is_spanned = any(
        top <= first <= bottom and (right > left or bottom > top) for top, left, bottom, right in grid.merged
    )
    return looks_like_second(grid, last) and (len(above) > 1 or is_spanned)


def looks_like_second(grid: Grid, row: int) -> bool:
    """The second row of a heading holds short words only; a row of data has numbers, dates or long texts."""
    values = [value for value in grid.rows[row] if not is_blank(value)]
    return bool(values) and all(isinstance(value, str) and len(value) <= 20 for value in values)


@dataclass(frozen=True, slots=True)
class Above:
    """What stands over the whole table: its unit of money, and words that are no part of any heading."""

    caption: str
    asides: frozenset[str]


def asides_of(grid: Grid, first: int, last: int) -> frozenset[str]:
    """Titles and unit lines in the first row of what may be a heading of two."""
    texts = [(place, value) for place, value in enumerate(grid.rows[first]) if isinstance(value, str)]
    return frozenset(
        text.strip() for place, text in texts if last > first and stands_alone(grid, first, place, text)
    )


def caption_of(grid: Grid, first: int, last: int) -> str:
    """The unit of money above the table, the nearest one; a heading of two rows may have it in its first."""
    for row in range(last - 1, max(last - 1 - SEARCHED_ROWS, -1), -1):
        for place, value in enumerate(grid.rows[row]):
            if not isinstance(value, str) or (row == first and not stands_alone(grid, row, place, value)):
                continue
            if found := money_of_caption(value):
                return found
    return next((found for line in grid.lines_above() if (found := money_of_caption(line))), "")


def stands_alone(grid: Grid, row: int, place: int, text: str) -> bool:
    """A unit line, or a title over the whole table: no part of any column's heading."""
    return is_unit_line(text) or any(
        top <= row <= bottom and left <= place <= right and right - left + 1 >= max(grid.width - 1, 2)
        for top, left, bottom, right in grid.merged
    )


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


def distinct(
    texts: Iterator[tuple[int, str, str]], layout: Layout[C], chosen: Mapping[str, str], above: Above
) -> Iterator[Heading[C]]:
    """Each column is found once: a second one that would be the same stays open."""
    taken: set[C] = set()
    for place, upper, lower in texts:
        text = " ".join(filter(None, (upper, lower)))
        if not text or len(text) > LONGEST_HEADING:
            continue
        key = key_of(place, text)
        column, why = judged_heading(layout, upper, lower, chosen.get(key))
        if column and column in taken:
            column, why = None, Text("Another column is already used for this.")
        if column:
            taken.add(column)
        yield Heading(
            place, text, column, unit_over(column, layout, upper, lower, above), why, is_month(column, lower)
        )


def is_month(column: C | None, lower: str) -> bool:
    return column is None and bool(MONTH.match(normal(lower)))


UNKNOWN = Text("The list has no such column.")
OTHER_YEAR = Text("It refers to another year.")
CHOSEN, REFUSED = Text("Chosen manually."), Text("Skipped manually.")
MONTH = re.compile(r"^(?:20\d\d年?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
YEAR = re.compile(r"(?<!\d)(20\d{2})(?=年|度|\D)")


def judged_heading(
    layout: Layout[C], upper: str, lower: str, chosen: str | None
) -> tuple[C | None, Text | None]:
    """What a column is, and why it is nothing. A person's choice goes before our own."""
    if chosen is not None:
        column = layout.of(chosen)
        return column, CHOSEN if column else REFUSED
    column = recognised(layout, upper, lower)
    if column is None:
        return None, UNKNOWN
    years = {int(year) for year in YEAR.findall(normal(upper + lower) + " ")}
    if layout.year and column in layout.money and years and layout.year not in years:
        return None, OTHER_YEAR
    return column, None


def unit_over(column: C | None, layout: Layout[C], upper: str, lower: str, above: Above) -> str:
    """The unit of a column: in its own heading, else for columns of money the one above the table."""
    upper = "" if upper in above.asides else upper
    if column in layout.measured:
        return unit_of_heading(lower) or unit_of_heading(upper)
    return (money_of(lower) or money_of(upper) or above.caption) if column in layout.money else ""


def recognised(layout: Layout[C], upper: str, lower: str) -> C | None:
    if not lower:
        return layout.column_of(upper)
    both = layout.column_of(upper + lower) or layout.column_of(lower)
    return both or (None if normal(lower) else layout.column_of(upper))
