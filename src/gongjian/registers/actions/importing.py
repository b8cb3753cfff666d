"""A register comes in as a file: kept, read, held against what stands there, and applied as a whole or not at all."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.intake.actions import sheets_of
from gongjian.intake.rules import Change, Choices, Problem, not_read, reckoned, rows_reckoned, told_of_choice
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, no, not_you, require
from gongjian.ledger.actions import record
from gongjian.reading.uploads import safe_name
from gongjian.registers.actions.taking_back import by_hand, require_mine, what_is, what_was
from gongjian.registers.actions.writing import SINCE, add_rows, change_rows
from gongjian.registers.models import Register, RegisterImport
from gongjian.registers.queries.files import facts_for_files, may_bring
from gongjian.registers.rules.filed import Facts, Filed
from gongjian.registers.rules.reading import RegisterRead, register_read
from gongjian.registers.rules.sheets import FileRow, SheetColumn

MOST_SHOWN = 1_000
CHANGES = (Change.NEW, Change.CHANGED, Change.UNCHANGED)


def take_in(register: Register, name: str, content: bytes, *, by: User, at: datetime) -> RegisterImport:
    """Keep the file and say what it would change. Nothing is written yet."""
    require(may_bring(by, register))
    name = safe_name(name)
    latest = RegisterImport.objects.filter(register=register).order_by("-pk").first()
    choices = Choices(dict(latest.mapping.get("chosen", {})) if latest else {})
    outcome = dry_run(register, name, content, choices, by=by, today=register.campaign.day_of(at))

    import_ = RegisterImport.objects.create(
        campaign=register.campaign,
        register=register,
        file_name=name,
        sha256=vault.keep(settings.VAULT_DIR, content),
        mapping=choices.to_json(),
        outcome=outcome,
        uploaded_at=at,
        uploaded_by=by,
    )
    record(Text("imported the file %(name)s", name=name), about=import_, by=by, at=at)
    return import_


def remap(import_: RegisterImport, chosen: Mapping[str, str], *, by: User, at: datetime) -> RegisterImport:
    """Somebody says which column is which; the next file of this register is read with the same eyes."""
    said = Text("chose the columns of %(name)s", name=import_.file_name)
    return read_anew(import_, lambda choices: choices.with_columns(chosen), said, by=by, at=at)


def take_or_leave(
    import_: RegisterImport, sheet: str, row: int | None, taken: bool | None, *, by: User, at: datetime
) -> RegisterImport:
    """Somebody takes a row or a sheet after all, leaves it out, or leaves the choice to the program again."""
    said = told_of_choice(import_.file_name, sheet, row)
    return read_anew(import_, lambda choices: choices.with_choice(sheet, row, taken), said, by=by, at=at)


@transaction.atomic
def read_anew(
    import_: RegisterImport, change: Callable[[Choices], Choices], said: Text, *, by: User, at: datetime
) -> RegisterImport:
    import_ = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.pk)
    if import_.uploaded_by_id != by.pk:
        require(not_you("Only the person who imported the file decides what is read."))
    if import_.applied_at:
        require(no("The file has already been applied."))
    choices, register = change(Choices.from_json(import_.mapping)), import_.register
    content, today = vault.fetch(settings.VAULT_DIR, import_.sha256), register.campaign.day_of(at)
    import_.mapping = choices.to_json()
    import_.outcome = dry_run(register, import_.file_name, content, choices, by=by, today=today)
    import_.save(update_fields=["mapping", "outcome"])

    record(said, about=import_, by=by, at=at)
    return import_


def dry_run(
    register: Register, name: str, content: bytes, choices: Choices, *, by: User, today: date
) -> dict[str, Any]:
    facts = facts_for_files(register, by, today=today)
    found = register_read(sheets_of(name, content), facts, choices)
    if found.refused:
        raise Refused(found.refused)
    return import_outcome(found, facts) | {"version": register.version}


def import_outcome(found: RegisterRead, facts: Facts) -> dict[str, Any]:
    """Takes what was read of a file; gives the dry run as it is kept: counts, problems, notes, and every
    row as it was understood.
    """
    counts = {change.value: sum(one.change == change for _, one in found.rows) for change in CHANGES}
    notes = [(row, note) for row, one in found.rows for note in one.notes]
    return {
        "counts": counts
        | {"problems": len(found.problems), "notes": len(notes), "reckoning": not_read(found.sheets)},
        "reckoning": reckoned(found.sheets, with_rows=False),
        "reckoned_rows": rows_reckoned(found.sheets),
        "rows": len(found.rows),
        "problems": [said_of(found, *one) for one in found.problems[:MOST_SHOWN]],
        "notes": [said_of(found, *one) for one in notes[:MOST_SHOWN]],
        "prepared": [prepared(row, one, facts) for row, one in found.rows if one.change != Change.UNCHANGED],
    }


def said_of(found: RegisterRead, row: FileRow, problem: Problem[SheetColumn]) -> dict[str, Any]:
    heading = found.heading(row, problem.column)
    return problem.to_json(row.sheet, row.number, found.letter(row, problem.column)) | {"heading": heading}


def prepared(row: FileRow, one: Filed, facts: Facts) -> dict[str, Any]:
    return {
        "change": one.change.value,
        "row": row.number,
        "entry": [one.old.pk, one.old.version] if one.old else None,
        "parent": one.parent,
        "name": one.name,
        "quantity": str(one.quantity),
        "reached": one.reached,
        "values": one.values,
        "said": one.said,
        "marks": [[stage, on.isoformat()] for stage, on in one.marks],
        "sheet": row.sheet,
    }


@transaction.atomic
def apply_import(import_: RegisterImport, *, by: User, at: datetime) -> RegisterImport:
    """Write everything that the dry run has shown, as long as nothing has changed since."""
    import_ = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.pk)
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.register_id)
    require(may_bring(by, register))
    outcome: dict[str, Any] = import_.outcome or {}
    if import_.applied_at:
        require(no("The file has already been applied."))
    if outcome.get("version", register.version) != register.version:
        require(no(SINCE.msgid))
    if outcome["counts"]["problems"]:
        require(no("The file has problems: %(count)s. Correct them and import it again.", count=outcome["counts"]["problems"]))  # fmt: skip
    rows: list[dict[str, Any]] = outcome["prepared"]
    require_mine(register, rows, by=by)

    before = what_was(register, rows)
    added = add_rows(register, [row for row in rows if not row["entry"]], by=by, at=at)
    changed = change_rows(register, [row for row in rows if row["entry"]], by=by, at=at)
    import_.undo = {"before": before, "after": what_is(register, before)}
    import_.applied_at, import_.applied_by = at, by
    import_.save(update_fields=["undo", "applied_at", "applied_by"])

    said = Text("applied the file %(name)s: new %(new)s, changed %(changed)s", name=import_.file_name, new=added, changed=changed)  # fmt: skip
    record(said, about=register, by=by, at=at, sha256=import_.sha256, **by_hand(import_))
    return import_
