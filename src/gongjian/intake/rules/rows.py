"""The rows of a list below its heading. Each one is recorded with what it was taken for, none is only dropped."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from gongjian.intake.rules.heading import Headed
from gongjian.intake.rules.layout import C
from gongjian.intake.rules.passing import BY_HAND, WHY, Sight, passed_over, section_of
from gongjian.intake.rules.taken import Passed, Taken
from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid, Value, is_blank

DITTO = frozenset(
    ["同上", "同前", "同上行", "上同", "ditto", "〃", "″", "′′", '"', "''", "“", "”", "“”", "〞", "々"]
)
DITTO_AND_MORE = re.compile(r"^(?:同上|同前|〃)\s*[(（][^()（）]+[)）]$")
LONGEST_WORDS, MOST_WORDS = 60, 4


@dataclass(frozen=True, slots=True)
class RawRow(Generic[C]):
    """A row as it stands in the file, with what the cells above say for it."""

    number: int  # as the program counts, from one
    values: dict[C, Value]
    section: str = ""
    is_hidden: bool = False
    unknown: frozenset[C] = frozenset()
    ditto: Mapping[C, Value] = field(default_factory=dict)  # 同上: what stands above
    lost: Mapping[C, Value] = field(default_factory=dict)  # 同上 with nothing above, or with more beside it
    cells: Sequence[Value] = ()  # the whole line
    struck: frozenset[C] = frozenset()  # with words that are struck through


@dataclass
class Walk(Generic[C]):
    """How far down the sheet we are: the section, the group in hand, and what every row was taken for."""

    choices: Mapping[int, bool] = field(default_factory=dict)
    section: str = ""
    group: dict[C, Value] = field(default_factory=dict)
    above: dict[C, Value] = field(default_factory=dict)
    has_ended: bool = False
    rows: list[Passed] = field(default_factory=list)
    follows: "Walk[C] | None" = None  # the table before, when this one goes on from it
    stands_under: "Walk[C] | None" = None  # the table before in the same sheet, which ends with our section
    unread: dict[int, int] = field(
        default_factory=dict
    )  # place of a column: its filled cells in rows of data

    @property
    def skipped(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for one in self.rows:
            if one.taken != Taken.DATA:
                counts[one.taken.value] = counts.get(one.taken.value, 0) + 1
        return counts

    def begin(self) -> None:
        """A table that goes on stands under the section and the group in which the one before ended."""
        if self.follows:
            before = self.follows
            self.group, self.above = ({} if self.section else before.group), before.above
            self.section = self.section or before.section
        if self.stands_under:
            self.section = self.section or self.stands_under.section

    def note(self, row: int, taken: Taken, why: Text, filled: Sequence[Value]) -> None:
        words = " ".join(str(value)[:LONGEST_WORDS].strip() for value in filled[:MOST_WORDS])
        self.rows.append(Passed(row + 1, taken, why, words[:LONGEST_WORDS]))


def raw_rows(grid: Grid, head: Headed[C], walk: Walk[C] | None = None) -> Iterator[RawRow[C]]:
    """Every row of data. What was passed over is recorded in the walk, with its reason."""
    walk = walk or Walk()
    walk.begin()
    columns = {heading.place: column for column, heading in head.columns.items()}
    covered = {cell: top for cell, top in grid.covered().items() if cell[1] in columns}
    sight = Sight(grid, head, covered)
    for row in range(head.last_row + 1, len(grid.rows)):
        line = grid.rows[row]
        filled = [value for value in line if not is_blank(value)]
        chosen = walk.choices.get(row + 1)
        if found := passed(sight, row, filled, walk, chosen):
            walk.note(row, *found, filled)
            if found[0] == Taken.LEFT_OUT and says_group(sight, row, {}):
                walk.group = group_part(values_of(grid, row, columns, covered), head)
            continue
        is_ours = not is_blank(sight.own(row, head.layout.mark))
        values = values_of(grid, row, columns, covered)
        values, ditto, lost = (values, {}, {}) if is_ours else without_ditto(values, walk)
        names_group = says_group(sight, row, ditto)
        if not chosen and names_group and is_group_line(values, head, walk):
            walk.note(row, Taken.GROUP, WHY[Taken.GROUP], filled)
            continue
        walk.note(row, Taken.DATA, BY_HAND if chosen else WHY[Taken.DATA], filled)
        count_unread(line, columns, walk)
        unknown = frozenset(columns[place] for place in columns if (row, place) in grid.unknown)
        struck = frozenset(columns[place] for place in columns if (row, place) in grid.struck)
        walk.above = with_group(values, head, walk, names_group)
        yield RawRow(
            *(row + 1, walk.above, walk.section, row in grid.hidden, unknown),
            ditto=ditto,
            lost=lost,
            cells=line,
            struck=struck & values.keys(),
        )


def passed(
    sight: Sight[C], row: int, filled: list[Value], walk: Walk[C], chosen: bool | None
) -> tuple[Taken, Text] | None:
    """What a row is that is no data. A person's choice goes before ours."""
    if not filled:
        return Taken.BLANK, WHY[Taken.BLANK]
    if chosen is not None:
        return None if chosen else (Taken.LEFT_OUT, WHY[Taken.LEFT_OUT])
    if not is_blank(sight.own(row, sight.head.layout.mark)) and row not in sight.repeats:
        return None
    found = passed_over(sight, row, filled, has_ended=walk.has_ended)
    if found:
        walk.has_ended = found[0] == Taken.NOTE or (walk.has_ended and found[0] != Taken.HEADING)
        return found
    if section := None if sight.is_item(row) else section_of(sight, row, filled):
        walk.section, walk.group = section, {}
        return Taken.SECTION, WHY[Taken.SECTION]
    return None


def says_group(sight: Sight[C], row: int, ditto: Mapping[C, Value]) -> bool:
    return any(
        not is_blank(sight.own(row, column)) and column not in ditto
        for column in sight.head.layout.names_group
    )


def count_unread(line: Sequence[Value], columns: Mapping[int, C], walk: Walk[C]) -> None:
    for place, value in enumerate(line):
        if place not in columns and not is_blank(value):
            walk.unread[place] = walk.unread.get(place, 0) + 1


def is_ditto(value: Value) -> bool:
    if not isinstance(value, str) or len(value) > 12:
        return False
    plain = value.strip().strip("。.,，()（） ").lower()
    return plain in DITTO or unicodedata.normalize("NFKC", plain) in DITTO


def is_ditto_and_more(value: Value) -> bool:
    """同上（代）: that of the row above, and yet another."""
    return (
        isinstance(value, str) and len(value) <= LONGEST_WORDS and bool(DITTO_AND_MORE.match(value.strip()))
    )


def without_ditto(
    values: dict[C, Value], walk: Walk[C]
) -> tuple[dict[C, Value], dict[C, Value], dict[C, Value]]:
    """同上 means the cell above, whatever stands there; with nothing above it means nothing."""
    marked = [column for column, value in values.items() if is_ditto(value)]
    unclear = [column for column, value in values.items() if is_ditto_and_more(value)]
    if not marked and not unclear:
        return values, {}, {}
    ditto = {column: walk.above[column] for column in marked if column in walk.above}
    lost = {
        column: values[column] for column in values if column in (*unclear, *marked) and column not in ditto
    }
    kept = {column: ditto.get(column, value) for column, value in values.items() if column not in lost}
    return kept, ditto, lost


def values_of(
    grid: Grid,
    row: int,
    columns: Mapping[int, C],
    covered: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[C, Value]:
    line, found = grid.rows[row], dict[C, Value]()
    for place, column in columns.items():
        value = line[place] if place < len(line) else None
        if covered and is_blank(value) and (top := covered.get((row, place))):
            above = grid.rows[top[0]]
            value = above[top[1]] if top[1] < len(above) else None
        if not is_blank(value):
            found[column] = value
    return found


def is_group_line(values: Mapping[C, Value], head: Headed[C], walk: Walk[C]) -> bool:
    """A row that names a group and says nothing of its own: what it is about stands in the rows below."""
    if not head.layout.own or any(column in values for column in head.layout.own):
        return False
    walk.group = group_part(values, head)
    return True


def with_group(values: dict[C, Value], head: Headed[C], walk: Walk[C], names_group: bool) -> dict[C, Value]:
    """A row under a group says what its group says, unless it names the group itself."""
    if names_group:
        walk.group = group_part(values, head)
        return values
    return {**walk.group, **values}


def group_part(values: Mapping[C, Value], head: Headed[C]) -> dict[C, Value]:
    return {column: values[column] for column in head.layout.group if column in values}
