"""A file that was read and found right is applied to its lists: all of it or nothing, and it can be taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from gongjian.accounts.models import User
from gongjian.intake.rules import Change, Choices
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.worklist.actions.imports import keep_values, kept_values
from gongjian.worklist.actions.many_rows import put_down
from gongjian.worklist.actions.rows import code_book, moved_on, require_editable, upsert
from gongjian.worklist.models import ListImport, ListRow, ListVersion
from gongjian.worklist.permissions import may_bring
from gongjian.worklist.queries.rows import WRITTEN
from gongjian.worklist.rules.codes import CodeBook
from gongjian.worklist.rules.outcome import from_json
from gongjian.worklist.rules.rows import ListRowValues

KEPT = (
    "position",
    "key",
    *(name for name in WRITTEN if name != "line_of_work"),
    "line_of_work_id",
    "item_id",
    "version",
)
CHANGED_SINCE = Text(
    "The list has been changed since the file was read. Read the file again and check what it changes now."
).msgid
BATCH = 800
Wanted = dict[int, list[tuple[str, ListRowValues]]]
Ready = tuple[Wanted, dict[int, list[str]]]


def apply_import(import_: ListImport, *, by: User, at: datetime, drop_missing: bool = False) -> ListImport:
    """Write what the dry run has shown. Rows that the file does not have stay, unless somebody says that they go."""
    require(may_bring(by, import_.campaign, import_.unit))
    require_open(import_)
    ready = sorted_out(kept_values((import_.outcome or {})["prepared"]))  # before anybody has to wait
    return applied(import_, ready, by=by, at=at, drop_missing=drop_missing)


@transaction.atomic
def applied(import_: ListImport, ready: Ready, *, by: User, at: datetime, drop_missing: bool) -> ListImport:
    import_ = ListImport.objects.select_for_update(no_key=True, of=("self",)).get(pk=import_.pk)
    require_open(import_)
    outcome: dict[str, Any] = import_.outcome or {}
    lists = locked_lists(outcome["lists"], by=by)

    wanted, gone = ready
    before = [
        what_was(lists[unit], wanted.get(unit, []), gone.get(unit, []) if drop_missing else [])
        for unit in lists
    ]
    book = code_book(import_.campaign)
    written = sum(write_rows(lists[unit], wanted[unit], book) for unit in wanted)
    dropped = sum(drop(lists[unit], keys) for unit, keys in gone.items()) if drop_missing else 0
    for version in lists.values():
        moved_on(version)
    import_.undo = {
        "before": keep_values(values_as_json(before)),
        "lists": [[one.pk, one.version] for one in lists.values()],
    }
    import_.applied_at, import_.applied_by = at, by
    import_.save(update_fields=["undo", "applied_at", "applied_by"])

    said = Text(
        "applied the file %(name)s: rows saved %(written)s, deleted %(dropped)s",
        name=import_.file_name,
        written=written,
        dropped=dropped,
    )
    record(said, about=import_, by=by, at=at, sha256=import_.sha256, **by_hand(import_))
    return import_


def by_hand(import_: ListImport) -> dict[str, Any]:
    """What somebody took after all or left out goes into the ledger with the file."""
    chosen = Choices.from_json(import_.mapping).to_tell()
    return {"by_hand": json.dumps(chosen, ensure_ascii=False, sort_keys=True)} if chosen else {}


@transaction.atomic
def undo_import(import_: ListImport, *, by: User, at: datetime) -> ListImport:
    """Put the lists back to what they were before the file, as long as nothing else has changed them."""
    import_ = ListImport.objects.select_for_update(no_key=True, of=("self",)).get(pk=import_.pk)
    require(may_bring(by, import_.campaign, import_.unit))
    if not import_.applied_at or import_.undone_at or not import_.undo:
        require(no("There is nothing to undo."))
    undo: dict[str, Any] = import_.undo or {}
    lists = {
        version.pk: version
        for version in locked_lists(
            undo["lists"],
            by=by,
            since=Text("The list has been changed since the file was applied, so it cannot be undone.").msgid,
        ).values()
    }

    for was in kept_values(undo["before"]):
        version = lists[was["list"]]
        drop(version, was["new"])
        put_down(
            [ListRow(campaign_id=version.campaign_id, list_version=version, **row) for row in was["rows"]]
        )
        moved_on(version)
    import_.undone_at = at
    import_.save(update_fields=["undone_at"])

    took_back = Text("undid the import of %(name)s", name=import_.file_name)
    record(took_back, about=import_, by=by, at=at, **by_hand(import_))
    return import_


def require_open(import_: ListImport) -> None:
    outcome = import_.outcome or {}
    if import_.applied_at:
        require(no("The file has already been applied."))
    if not outcome or "refused" in outcome:
        require(no("The file has not been read."))
    if outcome["counts"]["problems"]:
        require(
            no(
                "The file has problems: %(count)s. Correct them and import it again.",
                count=outcome["counts"]["problems"],
            )
        )


def locked_lists(
    seen: Iterable[list[int]], *, by: User, since: str = CHANGED_SINCE
) -> dict[int, ListVersion]:
    """The lists by their units, locked in one order, still as they were seen."""
    versions = {}
    for pk, version in sorted(seen):
        found = ListVersion.objects.locked(pk)
        require_editable(found, by=by)
        if found.version != version:
            require(no(since))
        versions[found.unit_id] = found
    return versions


def sorted_out(prepared: list[list[Any]]) -> Ready:
    """By unit: the rows to write, and the marks of the rows that the file does not have."""
    wanted: Wanted = defaultdict(list)
    gone: dict[int, list[str]] = defaultdict(list)
    for change, key, unit, row in prepared:
        if change == Change.MISSING:
            gone[unit].append(key)
        else:
            wanted[unit].append((key or uuid4().hex, from_json(row)))
    return wanted, gone


def write_rows(version: ListVersion, wanted: list[tuple[str, ListRowValues]], book: CodeBook) -> int:
    return len(upsert(version, wanted, book))


def drop(version: ListVersion, keys: list[str]) -> int:
    for start in range(0, len(keys), BATCH):
        version.rows.filter(key__in=keys[start : start + BATCH]).delete()
    return len(keys)


def what_was(
    version: ListVersion, wanted: list[tuple[str, ListRowValues]], gone: list[str]
) -> dict[str, Any]:
    """Enough to put the list back: the rows that will change or go as they are, and the marks of new ones."""
    touched = {key for key, _ in wanted} | set(gone)
    rows = [row for row in version.rows.values(*KEPT).iterator() if row["key"] in touched]
    known = {row["key"] for row in rows}
    return {"list": version.pk, "rows": rows, "new": [key for key, _ in wanted if key not in known]}


def values_as_json(values: Any) -> Any:
    """Values with days and amounts as text, as JSON keeps them."""
    return json.loads(DjangoJSONEncoder().encode(values))
