"""What stands in the fields of entries, as people read it: people by their names, yes and no spoken, amounts with their units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from gongjian.kernel.days import day_of
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries.filled import entry_facts_of
from gongjian.registers.queries.rows import names_of_people
from gongjian.registers.rules import FieldRule, FieldType, Layout
from gongjian.registers.rules.layout import NUMBERS
from gongjian.registers.rules.readiness import YES as SAID_YES
from gongjian.registers.rules.readiness import EntryFacts, Worked, worked_out
from gongjian.ui.days import day
from gongjian.ui.numbers import NOTHING, money, number, quantity

MOST_LEADING = 3
WAN = "万元"


@dataclass(frozen=True, slots=True)
class Filled:
    """What one must know to tell the fields of some entries, fetched at once for all of them."""

    layout: Layout
    facts: Mapping[int, EntryFacts] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def cell(self, rule: FieldRule, entry: RegisterEntry) -> str:
        if rule.type == FieldType.FILE:
            count = self.facts[entry.pk].files.get(rule.code, 0)
            return gettext("Files: %(count)s") % {"count": count} if count else NOTHING
        return value_told(rule, entry.values.get(rule.code, ""), self.people)

    def worked(self, entry: RegisterEntry) -> list[Worked]:
        """What follows from an entry by itself, as long as it counts."""
        return [] if self.layout.is_outside(entry.stage) else worked_out(self.layout, self.facts[entry.pk])


def filled_in(entries: Iterable[RegisterEntry], layout: Layout) -> Filled:
    entries = list(entries)
    asked = [rule.code for rule in layout.fields if rule.type == FieldType.PERSON]
    people = names_of_people(one.values.get(code, "") for one in entries for code in asked)
    return Filled(layout, entry_facts_of(entries, layout), people)


def value_told(rule: FieldRule, value: str, people: Mapping[str, str]) -> str:
    if not value:
        return NOTHING
    match rule.type:
        case FieldType.YES_NO:
            return gettext("yes") if value == SAID_YES else gettext("no")
        case FieldType.DATE:
            return day(day_of(value)) if day_of(value) else value
        case FieldType.PERSON:
            return people.get(value, value)
    return number(value) if rule.type in NUMBERS else value


def amount_told(value: Decimal, unit: str) -> str:
    """Money as the reader says it, anything else with its own unit."""
    return money(value) if unit == WAN else quantity(value, unit)


def leading_fields(layout: Layout) -> list[FieldRule]:
    """The first of the fields that say something in a line: no points of a check list, no files."""
    lists = {rule.group for rule in layout.fields if rule.group and layout.check_list(rule.group)}
    shown = [rule for rule in layout.fields if rule.type != FieldType.FILE and rule.group not in lists]
    return shown[:MOST_LEADING]


def missing_told(worked: Worked) -> str:
    """净地：缺2项"""
    said = gettext("%(state)s: %(count)s missing")
    return said % {"state": worked.state.label, "count": len(worked.missing)}
