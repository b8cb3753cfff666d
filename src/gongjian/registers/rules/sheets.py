"""The columns of a register on paper, and how they are found in a file that somebody brings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from gongjian.intake.rules import NOTE, SUM
from gongjian.reading.cells.words import heading_key, normal, unit_of_heading
from gongjian.reading.grids import Grid, Value, letter_of
from gongjian.reading.grids.grid import is_blank
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.words import FieldType, Manner

SEARCHED_ROWS = 40
MOST_ROWS = 5_000
KEY, CODE, PROJECT, NAME, QUANTITY = "key", "project_code", "project", "name", "quantity"
STAGE, ON, DEPARTMENT, REFERENCE = "stage", "on", "department", "reference"
APPLY_ON, DUE_ON, STATUTORY, PROMISED = "apply_on", "due_on", "statutory_days", "promised_days"
DATES = ("applied", "correcting", "corrected", "accepted", "granted")
REACHED, FIELD = "reached:", "field:"
WORDS = {
    KEY: ("row key", "行标识"),
    CODE: ("project code", "项目编号 项目代码 项目编码"),
    PROJECT: ("project", "项目名称 项目 工程名称 所属项目"),
    NAME: ("designation", "编号 户号 户编号 地块编号 点位编号 名称 简称 序列号"),
    QUANTITY: ("quantity", "数量 总数 面积 总量 合计数"),
    STAGE: ("stage", "当前阶段 阶段 进度 状态 办理进度"),
    ON: ("since", "阶段日期 日期 截至日期 完成日期"),
    DEPARTMENT: ("handling department", "办理部门 审批部门 经办部门 审批单位"),
    APPLY_ON: ("planned to be applied for", "计划申报日期 计划申报"),
    DUE_ON: ("wanted by", "要求办结日期 要求完成日期"),
    STATUTORY: ("statutory working days", "法定时限 法定工作日"),
    PROMISED: ("promised working days", "承诺时限 承诺工作日"),
    "applied": ("applied for", "申报日期 申请日期"),
    "correcting": ("correction asked for", "补正通知日期 要求补正日期"),
    "corrected": ("corrected", "补正日期 补正完成日期"),
    "accepted": ("accepted", "受理日期"),
    "granted": ("granted", "办结日期 批复日期 发证日期"),
    REFERENCE: ("number of the paper", "批文号 证号 文号 协议编号"),
}
PERMIT_NAME = ("permit", "许可事项 审批事项 事项名称 许可名称")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its code, its English label, its Chinese heading, and by which words it is known."""

    code: str
    label: str
    heading: str
    known_as: tuple[str, ...] = ()
    unit: str = ""
    is_required: bool = False


def columns_of(layout: Layout) -> tuple[SheetColumn, ...]:
    """All columns of a register, in the order in which they stand on paper."""
    return tuple(own_columns(layout)) + tuple(
        SheetColumn(f"{FIELD}{one.code}", one.label, one.label, (one.label,), one.unit, one.required)
        for one in layout.fields
    )


def own_columns(layout: Layout) -> Iterator[SheetColumn]:
    yield from (column(KEY), column(CODE), column(PROJECT))
    yield from (name_column(layout), *manner_columns(layout), column(REFERENCE))


def name_column(layout: Layout) -> SheetColumn:
    label, words = PERMIT_NAME if layout.manner == Manner.PERMITS else WORDS[NAME]
    names = tuple(words.split())
    heading = f"{layout.thing}编号" if layout.thing and layout.manner == Manner.EACH else names[0]
    return SheetColumn(NAME, label, heading, (label, heading, *names), is_required=True)


def manner_columns(layout: Layout) -> Iterator[SheetColumn]:
    if layout.manner == Manner.PERMITS:
        yield from (column(code) for code in (DEPARTMENT, APPLY_ON, DUE_ON, STATUTORY, PROMISED, *DATES))
        return
    if layout.manner == Manner.EACH:
        yield from [column(QUANTITY, layout.unit)] if layout.unit else []
        yield from (column(STAGE), column(ON))
        return
    yield column(QUANTITY, layout.unit or layout.thing)
    for one in layout.stages:
        yield SheetColumn(
            f"{REACHED}{one.code}", one.label, one.label, (one.label,), layout.unit or layout.thing
        )
    yield column(ON)


def column(code: str, unit: str = "") -> SheetColumn:
    label, words = WORDS[code]
    names = tuple(words.split())
    return SheetColumn(code, label, names[0], (label, *names), unit)


@cache
def known(columns: tuple[SheetColumn, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in columns:
        for word in one.known_as:
            found.setdefault(heading_key(word), one.code)
            found.setdefault(normal(word), one.code)
    return found


@dataclass(frozen=True, slots=True)
class Head:
    """Where the heading of a sheet stands, and which column is which."""

    row: int
    places: Mapping[str, int]
    texts: Mapping[str, str]

    def letter(self, code: str) -> str:
        return letter_of(self.places[code]) if code in self.places else ""


def head_of(grid: Grid, columns: Sequence[SheetColumn]) -> Head | None:
    """The row that knows most columns. It names the entry and its project, or the mark of the row."""
    words, best = known(tuple(columns)), None
    for number, line in enumerate(grid.rows[:SEARCHED_ROWS]):
        places, texts = dict[str, int](), dict[str, str]()
        for place, value in enumerate(line):
            if not isinstance(value, str):
                continue
            code = words.get(heading_key(value)) or words.get(normal(value))
            if code and code not in places:
                places[code], texts[code] = place, value.strip()
        if names_entries(places) and (best is None or len(places) > len(best.places)):
            best = Head(number, places, texts)
    return best


def names_entries(places: Mapping[str, int]) -> bool:
    return NAME in places and (PROJECT in places or CODE in places)


@dataclass(frozen=True, slots=True)
class FileRow:
    sheet: str
    number: int  # as the program counts, from one
    values: Mapping[str, Value]
    units: Mapping[str, str] = field(default_factory=dict)  # that the headings name


def rows_of(grid: Grid, head: Head) -> Iterator[FileRow]:
    """Every row of data below the heading. An empty project cell means the project above."""
    covered = grid.covered()
    above: dict[str, Value] = {}
    units = {code: unit for code, text in head.texts.items() if (unit := unit_of_heading(text))}
    for number in range(head.row + 1, len(grid.rows)):
        values = {code: value_at(grid, covered, number, place) for code, place in head.places.items()}
        filled = [value for value in grid.rows[number] if not is_blank(value)]
        if not filled or is_aside(filled):
            continue
        if is_blank(values.get(CODE)) and is_blank(values.get(PROJECT)):
            values |= above
        else:
            above = {code: values.get(code) for code in (CODE, PROJECT)}
        yield FileRow(grid.name, number + 1, values, units)


def is_aside(filled: Sequence[Value]) -> bool:
    """A sub-total or a note, no row of data."""
    words = [normal(value) for value in filled[:2] if isinstance(value, str)]
    return any(SUM.match(word) for word in words) or (
        len(filled) <= 2 and any(NOTE.match(word) for word in words)
    )


def value_at(grid: Grid, covered: Mapping[tuple[int, int], tuple[int, int]], row: int, place: int) -> Value:
    row, place = covered.get((row, place), (row, place))
    line = grid.rows[row] if row < len(grid.rows) else []
    return line[place] if place < len(line) else None


def kind_of(one: SheetColumn, layout: Layout) -> FieldType:
    """What kind of value a column holds."""
    if one.code in (ON, APPLY_ON, DUE_ON, *DATES):
        return FieldType.DATE
    if one.code in (QUANTITY, STATUTORY, PROMISED) or one.code.startswith(REACHED):
        return FieldType.NUMBER
    rule = layout.field(one.code.removeprefix(FIELD)) if one.code.startswith(FIELD) else None
    return rule.type if rule else FieldType.TEXT
