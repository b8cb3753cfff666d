"""A register comes in as a file: kept, read, held against what stands there, and applied as a whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.campaigns.queries import organisations_within
from gongjian.intake.actions import sheets_of
from gongjian.intake.rules import Change, Choices
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, no, not_you, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.reading.uploads import safe_name
from gongjian.registers.actions.entries import first_marks, first_stage
from gongjian.registers.models import Entry, Mark, Register, RegisterImport
from gongjian.registers.queries.files import facts_for_files, projects_to_write
from gongjian.registers.rules import Manner, sheets
from gongjian.registers.rules.filed import Facts, Filed
from gongjian.registers.rules.reading import RegisterRead, register_read
from gongjian.registers.rules.sheets import FileRow

MOST_SHOWN = 1_000
SINCE = Text("The register has been changed since the file was read. Read the file again and look at what it changes now.")  # fmt: skip
CHANGES = (Change.NEW, Change.CHANGED, Change.UNCHANGED)


def take_in(register: Register, name: str, content: bytes, *, by: User, at: datetime) -> RegisterImport:
    """Keep the file and say what it would change. Nothing is written yet."""
    if not projects_to_write(register, by).exists():
        require(not_you("Only units with projects in this register bring files for it."))
    name = safe_name(name)
    outcome = dry_run(register, name, content, by=by, today=register.campaign.day_of(at))

    import_ = RegisterImport.objects.create(
        campaign=register.campaign,
        register=register,
        file_name=name,
        sha256=vault.keep(settings.VAULT_DIR, content),
        outcome=outcome,
        uploaded_at=at,
        uploaded_by=by,
    )
    record(Text("brought in the file %(name)s", name=name), about=import_, by=by, at=at)
    return import_


def dry_run(register: Register, name: str, content: bytes, *, by: User, today: date) -> dict[str, Any]:
    facts = facts_for_files(register, by, today=today)
    grids = sheets_of(name, content)
    found = register_read(grids, facts, Choices())
    if found.refused:
        raise Refused(found.refused)
    return told(found, facts)


def told(found: RegisterRead, facts: Facts) -> dict[str, Any]:
    counts = {change.value: sum(one.change == change for _, one in found.rows) for change in CHANGES}
    headings = {sheet.name: sheet.headings() for sheet in found.sheets}
    return {
        "counts": counts | {"problems": len(found.problems)},
        "rows": len(found.rows),
        "problems": [
            problem.to_json(row.sheet, row.number, found.letter(row.sheet, problem.column))
            | {"heading": headings[row.sheet].get(problem.column.code, "")}
            for row, problem in found.problems[:MOST_SHOWN]
        ],
        "prepared": [prepared(row, one, facts) for row, one in found.rows if one.change != Change.UNCHANGED],
    }


def prepared(row: FileRow, one: Filed, facts: Facts) -> dict[str, Any]:
    return {
        "change": one.change.value,
        "row": row.number,
        "entry": [one.old.pk, one.old.version] if one.old else None,
        "project": one.project,
        "name": one.name,
        "quantity": str(one.quantity),
        "reached": one.reached,
        "values": one.values,
        "said": one.said,
        "marks": [[stage, on.isoformat()] for stage, on in one.marks],
        "sheet": row.sheet,
        "words": [facts.layout.label(stage) or stage for stage, _ in one.marks],
    }


@transaction.atomic
def apply_import(import_: RegisterImport, *, by: User, at: datetime) -> RegisterImport:
    """Write everything that the dry run has shown, as long as nothing has changed since."""
    import_ = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.pk)
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.register_id)
    outcome: dict[str, Any] = import_.outcome or {}
    if import_.applied_at:
        require(no("The file has been applied already."))
    if outcome["counts"]["problems"]:
        require(no("The file has problems: %(count)s. Mend them and bring it again.", count=outcome["counts"]["problems"]))  # fmt: skip
    rows: list[dict[str, Any]] = outcome["prepared"]
    require_mine(register, rows, by=by)

    added = add_rows(register, [row for row in rows if not row["entry"]], by=by, at=at)
    changed = change_rows(register, [row for row in rows if row["entry"]], by=by, at=at)
    import_.applied_at, import_.applied_by = at, by
    import_.save(update_fields=["applied_at", "applied_by"])

    said = Text("applied the file %(name)s: new %(new)s, changed %(changed)s", name=import_.file_name, new=added, changed=changed)  # fmt: skip
    record(said, about=register, by=by, at=at, sha256=import_.sha256)
    return import_


def require_mine(register: Register, rows: Sequence[Mapping[str, Any]], *, by: User) -> None:
    mine = set(projects_to_write(register, by).values_list("pk", flat=True))
    if not {row["project"] for row in rows} <= mine:
        require(not_you("The file speaks of projects that are not yours."))


def add_rows(register: Register, rows: Sequence[dict[str, Any]], *, by: User, at: datetime) -> int:
    """New entries. The register of a project begins on the earliest day of which its rows speak."""
    names = {(row["project"], row["name"]) for row in rows}
    standing = register.entries.filter(dropped_at=None, project__in={row["project"] for row in rows})
    if names & set(standing.values_list("project", "name")):
        require(no(SINCE.msgid))
    departments = organisations_of(register)
    last = register.entries.aggregate(last=Max("number"))["last"] or 0
    entries = [
        Entry(
            campaign=register.campaign,
            register=register,
            project_id=row["project"],
            number=number,
            added_at=at,
            added_by=by,
        )
        for number, row in enumerate(rows, start=last + 1)
    ]
    for entry, row in zip(entries, rows, strict=True):
        put(entry, row, departments)
    Entry.objects.bulk_create(entries)
    first_marks(entries, by=by, at=at, since=beginnings(rows, register.campaign.day_of(at)))
    numbers = dict.fromkeys((entry.pk for entry in entries), 1)
    write_marks(entries, rows, numbers, by=by, at=at)
    return len(entries)


def beginnings(rows: Sequence[dict[str, Any]], today: date) -> dict[int, date]:
    found: dict[int, date] = {}
    for row in rows:
        days = [date.fromisoformat(on) for _, on in row["marks"]]
        found[row["project"]] = min([today, *days, found.get(row["project"], today)])
    return found


def change_rows(register: Register, rows: Sequence[dict[str, Any]], *, by: User, at: datetime) -> int:
    pks = [row["entry"][0] for row in rows]
    found = {entry.pk: entry for entry in register.entries.select_for_update(of=("self",), no_key=True).filter(pk__in=pks, dropped_at=None).order_by("pk")}  # fmt: skip
    if any(row["entry"][0] not in found or found[row["entry"][0]].version != row["entry"][1] for row in rows):
        require(no(SINCE.msgid))
    departments = organisations_of(register)
    entries = [found[row["entry"][0]] for row in rows]
    quantities = {entry.pk: entry.quantity for entry in entries}
    for entry, row in zip(entries, rows, strict=True):
        put(entry, row, departments)
        entry.version += 1
        if entry.quantity != quantities[entry.pk] and not row["marks"]:
            row["marks"] = [[entry.stage, register.campaign.day_of(at).isoformat()]]
    write_back(entries, WRITTEN)
    numbers = dict(Mark.objects.filter(entry__in=pks).values_list("entry").annotate(last=Max("number")))
    write_marks(entries, rows, numbers, by=by, at=at)
    return len(entries)


WRITTEN = [
    *("name", "quantity", "reached", "values", "department", "reference", "apply_on", "due_on"),
    *("statutory_days", "promised_days", "stage", "stage_on", "version"),
]


def put(entry: Entry, row: Mapping[str, Any], departments: Mapping[str, int]) -> None:
    said = row["said"]
    entry.name, entry.quantity = row["name"], Decimal(row["quantity"])
    entry.values, entry.reached = row["values"], row["reached"]
    entry.reference = said.get(sheets.REFERENCE, "")
    entry.department_id = departments.get(said.get(sheets.DEPARTMENT, ""))
    entry.apply_on = day_or_none(said.get(sheets.APPLY_ON, ""))
    entry.due_on = day_or_none(said.get(sheets.DUE_ON, ""))
    entry.statutory_days = number_or_none(said.get(sheets.STATUTORY, ""))
    entry.promised_days = number_or_none(said.get(sheets.PROMISED, ""))
    if row["marks"]:
        stage, on = row["marks"][-1]
        entry.stage, entry.stage_on = stage, date.fromisoformat(on)
    elif entry.pk is None:
        entry.stage = first_stage(entry)


def write_marks(
    entries: Sequence[Entry],
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[int, int],
    *,
    by: User,
    at: datetime,
) -> None:
    Mark.objects.bulk_create(
        Mark(
            campaign_id=entry.campaign_id,
            entry=entry,
            number=numbers.get(entry.pk, 0) + place,
            on=date.fromisoformat(on),
            stage=stage,
            quantity=entry.quantity,
            reached=entry.reached,
            known_at=at,
            by=by,
        )
        for entry, row in zip(entries, rows, strict=True)
        for place, (stage, on) in enumerate(row["marks"], start=1)
    )


def organisations_of(register: Register) -> dict[str, int]:
    if register.manner != Manner.PERMITS:
        return {}
    return dict(organisations_within(register.campaign).values_list("name", "pk"))


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number_or_none(text: str) -> int | None:
    return int(Decimal(text)) if text else None
