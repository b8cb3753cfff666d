"""Entries are split and joined, and become projects: what counted goes on counting, once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.registers.actions.entries import add_entries, count_no_more, next_number, note_down
from gongjian.registers.models import RegisterEntry
from gongjian.registers.permissions import may_become_project, may_write_entry
from gongjian.registers.rules import Manner
from gongjian.registers.rules.attributes import EntryDraft
from gongjian.registers.rules.values import names_nobody
from gongjian.worklist.actions import ProjectDraft, add_project
from gongjian.worklist.models import Project

FEWEST_PARTS = 2


@transaction.atomic
def split_entry(
    entry: RegisterEntry, parts: Sequence[EntryDraft], *, reason: str, by: User, at: datetime, seen: int
) -> list[RegisterEntry]:
    """One parcel becomes several. They stand at its stage; the whole counts no more from now on."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_write_entry(by, entry))
    unchanged(seen, entry.version)
    require_each(entry)
    if len(parts) < FEWEST_PARTS:
        require(no("Enter at least two parts."))
    is_measured = bool(entry.register.unit_of_quantity)
    if is_measured and sum(part.quantity for part in parts) != entry.quantity:
        require(no("The parts together must be as large as the whole: %(whole)s.", whole=entry.quantity))
    if not reason.strip():
        require(no("Give the reason."))
    require(names_nobody(reason))

    count_no_more(entry, because=reason, by=by, at=at)
    made = add_entries(entry.register, entry.parent, parts, by=by, at=at)
    for one in made:
        one.split_from, one.stage, one.stage_on = entry, entry.stage, entry.stage_on
        one.save(update_fields=["split_from", "stage", "stage_on"])
        if entry.stage:
            note_down(one, 2, on=entry.campaign.day_of(at), by=by, at=at, note=reason)

    names = [one.name for one in made]
    record(Text("split %(name)s into %(parts)s", name=entry.name, parts=names), about=entry, by=by, at=at, reason=reason.strip())  # fmt: skip
    return made


@transaction.atomic
def merge_entries(
    entries: Sequence[RegisterEntry], into: RegisterEntry, *, reason: str, by: User, at: datetime
) -> RegisterEntry:
    """Several leads or parcels were one. The one that stays takes their quantity over; the others count no more."""
    pks = sorted({one.pk for one in entries} | {into.pk})
    locked = {pk: RegisterEntry.objects.locked(pk) for pk in pks}
    kept = locked.pop(into.pk)
    for one in (kept, *locked.values()):
        require(may_write_entry(by, one))
        require_each(one)
        if one.register_id != kept.register_id:
            require(no("Only entries of one register can be joined."))
    if not locked:
        require(no("Choose at least one other entry to join."))
    if not reason.strip():
        require(no("Give the reason."))
    require(names_nobody(reason))

    for one in locked.values():
        one.merged_into = kept
        count_no_more(one, because=reason, by=by, at=at)
    if kept.register.unit_of_quantity:
        kept.quantity += sum(one.quantity for one in locked.values())
    kept.version += 1
    kept.save(update_fields=["quantity", "version"])
    note_down(kept, next_number(kept), on=kept.campaign.day_of(at), by=by, at=at, note=reason)

    names = [one.name for one in locked.values()]
    record(Text("joined %(names)s into %(name)s", names=names, name=kept.name), about=kept, by=by, at=at, reason=reason.strip())  # fmt: skip
    return kept


@transaction.atomic
def make_project(
    entry: RegisterEntry, draft: ProjectDraft, *, by: User, at: datetime, seen: int
) -> RegisterEntry:
    """A lead has become a project: both know of each other, and each goes on counting in its own place."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_become_project(by, entry))
    unchanged(seen, entry.version)
    project = add_project(entry.campaign, draft, by=by, at=at, is_sample=entry.campaign.is_sample)
    return tie(entry, project, by=by, at=at)


@transaction.atomic
def tie_to_project(
    entry: RegisterEntry, project: Project, *, by: User, at: datetime, seen: int
) -> RegisterEntry:
    """It is a project that stands in the list already."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_become_project(by, entry))
    unchanged(seen, entry.version)
    if project.campaign_id != entry.campaign_id:
        require(no("The project belongs to another campaign."))
    return tie(entry, project, by=by, at=at)


def tie(entry: RegisterEntry, project: Project, *, by: User, at: datetime) -> RegisterEntry:
    entry.became = project
    entry.version += 1
    entry.save(update_fields=["became", "version"])

    became = Text("%(name)s has become the project %(project)s", name=entry.name, project=project.name)
    record(became, about=entry, by=by, at=at, project=project.code)
    return entry


def require_each(entry: RegisterEntry) -> None:
    if entry.register.manner != Manner.EACH:
        require(no("Only registers with one row per entry split and join."))
