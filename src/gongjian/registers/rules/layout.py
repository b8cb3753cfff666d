"""What the county asks for in a register: its fields, its stages, what it measures and works out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from gongjian.kernel.numbers import plain
from gongjian.registers.rules.words import FieldType, Manner, MeasureKind, Mover, ParentKind

QUANTITY, POINTS = "quantity", "points"
"""What a measure may add up besides a field: the quantities of rows, the points of their check list."""
NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.AREA)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. What leads to it, what must be filled in before, who says so; outside means: counts no more."""

    code: str
    label: str
    follows: tuple[str, ...] = ()  # none: any earlier stage
    wants: tuple[str, ...] = ()  # codes of fields
    mover: Mover = Mover.WRITER
    is_outside: bool = False
    is_first: bool = False  # a new entry stands here
    is_goal: bool = False  # what is due is due until here; none: until the last


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One thing that is asked of an entry. Whoever reads it is named, or it is not asked."""

    code: str
    label: str
    type: FieldType = FieldType.TEXT
    consumer: str = ""
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    help: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    group: str = ""  # fields under one heading; yes-or-no fields of a group are a check list
    points: Decimal | None = None  # of a yes-or-no field, in its check list
    pattern: str = ""  # a `TextForm`: what its text must look like
    evidences: str = ""  # the money field of which this one says how much is evidenced


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """A number that a register tells: of which rows, by which stage, of what. Targets are bound to it."""

    code: str
    label: str
    kind: MeasureKind = MeasureKind.COUNT
    stage: str = ""  # none: all rows that count
    of: str = ""  # a field, the quantity, the points; none: rows
    base: str = ""  # of a share: the stage whose rows are the whole; none: all rows that count
    where: tuple[tuple[str, str], ...] = ()  # only rows with these values


@dataclass(frozen=True, slots=True)
class Need:
    """One point of a computed state: a stage is reached, a field filled (or of a value), a check list done."""

    stage: str = ""
    field: str = ""
    value: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ComputedState:
    """What follows from an entry by itself, such as 净地: every need is met, or the missing points are named."""

    code: str
    label: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a register looks: what one row is, what it is measured in, and which way it goes."""

    manner: Manner
    fields: tuple[FieldRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    thing: str = ""
    unit: str = ""
    parent: ParentKind = ParentKind.PROJECT
    measures: tuple[MeasureRule, ...] = ()
    states: tuple[ComputedState, ...] = ()

    @property
    def counted(self) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.stages if not stage.is_outside)

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the stages that count, in their order."""
        return tuple(stage.code for stage in self.counted)

    @property
    def last(self) -> str:
        return self.codes[-1] if self.codes else ""

    @property
    def first(self) -> str:
        """Where a new entry stands; nothing: not started."""
        return next((stage.code for stage in self.counted if stage.is_first), "")

    @property
    def settled(self) -> tuple[str, ...]:
        """The stages in which an entry owes nothing any more: its goal and all after it."""
        goal = next((place for place, stage in enumerate(self.counted) if stage.is_goal), len(self.codes) - 1)
        return self.codes[max(goal, 0) :]

    def place(self, stage: str) -> int:
        """How far this stage is; nothing begun, and whatever is outside, is before the first."""
        return self.codes.index(stage) if stage in self.codes else -1

    def stage(self, code: str) -> Stage | None:
        return next((one for one in self.stages if one.code == code), None)

    def is_outside(self, code: str) -> bool:
        found = self.stage(code)
        return found is not None and found.is_outside

    def label(self, stage: str) -> str:
        found = self.stage(stage)
        return found.label if found else ""

    def after(self, stage: str) -> Stage | None:
        """The usual next stage."""
        if self.is_outside(stage):
            return None
        later = self.counted[self.place(stage) + 1 :]
        return next((one for one in later if not one.follows or stage in one.follows), None)

    def field(self, code: str) -> FieldRule | None:
        return next((one for one in self.fields if one.code == code), None)

    def measure(self, code: str) -> MeasureRule | None:
        return next((one for one in self.measures if one.code == code), None)

    def check_list(self, group: str) -> tuple[FieldRule, ...]:
        return tuple(one for one in self.fields if one.group == group and one.type == FieldType.YES_NO)


Stored = Sequence[Mapping[str, Any]]


def layout_of(
    manner: Manner,
    fields: Stored,
    stages: Stored,
    *,
    thing: str = "",
    unit: str = "",
    parent: ParentKind = ParentKind.PROJECT,
    measures: Stored = (),
    states: Stored = (),
) -> Layout:
    """From what is kept; what nobody knows any more is left out."""
    return Layout(
        manner,
        tuple(field_from(one) for one in fields),
        tuple(stage_from(one) for one in stages),
        thing,
        unit,
        parent,
        tuple(measure_from(one) for one in measures),
        tuple(state_from(one) for one in states),
    )


def field_from(one: Mapping[str, Any]) -> FieldRule:
    return FieldRule(
        code=one["code"],
        label=one["label"],
        type=FieldType.of(one.get("type", "text")),
        consumer=one.get("consumer", ""),
        required=bool(one.get("required")),
        unit=one.get("unit", ""),
        choices=tuple(one.get("choices", ())),
        help=one.get("help", ""),
        least=number_from(one.get("least")),
        most=number_from(one.get("most")),
        group=one.get("group", ""),
        points=number_from(one.get("points")),
        pattern=one.get("pattern", ""),
        evidences=one.get("evidences", ""),
    )


def number_from(stored: object) -> Decimal | None:
    return None if stored in (None, "") else Decimal(str(stored))


def stage_from(one: Mapping[str, Any]) -> Stage:
    return Stage(
        one["code"],
        one["label"],
        tuple(one.get("follows", ())),
        tuple(one.get("wants", ())),
        Mover.of(one.get("mover", "writer")),
        bool(one.get("is_outside")),
        bool(one.get("is_first")),
        bool(one.get("is_goal")),
    )


def measure_from(one: Mapping[str, Any]) -> MeasureRule:
    return MeasureRule(
        one["code"],
        one["label"],
        MeasureKind.of(one.get("kind", "count")),
        one.get("stage", ""),
        one.get("of", ""),
        one.get("base", ""),
        tuple((field, value) for field, value in one.get("where", ())),
    )


def state_from(one: Mapping[str, Any]) -> ComputedState:
    needs = tuple(
        Need(*(need.get(name, "") for name in ("stage", "field", "value", "group")))
        for need in one.get("needs", ())
    )
    return ComputedState(one["code"], one["label"], needs)


def to_store(rules: Sequence[FieldRule | Stage | MeasureRule | ComputedState]) -> list[dict[str, Any]]:
    """As JSON keeps it; what says no more than usual is left out."""
    return [stored(one) for one in rules]


def stored(value: Any) -> Any:
    if is_dataclass(value):
        said = {one.name: (getattr(value, one.name), one.default) for one in fields(value)}
        return {name: stored(one) for name, (one, usual) in said.items() if one != usual}
    if isinstance(value, Decimal):
        return plain(value)
    return [stored(one) for one in value] if isinstance(value, tuple) else value
