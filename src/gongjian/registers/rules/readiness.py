"""What follows from an entry by itself: 净地 when every point is met; and the points that are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongjian.kernel.text import Text
from gongjian.registers.rules.layout import ComputedState, FieldRule, Layout, Need
from gongjian.registers.rules.words import FieldType

YES, NO = "yes", "no"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What is known of an entry: its stage, its values by field, and how many files each field holds."""

    stage: str
    values: Mapping[str, str]
    files: Mapping[str, int]

    def is_filled(self, rule: FieldRule) -> bool:
        return bool(self.files.get(rule.code) if rule.type == FieldType.FILE else self.values.get(rule.code))


@dataclass(frozen=True, slots=True)
class Worked:
    """A computed state of an entry, and what is missing to it."""

    state: ComputedState
    missing: tuple[Text, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


def worked_out(layout: Layout, facts: EntryFacts) -> list[Worked]:
    return [Worked(state, tuple(missing_to(state, layout, facts))) for state in layout.states]


def missing_to(state: ComputedState, layout: Layout, facts: EntryFacts) -> Iterator[Text]:
    for need in state.needs:
        yield from missing_of(need, layout, facts)


def missing_of(need: Need, layout: Layout, facts: EntryFacts) -> Iterator[Text]:
    if need.stage:
        if layout.place(facts.stage) < layout.place(need.stage):
            yield Text("not yet: %(stage)s", stage=layout.label(need.stage))
    elif need.group:
        open_points = [
            one.label for one in layout.check_list(need.group) if facts.values.get(one.code) != YES
        ]
        yield from (Text("%(point)s", point=label) for label in open_points)
    elif (rule := layout.field(need.field)) is not None and not meets(need, rule, facts):
        yield missing_field(need, rule)


def meets(need: Need, rule: FieldRule, facts: EntryFacts) -> bool:
    return facts.values.get(rule.code) == need.value if need.value else facts.is_filled(rule)


def missing_field(need: Need, rule: FieldRule) -> Text:
    if need.value and rule.type != FieldType.YES_NO:
        return Text("%(field)s is not “%(value)s”", field=rule.label, value=need.value)
    return Text("%(point)s", point=rule.label)


def points_of(layout: Layout, values: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    """The points that an entry has, and the points that there are."""
    asked = [one for one in layout.fields if one.points]
    whole = sum((one.points or ZERO for one in asked), ZERO)
    return sum((one.points or ZERO for one in asked if values.get(one.code) == YES), ZERO), whole
