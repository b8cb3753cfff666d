"""A report is typed, handed in, received or sent back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Incomplete, NotAllowed, Outdated, Refused
from gongjian.reporting import actions
from gongjian.reporting.models import Period, Report
from gongjian.reporting.permissions import may
from gongjian.reporting.queries import report_rows, writers_of
from gongjian.reporting.rules import Move, State
from gongjian.ui.days import typed_day
from gongjian.web.answers.coming_back import onward
from gongjian.web.answers.saving import is_quiet, kept
from gongjian.web.forms.versions import seen_token
from gongjian.web.http import Request, campaign_of, now, seen, words_typed
from gongjian.web.reporting.forms import drafts_from, with_no_change
from gongjian.web.reporting.views.reports import form_page, visible_report


@require_POST
def save(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    """Keep what was typed: quietly while somebody types, or with the button."""
    report = visible_report(request, slug, day, unit)
    if is_quiet(request):
        return save_quietly(request, report)
    answer = save_or_explain(request, report, request.POST)
    if answer:
        return answer
    messages.success(request, _("The draft is saved."))
    return back_to(report)


def save_quietly(request: Request, report: Report) -> HttpResponse:
    rows = report_rows(report)
    drafts, errors = drafts_from(request.POST, rows)
    try:
        versions = actions.save_rows(report, drafts, by=request.user, at=now(request)) if drafts else {}
    except Outdated as conflict:
        html = render_to_string(
            "reporting/_conflict.html", {**describe_conflict(conflict), "again": "save/"}, request
        )
        return kept({"html": html}, status=409)
    known = {row.item_id: row.version for row in rows} | versions
    saved_at = now(request).astimezone(report.campaign.zone).isoformat(timespec="seconds")
    named = {"-".join(reversed(name.split("-"))): sentence for name, sentence in errors.items()}
    return kept({"version": seen_token(known), "saved_at": saved_at, "errors": named})


def save_or_explain(request: Request, report: Report, typed: Mapping[str, Any]) -> HttpResponse | None:
    """Keep what was typed. Where that cannot be done, the form comes back with everything in it."""
    rows = report_rows(report)
    typed = with_no_change(typed, rows)
    drafts, errors = drafts_from(typed, rows)
    if errors:
        reason = _("Some fields cannot be read. Nothing was saved; your text is still here.")
        return form_page(request, report, typed=typed, errors=errors, reason=reason, status=422)
    try:
        if drafts:
            actions.save_rows(report, drafts, by=request.user, at=now(request))
    except Outdated as conflict:
        return form_page(request, report, typed=typed, status=409, **describe_conflict(conflict))
    except Refused as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        return form_page(request, report, typed=typed, reason=refusal.reason.say(_), status=status)
    return None


def describe_conflict(conflict: Outdated) -> dict[str, Any]:
    return {"reason": conflict.reason.say(_), "changed": [change.say(_) for change in conflict.changed]}


@require_POST
def submit(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    if "no_change" in request.POST:
        return save(request, slug, day, unit)
    if answer := save_or_explain(request, report, request.POST):
        return answer
    try:
        report = actions.submit(report, by=request.user, at=now(request))
    except Incomplete as lacking:
        errors = {name: sentence.say(_) for name, sentence in lacking.problems.items()}
        return form_page(request, report, errors=errors, reason=lacking.reason.say(_), status=422)
    sentence = (
        _("Submitted. The head confirms it next.")
        if report.state == State.SUBMITTED
        else _("Submitted to the Office.")
    )
    messages.success(request, sentence)
    return back_to(report)


@require_POST
def take_back(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = actions.take_back(visible_report(request, slug, day, unit), by=request.user, at=now(request))
    return back_to(report)


@require_POST
def confirm(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    report = actions.confirm(report, by=request.user, at=now(request), seen=seen(request))
    messages.success(request, _("Signed off. The report is with the Office."))
    return onward(request) or back_to(report)


@require_POST
def decline(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    reason = words_typed(request, "reason", most=1000)
    return back_to(actions.decline(report, reason=reason, by=request.user, at=now(request)))


@require_POST
def receive(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    actions.receive(
        [report], by=request.user, at=now(request), seen=seen(request) if "seen" in request.POST else None
    )
    messages.success(request, _("Received."))
    return onward(request) or back_to(report)


@require_POST
def send_back(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    reason = words_typed(request, "reason", most=1000)
    return back_to(actions.send_back(report, reason=reason, by=request.user, at=now(request)))


@require_POST
def receive_all(request: Request, slug: str, day: date) -> HttpResponse:
    """Receive everything that waits, in one go."""
    campaign = campaign_of(request, slug)
    period = get_object_or_404(Period, campaign=campaign, nominal_on=day)
    seen = Report.objects.visible_to(request.user, campaign).filter(period=period, state=State.CONFIRMED)
    waiting = list(seen)
    own = [
        report for report in written_by(request, waiting) if not may(Move.RECEIVE, report, by=request.user)
    ]
    received = actions.receive([one for one in waiting if one not in own], by=request.user, at=now(request))
    messages.success(request, _("Received: %(count)s") % {"count": len(received)})
    if own:
        units = _(", ").join(str(report.unit) for report in own)
        left = _("Left for a colleague, because you wrote part of it: %(units)s") % {"units": units}
        messages.warning(request, left)
    return redirect("reporting:period", slug, day)


def written_by(request: Request, reports: list[Report]) -> list[Report]:
    wrote = writers_of(report.pk for report in reports)
    return [report for report in reports if request.user.pk in wrote[report.pk]]


@require_POST
def reopen(request: Request, slug: str, day: date, unit: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    typed = request.POST.get("until", "")
    until = typed_day(typed) if typed else Text("Enter the day until which the report is open.")
    if isinstance(until, Text):
        return form_page(request, report, reason=until.say(_), status=422)
    actions.reopen(
        report,
        reason=words_typed(request, "reason", most=300),
        until=until,
        excuses=request.POST.get("excuses") == "on",
        by=request.user,
        at=now(request),
    )
    return back_to(report)


def back_to(report: Report) -> HttpResponse:
    return redirect("reporting:report", report.campaign.slug, report.period, report.unit_id)
