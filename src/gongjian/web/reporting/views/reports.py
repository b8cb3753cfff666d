from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.campaigns.permissions import may_read_all
from gongjian.kernel.verdict import require
from gongjian.registers.queries import linked_counts
from gongjian.reporting.models import Report, ReportRow, Submission
from gongjian.reporting.permissions import (
    filings_seen,
    may_open_periods,
    may_reopen,
    may_see_counts,
    may_see_period,
    may_write,
    open_moves,
)
from gongjian.reporting.queries import (
    FilingRow,
    filing_row,
    filings_now,
    light_rules,
    punctuality_by_unit,
    report_rows,
    typed_until_now,
    without_second,
)
from gongjian.reporting.rules import Filing, Move, State
from gongjian.web.forms.versions import seen_token
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.once import page_once
from gongjian.web.reporting.shown.drawing import evidence_drawn, rows_drawn
from gongjian.web.reporting.shown.rows import FormRow, Outcome, form_rows
from gongjian.web.reporting.shown.table import matrix, sorted_rows, worst_first
from gongjian.web.shown.history import story_of


@require_safe
def periods(request: Request, slug: str) -> HttpResponse:
    """Every unit against every period: who reports, who is late, and how often."""
    campaign_of(request, slug)
    return page_once(request, "reporting/periods.html", "", lambda: all_periods(request))


def all_periods(request: Request) -> dict[str, Any]:
    campaign = request.campaign
    filings = filings_seen(filings_now(campaign, now(request)), by=request.user, campaign=campaign)
    rows, reads_all = matrix(filings, campaign), bool(may_read_all(request.user, campaign))
    by_trouble = reads_all and request.GET.get("sort") != "official"
    return {
        "periods": list(campaign.periods.order_by("nominal_on")),
        "rows": worst_first(rows) if by_trouble else rows,
        "by_trouble": by_trouble,
        "upcoming": campaign.obligations.filter(kind="report", period=None, cancelled_at=None).order_by(
            "due_on"
        ),
        "all_units": reads_all,
    }


@require_safe
def period(request: Request, slug: str, day: date) -> HttpResponse:
    """Who has filed."""
    campaign_of(request, slug)
    return page_once(request, "reporting/period.html", "", lambda: all_filed(request, day), part="table")


def all_filed(request: Request, day: date) -> dict[str, Any]:
    campaign = request.campaign
    period = get_object_or_404(campaign.periods.select_related("rulebook"), nominal_on=day)
    everything = filings_now(campaign, now(request))
    filed = [row for row in everything if row.report.period_id == period.pk]
    rows = filings_seen(filed, by=request.user, campaign=campaign)
    require(may_see_period(request.user, campaign, rows))
    record = punctuality_by_unit(everything)
    wanted = request.GET.get("show", "")
    return {
        "period": period,
        "rows": sorted_rows(rows, record, wanted),
        "counts": [(filing, sum(row.filing == filing for row in rows)) for filing in Filing],
        "waiting": sum(row.report.state == State.CONFIRMED for row in rows),
        "wanted": wanted,
        "alone": without_second(period),
        "office": may_open_periods(request.user, campaign),
    }


@require_safe
def report(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    """The report: as a form while it is with the unit, to read afterwards."""
    campaign = campaign_of(request, slug)
    kept = typed_until_now(campaign, day, unit)
    return page_once(
        request,
        "reporting/report.html",
        kept,
        lambda: report_context(request, visible_report(request, slug, day, unit)),
    )


def form_page(request: Request, report: Report, *, status: int, **said: Any) -> HttpResponse:
    """The report's page, with what was typed and what is wrong with it."""
    return page(request, "reporting/report.html", report_context(request, report, **said), status=status)


def report_context(
    request: Request,
    report: Report,
    *,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    reason: str = "",
    changed: Sequence[str] = (),
    uploads: Mapping[int, Sequence[Outcome]] | None = None,
) -> dict[str, Any]:
    rows = report_rows(report)
    writing = may_write(report, by=request.user, today=today(request))
    submissions = list(report.submissions.select_related("submitted_by", "confirmed_by", "received_by"))
    moves = open_moves(report, to=request.user)
    drawn = drawn_rows(request, report, rows, writing, typed=typed, errors=errors, uploads=uploads)
    context = {
        "report": report,
        "period": report.period,
        "rows": drawn,
        "seen": seen_token({row.item_id: row.version for row in rows}),
        "writing": writing,
        "moves": [move for move in moves if move != Move.SUBMIT or writing],
        "may_reopen": may_reopen(request.user, report.campaign) and report.period.closed_at,
        "submissions": submissions,
        "alone": any(one.by_its_writer and not one.ended_at for one in submissions),
        "sent_back": submissions[-1] if submissions and report.state == State.SENT_BACK else None,
        "filing": filing_of(request, report, submissions),
        "history": story_of(report, most=20),
        "reason": reason,
        "changed": changed,
        "errors": errors,
    }
    if writing:
        context |= {
            "drawn_rows": rows_drawn(drawn, report),
            "drawn_evidence": evidence_drawn(drawn, report),
        }
    return context


def drawn_rows(
    request: Request, report: Report, rows: Sequence[ReportRow], writing: Any, **said: Any
) -> list[FormRow]:
    """What the registers count stands beside the rows for those who write them, and for those who see everything."""
    counts = linked_counts(report.campaign, [row.item_id for row in rows], through=report.period.covers_to)
    counts = counts if writing or may_see_counts(request.user, report.campaign) else {}
    return form_rows(rows, light_rules(report.period), counts=counts, **said)


def filing_of(request: Request, report: Report, submissions: Sequence[Submission]) -> FilingRow:
    first = next((one for one in submissions if one.confirmed_at), None)
    return filing_row(report, first, campaign=report.campaign, at=now(request), today=today(request))


def visible_report(request: Request, slug: str, day: date, unit: int) -> Report:
    campaign = campaign_of(request, slug)
    seen = Report.objects.visible_to(request.user, campaign).select_related(
        "period__rulebook", "unit", "campaign"
    )
    return get_object_or_404(seen.prefetch_related("reopenings"), period__nominal_on=day, unit=unit)
