"""The columns of a register on paper, and how they are found in a file that somebody brings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongjian.intake import rules as intake
from gongjian.intake.rules import Choices, Sheet, sheets_of_list
from gongjian.reading.grids import Grid, Value
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.words import FieldType, Manner

MOST_ROWS = 5_000
KEY, CODE, PROJECT, NAME, QUANTITY = "key", "project_code", "project", "name", "quantity"
STAGE, ON, DEPARTMENT, REFERENCE = "stage", "on", "department", "reference"
APPLY_ON, DUE_ON, STATUTORY, PROMISED = "apply_on", "due_on", "statutory_days", "promised_days"
DATES = ("applied", "correcting", "corrected", "accepted", "granted")
REACHED, FIELD, REACHED_ON = "reached:", "field:", "reached_on:"
BLANKS = re.compile(r"\s+")
DAY_WORDS = ("时间", "日期", "完成时间", "完成日期")
WORDS = {
    KEY: ("row key", "行标识"),
    CODE: ("project code", "项目编号 项目代码 项目编码"),
    PROJECT: (
        "project",
        "项目名称 项目 工程名称 所属项目 片区 建设项目 所属片区 征收项目 改造项目 工程项目 建设项目名称 片区名称 项目片区",
    ),
    NAME: (
        "designation",
        "编号 户号 户编号 地块编号 点位编号 名称 简称 序列号 房屋编号 门牌号 房号 户别编号 政策 政策名称 征收编号 档案号",
    ),
    QUANTITY: (
        "quantity",
        "数量 总数 面积 总量 合计数 建筑面积 房屋面积 占地面积 房屋建筑面积 总户数 应征收户数 应签约户数 涉及户数 总面积",
    ),
    STAGE: (
        "stage",
        "当前阶段 阶段 进度 状态 办理进度 目前阶段 所处阶段 当前进度 目前进度 征收阶段 当前状态 办理阶段 进展",
    ),
    ON: (
        "since",
        "阶段日期 日期 截至日期 完成日期 阶段时间 时间 截止日期 截至时间 统计日期 统计时间 统计截止日期 填报日期",
    ),
    DEPARTMENT: (
        "handling department",
        "办理部门 审批部门 经办部门 审批单位 办理单位 审批机关 受理部门 受理单位 主管部门 许可机关 审批局 批准部门 批准机关 办理机关",
    ),
    APPLY_ON: (
        "planned to be applied for",
        "计划申报日期 计划申报 计划申报时间 拟申报时间 拟申报日期 计划报件时间 计划申请时间",
    ),
    DUE_ON: (
        "wanted by",
        "要求办结日期 要求完成日期 要求办结时间 要求完成时间 计划办结时间 计划办结日期 计划完成时间 拟办结时间 办结时限 完成时限",
    ),
    STATUTORY: (
        "statutory working days",
        "法定时限 法定工作日 法定办理时限 法定办结时限 法定期限 法定审批时限 法定时限工作日 法定天数",
    ),
    PROMISED: (
        "promised working days",
        "承诺时限 承诺工作日 承诺办理时限 承诺办结时限 承诺期限 承诺审批时限 承诺时限工作日 承诺天数",
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
    REFERENCE: (
        "number of the paper",
        "批文号 证号 文号 协议编号 批复文号 批准文号 批文文号 许可证号 证书编号 证书号 批文编号 协议号 批复号 文件号 合同编号 许可证编号 批复文件号 批件号",
    ),
}
PERMIT_NAME = (
    "permit",
    "许可事项 审批事项 事项名称 许可名称 审批手续 手续名称 事项 审批事项名称 许可事项名称 办理事项 前期手续 报批事项 审批环节 手续 审批手续名称 行政许可事项",
)


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


def column(code: str, unit: str = "") -> SheetColumn:
    label, words = WORDS[code]
    names = tuple(words.split())
    return SheetColumn(code, label, names[0], (label, *names), unit)


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
    group, name = (known[PROJECT], known[CODE]), known[NAME]
    days = tuple(one for one in columns if one.code in DATES or one.code.startswith(REACHED_ON))
    beside = tuple(one for one in columns if one.code not in (NAME, REFERENCE, KEY))
    return intake.Layout(
        columns=columns,
        synonyms={one: " ".join(BLANKS.sub("", word) for word in one.known_as) for one in columns},
        required=(name,),
        named_by=(name,),
        row_name=name,
        fewest=2,
        measured=tuple(one for one in columns if kind_of(one, layout) == FieldType.NUMBER),
        group=group,
        group_name=group[0],
        group_also=group[1:],
        own=tuple(one for one in columns if one.code not in (CODE, PROJECT, KEY)),
        makes=beside,
        mark=known[KEY],
        dated=(*days, *(known[code] for code in (DEPARTMENT, STAGE) if code in known)),
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
    """Every sheet of the file. One whose heading names no project is not the register's."""
    sheets = sheets_of_list(grids, intake_layout(layout), choices)
    for sheet in sheets:
        if sheet.head and not names_projects(sheet):
            sheet.refuse()
    return sheets


def names_projects(sheet: Sheet[SheetColumn]) -> bool:
    codes = {one.code for one in sheet.head.columns} if sheet.head else set()
    return bool(codes & {PROJECT, CODE})


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
    if one.code in (ON, APPLY_ON, DUE_ON, *DATES):
        return FieldType.DATE
    if one.code in (QUANTITY, STATUTORY, PROMISED) or one.code.startswith(REACHED):
        return FieldType.NUMBER
    rule = layout.field(one.code.removeprefix(FIELD)) if one.code.startswith(FIELD) else None
    return rule.type if rule else FieldType.TEXT
