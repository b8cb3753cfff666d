"""What the county asks for in a register: its fields, its stages, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.registers.rules.words import FieldType, Manner

CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")
MOST_FIELDS, MOST_STAGES = 20, 12


@dataclass(frozen=True, slots=True)
class Stage:
    code: str
    label: str


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


@dataclass(frozen=True, slots=True)
class Layout:
    """How a register looks: what one row is, what it is measured in, and which way it goes."""

    manner: Manner
    fields: tuple[FieldRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    thing: str = ""
    unit: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(stage.code for stage in self.stages)

    @property
    def last(self) -> str:
        return self.codes[-1] if self.stages else ""

    def place(self, stage: str) -> int:
        """How far this stage is; nothing begun is before the first."""
        return self.codes.index(stage) if stage in self.codes else -1

    def label(self, stage: str) -> str:
        return next((one.label for one in self.stages if one.code == stage), "")

    def after(self, stage: str) -> Stage | None:
        place = self.place(stage) + 1
        return self.stages[place] if place < len(self.stages) else None

    def field(self, code: str) -> FieldRule | None:
        return next((one for one in self.fields if one.code == code), None)


def layout_of(
    manner: Manner,
    fields: Sequence[Mapping[str, Any]],
    stages: Sequence[Mapping[str, str]],
    *,
    thing: str = "",
    unit: str = "",
) -> Layout:
    """From what is kept; what nobody knows any more is left out."""
    rules = tuple(
        FieldRule(
            code=one["code"],
            label=one["label"],
            type=FieldType.of(one.get("type", "text")),
            consumer=one.get("consumer", ""),
            required=bool(one.get("required")),
            unit=one.get("unit", ""),
            choices=tuple(one.get("choices", ())),
        )
        for one in fields
    )
    return Layout(manner, rules, tuple(Stage(one["code"], one["label"]) for one in stages), thing, unit)


def to_store(rules: Sequence[FieldRule | Stage]) -> list[dict[str, Any]]:
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}
        for one in rules
    ]


def layout_is_sound(layout: Layout) -> Verdict:
    return next((verdict for verdict in complaints(layout) if not verdict), YES)


def complaints(layout: Layout) -> Iterator[Verdict]:
    yield codes_are_sound([one.code for one in layout.fields])
    yield codes_are_sound([one.code for one in layout.stages])
    if len(layout.fields) > MOST_FIELDS or len(layout.stages) > MOST_STAGES:
        yield no(
            "A register can have at most %(fields)s fields and %(stages)s stages.",
            fields=MOST_FIELDS,
            stages=MOST_STAGES,
        )
    if layout.manner == Manner.PERMITS and layout.stages:
        yield no("Permits have their own stages.")
    if layout.manner != Manner.PERMITS and not layout.stages:
        yield no("Enter at least one stage, such as “signed”.")
    yield from (field_is_sound(one) for one in layout.fields)
    if any(not one.label.strip() for one in layout.stages):
        yield no("Every stage needs a name.")


def field_is_sound(one: FieldRule) -> Verdict:
    if not one.label.strip():
        return no("Every field needs a name.")
    if not one.consumer.strip():
        return no("Enter who uses “%(field)s”. Do not ask for data that nobody uses.", field=one.label)
    if one.type == FieldType.CHOICE and len(one.choices) < 2:
        return no("“%(field)s” needs at least two choices.", field=one.label)
    return YES


def codes_are_sound(codes: Sequence[str]) -> Verdict:
    for code in codes:
        if not CODE.fullmatch(code):
            return no(
                "“%(code)s” is not a valid code: lower-case Latin letters, digits and _ only, "
                "starting with a letter.",
                code=code,
            )
    if len(set(codes)) < len(codes):
        return no("Each code must be unique.")
    return YES


def may_become(old: Layout, new: Layout, *, used_stages: frozenset[str]) -> Verdict:
    """A register keeps its manner, and the stages in which something stands."""
    if old.manner != new.manner:
        return no("The counting method of a register cannot be changed. Set up another one.")
    lost = [old.label(code) for code in old.codes if code in used_stages and code not in new.codes]
    if lost:
        return no(
            "There are entries in these stages: %(stages)s. Stages in use cannot be removed.", stages=lost
        )
    kept_before = [code for code in old.codes if code in new.codes]
    if [code for code in new.codes if code in old.codes] != kept_before and used_stages:
        return no("The order of stages in use cannot be changed.")
    return YES
