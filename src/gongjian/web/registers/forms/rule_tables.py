"""The four tables in which the Office types what a register asks, counts and works out, as they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongjian.kernel.numbers import plain
from gongjian.kernel.vocabulary import Term
from gongjian.registers.rules import FieldType, Layout, MeasureKind, Mover
from gongjian.registers.rules.layout import POINTS, QUANTITY, Need
from gongjian.registers.rules.readiness import NO, YES
from gongjian.registers.rules.sound import MOST_FIELDS, MOST_MEASURES, MOST_STAGES, MOST_STATES
from gongjian.registers.rules.words import TextForm

BLANKS, LONGEST, BETWEEN = 3, 300, "、"
TICKED, TEXT, CHOSEN, ORDER = "ticked", "text", "chosen", "order"


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One thing that is typed of each row. What is seldom needed is folded."""

    name: str
    label: Any
    how: str = TEXT
    words: tuple[Term, ...] = ()
    longest: int = 60
    help: Any = ""
    is_folded: bool = False
    may_be_none: bool = False  # of a choice


CODE = TypedColumn(
    "code",
    _("Code"),
    longest=20,
    help=_("Latin letters and digits; left empty, the program gives one."),
    is_folded=True,
)
PLACE = TypedColumn("order", _("Serial no."), ORDER, longest=3)
NAME = TypedColumn("label", _("Name"), longest=40)
FIELD_COLUMNS = (
    PLACE,
    NAME,
    TypedColumn("type", _("Kind"), CHOSEN, tuple(FieldType)),
    TypedColumn("consumer", _("Read by")),
    TypedColumn("unit", _("Unit of measure"), longest=20),
    TypedColumn("choices", _("Choices, separated by 、"), longest=LONGEST),
    TypedColumn("required", _("Required"), TICKED),
    TypedColumn("help", _("Help"), longest=100, is_folded=True),
    TypedColumn("group", _("Heading or check list"), longest=40, is_folded=True),
    TypedColumn("points", _("Points in the check list"), longest=8, is_folded=True),
    TypedColumn("least", _("Smallest number"), longest=16, is_folded=True),
    TypedColumn("most", _("Largest number"), longest=16, is_folded=True),
    TypedColumn("evidences", _("Evidences the amount"), longest=40, help=_("The name of the amount of money that is claimed."), is_folded=True),
    TypedColumn("pattern", _("Form of the text"), CHOSEN, tuple(TextForm), is_folded=True, may_be_none=True),
        CODE,
)  # fmt: skip
STAGE_COLUMNS = (
    PLACE,
    NAME,
    TypedColumn("follows", _("Follows only"), longest=LONGEST, help=_("Names of stages, separated by 、. Empty: any earlier stage.")),
    TypedColumn("wants", _("Wants filled in"), longest=LONGEST, help=_("Names of fields, separated by 、.")),
    TypedColumn("mover", _("Marked by"), CHOSEN, tuple(Mover)),
    TypedColumn("is_first", _("Begins here"), TICKED),
    TypedColumn("is_goal", _("Due until here"), TICKED),
    TypedColumn("is_outside", _("Counts no more"), TICKED),
    CODE,
)  # fmt: skip
MEASURE_COLUMNS = (
    PLACE,
    NAME,
    TypedColumn("kind", _("Kind"), CHOSEN, tuple(MeasureKind)),
    TypedColumn("stage", _("From the stage on"), longest=40, help=_("Empty: all entries that count.")),
    TypedColumn("of", _("Adds up"), longest=40, help=_("The name of a field, 数量, or 得分. Empty: entries.")),
    TypedColumn("base", _("Out of those from the stage on"), longest=40, help=_("Only of a share. Empty: all entries that count.")),
    TypedColumn("where", _("Only where"), longest=LONGEST, help=_("Such as 批次=第二批; several separated by 、.")),
    CODE,
)  # fmt: skip
STATE_COLUMNS = (
    PLACE,
    NAME,
    TypedColumn("needs", _("Needs"), longest=LONGEST, help=_("Names of stages, fields or check lists, separated by 、; or 字段=值.")),
    CODE,
)  # fmt: skip
TABLES = {
    "stage": (_("Stages, in their order"), STAGE_COLUMNS, MOST_STAGES),
    "field": (_("Additional fields"), FIELD_COLUMNS, MOST_FIELDS),
    "measure": (_("Measures"), MEASURE_COLUMNS, MOST_MEASURES),
    "state": (_("Computed states"), STATE_COLUMNS, MOST_STATES),
}
WHOLES = {"数量": QUANTITY, "得分": POINTS}


SPOKEN = {"是": YES, "否": NO}
UNSPOKEN = {value: word for word, value in SPOKEN.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    column: TypedColumn
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TypedTable:
    """One of the four tables as it is drawn: what stands there, and some empty rows below."""

    heading: Any
    columns: Sequence[TypedColumn]
    rows: Sequence[tuple[Sequence[Cell], Sequence[Cell]]]  # shown at once, and folded


def tables_of(layout: Layout, *, with_stages: bool) -> list[TypedTable]:
    rules: dict[str, Sequence[Any]] = {
        "stage": layout.stages,
        "field": layout.fields,
        "measure": layout.measures,
        "state": layout.states,
    }
    return [table_of(kind, rules[kind], layout) for kind in TABLES if kind != "stage" or with_stages]


def table_of(kind: str, rules: Sequence[Any], layout: Layout) -> TypedTable:
    heading, columns, most = TABLES[kind]
    told = [as_typed(rule, layout) for rule in rules]
    filled = [*told, *({} for _blank in range(BLANKS))][:most]
    rows = [editable_row(kind, columns, place, values) for place, values in enumerate(filled, start=1)]
    return TypedTable(heading, [one for one in columns if not one.is_folded], rows)


def editable_row(
    kind: str, columns: Sequence[TypedColumn], place: int, values: Mapping[str, str]
) -> tuple[list[Cell], list[Cell]]:
    values = {"order": str(place), **values}
    cells = [Cell(one, f"{kind}-{one.name}-{place}", values.get(one.name, "")) for one in columns]
    return [one for one in cells if not one.column.is_folded], [one for one in cells if one.column.is_folded]


def as_typed(rule: Any, layout: Layout) -> dict[str, str]:
    """A rule in the words in which somebody would type it."""
    labels = {one.code: one.label for one in layout.stages} | {one.code: one.label for one in layout.fields}
    said: dict[str, str] = {}
    for name in rule.__dataclass_fields__:
        value = getattr(rule, name)
        if name in ("follows", "wants"):
            said[name] = BETWEEN.join(labels.get(code, code) for code in value)
        elif name in ("stage", "base", "evidences"):
            said[name] = labels.get(value, value)
        elif name == "of":
            said[name] = next(
                (word for word, whole in WHOLES.items() if whole == value), labels.get(value, value)
            )
        elif name == "where":
            said[name] = BETWEEN.join(
                f"{labels.get(code, code)}={UNSPOKEN.get(told, told)}" for code, told in value
            )
        elif name == "needs":
            said[name] = BETWEEN.join(need_typed(need, labels) for need in value)
        else:
            said[name] = plainly(value)
    return said


def plainly(value: object) -> str:
    if isinstance(value, tuple):
        return BETWEEN.join(value)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value in (None, False) else "1" if value is True else str(value)


def need_typed(need: Need, labels: Mapping[str, str]) -> str:
    name = need.group or labels.get(need.stage or need.field, need.stage or need.field)
    return f"{name}={UNSPOKEN.get(need.value, need.value)}" if need.value else name
