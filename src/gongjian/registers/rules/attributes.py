"""What an entry says of itself. Each attribute is declared here, once; form, page, sheet and file follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gongjian.kernel.text import Text
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.words import FieldType, Manner, ParentKind

ONE = Decimal(1)
MOST_WORKDAYS = 1_000
NO_NAMES = Text(
    "Enter a number or short designation for households: no names, identity numbers or telephone numbers."
)
PERMITS, COUNTED, ALL = (Manner.PERMITS,), (Manner.EACH, Manner.TOTALS), tuple(Manner)


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """What somebody says of an entry. Days are working days; the item and the department are rows."""

    name: str
    quantity: Decimal = ONE
    item: object | None = None
    department: object | None = None
    values: Mapping[str, Any] = field(default_factory=dict)  # of the register's own fields
    reference: str = ""
    apply_on: date | None = None
    due_on: date | None = None
    statutory_days: int | None = None
    promised_days: int | None = None
    unit: object | None = None  # who answers for it, where it belongs to no project
    because: str = ""
    sent_as: str = ""


class AttributeKind(StrEnum):
    """How an attribute is typed, read from a cell, kept and shown."""

    NAME = "name"
    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"
    WORKDAYS = "workdays"
    ORGANISATION = "organisation"
    ITEM = "item"


class FactPlace(StrEnum):
    """Whether it stands among the facts of an entry."""

    ALWAYS = "always"
    FILLED = "filled"
    NOWHERE = "nowhere"


Kind = AttributeKind
IN_SHEET = {Kind.DAY: FieldType.DATE, Kind.AMOUNT: FieldType.NUMBER, Kind.WORKDAYS: FieldType.NUMBER}
SAID = (Kind.TEXT, Kind.DAY, Kind.WORKDAYS, Kind.ORGANISATION)
"""What a cell says by itself; a name and an amount mean something only with the row and with its marks."""


@dataclass(frozen=True, slots=True)
class EntryAttribute:
    """One attribute, by the name of its field. Headings have blanks between them, the usual one first."""

    name: str
    kind: AttributeKind
    label: Text  # in the form
    of: tuple[Manner, ...] = ALL  # whose entries have it
    under: tuple[ParentKind, ...] = tuple(ParentKind)  # what they stand under
    typed_of: tuple[Manner, ...] | None = None  # in whose form it is asked; none: the same
    must_be_typed: bool = False
    longest: int = 0
    help: Text = Text("")
    shown: FactPlace = FactPlace.ALWAYS
    shown_as: Text = Text("")  # on the page, where it is not the label
    told: Callable[[Any], Any] | None = None  # what the page says, where it is not the value
    word: str = ""  # its column in English
    headings: str = ""  # none: not in a sheet
    width: int = 12
    guidance: Text = Text("")  # on the sheet that says what goes where

    @property
    def is_of_all(self) -> bool:
        return self.of == ALL

    @property
    def is_said(self) -> bool:
        return self.kind in SAID and bool(self.headings)

    def is_typed(self, manner: Manner) -> bool:
        return manner in (self.of if self.typed_of is None else self.typed_of)

    def tidy(self, value: Any) -> Any:
        """As it is kept of what somebody typed."""
        return value.strip()[: self.longest] if isinstance(value, str) else value

    def say(self, value: Any) -> str:
        """As a file says it."""
        if not value:
            return ""
        match self.kind:
            case Kind.DAY:
                return str(value.isoformat())
            case Kind.ORGANISATION:
                return str(value.name)
        return str(value)


def workdays_told(entry: Any) -> Text:
    promised, statutory = entry.promised_days or "–", entry.statutory_days or "–"
    return Text("promised %(promised)s, by law %(statutory)s", promised=promised, statutory=statutory)


ATTRIBUTES: tuple[EntryAttribute, ...] = (
    EntryAttribute(
        *("name", Kind.NAME, Text("Permit"), PERMITS),
        must_be_typed=True,
        longest=60,
        shown=FactPlace.NOWHERE,
        word="permit",
        headings="许可事项 审批事项 事项名称 许可名称 审批手续 手续名称 事项 审批事项名称 许可事项名称 办理事项 前期手续 报批事项 审批环节 手续 审批手续名称 行政许可事项",
        width=18,
        guidance=Text("The name of the permit."),
    ),
    EntryAttribute(
        *("name", Kind.NAME, Text("Name"), COUNTED),
        under=(ParentKind.LINE,),
        must_be_typed=True,
        longest=60,
        help=Text(
            "Of the company, the project or the parcel. No names of citizens, no identity or telephone numbers."
        ),
        shown=FactPlace.NOWHERE,
        word="name",
        headings="名称 项目名称 项目 工程名称 建设项目名称 招商项目 线索名称 企业名称 地块名称 地块编号 地块 宗地编号 编号 序列号",
        width=24,
        guidance=Text(
            "Of the company, the project or the parcel. No names of citizens, no identity or telephone numbers."
        ),
    ),
    EntryAttribute(
        *("name", Kind.NAME, Text("Designation"), COUNTED),
        under=(ParentKind.PROJECT, ParentKind.TOWNSHIP),
        must_be_typed=True,
        longest=60,
        help=Text(
            "A number or a short designation such as 3-12. No names, no identity numbers, no telephone numbers."
        ),
        shown=FactPlace.NOWHERE,
        word="designation",
        headings="编号 户号 户编号 地块编号 点位编号 名称 简称 序列号 房屋编号 门牌号 房号 户别编号 政策 政策名称 征收编号 档案号",
        width=18,
        guidance=NO_NAMES,
    ),
    EntryAttribute(
        *("quantity", Kind.AMOUNT, Text("Quantity"), COUNTED),
        must_be_typed=True,
        word="quantity",
        headings="数量 总数 面积 总量 合计数 建筑面积 房屋面积 占地面积 房屋建筑面积 总户数 应征收户数 应签约户数 涉及户数 总面积",
    ),
    EntryAttribute(
        *("department", Kind.ORGANISATION, Text("Handling department"), PERMITS),
        must_be_typed=True,
        word="handling department",
        headings="办理部门 审批部门 经办部门 审批单位 办理单位 审批机关 受理部门 受理单位 主管部门 许可机关 审批局 批准部门 批准机关 办理机关",
        width=18,
    ),
    EntryAttribute(
        *("unit", Kind.ORGANISATION, Text("Responsible unit"), COUNTED),
        under=(ParentKind.TOWNSHIP, ParentKind.LINE),
        must_be_typed=True,
        word="responsible unit",
        headings="责任单位 牵头单位 实施单位 主体单位 负责单位 整改单位 服务单位 跟踪单位",
        width=18,
    ),
    EntryAttribute(
        *("due_on", Kind.DAY, Text("Due"), (Manner.EACH,)),
        shown=FactPlace.FILLED,
        word="due",
        headings="完成期限 完成时限 整改期限 整改时限 要求完成时间 要求完成日期 计划完成时间 计划完成日期 时限",
    ),
    EntryAttribute(
        *("apply_on", Kind.DAY, Text("Planned to be applied for"), PERMITS),
        word="planned to be applied for",
        headings="计划申报日期 计划申报 计划申报时间 拟申报时间 拟申报日期 计划报件时间 计划申请时间",
    ),
    EntryAttribute(
        *("due_on", Kind.DAY, Text("To be granted by"), PERMITS),
        word="wanted by",
        headings="要求办结日期 要求完成日期 要求办结时间 要求完成时间 计划办结时间 计划办结日期 计划完成时间 拟办结时间 办结时限 完成时限",
    ),
    EntryAttribute(
        *("statutory_days", Kind.WORKDAYS, Text("Statutory working days"), PERMITS),
        shown=FactPlace.NOWHERE,  # with those that were promised
        word="statutory working days",
        headings="法定时限 法定工作日 法定办理时限 法定办结时限 法定期限 法定审批时限 法定时限工作日 法定天数",
    ),
    EntryAttribute(
        *("promised_days", Kind.WORKDAYS, Text("Promised working days"), PERMITS),
        shown_as=Text("Working days"),
        told=workdays_told,
        word="promised working days",
        headings="承诺时限 承诺工作日 承诺办理时限 承诺办结时限 承诺期限 承诺审批时限 承诺时限工作日 承诺天数",
    ),
    EntryAttribute(
        *("reference", Kind.TEXT, Text("Number of the permit")),
        typed_of=PERMITS,
        longest=120,
        shown=FactPlace.FILLED,
        shown_as=Text("Permit no."),
        word="number of the paper",
        headings="批文号 证号 文号 协议编号 批复文号 批准文号 批文文号 许可证号 证书编号 证书号 批文编号 协议号 批复号 文件号 合同编号 许可证编号 批复文件号 批件号",
        width=20,
        guidance=Text("The number of the permit or the agreement: it is the evidence."),
    ),
    EntryAttribute(
        *("item", Kind.ITEM, Text("Item that it belongs to")),
        help=Text("Only if the project has several items that are counted separately."),
        shown=FactPlace.FILLED,
        shown_as=Text("Item"),
    ),
)
BY_NAME: dict[str, EntryAttribute] = {one.name: one for one in ATTRIBUTES}
FROM_FILES = tuple(one for one in BY_NAME.values() if one.headings)


def named_by(layout: Layout) -> Text:
    """What the name of an entry is called: leads bear a name, houses a number."""
    return next(one.label for one in attributes_of(layout) if one.kind == AttributeKind.NAME)


def attributes_of(layout: Layout) -> tuple[EntryAttribute, ...]:
    """What an entry of this register says of itself, in the order of page and paper."""
    is_measured = bool(layout.unit) or layout.manner == Manner.TOTALS
    return tuple(
        one
        for one in ATTRIBUTES
        if layout.manner in one.of and layout.parent in one.under and (is_measured or one.kind != Kind.AMOUNT)
    )
