"""The rows of a list below its heading: what is data, what is a sub-total, a section, a note."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongjian.reading.worklist.columns import PROJECT_COLUMNS, ListColumn, heading_key, normal
from gongjian.reading.worklist.grid import Grid, Value, is_blank
from gongjian.reading.worklist.header import Headed

SUM = re.compile(r"^[(（]?(本页|分类|县本级)?(小计|合计|总计|累计|共计|汇总)")
NOTE = re.compile(
    r"^(注\d*[:：、.]|注[:：]?$|备注[:：]|说明[:：]|填表|填报|制表|审核|填写说明|联系人[:：]|联系电话|电话[:：]|单位负责人|主要负责人|分管领导签|负责人签|报送|\(?盖章|单位[(]?盖章|★|※)"
)
SECTION = re.compile(r"^[(]?(?:[一二三四五六七八九十]+|[IVXⅠ-Ⅹ]+)[)]?[、.．,，\s]*")
COUNTED = re.compile(
    r"[(（【\[][^)）】\]]*\d+[^)）】\]]*[)）】\]]$|[:：]?\s*(共)?\d+(个|项|宗|件)(项目|事项|工程)?$"
)
MOST_NOTE_CELLS = 3
ITEM_COLUMNS = (ListColumn.NAME, ListColumn.DUE_ON, ListColumn.STEPS)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file, with what the cells above say for it."""

    number: int  # as the program counts, from one
    values: dict[ListColumn, Value]
    section: str = ""
    is_hidden: bool = False
    unknown: frozenset[ListColumn] = frozenset()


@dataclass
class Walk:
    """How far down the sheet we are: the section, the project in hand, and whether the list has ended."""

    section: str = ""
    project: dict[ListColumn, Value] = field(default_factory=dict)
    has_ended: bool = False
    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, why: str) -> None:
        self.skipped[why] = self.skipped.get(why, 0) + 1


def raw_rows(grid: Grid, head: Headed, walk: Walk | None = None) -> Iterator[RawRow]:
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
        names_project = says(line, head, ListColumn.PROJECT_NAME)
        if names_project and is_project_line(values, walk):
            walk.skip("project")
            continue
        unknown = frozenset(columns[place] for place in columns if (row, place) in grid.unknown)
        yield RawRow(
            row + 1, with_project(values, walk, names_project), walk.section, row in grid.hidden, unknown
        )


def passed_over(line: list[Value], filled: list[Value], head: Headed, walk: Walk) -> str:
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
        walk.section, walk.project = section, {}
        return "section"
    return ""


def repeats_heading(line: list[Value], head: Headed) -> bool:
    same = [
        one
        for one in head.headings
        if one.place < len(line)
        and isinstance(line[one.place], str)
        and heading_key(str(line[one.place]))
        and heading_key(one.text).endswith(heading_key(str(line[one.place])))
    ]
    return len(same) >= 3 or (bool(same) and len(same) == sum(not is_blank(value) for value in line) > 1)


def section_of(filled: list[Value], head: Headed, line: list[Value]) -> str:
    """A line over several projects: 一、重大前期工程（23个）. Gives its name without number and count."""
    words = [value for value in filled if isinstance(value, str)]
    if len(filled) > 2 or len(words) != len(filled):
        return ""
    place = next((at for at, value in enumerate(line) if not is_blank(value)), 0)
    named, item = head.columns.get(ListColumn.PROJECT_NAME), head.columns.get(ListColumn.NAME)
    if item and place == item.place:
        return ""
    if len(words) == 2 and (not SECTION.fullmatch(normal(words[0])) or (named and place >= named.place)):
        return ""
    text = "".join(words) if len(words) == 2 and not SECTION.match(normal(words[1])) else words[-1]
    match = SECTION.match(normal(text))
    if not match:
        return ""
    return COUNTED.sub("", normal(text)[match.end() :]).strip()


def values_of(
    grid: Grid,
    row: int,
    columns: Mapping[int, ListColumn],
    covered: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[ListColumn, Value]:
    line, found = grid.rows[row], dict[ListColumn, Value]()
    for place, column in columns.items():
        value = line[place] if place < len(line) else None
        if covered and is_blank(value) and (top := covered.get((row, place))):
            above = grid.rows[top[0]]
            value = above[top[1]] if top[1] < len(above) else None
        if not is_blank(value):
            found[column] = value
    return found


def is_project_line(values: Mapping[ListColumn, Value], walk: Walk) -> bool:
    """A row that names a project and says nothing of an item: its items stand in the rows below."""
    if any(column in values for column in ITEM_COLUMNS):
        return False
    walk.project = project_part(values)
    return True


def with_project(values: dict[ListColumn, Value], walk: Walk, names_project: bool) -> dict[ListColumn, Value]:
    """A row under a project says what its project says, unless it names the project itself."""
    if names_project:
        walk.project = project_part(values)
        return values
    return {**walk.project, **values}


def says(line: list[Value], head: Headed, column: ListColumn) -> bool:
    heading = head.columns.get(column)
    return heading is not None and heading.place < len(line) and not is_blank(line[heading.place])


def project_part(values: Mapping[ListColumn, Value]) -> dict[ListColumn, Value]:
    return {column: values[column] for column in PROJECT_COLUMNS if column in values}
