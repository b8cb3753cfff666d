"""What a version of a list says otherwise than the one that was filed before it, and what of that cannot be signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongjian.kernel.text import Text
from gongjian.worklist.models import Item, ListRow, ListVersion, steps_from
from gongjian.worklist.queries.lists import BINDING
from gongjian.worklist.queries.rows import line_codes, list_facts, promises, row_from
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.lists import ListState
from gongjian.worklist.rules.merging import cell_changes
from gongjian.worklist.rules.promised import LEFT, Promised, Promises, moved_parts


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item of the list that only a change request can let through, and why."""

    name: str
    code: str  # none where the worklist has no such item any more
    parts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SinceFiled:
    """Row by row: what is new, what is said otherwise, what is gone; and what cannot be signed so."""

    before: ListVersion | None
    new: Sequence[ListRow]
    changed: Sequence[tuple[ListRow, list[tuple[ListColumn, str, str]]]]
    gone: Sequence[ListRow]
    refused: Sequence[Refusal]
    unchanged: int


def since_filed(version: ListVersion) -> SinceFiled:
    rows = list(version.rows.select_related("line_of_work", "item"))
    before = filed_before(version)
    old = list(before.rows.select_related("line_of_work", "item")) if before else []
    known = {mark_of(row): row for row in old}
    facts, lines = list_facts(version.campaign, version.unit), line_codes([version])
    changed, new = [], []
    for row in rows:
        was = known.pop(mark_of(row), None)
        if was is None:
            new.append(row)
        elif cells := cell_changes(row_from(was, lines), row_from(row, lines), facts):
            changed.append((row, cells))
    gone = list(known.values())
    return SinceFiled(
        before, new, changed, gone, refused_rows(version, rows), len(rows) - len(new) - len(changed)
    )


def filed_before(version: ListVersion) -> ListVersion | None:
    versions = ListVersion.objects.filter(
        campaign=version.campaign_id, unit=version.unit_id, state__in=BINDING
    )
    return versions.filter(number__lt=version.number).order_by("-number").first()


def mark_of(row: ListRow) -> object:
    return row.item_id or row.item_code.lower() or row.key


def refused_rows(version: ListVersion, rows: Sequence[ListRow]) -> list[Refusal]:
    """The rows of a list in hand that contradict what was filed since, and those that are missing. A
    filed list has none.
    """
    if version.state in BINDING:
        return []
    adopted(version, rows)
    bound = promises(version.campaign, [version.unit_id])
    moved = [Refusal(name, code, parts) for name, code, parts in moved_rows(rows, bound)]
    missing = Text("missing in the list")
    return [*moved, *(Refusal(name, code, (missing,)) for name, code in missing_rows(version, rows))]


def adopted(version: ListVersion, rows: Sequence[ListRow]) -> None:
    """A row that names an item of the worklist by its code speaks of this item."""
    named = {row.item_code: row for row in rows if row.item_code and not row.item_id}
    found = Item.objects.filter(campaign=version.campaign_id, code__in=list(named))
    for item in found.select_related("baseline", "project"):
        named[item.code].item = item


def moved_among(rows: Iterable[ListRow], bound: Promises) -> list[tuple[str, tuple[Text, ...]]]:
    """The rows that say of a filed item what they may not, with what it is."""
    return [(name, parts) for name, _, parts in moved_rows(rows, bound)]


def moved_rows(rows: Iterable[ListRow], bound: Promises) -> Iterable[tuple[str, str, tuple[Text, ...]]]:
    for row in rows:
        standing = bound.of(row.item_id, row.item_code)
        if standing and standing.has_left:
            yield row.name, "", (LEFT,)
        elif standing and (moved := moved_parts(standing, said_in(row, standing))):
            yield row.name, standing.code, tuple(one.in_words() for one in moved)
        elif row.item and row.item.baseline_id and not standing:
            yield row.name, "", (Text("responsible unit"),)


def said_in(row: ListRow, standing: Promised) -> Promised:
    return Promised(
        row.starts_on,
        row.due_on,
        row.measure,
        row.unit_of_measure,
        row.target,
        row.curve,
        steps_from(row.steps),
        standing.unit,
        row.item_code or standing.code,
    )


def missing_among(version: ListVersion, rows: Iterable[ListRow]) -> list[str]:
    return [name for name, _ in missing_rows(version, rows)]


def missing_rows(version: ListVersion, rows: Iterable[ListRow]) -> list[tuple[str, str]]:
    """Items of the filed list that stand, and that this one does not have."""
    versions = ListVersion.objects.filter(campaign=version.campaign_id, unit=version.unit_id)
    filed = ListRow.objects.filter(list_version__in=versions.filter(state=ListState.FILED))
    here: Mapping[int | None, ListRow] = {row.item_id: row for row in rows}
    codes = {row.item_code.lower() for row in rows}
    standing = filed.filter(item__withdrawn_at=None).exclude(item=None)
    found = standing.order_by("position").values_list("name", "item_id", "item__code")
    return [(name, code) for name, item, code in found if item not in here and code.lower() not in codes]
