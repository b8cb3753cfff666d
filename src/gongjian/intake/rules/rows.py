"""The rows of a list below its heading: what is data, what is a sub-total, a section, a note."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic

from gongjian.intake.rules.heading import Headed
from gongjian.intake.rules.layout import C
from gongjian.reading.cells.words import heading_key, normal
from gongjian.reading.grids import Grid, Value, is_blank

SUM = re.compile(r"^[(（]?(本页|分类|县本级)?(小计|合计|总计|累计|共计|汇总)")
NOTE = re.compile(
    r"^(注\d*[:：、.]|注[:：]?$|备注[:：]|说明[:：]|填表|填报|制表|审核|填写说明|联系人[:：]|联系电话|电话[:：]|单位负责人|主要负责人|分管领导签|负责人签|报送|\(?盖章|单位[(]?盖章|★|※)"
)
SECTION = re.compile(r"^[(]?(?:[一二三四五六七八九十]+|[IVXⅠ-Ⅹ]+)[)]?[、.．,，\s]*")
MARKED = re.compile(r"^[(]?[一二三四五六七八九十]+[)]?[、.．]|^[(][一二三四五六七八九十]+[)]")
COUNTED = re.compile(
    r"[(（【\[][^)）】\]]*\d+[^)）】\]]*[)）】\]]$|[:：]?\s*(共)?\d+(个|项|宗|件)(项目|事项|工程)?$"
)
MOST_NOTE_CELLS = 3


@dataclass(frozen=True, slots=True)
class RawRow(Generic[C]):
    """A row as it stands in the file, with what the cells above say for it."""

    number: int  # as the program counts, from one
    values: dict[C, Value]
    section: str = ""
    is_hidden: bool = False
    unknown: frozenset[C] = frozenset()


@dataclass
class Walk(Generic[C]):
    """How far down the sheet we are: the section, the group in hand, and whether the list has ended."""

    section: str = ""
    group: dict[C, Value] = field(default_factory=dict)
    has_ended: bool = False
    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, why: str) -> None:
        self.skipped[why] = self.skipped.get(why, 0) + 1


def raw_rows(grid: Grid, head: Headed[C], walk: Walk[C] | None = None) -> Iterator[RawRow[C]]:
    """Every row of data. What was passed over is counted in the walk."""
    walk = walk or Walk()
    columns = {heading.place: column for column, heading in head.columns.items()}
    covered = {cell: top for cell, top in grid.covered().items() if cell[1] in columns}
    for row in range(head.last_row + 1, len(grid.rows)):
        line = grid.rows[row]
        filled = [value for value in line if not is_blank(value)]
        if why := passed_over(line, filled, head, walk):
            walk.skip(why)
            continue
        values = values_of(grid, row, columns, covered)
        names_group = says(line, head, head.layout.group_name)
        if names_group and is_group_line(values, head, walk):
            walk.skip("group")
            continue
        unknown = frozenset(columns[place] for place in columns if (row, place) in grid.unknown)
        yield RawRow(
            row + 1, with_group(values, head, walk, names_group), walk.section, row in grid.hidden, unknown
        )


def passed_over(line: list[Value], filled: list[Value], head: Headed[C], walk: Walk[C]) -> str:
    """Why a row is no data, in one word; nothing when it is."""
    if not filled:
        return "blank"
    first = normal(str(filled[0]))
    if any(SUM.match(normal(value)) for value in filled[:2] if isinstance(value, str)):
        return "sum"
    if len(filled) <= MOST_NOTE_CELLS and NOTE.match(first):
        walk.has_ended = True
        return "note"
    if walk.has_ended and len(filled) <= 1:
        return "note"
    if repeats_heading(line, head):
        return "heading"
    if section := section_of(filled, head, line):
        walk.section, walk.group = section, {}
        return "section"
    return ""


def repeats_heading(line: list[Value], head: Headed[C]) -> bool:
    same = [
        one
        for one in head.headings
        if one.place < len(line)
        and isinstance(line[one.place], str)
        and heading_key(str(line[one.place]))
        and heading_key(one.text).endswith(heading_key(str(line[one.place])))
    ]
    return len(same) >= 3 or (bool(same) and len(same) == sum(not is_blank(value) for value in line) > 1)


def section_of(filled: list[Value], head: Headed[C], line: list[Value]) -> str:
    """A line over several rows: 一、重大前期工程（23个）. Gives its name without number and count."""
    words = [value for value in filled if isinstance(value, str)]
    if len(filled) > 2 or len(words) != len(filled):
        return ""
    place = next((at for at, value in enumerate(line) if not is_blank(value)), 0)
    layout = head.layout
    named, item = head.columns.get(layout.group_name or layout.row_name), head.columns.get(layout.row_name)
    if item and place == item.place:
        return ""
    if not layout.own and names_a_row(line, head, words):
        return ""
    if len(words) == 2 and (not SECTION.fullmatch(normal(words[0])) or (named and place >= named.place)):
        return ""
    text = "".join(words) if len(words) == 2 and not SECTION.match(normal(words[1])) else words[-1]
    match = SECTION.match(normal(text))
    if not match:
        return ""
    return COUNTED.sub("", normal(text)[match.end() :]).strip()


def names_a_row(line: list[Value], head: Headed[C], words: list[str]) -> bool:
    """三溪镇 is a row, with 三 in front of it or without; 一、县直部门 and 一 | 县直部门（35个） stand over rows."""
    if not any(says(line, head, column) for column in head.layout.named_by):
        return False
    if len(words) == 1:
        return not MARKED.match(normal(words[0]))
    return not (SECTION.fullmatch(normal(words[0])) and COUNTED.search(normal(words[-1])))


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


def says(line: list[Value], head: Headed[C], column: C | None) -> bool:
    heading = head.columns.get(column) if column else None
    return heading is not None and heading.place < len(line) and not is_blank(line[heading.place])


def group_part(values: Mapping[C, Value], head: Headed[C]) -> dict[C, Value]:
    return {column: values[column] for column in head.layout.group if column in values}
