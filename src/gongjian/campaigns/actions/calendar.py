"""The campaign's calendar: special days, and the list of dated duties."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, Obligation, SpecialDay
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.queries.proofs import OBLIGATIONS, SPECIAL_DAYS
from gongjian.campaigns.rules import (
    DayKind,
    Duty,
    ObligationKind,
    Origin,
    Rhythm,
    dated_with_period,
    duties,
)
from gongjian.kernel.calendar import ONE_DAY, Roll
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated


@transaction.atomic
def set_special_day(
    campaign: Campaign, day: date, *, kind: DayKind | None, name: str, by: User, at: datetime
) -> SpecialDay:
    """The county says that a day is off or worked, or takes that back. Dates of duties do not move by themselves."""
    require(may_plan(by, campaign))

    special = campaign.special_days.create(
        day=day,
        kind=kind or "",  # type: ignore[misc]
        name=name,
        known_at=at,
    )

    record(
        Text("set %(day)s in the calendar", day=day),
        about=special,
        by=by,
        at=at,
        kind=kind or "",
        name=name,
        proves=stated(SPECIAL_DAYS, special.pk),
    )
    return special


@transaction.atomic
def draw_up_obligations(
    campaign: Campaign, rhythms: Sequence[Rhythm], *, by: User, at: datetime
) -> list[Obligation]:
    """Turn the plan's rhythm into the list of dated duties. Duties that stand in the list already stay as they are."""
    require(may_plan(by, campaign))
    known = set(campaign.obligations.values_list("kind", "nominal_on"))

    listed = duties(rhythms, starts_on=campaign.starts_on, calendar=campaign.calendar())
    rows = [obligation_of(campaign, duty) for duty in listed if (duty.kind, duty.nominal_on) not in known]
    Obligation.objects.bulk_create(rows)

    drawn_up = Text("generated %(count)s obligations", count=len(rows))
    proves = stated(OBLIGATIONS, *(row.pk for row in rows))
    record(drawn_up, about=campaign, by=by, at=at, items=[], proves=proves)
    return rows


def obligation_of(campaign: Campaign, duty: Duty) -> Obligation:
    return Obligation(
        campaign=campaign,
        kind=duty.kind,
        nominal_on=duty.nominal_on,
        due_on=duty.due_on,
        roll=duty.roll,
        origin=duty.origin,
        quote=duty.quote,
        covers_from=duty.covers_from,
        covers_to=duty.covers_to,
        cut_off_on=duty.cut_off_on,
    )


@transaction.atomic
def add_obligation(
    campaign: Campaign,
    *,
    kind: ObligationKind,
    nominal_on: date,
    roll: Roll,
    note: str,
    by: User,
    at: datetime,
) -> Obligation:
    """The Office adds one dated duty of its own. A report covers the days since the one before it."""
    require(may_plan(by, campaign))
    if campaign.obligations.filter(kind=kind, nominal_on=nominal_on).exists():
        require(no("This obligation is already in the list."))

    obligation = campaign.obligations.create(
        kind=kind,
        nominal_on=nominal_on,
        due_on=campaign.calendar().rolled(nominal_on, roll),
        roll=roll,
        origin=Origin.COUNTY,
        note=note,
        by_hand=True,
        **covered(campaign, kind, nominal_on, roll),
    )

    added = Text("added an obligation due on %(day)s", day=obligation.due_on)
    record(added, about=obligation, by=by, at=at, proves=stated(OBLIGATIONS, obligation.pk))
    return obligation


def covered(campaign: Campaign, kind: ObligationKind, nominal_on: date, roll: Roll) -> dict[str, date | None]:
    """What a report of that day speaks for, and until when it is received."""
    if kind != ObligationKind.REPORT:
        return {}
    earlier = (
        obligations(campaign, ObligationKind.REPORT).filter(nominal_on__lt=nominal_on).order_by("-nominal_on")
    )
    previous = earlier.values_list("nominal_on", flat=True).first()
    duty = dated_with_period(
        Rhythm(kind, nominal_on, nominal_on, dates=(nominal_on,), roll=roll),
        nominal_on,
        previous=previous or min(campaign.starts_on, nominal_on) - ONE_DAY,
        calendar=campaign.calendar(),
    )
    return {"covers_from": duty.covers_from, "covers_to": duty.covers_to, "cut_off_on": duty.cut_off_on}


@transaction.atomic
def move_obligation(
    obligation: Obligation,
    *,
    due_on: date,
    cut_off_on: date | None,
    roll: Roll,
    note: str,
    by: User,
    at: datetime,
    seen: int,
) -> Obligation:
    """One duty gets another due date, by hand and with a reason."""
    obligation = Obligation.objects.select_for_update(no_key=True).get(pk=obligation.pk)
    require(may_plan(by, obligation.campaign))
    unchanged(seen, obligation.version)
    require(still_stands(obligation))
    if not note.strip():
        require(no("Give the reason for moving the date."))
    if cut_off_on and cut_off_on < due_on:
        require(no("The data cut-off cannot be before the due date."))
    before = obligation.due_on

    obligation.due_on, obligation.cut_off_on, obligation.roll = due_on, cut_off_on, roll
    obligation.note, obligation.by_hand = note, True
    obligation.version += 1
    obligation.save(update_fields=["due_on", "cut_off_on", "roll", "note", "by_hand", "version"])

    moved = Text("moved an obligation from %(before)s to %(after)s", before=before, after=due_on)
    record(moved, about=obligation, by=by, at=at, note=note, proves=stated(OBLIGATIONS, obligation.pk))
    return obligation


@transaction.atomic
def cancel_obligation(obligation: Obligation, *, note: str, by: User, at: datetime) -> Obligation:
    """One duty falls away. It stays in the ledger, and with its reason in the list of cancelled duties."""
    obligation = Obligation.objects.select_for_update(no_key=True).get(pk=obligation.pk)
    require(may_plan(by, obligation.campaign))
    require(still_stands(obligation))
    if not note.strip():
        require(no("Give the reason for cancelling the obligation."))

    obligation.cancelled_at, obligation.note = at, note
    obligation.version += 1
    obligation.save(update_fields=["cancelled_at", "note", "version"])

    record(
        Text("cancelled an obligation due on %(day)s", day=obligation.due_on),
        about=obligation,
        by=by,
        at=at,
        note=note,
        proves=stated(OBLIGATIONS, obligation.pk),
    )
    return obligation


def still_stands(obligation: Obligation) -> Verdict:
    return no("This obligation has been cancelled.") if obligation.cancelled_at else YES
