"""What a file says is written: new entries, changed ones, and their marks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from gongjian.accounts.models import User
from gongjian.campaigns.queries import organisations_within
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.orm import write_back
from gongjian.registers.actions.entries import first_marks, first_stage, remember_values
from gongjian.registers.models import Register, RegisterEntry, StageMark
from gongjian.registers.queries.parents import MOST_ENTRIES
from gongjian.registers.rules import Manner, ParentKind
from gongjian.registers.rules.attributes import FROM_FILES, AttributeKind, EntryAttribute

SINCE = Text("The register has been changed since the file was read. Read the file again and look at what it changes now.")  # fmt: skip


def add_rows(register: Register, rows: Sequence[dict[str, Any]], *, by: User, at: datetime) -> int:
    """New entries. What stands under one project begins on the earliest day of which its rows speak."""
    column = PARENT_COLUMNS[register.parent_kind]
    here = register.entries.filter(dropped_at=None, name__in=[row["name"] for row in rows])
    taken = (
        set(here.values_list(column, "name"))
        if column
        else {(None, name) for name in here.values_list("name", flat=True)}
    )
    if {(row["parent"] or None, row["name"]) for row in rows} & taken:
        require(no(SINCE.msgid))
    if register.entries.count() + len(rows) > MOST_ENTRIES:
        require(no("A register can hold at most %(most)s entries.", most=MOST_ENTRIES))
    organisations = organisations_of(register)
    last = register.entries.aggregate(last=Max("number"))["last"] or 0
    entries = [
        RegisterEntry(
            campaign=register.campaign,
            register=register,
            number=number,
            added_at=at,
            added_by=by,
            **({column: row["parent"]} if column else {}),
        )
        for number, row in enumerate(rows, start=last + 1)
    ]
    for entry, row in zip(entries, rows, strict=True):
        put(entry, row, organisations)
        if column == "township_id":
            entry.unit_id = entry.unit_id or entry.township_id
    RegisterEntry.objects.bulk_create(entries)
    remember_values(entries, by=by, at=at)
    first_marks(entries, by=by, at=at, since=beginnings(rows, register.campaign.day_of(at)))
    numbers = dict.fromkeys((entry.pk for entry in entries), 1)
    write_marks(entries, rows, numbers, by=by, at=at)
    return len(entries)


PARENT_COLUMNS = {ParentKind.PROJECT: "project_id", ParentKind.TOWNSHIP: "township_id", ParentKind.LINE: ""}


def beginnings(rows: Sequence[dict[str, Any]], today: date) -> dict[int, date]:
    found: dict[int, date] = {}
    for row in rows:
        days = [date.fromisoformat(on) for _, on in row["marks"]]
        found[row["parent"]] = min([today, *days, found.get(row["parent"], today)])
    return found


def change_rows(register: Register, rows: Sequence[dict[str, Any]], *, by: User, at: datetime) -> int:
    pks = [row["entry"][0] for row in rows]
    found = {entry.pk: entry for entry in register.entries.select_for_update(of=("self",), no_key=True).filter(pk__in=pks, dropped_at=None).order_by("pk")}  # fmt: skip
    if any(row["entry"][0] not in found or found[row["entry"][0]].version != row["entry"][1] for row in rows):
        require(no(SINCE.msgid))
    departments = organisations_of(register)
    entries = [found[row["entry"][0]] for row in rows]
    quantities = {entry.pk: entry.quantity for entry in entries}
    stood = {entry.pk: (entry.values, entry.due_on) for entry in entries}
    for entry, row in zip(entries, rows, strict=True):
        put(entry, row, departments)
        entry.version += 1
        if entry.quantity != quantities[entry.pk] and not row["marks"]:
            row["marks"] = [[entry.stage, register.campaign.day_of(at).isoformat()]]
    write_back(entries, WRITTEN)
    remember_values([one for one in entries if (one.values, one.due_on) != stood[one.pk]], by=by, at=at)
    numbers = dict(StageMark.objects.filter(entry__in=pks).values_list("entry").annotate(last=Max("number")))
    write_marks(entries, rows, numbers, by=by, at=at)
    return len(entries)


WRITTEN = [*(one.name for one in FROM_FILES), *("reached", "values", "stage", "stage_on", "version")]


def put(entry: RegisterEntry, row: Mapping[str, Any], departments: Mapping[str, int]) -> None:
    entry.name, entry.quantity = row["name"], Decimal(row["quantity"])
    entry.values, entry.reached = row["values"], row["reached"]
    for one in FROM_FILES:
        if one.is_said:
            put_said(entry, one, row["said"].get(one.name, ""), departments)
    if row["marks"]:
        stage, on = row["marks"][-1]
        entry.stage, entry.stage_on = stage, date.fromisoformat(on)
    elif entry.pk is None:
        entry.stage = first_stage(entry)


def put_said(entry: RegisterEntry, one: EntryAttribute, said: str, organisations: Mapping[str, int]) -> None:
    match one.kind:
        case AttributeKind.ORGANISATION:
            setattr(entry, f"{one.name}_id", organisations.get(said))
        case AttributeKind.DAY:
            setattr(entry, one.name, date.fromisoformat(said) if said else None)
        case AttributeKind.WORKDAYS:
            setattr(entry, one.name, int(Decimal(said)) if said else None)
        case _:
            setattr(entry, one.name, said)


def write_marks(
    entries: Sequence[RegisterEntry],
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[int, int],
    *,
    by: User,
    at: datetime,
) -> None:
    StageMark.objects.bulk_create(
        StageMark(
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
    if register.manner != Manner.PERMITS and register.parent_kind == ParentKind.PROJECT:
        return {}
    return dict(organisations_within(register.campaign).values_list("name", "pk"))
