"""One entry as its page draws it: its facts and fields by heading, its files, how far it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from gongjian.kernel.text import Text
from gongjian.registers.actions.files import MOST_FILES
from gongjian.registers.models import EntryFile, RegisterEntry, StageMark
from gongjian.registers.rules import FieldRule, FieldType, Layout
from gongjian.registers.rules.attributes import AttributeKind, EntryAttribute, FactPlace, attributes_of
from gongjian.registers.rules.readiness import YES, ZERO
from gongjian.web.registers.shown.values import Filled


def may_be_split(entry: RegisterEntry) -> bool:
    """Only a quantity can be shared out."""
    return bool(entry.register.unit_of_quantity) and entry.quantity > 0


@dataclass(frozen=True, slots=True)
class EntryFact:
    """One line among the facts of an entry."""

    label: str
    value: Any
    kind: AttributeKind
    unit: str = ""


def entry_facts(entry: RegisterEntry, layout: Layout) -> dict[str, list[EntryFact]]:
    """What an entry says of itself: what its manner asks, and what every entry may have."""
    told = [one for one in attributes_of(layout) if is_shown(one, entry)]
    return {
        "of_manner": [fact_told(one, entry, layout) for one in told if not one.is_of_all],
        "of_all": [fact_told(one, entry, layout) for one in told if one.is_of_all],
    }


def is_shown(one: EntryAttribute, entry: RegisterEntry) -> bool:
    return one.shown == FactPlace.ALWAYS or (one.shown == FactPlace.FILLED and bool(getattr(entry, one.name)))


def fact_told(one: EntryAttribute, entry: RegisterEntry, layout: Layout) -> EntryFact:
    value = one.told(entry) if one.told else getattr(entry, one.name)
    value = value.say(gettext) if isinstance(value, Text) else value
    return EntryFact((one.shown_as or one.label).say(gettext), value, one.kind, layout.unit or layout.thing)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field as it is read. Of an amount that is claimed, what of it is evidenced stands beside it."""

    rule: FieldRule
    words: str
    evidence: str = ""
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CheckPoint:
    label: str
    is_done: bool
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """What stands under one heading: its fields, and its points of a check list."""

    title: str
    lines: Sequence[FieldLine]
    checks: Sequence[CheckPoint]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.checks)

    @property
    def points(self) -> Decimal:
        return sum((one.points or ZERO for one in self.checks), ZERO)

    @property
    def got(self) -> Decimal:
        return sum((one.points or ZERO for one in self.checks if one.is_done), ZERO)


@dataclass(frozen=True, slots=True)
class CheckLists:
    """All check lists of an entry, and what they add up to."""

    groups: Sequence[FieldGroup]

    @property
    def done(self) -> int:
        return sum(one.done for one in self.groups)

    @property
    def all(self) -> int:
        return sum(len(one.checks) for one in self.groups)

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.groups), ZERO)

    @property
    def got(self) -> Decimal:
        return sum((one.got for one in self.groups), ZERO)


def check_lists(groups: Iterable[FieldGroup]) -> CheckLists | None:
    asked = [one for one in groups if one.checks]
    return CheckLists(asked) if asked else None


def fields_told(entry: RegisterEntry, filled: Filled) -> list[FieldGroup]:
    """By heading, in the order of the register; what has no heading comes first."""
    layout = filled.layout
    shown = [rule for rule in layout.fields if rule.type != FieldType.FILE]
    checks = {rule.code for rule in shown if rule.group and rule.type == FieldType.YES_NO}
    besides = {rule.code for rule in shown if layout.field(rule.evidences)}
    return [
        FieldGroup(
            title,
            [field_line(rule, entry, filled) for rule in shown if rule.group == title and rule.code not in checks | besides],
            [CheckPoint(rule.label, entry.values.get(rule.code) == YES, rule.points) for rule in shown if rule.group == title and rule.code in checks],
        )
        for title in dict.fromkeys(["", *(rule.group for rule in shown)])
    ]  # fmt: skip


def field_line(rule: FieldRule, entry: RegisterEntry, filled: Filled) -> FieldLine:
    told = filled.cell(rule, entry)
    proof = next((one for one in filled.layout.fields if one.evidences == rule.code), None)
    if proof is None:
        return FieldLine(rule, told)
    claimed, evidenced = (Decimal(entry.values.get(one.code) or 0) for one in (rule, proof))
    is_told = bool(claimed and entry.values.get(proof.code))
    said = f"{proof.label} {filled.cell(proof, entry)}"
    return FieldLine(rule, told, said, evidenced / claimed if is_told else None)


@dataclass(frozen=True, slots=True)
class FileBox:
    """A field for files: what stands in it, and whether more may come."""

    rule: FieldRule
    files: Sequence[EntryFile]

    @property
    def is_full(self) -> bool:
        return len(self.files) >= MOST_FILES


def file_boxes(layout: Layout, files: Iterable[EntryFile]) -> list[FileBox]:
    files = list(files)
    asked = [rule for rule in layout.fields if rule.type == FieldType.FILE]
    return [FileBox(rule, [one for one in files if one.field == rule.code]) for rule in asked]


@dataclass(frozen=True, slots=True)
class StageStep:
    label: str
    state: str  # done, current, ahead
    on: date | None


def steps_on_the_way(entry: RegisterEntry, layout: Layout, marks: Iterable[StageMark]) -> list[StageStep]:
    """Where it has come, with the days that count."""
    days = {mark.stage: mark.on for mark in sorted(marks, key=lambda one: one.number) if not mark.undone_at}
    here = layout.place(entry.stage)
    return [
        StageStep(
            stage.label,
            "current" if place == here else "done" if place < here else "ahead",
            days.get(stage.code) if place <= here else None,
        )
        for place, stage in enumerate(layout.counted)
    ]
