"""The columns of a register on paper, and how they are found in a file that somebody brings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongjian.intake import rules as intake
from gongjian.intake.rules import Choices, Sheet, sheets_of_list
from gongjian.reading.grids import Grid, Value
from gongjian.registers.rules.attributes import (
    BY_NAME,
    IN_SHEET,
    AttributeKind,
    EntryAttribute,
    attributes_of,
)
from gongjian.registers.rules.layout import NUMBERS, Layout
from gongjian.registers.rules.words import FieldType, Manner, ParentKind

MOST_ROWS = 5_000
KEY, CODE, PROJECT, NAME, QUANTITY = "key", "project_code", "project", "name", "quantity"
TOWNSHIP = "township"
STAGE, ON, REFERENCE = "stage", "on", "reference"
DATES = ("applied", "correcting", "corrected", "accepted", "granted")
REACHED, FIELD, REACHED_ON = "reached:", "field:", "reached_on:"
UNNUMBERED = {"个": "名称", "项": "名称", "家": "名称", "处": "点位编号", "宗": "地块编号"}
BLANKS = re.compile(r"\s+")
DAY_WORDS = ("时间", "日期", "完成时间", "完成日期")
WORDS = {
    KEY: ("row key", "行标识"),
    CODE: ("project code", "项目编号 项目代码 项目编码"),
    PROJECT: (
        "project",
        "项目名称 项目 工程名称 所属项目 片区 建设项目 所属片区 征收项目 改造项目 工程项目 建设项目名称 片区名称 项目片区",
    ),
    TOWNSHIP: (
        "township",
        "乡镇 镇街 乡镇街道 街道 所属乡镇 所在乡镇 属地 属地乡镇 所属镇街 镇乡 乡镇（街道） 镇 乡",
    ),
    STAGE: (
        "stage",
        "当前阶段 阶段 进度 状态 办理进度 目前阶段 所处阶段 当前进度 目前进度 征收阶段 当前状态 办理阶段 进展",
    ),
    ON: (
        "since",
        "阶段日期 日期 截至日期 完成日期 阶段时间 时间 截止日期 截至时间 统计日期 统计时间 统计截止日期 填报日期",
    ),
    "applied": (
        "applied for",
        "申报日期 申请日期 申报时间 申请时间 报件时间 报件日期 报批时间 报批日期 上报时间 上报日期 提交时间 提交日期 报送时间 送件时间 递交时间 实际申报时间",
    ),
    "correcting": (
        "correction asked for",
        "补正通知日期 要求补正日期 补正通知时间 要求补正时间 补正告知时间 补正告知日期 通知补正时间 通知补正日期 告知补正时间",
    ),
    "corrected": (
        "corrected",
        "补正日期 补正完成日期 补正时间 补正完成时间 补齐时间 补齐日期 材料补齐时间 补正材料时间",
    ),
    "accepted": ("accepted", "受理日期 受理时间 正式受理时间 正式受理日期 收件时间 收件日期 实际受理时间"),
    "granted": (
        "granted",
        "办结日期 批复日期 发证日期 办结时间 批复时间 发证时间 取得时间 取得日期 批准时间 批准日期 实际办结时间 实际办结日期 核发时间 核发日期 办理完成时间 获批时间 获批日期 出证时间 领证时间 许可时间 许可日期",
    ),
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its code, its English label, its Chinese heading, and by which words it is known."""

    code: str
    label: str
    heading: str
    known_as: tuple[str, ...] = ()
    unit: str = ""
    is_required: bool = False

    @property
    def value(self) -> str:
        return self.code


def columns_of(layout: Layout) -> tuple[SheetColumn, ...]:
    """All columns of a register, in the order in which they stand on paper."""
    return tuple(own_columns(layout)) + tuple(
        SheetColumn(f"{FIELD}{one.code}", one.label, one.label, (one.label,), one.unit, one.required)
        for one in layout.fields
    )


def own_columns(layout: Layout) -> Iterator[SheetColumn]:
    said = [one for one in attributes_of(layout) if one.headings]
    yield from (column(code) for code in (KEY, *reversed(parent_columns(layout.parent))))
    yield from (attribute_column(one, layout) for one in said if not one.is_of_all)
    yield from stage_columns(layout)
    yield from (attribute_column(one, layout) for one in said if one.is_of_all)


def parent_columns(parent: ParentKind) -> tuple[str, ...]:
    """The columns that say what a row stands under, the usual one first."""
    match parent:
        case ParentKind.PROJECT:
            return (PROJECT, CODE)
        case ParentKind.TOWNSHIP:
            return (TOWNSHIP,)
    return ()


def attribute_column(one: EntryAttribute, layout: Layout) -> SheetColumn:
    names, is_name = tuple(one.headings.split()), one.kind == AttributeKind.NAME
    is_numbered = is_name and layout.manner == Manner.EACH and layout.parent != ParentKind.LINE
    own = own_name(layout) if is_numbered else ""
    unit = layout.unit or layout.thing if one.kind == AttributeKind.AMOUNT else ""
    known_as = (one.word, own, *names) if own else (one.word, *names)
    return SheetColumn(one.name, one.word, own or names[0], known_as, unit, is_required=is_name)


def own_name(layout: Layout) -> str:
    """What the column of designations is called: 户编号, 地块编号; of things that bear a name, 名称."""
    if layout.thing in UNNUMBERED:
        return UNNUMBERED[layout.thing]
    return f"{layout.thing}编号" if layout.thing else ""


def stage_columns(layout: Layout) -> Iterator[SheetColumn]:
    """Which way an entry has gone: a permit by its days, a thing by its stage, totals by a number for each."""
    match layout.manner:
        case Manner.PERMITS:
            yield from (column(code) for code in DATES)
        case Manner.EACH:
            yield from (column(STAGE), column(ON))
        case Manner.TOTALS:
            for one in layout.stages:
                yield SheetColumn(
                    *(f"{REACHED}{one.code}", one.label, one.label, stage_words(one.label, layout.thing)),
                    layout.unit or layout.thing,
                )
            yield column(ON)


def stage_words(label: str, thing: str) -> tuple[str, ...]:
    """签约, 已签约, 签约户数, 累计签约 all count the same stage."""
    bare = label.removeprefix("已")
    begun = (label, bare, f"已{bare}", f"累计{bare}", f"累计已{bare}")
    ends = ("", "数", *((thing, f"{thing}数") if thing else ()))
    return tuple(dict.fromkeys(f"{begin}{end}" for begin in begun for end in ends))


def column(code: str) -> SheetColumn:
    label, words = WORDS[code]
    names = tuple(words.split())
    return SheetColumn(code, label, names[0], (label, *names))


def stage_days(layout: Layout) -> Iterator[SheetColumn]:
    """Not on paper, but in files: the day on which each stage was reached, 签约时间, 腾空日期."""
    if layout.manner != Manner.EACH:
        return
    for one in layout.stages:
        bare = one.label.removeprefix("已")
        words = tuple(f"{name}{end}" for name in dict.fromkeys((one.label, bare)) for end in DAY_WORDS)
        yield SheetColumn(f"{REACHED_ON}{one.code}", one.label, words[0], words)


def all_columns(layout: Layout) -> tuple[SheetColumn, ...]:
    """Those on paper, and those that only files have."""
    return (*columns_of(layout), *stage_days(layout))


def intake_layout(layout: Layout) -> intake.Layout[SheetColumn]:
    """The register as any list that comes in. An empty project cell means the project above."""
    columns = all_columns(layout)
    known = {one.code: one for one in columns}
    group, name = tuple(known[code] for code in parent_columns(layout.parent)), known[NAME]
    days = tuple(one for one in columns if one.code in DATES or one.code.startswith(REACHED_ON))
    beside = tuple(one for one in columns if one.code not in (NAME, REFERENCE, KEY))
    return intake.Layout(
        columns=columns,
        synonyms={one: " ".join(BLANKS.sub("", word) for word in one.known_as) for one in columns},
        required=(name,),
        named_by=(name,),
        row_name=name,
        fewest=2,
        measured=tuple(one for one in columns if kind_of(one, layout) in NUMBERS),
        group=group,
        group_name=group[0] if group else None,
        group_also=group[1:],
        own=tuple(one for one in columns if one.code not in (CODE, PROJECT, TOWNSHIP, KEY)),
        makes=beside,
        mark=known[KEY],
        dated=(*days, *(one for one in columns if one.code == STAGE or names_an_organisation(one))),
    )


@dataclass(frozen=True, slots=True)
class FileRow:
    sheet: str
    number: int  # as the program counts, from one
    values: Mapping[str, Value]
    units: Mapping[str, str] = field(default_factory=dict)  # that the headings name
    unknown: frozenset[str] = frozenset()
    ditto: Mapping[str, Value] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    is_hidden: bool = False
    struck: frozenset[str] = frozenset()  # with words that are struck through


def sheets_read(grids: Sequence[Grid], layout: Layout, choices: Choices) -> list[Sheet[SheetColumn]]:
    """Every sheet of the file. One whose heading names nothing that rows stand under is not the register's."""
    sheets, wanted = sheets_of_list(grids, intake_layout(layout), choices), set(parent_columns(layout.parent))
    for sheet in sheets:
        if sheet.head and wanted and not wanted & {one.code for one in sheet.head.columns}:
            sheet.refuse()
    return sheets


def file_rows(sheet: Sheet[SheetColumn]) -> Iterator[FileRow]:
    if sheet.head is None:
        return
    units = {column.code: one.money for column, one in sheet.head.columns.items() if one.money}
    columns = frozenset(column.code for column in sheet.head.columns)
    for row in sheet.rows():
        yield FileRow(
            *(
                sheet.name,
                row.number,
                dict.fromkeys(columns) | by_code(row.values),
                units,
                frozenset(one.code for one in row.unknown),
            ),
            *(by_code(row.ditto), frozenset(one.code for one in row.lost)),
            *(row.is_hidden, frozenset(one.code for one in row.struck)),
        )


def by_code(values: Mapping[SheetColumn, Value]) -> dict[str, Value]:
    return {column.code: value for column, value in values.items()}


def kind_of(one: SheetColumn, layout: Layout) -> FieldType:
    """What kind of value a column holds."""
    if one.code in BY_NAME:
        return IN_SHEET.get(BY_NAME[one.code].kind, FieldType.TEXT)
    if one.code in (ON, *DATES):
        return FieldType.DATE
    if one.code.startswith(REACHED):
        return FieldType.NUMBER
    rule = layout.field(one.code.removeprefix(FIELD)) if one.code.startswith(FIELD) else None
    return rule.type if rule else FieldType.TEXT


def names_an_organisation(one: SheetColumn) -> bool:
    return one.code in BY_NAME and BY_NAME[one.code].kind == AttributeKind.ORGANISATION
