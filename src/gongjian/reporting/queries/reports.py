"""Questions about reports that more than one door asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import section_of
from gongjian.kernel.sections import read_section
from gongjian.ledger.queries import remembered
from gongjian.reporting.models import Figure, Period, Report, ReportRow, Submission
from gongjian.reporting.rules import Filing, FilingFacts, Punctuality, State, filing, punctuality
from gongjian.worklist.rules import LightRules


def light_rules(period: Period) -> LightRules:
    return read_section(LightRules, section_of(period.rulebook, "light"))


def report_rows(report: Report) -> list[ReportRow]:
    """The rows of a report with everything that the form needs."""
    return rows_in_hand(report, report.rows.select_related("item__project").prefetch_related("evidence"))


def rows_to_judge(report: Report) -> list[ReportRow]:
    """The rows of a report with what the rules need."""
    return rows_in_hand(report, report.rows.select_related("item"))


def rows_in_hand(report: Report, rows: QuerySet[ReportRow]) -> list[ReportRow]:
    found = list(rows.select_related("baseline").order_by())
    for row in found:
        row.report = report
    return sorted(found, key=lambda row: row.position)


def writers_of(reports: Iterable[int]) -> dict[int, set[int]]:
    """By report: whoever typed what stands in it, handed it in or confirmed it."""
    reports = list(reports)
    found: dict[int, set[int]] = {report: set() for report in reports}
    for report, person in (
        ReportRow.objects.filter(report__in=reports, touched_by__isnull=False)
        .order_by()
        .values_list("report_id", "touched_by_id")
        .distinct()
    ):
        found[report].add(person)
    in_hand = Submission.objects.filter(report__in=reports, ended_at=None).order_by()
    for report, *people in in_hand.values_list("report_id", "submitted_by_id", "confirmed_by_id"):
        found[report].update(person for person in people if person)
    return found


def without_second(period: Period) -> set[int]:
    """The reports of a period that stand on one person's word, as in units that have nobody else."""
    alone = Submission.objects.filter(report__period=period, by_its_writer=True, ended_at=None)
    return set(alone.values_list("report_id", flat=True))


def figures_at(
    campaign: Campaign, at: datetime, *, items: Iterable[int] | None = None, through: date | None = None
) -> dict[int, Figure]:
    """The figure that counts for each item, as it was known at that moment, speaking for days up to `through`."""
    known = figures_known(campaign, at, items=items, through=through)
    newest = dict(known.values_list("item_id", "pk").iterator())
    found = Figure.objects.in_bulk(newest.values())
    return {item: found[pk] for item, pk in newest.items()}


def figures_known(
    campaign: Campaign, at: datetime, *, items: Iterable[int] | None = None, through: date | None = None
) -> QuerySet[Figure]:
    """All figures that counted at that moment; of each item the newest comes last."""
    known = Figure.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), campaign=campaign, known_at__lte=at)
    if items is not None:
        known = known.filter(item__in=list(items))
    if through:
        known = known.filter(measured_on__lte=through)
    return known.order_by("measured_on", "known_at")


def first_submissions(campaign: Campaign, at: datetime) -> dict[int, Submission]:
    """By report: the first submission that had left its unit by that moment."""
    left = Submission.objects.filter(campaign=campaign, confirmed_at__lte=at).order_by("-number")
    return {submission.report_id: submission for submission in left}


@dataclass(frozen=True, slots=True)
class FilingRow:
    """How one report stands on a day."""

    report: Report
    filing: Filing
    first: Submission | None
    empty: bool


def filings_at(campaign: Campaign, at: datetime, *, period: Period | None = None) -> list[FilingRow]:
    """How every report that was owed by that moment stands, from the oldest period to the newest."""
    reports = Report.objects.filter(campaign=campaign, period__opened_at__lte=at)
    if period:
        reports = reports.filter(period=period)
    reports = reports.select_related("period", "unit").prefetch_related("reopenings")
    firsts, today = first_submissions(campaign, at), campaign.day_of(at)
    return [
        filing_row(report, firsts.get(report.pk), campaign=campaign, at=at, today=today)
        for report in reports.order_by("period__nominal_on", "unit")
    ]


def filings_now(campaign: Campaign, now: datetime) -> list[FilingRow]:
    """The same for this moment: it changes with the day, and with what is handed in."""
    return remembered(campaign, ("filings", campaign.day_of(now)), lambda: filings_at(campaign, now))


def filing_row(
    report: Report, first: Submission | None, *, campaign: Campaign, at: datetime, today: date
) -> FilingRow:
    excused = any(one.excuses and one.approved_at <= at for one in report.reopenings.all())
    facts = FilingFacts(
        due_on=report.period.due_on,
        cut_off_on=report.period.cut_off_on,
        first_submitted_on=campaign.day_of(first.submitted_at) if first else None,
        first_left_on=campaign.day_of(first.confirmed_at) if first and first.confirmed_at else None,
        excused=excused,
    )
    return FilingRow(report, filing(facts, today=today), first, empty=bool(first and first.empty))


def typed_until_now(campaign: Campaign, day: date, unit: int) -> tuple[tuple[int, int, datetime | None], ...]:
    """What changes when somebody types into the report of that day: a draft is in no chain."""
    rows = ReportRow.objects.filter(campaign=campaign, report__period__nominal_on=day, report__unit=unit)
    return tuple(rows.order_by("pk").values_list("pk", "version", "touched_at"))


def punctuality_by_unit(rows: Iterable[FilingRow]) -> Mapping[int, Punctuality]:
    """Each unit's record over the periods so far."""
    filings: dict[int, list[Filing]] = defaultdict(list)
    for row in rows:
        filings[row.report.unit_id].append(row.filing)
    return {unit: punctuality(record) for unit, record in filings.items()}


def periods(campaign: Campaign) -> QuerySet[Period]:
    return campaign.periods.select_related("obligation", "rulebook").order_by("nominal_on")


@dataclass(frozen=True, slots=True)
class Opened:
    """When a period is cut off, since when it is open, and by which rulebook."""

    cut_off_on: date
    opened_at: datetime | None
    rulebook: int

    def is_open(self, at: datetime) -> bool:
        return self.opened_at is not None and self.opened_at <= at


def opened_periods(campaign: Campaign) -> tuple[Opened, ...]:
    """The newest first."""
    rows = campaign.periods.order_by("-nominal_on").values_list("cut_off_on", "opened_at", "rulebook_id")
    return remembered(campaign, "periods", lambda: tuple(Opened(*row) for row in rows))


def measured_through(campaign: Campaign, at: datetime) -> date:
    """The day up to which the campaign must have been measured: the newest period whose cut-off has come."""
    today = campaign.day_of(at)
    passed = (one for one in opened_periods(campaign) if one.is_open(at) and one.cut_off_on <= today)
    return next((one.cut_off_on for one in passed), campaign.starts_on)


def reports_of(period: Period) -> QuerySet[Report]:
    return Report.objects.filter(period=period).select_related("unit", "period", "campaign").order_by("unit")


def waiting_for_the_office(campaign: Campaign) -> QuerySet[Report]:
    waiting = Report.objects.filter(campaign=campaign, state=State.CONFIRMED)
    return waiting.select_related("unit", "period").order_by("period__nominal_on", "unit")
