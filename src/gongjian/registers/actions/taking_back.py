"""A file that was applied to a register is taken back, as long as nothing else has changed its entries."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT
from gongjian.intake.rules import Choices
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, not_you, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.registers.actions.entries import remember_values
from gongjian.registers.actions.writing import WRITTEN
from gongjian.registers.models import Register, RegisterEntry, RegisterImport, StageMark
from gongjian.registers.permissions import office_or_group
from gongjian.registers.queries.files import may_bring, parents_to_write
from gongjian.registers.rules import ParentKind

FIELDS = [one for one in RegisterEntry._meta.concrete_fields if one.name in WRITTEN and one.name != "version"]
KEPT = [field.attname for field in FIELDS]
SINCE = Text("The register has been changed since the file was applied, so it cannot be undone.")
BECAUSE = Text("The import of %(name)s was undone").msgid


def require_mine(register: Register, rows: Sequence[Mapping[str, Any]], *, by: User) -> None:
    """Whoever brings a file writes about nobody else's projects, townships or units with it."""
    if office_or_group(by, register):
        return
    if register.parent_kind == ParentKind.LINE:
        named = {row["said"].get("unit", "") for row in rows}
        own = roles_of(by, register.campaign).organisations(*UNIT)
        if named <= set(Organisation.objects.filter(pk__in=own).values_list("name", flat=True)):
            return
        require(not_you("The file contains entries of other units. Only the Campaign Office imports those."))
    if not {row["parent"] for row in rows} <= set(parents_to_write(register, by).values()):
        require(not_you("The file contains projects or townships that are not yours."))


def by_hand(import_: RegisterImport) -> dict[str, Any]:
    """What somebody took after all or left out goes into the ledger with the file."""
    chosen = Choices.from_json(import_.mapping).to_tell()
    return {"by_hand": json.dumps(chosen, ensure_ascii=False, sort_keys=True)} if chosen else {}


def what_was(register: Register, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The entries that will change as they are, and the last number before the new ones."""
    pks = [row["entry"][0] for row in rows if row["entry"]]
    stood = list(register.entries.filter(pk__in=pks).values("pk", *KEPT))
    last = register.entries.aggregate(last=Max("number"))["last"] or 0
    return {"last": last, "entries": json.loads(DjangoJSONEncoder().encode(stood))}


def what_is(register: Register, before: Mapping[str, Any]) -> list[list[int]]:
    """The entries that the file has touched, with the versions that it left."""
    pks = [one["pk"] for one in before["entries"]]
    touched = register.entries.filter(pk__in=pks) | register.entries.filter(number__gt=before["last"])
    return [list(one) for one in touched.order_by("pk").values_list("pk", "version")]


def touched_by(import_: RegisterImport) -> list[RegisterEntry]:
    """The entries as the file left them, locked in one order; refused when anybody has changed them since."""
    after = dict((import_.undo or {})["after"])
    found = RegisterEntry.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=after, dropped_at=None
    )
    entries = list(found.order_by("pk"))
    if {entry.pk: entry.version for entry in entries} != after:
        require(no(SINCE.msgid))
    return entries


@transaction.atomic
def undo_import(import_: RegisterImport, *, by: User, at: datetime) -> RegisterImport:
    """What was changed stands as before, what was new is dropped; every mark of the file stays readable."""
    import_ = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.pk)
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=import_.register_id)
    require(may_bring(by, register))
    applied_at = import_.applied_at
    if not applied_at or import_.undone_at or not import_.undo:
        require(no("There is nothing to undo."))
    entries = touched_by(import_)
    require_mine(register, [as_row(entry) for entry in entries], by=by)

    stood = {one["pk"]: one for one in (import_.undo or {})["before"]["entries"]}
    for entry in entries:
        entry.version += 1
        if entry.pk in stood:
            put_back(entry, stood[entry.pk])
        else:
            entry.dropped_at, entry.dropped_by = at, by
            entry.dropped_because = str(Text(BECAUSE, name=import_.file_name))[:300]
    write_back(entries, [*WRITTEN, "dropped_at", "dropped_by", "dropped_because"])
    remember_values([entry for entry in entries if entry.pk in stood], by=by, at=at)
    marks = StageMark.objects.filter(entry__in=[entry.pk for entry in entries], undone_at=None)
    marks.filter(known_at=applied_at or at).update(undone_at=at, undone_by=by)
    import_.undone_at = at
    import_.save(update_fields=["undone_at"])

    took_back = Text("undid the import of %(name)s", name=import_.file_name)
    record(took_back, about=register, by=by, at=at, **by_hand(import_))
    return import_


def as_row(entry: RegisterEntry) -> dict[str, Any]:
    unit = entry.unit.name if entry.unit else ""
    return {"parent": entry.project_id or entry.township_id or 0, "said": {"unit": unit}}


def put_back(entry: RegisterEntry, stood: Mapping[str, Any]) -> None:
    for field in FIELDS:
        setattr(entry, field.attname, field.to_python(stood[field.attname]))
