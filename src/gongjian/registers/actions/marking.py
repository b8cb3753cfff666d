"""Things move on: a household has signed, a parcel is cleared, a permit is granted; and a mistake is taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import User
from gongjian.campaigns.actions import tell_asker
from gongjian.kernel.days import of_our_time
from gongjian.kernel.numbers import plain
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.registers.actions.entries import first_stage, note_down
from gongjian.registers.models import RegisterEntry, StageMark
from gongjian.registers.permissions import may_mark, may_move, may_undo, may_write_entry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.filled import filled_fields
from gongjian.registers.queries.marking import markers
from gongjian.registers.rules import PERMIT_MOVES, Manner, PermitMove, PermitState, Stood
from gongjian.registers.rules.counting import falls_behind, may_arrive, may_go, totals_are_sound
from gongjian.registers.rules.values import names_nobody

RELATED = ("campaign", "register", "project", "unit", "township")


@transaction.atomic
def mark_entries(
    entries: Sequence[RegisterEntry], stage: str, *, on: date, by: User, at: datetime, note: str = ""
) -> list[RegisterEntry]:
    """These have reached a stage on a day: all of them, or none."""
    pks = sorted(entry.pk for entry in entries)
    found = list(
        RegisterEntry.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=pks)
        .select_related(*RELATED)
        .order_by("pk")
    )
    counting, said_by = marks_that_count(pks), markers(StageMark.objects.filter(entry__in=pks))
    layouts = {entry.register_id: layout_of_register(entry.register) for entry in found}
    filled = filled_fields(found, layouts)
    for entry in found:
        layout, before = layouts[entry.register_id], counting[entry.pk]
        require(may_mark(by, entry, layout.stage(stage), last_by=said_by.get(entry.pk)))
        if entry.register.manner != Manner.EACH:
            require(no("Only registers with one row per entry can be marked like this."))
        require(may_go(layout, entry.stage, stage, note=note))
        require(may_arrive(layout, stage, filled[entry.pk]))
        check_day(entry, on, day_of_last(before, on), at=at, note=note)

    require(names_nobody(note))
    begin_earlier([entry for entry in found if begins_later(counting[entry.pk], on)], on, by=by, at=at)
    for entry in found:
        entry.stage, entry.stage_on = stage, on
        entry.version += 1
    write_back(found, ["stage", "stage_on", "version"])
    note_all_down(found, on=on, by=by, at=at, note=note)

    if found:
        tell(found, stage, on, by=by, at=at, note=note)
    return found


def marks_that_count(entries: Sequence[int]) -> dict[int, list[StageMark]]:
    """By entry, in the order in which they were made."""
    found: dict[int, list[StageMark]] = defaultdict(list)
    marks = StageMark.objects.filter(entry__in=entries, undone_at=None).order_by("number")
    for mark in marks.only("entry_id", "on", "number", "stage"):
        found[mark.entry_id].append(mark)
    return found


def begins_later(marks: Sequence[StageMark], on: date) -> bool:
    """Whether no stage was ever marked but the one in which it was entered, and that on a later day."""
    return bool(marks) and marks[-1].on > on and {one.stage for one in marks} <= {"", marks[0].stage}


def day_of_last(marks: Sequence[StageMark], on: date) -> date | None:
    """The day before which nothing may be marked."""
    return marks[-1].on if marks and not begins_later(marks, on) else None


def begin_earlier(entries: Sequence[RegisterEntry], on: date, *, by: User, at: datetime) -> None:
    """It had been there before it was entered. Whoever asks what was known before finds what was known before."""
    StageMark.objects.filter(entry__in=entries, undone_at=None).update(undone_at=at, undone_by=by)
    begun = [replace_stage(entry, first_stage(entry)) for entry in entries]
    note_all_down(begun, on=on, by=by, at=at, note="")


def replace_stage(entry: RegisterEntry, stage: str) -> RegisterEntry:
    """A copy for a mark that says where the entry stood before."""
    before = copy(entry)
    before.stage = stage
    return before


def note_all_down(entries: Sequence[RegisterEntry], *, on: date, by: User, at: datetime, note: str) -> None:
    """One mark for each, in one statement."""
    last = StageMark.objects.filter(entry__in=entries).values_list("entry").annotate(last=Max("number"))
    numbers = dict(last)
    StageMark.objects.bulk_create(
        StageMark(
            campaign_id=entry.campaign_id,
            entry=entry,
            number=numbers.get(entry.pk, 0) + 1,
            on=on,
            stage=entry.stage,
            quantity=entry.quantity,
            reached=entry.reached,
            note=note.strip()[:300],
            known_at=at,
            by=by,
        )
        for entry in entries
    )


def tell(found: Sequence[RegisterEntry], stage: str, on: date, *, by: User, at: datetime, note: str) -> None:
    label = layout_of_register(found[0].register).label(stage) or Text("not started")
    names = [entry.name for entry in found]
    if len(names) == 1:
        marked = Text("marked %(name)s: %(stage)s", name=names[0], stage=label)
        record(marked, about=found[0], by=by, at=at, on=on, note=note)
        return
    marked = Text("marked %(count)s entries of %(register)s: %(stage)s", count=len(names), register=found[0].register.name, stage=label)  # fmt: skip
    record(marked, about=found[0].register, by=by, at=at, on=on, entries=names, note=note)


def check_day(entry: RegisterEntry, on: date, last: date | None, *, at: datetime, note: str = "") -> None:
    """Not in the future, not before the last one; what lies before the campaign wants a word of why."""
    require(of_our_time(on))
    if on > entry.campaign.day_of(at):
        require(no("The date cannot be in the future."))
    if last and on < last:
        require(no("The last mark of %(name)s is dated %(day)s. An earlier date cannot follow it.", name=entry.name, day=last))  # fmt: skip
    if on < entry.campaign.starts_on and not note.strip() and entry.register.manner == Manner.EACH:
        require(no("%(day)s lies before the campaign. If that is right, say why in the remark.", day=on))


def marked_so_far(entry: RegisterEntry) -> tuple[date | None, int]:
    """The day of the last mark that counts, and the number of the last mark of all."""
    marks = list(entry.marks.order_by("number").values_list("number", "on", "undone_at"))
    days = [on for _, on, undone_at in marks if not undone_at]
    return max(days, default=None), marks[-1][0] if marks else 0


@transaction.atomic
def count_totals(
    entry: RegisterEntry,
    quantity: Decimal,
    reached: Mapping[str, Decimal],
    *,
    on: date,
    by: User,
    at: datetime,
    seen: int,
    note: str = "",
) -> RegisterEntry:
    """The totals of a project have moved on. A number that becomes less wants a reason."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_write_entry(by, entry))
    unchanged(seen, entry.version)
    layout = layout_of_register(entry.register)
    if layout.manner != Manner.TOTALS:
        require(no("This register counts one by one."))
    require(totals_are_sound(layout, quantity, reached))
    require(names_nobody(note))
    counted = {code: plain(reached[code]) for code in layout.codes if reached.get(code)}
    old, new = Stood("", entry.quantity, entry.reached), Stood("", quantity, counted)
    if falls_behind(layout, old, new) and not note.strip():
        require(no("A number has decreased. Give the reason."))
    last_day, number = marked_so_far(entry)
    check_day(entry, on, last_day, at=at)

    entry.quantity, entry.reached, entry.stage_on = quantity, counted, on
    entry.version += 1
    entry.save(update_fields=["quantity", "reached", "stage_on", "version"])
    note_down(entry, number + 1, on=on, by=by, at=at, note=note)

    said = [f"{layout.label(code)} {value}" for code, value in counted.items()]
    counted_now = Text("counted %(name)s: %(whole)s; %(stages)s", name=entry.name, whole=plain(quantity), stages=said)  # fmt: skip
    record(counted_now, about=entry, by=by, at=at, on=on, note=note)
    return entry


@transaction.atomic
def move_permit(
    entry: RegisterEntry,
    move: PermitMove,
    *,
    on: date,
    by: User,
    at: datetime,
    seen: int,
    note: str = "",
    reference: str = "",
) -> RegisterEntry:
    """A permit is applied for, taken up, sent back for correction, corrected, granted or refused."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_move(move, entry, by=by))
    unchanged(seen, entry.version)
    if move in (PermitMove.ASK_CORRECTION, PermitMove.REFUSE) and not note.strip():
        require(no("Enter what is to be corrected, or why it is refused."))
    require(names_nobody(note, reference))
    if move == PermitMove.GRANT and not (reference.strip() or entry.reference):
        require(no("Enter the permit number: it is the evidence."))
    last_day, number = marked_so_far(entry)
    check_day(entry, on, last_day, at=at)

    entry.stage, entry.stage_on = PERMIT_MOVES.target(move).value, on
    entry.reference = reference.strip()[:120] or entry.reference
    entry.version += 1
    entry.save(update_fields=["stage", "stage_on", "reference", "version"])
    note_down(entry, number + 1, on=on, by=by, at=at, note=note)

    moved = Text("%(move)s: %(name)s", move=PERMIT_MOVES.target(move), name=entry.name)
    record(moved, about=entry, by=by, at=at, on=on, note=note, reference=reference)
    if move in ANSWERS:
        tell_applicant(entry, number + 1, ANSWERS[move], note, by=by, at=at)
    return entry


ANSWERS = {
    PermitMove.GRANT: Text("The permit you applied for is granted"),
    PermitMove.REFUSE: Text("The permit you applied for is refused"),
    PermitMove.ASK_CORRECTION: Text("A correction is requested"),
}


def tell_applicant(
    entry: RegisterEntry, number: int, title: Text, note: str, *, by: User, at: datetime
) -> None:
    """Whoever applied last hears what became of it."""
    applied = entry.marks.filter(stage=PermitState.APPLIED, undone_at=None).select_related("by")
    last = applied.order_by("-number").first()
    said = {"permit": entry.name, "project": entry.parent_name}
    if note.strip():
        detail = Text("%(permit)s · %(project)s · %(words)s", words=note.strip()[:300], **said)
    else:
        detail = Text("%(permit)s · %(project)s", **said)
    tell_asker(
        entry.campaign,
        last.by if last else None,
        title,
        detail,
        key=f"registers.registerentry:{entry.pk}:{number}",
        page="registers:entry",
        args=(entry.pk,),
        by=by,
        at=at,
    )


@transaction.atomic
def undo_mark(entry: RegisterEntry, *, by: User, at: datetime, seen: int) -> RegisterEntry:
    """The last mark was a mistake. It stays readable, and the entry stands where it stood before."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_undo(by, entry))
    unchanged(seen, entry.version)
    standing = list(entry.marks.filter(undone_at=None).order_by("-number")[:2])
    if len(standing) < 2:
        require(no("There is no mark to undo."))
    last, before = standing
    if entry.merged.filter(dropped_at=last.known_at).exists():
        require(no("The last mark joined other entries into this one. It cannot be undone."))

    last.undone_at, last.undone_by = at, by
    last.save(update_fields=["undone_at", "undone_by"])
    entry.stage, entry.quantity, entry.reached = before.stage, before.quantity, before.reached
    entry.stage_on = before.on if before.number > 1 else None
    entry.version += 1
    entry.save(update_fields=["stage", "quantity", "reached", "stage_on", "version"])

    record(Text("undid the last mark of %(name)s", name=entry.name), about=entry, by=by, at=at)
    return entry
