"""One entry as its page draws it: its facts and fields by heading, what follows from them, its files, where it may go."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from gongjian.kernel.text import Text
from gongjian.registers.models import RegisterEntry
from gongjian.registers.rules import Layout
from gongjian.registers.rules.attributes import AttributeKind, EntryAttribute, FactPlace, attributes_of


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
