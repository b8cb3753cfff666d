"""Periods open, close, and open again for one unit."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.accounts.queries import organisations_in_order
from gongjian.campaigns.models import Obligation, Rulebook
from gongjian.campaigns.queries import rulebook_at
from gongjian.campaigns.rules import ObligationKind
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.reporting.models import Figure, Period, Reopening, Report, ReportRow
from gongjian.reporting.permissions import may_open_periods, may_reopen
from gongjian.reporting.queries import figures_at
from gongjian.reporting.queries.proofs import PERIODS, REOPENINGS
from gongjian.worklist.models import Item
from gongjian.worklist.rules import share_of


@transaction.atomic
def open_period(obligation: Obligation, *, by: User | None, at: datetime) -> Period:
    """Ask the units for their reports. Who owes which items, and under which rulebook, is frozen now."""
    obligation = Obligation.objects.select_for_update(no_key=True).get(pk=obligation.pk)
    campaign = obligation.campaign
    if by:
        require(may_open_periods(by, campaign))
    if obligation.kind != ObligationKind.REPORT or obligation.cancelled_at:
        require(no("Only a report in the list of obligations opens a period."))
    if existing := Period.objects.filter(obligation=obligation).first():
        return existing

    rulebook = rulebook_at(campaign, at)
    if not rulebook:
        raise Rulebook.DoesNotExist(f"{campaign} had no rulebook at {at}")

    period = Period.objects.create(
        campaign=campaign,
        obligation=obligation,
        rulebook=rulebook,
        nominal_on=obligation.nominal_on,
        due_on=obligation.due_on,
        covers_from=obligation.covers_from or obligation.nominal_on,
        covers_to=obligation.covers_to or obligation.nominal_on,
        cut_off_on=obligation.cut_off_on or obligation.due_on,
        opened_at=at,
    )
    reports = freeze_expected(period, at=at)

    opened = Text("opened the period of %(day)s", day=period.nominal_on)
    record(opened, about=period, by=by, at=at, reports=len(reports), proves=stated(PERIODS, period.pk))
    return period


def freeze_expected(period: Period, *, at: datetime) -> list[Report]:
    """One report per unit that has something to report, one row per item that is begun and not done."""
    campaign = period.campaign
    figures = figures_at(campaign, at)
    items = Item.objects.filter(
        campaign=campaign, withdrawn_at=None, baseline__starts_on__lte=period.covers_to
    )
    by_unit: dict[int, list[Item]] = defaultdict(list)
    for item in items.select_related("baseline").order_by("code"):
        if not is_done(item, figures.get(item.pk)):
            by_unit[item.baseline.unit_id].append(item)  # type: ignore[union-attr]
    confirms = dict(campaign.units.values_list("organisation_id", "head_confirms"))
    reports = Report.objects.bulk_create(
        Report(campaign=campaign, period=period, unit_id=unit, head_confirms=confirms.get(unit, True))
        for unit in organisations_in_order(by_unit)
    )
    ReportRow.objects.bulk_create(
        blank_row(report, item, figures.get(item.pk), position=position)
        for report in reports
        for position, item in enumerate(by_unit[report.unit_id], start=1)
    )
    return reports


def is_done(item: Item, figure: Figure | None) -> bool:
    if not figure or not figure.accepted_at or not item.baseline:
        return False
    return share_of(item.measure, figure.value, item.baseline.plan()) >= 1


def blank_row(report: Report, item: Item, figure: Figure | None, *, position: int) -> ReportRow:
    """A row with what was said last time: only what has changed is typed anew."""
    row = ReportRow(
        campaign_id=report.campaign_id, report=report, item=item, baseline=item.baseline, position=position
    )
    if figure:
        row.previous, row.forecast = figure.value, figure.forecast
        row.cause = row.previous_cause = figure.cause
        row.next_step = row.previous_next_step = figure.next_step
    return row


@transaction.atomic
def close_period(period: Period, *, by: User | None, at: datetime) -> Period:
    """The cut-off has passed: what was not handed in by now has been missed."""
    period = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if by:
        require(may_open_periods(by, period.campaign))
    if period.closed_at:
        return period
    if period.campaign.day_of(at) <= period.cut_off_on:
        require(no("A period closes after its data cut-off."))

    period.closed_at = at
    period.save(update_fields=["closed_at"])

    closed = Text("closed the period of %(day)s", day=period.nominal_on)
    record(closed, about=period, by=by, at=at, proves=stated(PERIODS, period.pk))
    return period


@transaction.atomic
def reopen(report: Report, *, reason: str, until: date, excuses: bool, by: User, at: datetime) -> Reopening:
    """One unit may hand in after the close: for a reason, until a day, and excused or not."""
    report = Report.objects.locked(report.pk)
    require(may_reopen(by, report.campaign))
    if not reason.strip():
        require(no("Give the reason for reopening the report."))
    if until < report.campaign.day_of(at):
        require(no("The last day cannot be in the past."))

    reopening = report.reopenings.create(
        campaign=report.campaign, reason=reason, until=until, excuses=excuses, approved_at=at, approved_by=by
    )

    reopened = Text("reopened the report of %(unit)s until %(day)s", unit=str(report.unit), day=until)
    proves = stated(REOPENINGS, report.pk)
    record(reopened, about=report, by=by, at=at, reason=reason, excuses=excuses, proves=proves)
    return reopening
