"""Entries come into a register, are corrected, and leave it with a reason. Nothing is deleted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import User
from gongjian.kernel.days import of_our_time
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Incomplete, no, require
from gongjian.ledger.actions import record
from gongjian.registers.models import EntryValues, Place, Register, RegisterEntry, StageMark
from gongjian.registers.permissions import may_write, may_write_entry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.parents import columns_of_parent, may_stand_under
from gongjian.registers.queries.reading import known_to
from gongjian.registers.rules import Manner, PermitState
from gongjian.registers.rules.attributes import (
    BY_NAME,
    MOST_WORKDAYS,
    AttributeKind,
    EntryAttribute,
    EntryDraft,
)
from gongjian.registers.rules.counting import MOST
from gongjian.registers.rules.values import NO_PERSON, names_a_person, names_nobody, values_read
from gongjian.worklist.models import Project

NUMBER_TAKEN = Text("There is already an entry “%(name)s” here.").msgid


@transaction.atomic
def add_entry(
    register: Register, parent: Project | Place, draft: EntryDraft, *, by: User, at: datetime
) -> RegisterEntry:
    """One more permit, household, parcel, lead or spot. What a page without network sends twice comes in once."""
    require(may_write(by, register, parent))
    if draft.sent_as and (same := register.entries.filter(sent_as=draft.sent_as[:40], added_by=by).first()):
        return same
    if register.manner == Manner.PERMITS and not draft.because.strip():
        require(no("Give the reason for this permit in addition to the standard set."))
    entry = add_entries(register, parent, [draft], by=by, at=at)[0]

    added = Text("added %(name)s to %(register)s", name=entry.name, register=register.name)
    record(added, about=entry, by=by, at=at, under=entry.parent_name, reason=draft.because)
    return entry


@transaction.atomic
def add_entries(
    register: Register, parent: Project | Place, drafts: Sequence[EntryDraft], *, by: User, at: datetime
) -> list[RegisterEntry]:
    """Many at once; whoever calls tells the ledger."""
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=register.pk)
    require(may_write(by, register, parent))
    require(may_stand_under(register, parent, more=len(drafts)))
    under = columns_of_parent(parent)
    here = register.entries.filter(dropped_at=None, project=under["project"], township=under["township"])
    taken = set(here.values_list("name", flat=True))
    read = reader(register)
    last = register.entries.aggregate(last=Max("number"))["last"] or 0
    entries = []
    for number, draft in enumerate(drafts, start=last + 1):
        draft = read(draft)
        if draft.name in taken:
            require(no(NUMBER_TAKEN, name=draft.name))
        taken.add(draft.name)
        entry = RegisterEntry(campaign=register.campaign, register=register, number=number)
        fill_entry(entry, draft)
        put_under(entry, parent)
        entry.stage, entry.sent_as = first_stage(entry), draft.sent_as[:40]
        begins = entry.stage and register.manner != Manner.PERMITS
        entry.stage_on = register.campaign.day_of(at) if begins else None
        entry.added_at, entry.added_by, entry.added_because = at, by, draft.because.strip()[:300]
        entries.append(entry)
    RegisterEntry.objects.bulk_create(entries)
    first_marks(entries, by=by, at=at)
    remember_values(entries, by=by, at=at)
    return entries


def remember_values(entries: Iterable[RegisterEntry], *, by: User | None, at: datetime) -> None:
    """What their fields say from now on; an earlier day keeps what was known then."""
    EntryValues.objects.bulk_create(
        EntryValues(
            campaign_id=entry.campaign_id,
            entry=entry,
            values=entry.values,
            due_on=entry.due_on,
            known_at=at,
            by=by,
        )
        for entry in entries
    )


def put_under(entry: RegisterEntry, parent: Project | Place) -> None:
    """What an entry stands under, and who answers for it."""
    for name, value in columns_of_parent(parent).items():
        setattr(entry, name, value)
    entry.unit = None if isinstance(parent, Project) else entry.unit or parent.unit


def first_marks(
    entries: Sequence[RegisterEntry], *, by: User, at: datetime, since: Mapping[int, date] | None = None
) -> None:
    """What has just come in counts from today, or from an earlier day of its project."""
    since = since or {}
    StageMark.objects.bulk_create(
        StageMark(
            campaign_id=entry.campaign_id,
            entry=entry,
            number=1,
            on=since.get(entry.project_id or entry.township_id or 0) or entry.campaign.day_of(at),
            stage=first_stage(entry),
            quantity=entry.quantity,
            known_at=at,
            by=by,
        )
        for entry in entries
    )


def first_stage(entry: RegisterEntry) -> str:
    """Where a new entry stands."""
    if entry.register.manner == Manner.PERMITS:
        return PermitState.NEEDED.value
    return next((str(one["code"]) for one in entry.register.stages if one.get("is_first")), "")


def reader(register: Register) -> Any:
    """Reads drafts of one register: the facts are fetched once, however many there are."""
    layout, known = layout_of_register(register), known_to(register.campaign)

    def read(draft: EntryDraft) -> EntryDraft:
        values, problems = values_read(layout, draft.values, known)
        problems |= complaints(draft, register.manner)
        if problems:
            raise Incomplete(Text("Fields to correct: %(count)s.", count=len(problems)), problems)
        return replace(draft, name=draft.name.strip(), values=values)

    return read


def complaints(draft: EntryDraft, manner: Manner) -> dict[str, Text]:
    found = dict[str, Text]()
    if not draft.name.strip() or len(draft.name.strip()) > BY_NAME["name"].longest:
        found["name"] = Text("Enter a number or a short designation.")
    elif names_a_person(draft.name):
        found["name"] = NO_PERSON
    if not 0 <= draft.quantity < MOST:
        found["quantity"] = Text("Enter a number from 0 up.")
    texts = {one.name: getattr(draft, one.name) for one in BY_NAME.values() if one.kind == AttributeKind.TEXT}
    texts["because"] = draft.because
    found |= {name: NO_PERSON for name, text in texts.items() if names_a_person(text)}
    found |= {
        one.name: reason
        for one in BY_NAME.values()
        if (reason := complaint(one, getattr(draft, one.name), manner))
    }
    if manner != Manner.PERMITS:
        return found
    if draft.statutory_days and draft.promised_days and draft.promised_days > draft.statutory_days:
        found["promised_days"] = Text("The promised time limit cannot be longer than the statutory one.")
    return found


def complaint(one: EntryAttribute, value: Any, manner: Manner) -> Text | None:
    """What is wrong with an attribute by its kind."""
    if one.kind == AttributeKind.DAY and not of_our_time(value):
        return of_our_time(value).reason
    counts = one.kind == AttributeKind.WORKDAYS and manner in one.of and value is not None
    return Text("Enter a number of working days.") if counts and not 0 < value <= MOST_WORKDAYS else None


def fill_entry(entry: RegisterEntry, draft: EntryDraft) -> None:
    for one in BY_NAME.values():
        setattr(entry, one.name, one.tidy(getattr(draft, one.name)))
    entry.values = dict(draft.values)


@transaction.atomic
def change_entry(
    entry: RegisterEntry, draft: EntryDraft, *, by: User, at: datetime, seen: int
) -> RegisterEntry:
    """Correct what was said of an entry. Another quantity counts from today on."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_write_entry(by, entry))
    unchanged(seen, entry.version)
    draft = reader(entry.register)(draft)
    here = entry.register.entries.filter(project=entry.project_id, township=entry.township_id)
    same_name = here.filter(name=draft.name, dropped_at=None)
    if same_name.exclude(pk=entry.pk).exists():
        require(no(NUMBER_TAKEN, name=draft.name))

    other_quantity, stood = draft.quantity != entry.quantity, (entry.values, entry.due_on)
    parent = entry.parent
    fill_entry(entry, draft)
    put_under(
        entry, replace(parent, unit=parent.township or parent.unit) if isinstance(parent, Place) else parent
    )
    entry.version += 1
    entry.save()
    if other_quantity:
        note_down(entry, next_number(entry), on=entry.campaign.day_of(at), by=by, at=at, note=draft.because)
    if (entry.values, entry.due_on) != stood:
        remember_values([entry], by=by, at=at)

    record(Text("changed %(name)s", name=entry.name), about=entry, by=by, at=at, reason=draft.because)
    return entry


def next_number(entry: RegisterEntry) -> int:
    """Of its next mark."""
    return (entry.marks.aggregate(last=Max("number"))["last"] or 0) + 1


def note_down(
    entry: RegisterEntry, number: int, *, on: date, by: User | None, at: datetime, note: str = ""
) -> StageMark:
    """The entry as it stands, for the curve."""
    return StageMark.objects.create(
        campaign_id=entry.campaign_id,
        entry=entry,
        number=number,
        on=on,
        stage=entry.stage,
        quantity=entry.quantity,
        reached=entry.reached,
        note=note.strip()[:300],
        known_at=at,
        by=by,
    )


@transaction.atomic
def drop_entry(entry: RegisterEntry, *, reason: str, by: User, at: datetime, seen: int) -> RegisterEntry:
    """The entry counts no more, from now on. It stays readable with the reason."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_write_entry(by, entry))
    unchanged(seen, entry.version)
    if not reason.strip():
        require(no("Give the reason for cancelling the entry."))
    require(names_nobody(reason))
    if entry.stage == PermitState.GRANTED.value and entry.register.manner == Manner.PERMITS:
        require(no("A granted permit cannot be removed."))

    count_no_more(entry, because=reason, by=by, at=at)

    record(
        Text("cancelled the entry %(name)s", name=entry.name),
        about=entry,
        by=by,
        at=at,
        reason=reason.strip(),
    )
    return entry


def count_no_more(entry: RegisterEntry, *, because: str, by: User, at: datetime) -> None:
    """From now on; it stays readable with the reason, and with what it was joined into."""
    entry.dropped_at, entry.dropped_by, entry.dropped_because = at, by, because.strip()[:300]
    entry.version += 1
    entry.save(update_fields=["dropped_at", "dropped_by", "dropped_because", "merged_into", "version"])
