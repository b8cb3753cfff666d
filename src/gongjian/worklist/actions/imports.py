"""Lists come in as files: kept, read, and held against what stands there. Nothing is written before somebody applies it."""

import gzip
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import organisations_in_order
from gongjian.campaigns.models import Campaign
from gongjian.intake.actions import sheets_of
from gongjian.intake.rules import Choices, not_read, reckoned, rows_reckoned, told_of_choice
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, no, require
from gongjian.ledger.actions import record
from gongjian.reading.grids import Grid
from gongjian.reading.grids.grid import MOST_BYTES
from gongjian.reading.uploads import Unacceptable, safe_name
from gongjian.sandbox.files import checked, grids_of
from gongjian.sandbox.limits import LARGE_LISTS, STRANGERS
from gongjian.work.actions import enqueue
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.rows import require_editable
from gongjian.worklist.models import ListImport, ListVersion
from gongjian.worklist.permissions import may_bring
from gongjian.worklist.queries.rows import (
    codes_of_others,
    kept_rows,
    latest_list,
    list_facts,
    lists_in_hand,
    projects_of_others,
    promises,
)
from gongjian.worklist.rules.lists import ListState
from gongjian.worklist.rules.merging import KnownRows, placed, under_its_sheet
from gongjian.worklist.rules.outcome import Outcome, units_named
from gongjian.worklist.rules.reading import NEEDED, Sheets, file_rows, has_list, sheets_read
from gongjian.worklist.rules.rows import ListFacts

LARGE_PACKAGE, LARGE_TEXT = 200_000, 500_000  # bytes; some two thousand rows, which a person waits for
TELL_EVERY = 1_000  # rows
TASK = "read_list_file"


def take_in(
    campaign: Campaign,
    unit: Organisation | None,
    name: str,
    content: bytes,
    *,
    by: User,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
) -> ListImport:
    """Keep the file and read it: a small one at once, a large one by a worker. Without a unit it may hold several lists."""
    require(may_bring(by, campaign, unit))
    if unit:
        require_editable(latest_list(campaign, unit) or open_list(campaign, unit, by=by, at=at), by=by)
    name = safe_name(name)
    large = is_large(content)
    grids = [] if large else sheets_of(name, content)
    if large:
        refuse_at_once(name, content)

    import_ = ListImport.objects.create(
        campaign=campaign,
        unit=unit,
        file_name=name,
        sha256=vault.keep(settings.VAULT_DIR, content),
        mapping={"chosen": {**remembered(campaign, unit), **(mapping or {})}},
        uploaded_at=at,
        uploaded_by=by,
    )
    record(Text("imported the file %(name)s", name=name), about=import_, by=by, at=at)
    if large:
        enqueue(TASK, import_.pk)
        return import_
    return written_down(import_, dry_run(import_, grids))


def remap(import_: ListImport, chosen: Mapping[str, str], *, by: User, at: datetime) -> ListImport:
    """Somebody says which column is which; the file is read anew, and the next one of this unit with the same eyes."""
    said = Text("chose the columns of %(name)s", name=import_.file_name)
    return read_anew(import_, lambda choices: choices.with_columns(chosen), said, by=by, at=at)


def take_or_leave(
    import_: ListImport, sheet: str, row: int | None, taken: bool | None, *, by: User, at: datetime
) -> ListImport:
    """Somebody takes a row or a sheet after all, leaves it out, or leaves the choice to the program again."""
    said = told_of_choice(import_.file_name, sheet, row)
    return read_anew(import_, lambda choices: choices.with_choice(sheet, row, taken), said, by=by, at=at)


def read_anew(
    import_: ListImport, change: Callable[[Choices], Choices], said: Text, *, by: User, at: datetime
) -> ListImport:
    with transaction.atomic():
        import_ = ListImport.objects.select_for_update(no_key=True).get(pk=import_.pk)
        require(may_bring(by, import_.campaign, import_.unit))
        if import_.applied_at:
            require(no("The file has already been applied."))
        import_.mapping = change(Choices.from_json(import_.mapping)).to_json()
        import_.outcome, import_.read_rows, import_.all_rows = None, 0, 0
        import_.save(update_fields=["mapping", "outcome", "read_rows", "all_rows"])
        record(said, about=import_, by=by, at=at)
        large = is_large(file_content(import_))
        if large:
            enqueue(TASK, import_.pk)
    return import_ if large else read_import(import_)


def read_import(import_: ListImport) -> ListImport:
    """Read the kept file and say what it would change. Whatever happens, there is an answer for the page."""
    failed = Text("The file could not be read. Tell the operator, or import it in another format.")
    try:
        content = file_content(import_)
        limits = LARGE_LISTS if is_large(content) else STRANGERS
        return written_down(import_, dry_run(import_, grids_of(import_.file_name, content, limits=limits)))
    except Unacceptable as refusal:
        return written_down(import_, {"refused": refusal.reason.to_json()})
    except Exception:
        written_down(import_, {"refused": failed.to_json()})
        raise


def dry_run(import_: ListImport, grids: list[Grid]) -> dict[str, Any]:
    facts, choices = list_facts(import_.campaign, import_.unit), Choices.from_json(import_.mapping)
    sheets = sheets_read(grids, choices, facts.times)
    if not has_list(sheets):
        return {"refused": NEEDED.to_json(), "reckoning": reckoned(sheets, with_rows=False)}
    length = sum(sheet.length for sheet in sheets)
    tell(import_, 0, length)
    lists = lists_of(import_, grids, facts)
    facts = closed_named(facts, lists, by=import_.uploaded_by)
    versions = list(lists.values())
    taken = codes_of_others(import_.campaign, versions)
    projects = projects_of_others(import_.campaign, versions)
    register = KnownRows.of(kept_rows(versions, facts), taken, projects, promises(import_.campaign, lists))
    outcome = Outcome(facts, sheets)
    for sheet in sheets:
        outcome.object_to_heading(sheet)
    number = 0
    for number, row in enumerate(placed(file_rows(sheets, facts.times), register, facts), start=1):
        outcome.take(row)
        if number % TELL_EVERY == 0:
            tell(import_, number, length)
    outcome.miss(register.missing(lists), register.promises)
    tell(import_, number, number)
    return import_outcome(outcome, sheets, lists)


def import_outcome(outcome: Outcome, sheets: Sheets, lists: Mapping[int, ListVersion]) -> dict[str, Any]:
    """The dry run as it is kept; the reckoning of every row lies in the vault beside what waits to be written."""
    return {
        "reckoning": reckoned(sheets, with_rows=False),
        "reckoned_rows": keep_values(rows_reckoned(sheets)),
        "counts": outcome.counts | {"reckoning": not_read(sheets)},
        "problems": outcome.problems,
        "notes": outcome.notes,
        "shown": outcome.shown,
        "lists": [[version.pk, version.version] for version in lists.values()],
        "prepared": keep(f"[{','.join(outcome.prepared)}]"),
    }


def lists_of(import_: ListImport, grids: list[Grid], facts: ListFacts) -> dict[int, ListVersion]:
    """The lists that the file is about; one that nobody has begun yet is opened, with what stands in the worklist."""
    units = [import_.unit_id] if import_.unit_id else units_in(import_, grids, facts)
    lists = lists_in_hand(import_.campaign, units)
    for organisation in Organisation.objects.filter(pk__in=[unit for unit in units if unit not in lists]):
        lists[organisation.pk] = open_list(
            import_.campaign, organisation, by=import_.uploaded_by, at=import_.uploaded_at
        )
    return lists


def units_in(import_: ListImport, grids: list[Grid], facts: ListFacts) -> list[int]:
    sheets = sheets_read(grids, Choices.from_json(import_.mapping), facts.times)
    rows = (under_its_sheet(row, facts) for row in file_rows(sheets, facts.times))
    return organisations_in_order(units_named((row.values for row in rows), facts))


def closed_named(facts: ListFacts, lists: dict[int, ListVersion], *, by: User) -> ListFacts:
    """Rows of lists that are signed or filed are told so, one by one."""
    closed = {
        unit: refusal(version, by) for unit, version in lists.items() if version.state != ListState.DRAFTING
    }
    return facts.with_closed(closed)


def refusal(version: ListVersion, by: User) -> Text:
    try:
        require_editable(version, by=by)
    except Refused as refused:
        return refused.reason
    return Text("")


def remembered(campaign: Campaign, unit: Organisation | None) -> dict[str, str]:
    latest = ListImport.objects.filter(campaign=campaign, unit=unit).order_by("-pk").first()
    return dict(latest.mapping.get("chosen", {})) if latest else {}


def is_large(content: bytes) -> bool:
    return len(content) > (LARGE_PACKAGE if content.startswith(b"PK") else LARGE_TEXT)


def refuse_at_once(name: str, content: bytes) -> None:
    """What can be seen without reading a large file: its size, bombs, macros and links."""
    if len(content) > MOST_BYTES:
        raise Refused(Text("The file is larger than %(most)s MB.", most=MOST_BYTES // 1024 // 1024))
    try:
        if content.startswith(b"PK"):
            checked(name, content, most_bytes=MOST_BYTES)
    except Unacceptable as refusal:
        raise Refused(refusal.reason) from refusal


def file_content(import_: ListImport) -> bytes:
    return vault.fetch(settings.VAULT_DIR, import_.sha256)


def tell(import_: ListImport, read: int, rows: int) -> None:
    import_.read_rows, import_.all_rows = read, rows
    ListImport.objects.filter(pk=import_.pk).update(read_rows=read, all_rows=rows)


def written_down(import_: ListImport, outcome: dict[str, Any]) -> ListImport:
    import_.outcome = outcome
    import_.save(update_fields=["outcome"])
    return import_


def keep_values(values: Any) -> str:
    """Many rows lie in the vault, not in the table."""
    return keep(json.dumps(values, ensure_ascii=False))


def keep(text: str) -> str:
    return vault.keep(settings.VAULT_DIR, gzip.compress(text.encode(), compresslevel=3, mtime=0))


def kept_values(sha256: str) -> Any:
    return json.loads(gzip.decompress(vault.fetch(settings.VAULT_DIR, sha256)))
