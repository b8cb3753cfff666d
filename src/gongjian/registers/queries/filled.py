"""What is filled in of entries: values of fields, and files in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gongjian.registers.models import EntryFile, RegisterEntry
from gongjian.registers.rules import FieldType, Layout
from gongjian.registers.rules.readiness import EntryFacts


def files_in_fields(entries: Iterable[RegisterEntry]) -> dict[int, dict[str, int]]:
    """How many files each field of each entry holds, in one question."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = EntryFile.objects.filter(entry__in=[one.pk for one in entries], removed_at=None)
    for entry, field in rows.values_list("entry", "field"):
        found[entry][field] += 1
    return found


def entry_facts_of(entries: Iterable[RegisterEntry], layout: Layout) -> dict[int, EntryFacts]:
    """What computed states are worked out from, for each entry of one register."""
    entries = list(entries)
    holds_files = any(rule.type == FieldType.FILE for rule in layout.fields)
    files = files_in_fields(entries) if holds_files else {}
    return {one.pk: EntryFacts(one.stage, one.values, files.get(one.pk, {})) for one in entries}


def filled_fields(entries: Iterable[RegisterEntry], layouts: Mapping[int, Layout]) -> dict[int, set[str]]:
    """The codes of the fields in which something stands, for entries of any registers."""
    found = dict[int, set[str]]()
    by_register: dict[int, list[RegisterEntry]] = defaultdict(list)
    for entry in entries:
        by_register[entry.register_id].append(entry)
    for register, rows in by_register.items():
        layout = layouts[register]
        for pk, facts in entry_facts_of(rows, layout).items():
            found[pk] = {rule.code for rule in layout.fields if facts.is_filled(rule)}
    return found
