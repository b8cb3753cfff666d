"""The list of dated duties: everybody reads it, the Office keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.campaigns import actions
from gongjian.campaigns.models import Obligation
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.queries import obligations as standing_obligations
from gongjian.campaigns.rules import ObligationKind, the_plans_rhythm, why_off
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.days import day_of
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.reporting.models import Period
from gongjian.web.campaigns.forms import AddObligation, CancelObligation, MoveObligation
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.shown.history import story_of

EXPLAINED_BY_THEIR_CUT_OFF = (ObligationKind.BULLETIN, ObligationKind.RANKING)


class When(Term):
    """Where a duty lies, seen from today."""

    PAST = "past", "past"
    TODAY = "today", "today"
    NEXT = "next", "next"
    AHEAD = "to_come", "to come"


TONES = {When.PAST: "neutral", When.TODAY: "warning", When.NEXT: "info", When.AHEAD: "outline"}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty as the list shows it."""

    duty: Obligation
    when: When
    why_moved: Text | None

    @property
    def is_moved(self) -> bool:
        """Away from the plan's day by the calendar or by hand, not by its own rule."""
        follows = self.duty.kind in EXPLAINED_BY_THEIR_CUT_OFF and not self.duty.by_hand
        return bool(self.why_moved) and not follows

    @property
    def tone(self) -> str:
        return TONES[self.when]


def obligations(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    standing = list(standing_obligations(campaign))
    rows = obligation_rows(standing, on=today(request), calendar=campaign.calendar())
    context = {
        "groups": by_month(asked_for(rows, request)),
        "is_filtered": any(request.GET.get(name) for name in ("kind", "month", "ahead")),
        "kinds": [kind for kind in ObligationKind if any(duty.kind == kind for duty in standing)],
        "months": sorted({duty.due_on.replace(day=1) for duty in standing}),
        "cancelled": campaign.obligations.exclude(cancelled_at=None),
        "may_plan": may_plan(request.user, campaign),
        "has_any": bool(standing),
    }
    return page(request, "campaigns/obligations.html", context, part="list")


def obligation_rows(duties: Iterable[Obligation], *, on: date, calendar: WorkCalendar) -> list[DutyRow]:
    duties = list(duties)
    upcoming = min((duty.due_on for duty in duties if duty.due_on > on), default=None)
    return [DutyRow(duty, when(duty, on, upcoming), why_moved(duty, calendar)) for duty in duties]


def when(duty: Obligation, on: date, upcoming: date | None) -> When:
    if duty.due_on <= on:
        return When.TODAY if duty.due_on == on else When.PAST
    return When.NEXT if duty.due_on == upcoming else When.AHEAD


def why_moved(duty: Obligation, calendar: WorkCalendar) -> Text | None:
    """Why a duty is not due on the plan's day."""
    if duty.due_on == duty.nominal_on:
        return None
    if duty.by_hand and duty.note:
        return Text("Manual adjustment: %(note)s", note=duty.note)
    if duty.kind in EXPLAINED_BY_THEIR_CUT_OFF:
        return Text("The working day after the data cut-off.")
    if off := why_off(duty.nominal_on, calendar):
        return Text("The plan's day is %(what)s: %(roll)s.", what=off, roll=duty.roll)
    return Text("Rule: %(roll)s.", roll=duty.roll)


def asked_for(rows: Iterable[DutyRow], request: Request) -> list[DutyRow]:
    """What the filters of the address leave."""
    kind, month, ahead = (request.GET.get(name, "") for name in ("kind", "month", "ahead"))
    return [
        row
        for row in rows
        if (not kind or row.duty.kind == kind)
        and (not month or f"{row.duty.due_on:%Y-%m}" == month)
        and (not ahead or row.when != When.PAST)
    ]


def by_month(rows: Iterable[DutyRow]) -> list[tuple[date, list[DutyRow]]]:
    groups = groupby(rows, key=lambda row: row.duty.due_on.replace(day=1))
    return [(month, list(group)) for month, group in groups]


@require_http_methods(["GET", "HEAD", "POST"])
def obligation(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    duty = get_object_or_404(campaign.obligations, pk=pk)
    fields = ("due_on", "cut_off_on", "roll", "note")
    initial = {name: getattr(duty, name) for name in fields} | {"seen": duty.version}
    form = MoveObligation(typed_in(request), initial=initial)
    status = 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.move_obligation(duty, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The obligation has been moved."))
            return redirect("campaigns:obligation", slug, pk)
    return page(request, "campaigns/obligation.html", context_of(request, duty, form=form), status=status)


def context_of(request: Request, duty: Obligation, **forms: Any) -> dict[str, Any]:
    campaign = request.campaign
    open_for_change = may_plan(request.user, campaign) and not duty.cancelled_at
    return {
        "row": obligation_rows([duty], on=today(request), calendar=campaign.calendar())[0],
        "duty": duty,
        "may_plan": open_for_change,
        "is_asked": Period.objects.filter(obligation=duty).exists(),
        "events": story_of(duty),
        "cancelling": CancelObligation(prefix="cancel"),
        **forms,
    }


@require_POST
def cancel(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    duty = get_object_or_404(campaign.obligations, pk=pk)
    form = CancelObligation(request.POST, prefix="cancel")
    status = tried(
        form, lambda typed: actions.cancel_obligation(duty, **typed, by=request.user, at=now(request))
    )
    if status == DONE:
        messages.success(request, gettext("The obligation has been cancelled."))
        return redirect("campaigns:obligations", slug)
    fields = ("due_on", "cut_off_on", "roll", "note")
    unbound = MoveObligation(initial={name: getattr(duty, name) for name in fields} | {"seen": duty.version})
    context = context_of(request, duty, form=unbound, cancelling=form)
    return page(request, "campaigns/obligation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_obligation(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form, status = AddObligation(typed_in(request), initial=proposed(request)), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.add_obligation(campaign, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The obligation has been added."))
            return redirect("campaigns:obligations", slug)
    return page(request, "campaigns/obligation_form.html", {"form": form}, status=status)


def proposed(request: Request) -> dict[str, str]:
    """What a link that leads here proposes, as far as the form would take it."""
    kind, day = request.GET.get("kind", ""), request.GET.get("day", "")
    found = {"kind": kind} if ObligationKind.knows(kind) else {}
    return found | ({"nominal_on": day} if day_of(day) else {})


@require_POST
def draw_up(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    rows = actions.draw_up_obligations(
        campaign, the_plans_rhythm(campaign.year), by=request.user, at=now(request)
    )
    messages.success(request, gettext("Obligations added to the list: %(count)s") % {"count": len(rows)})
    return redirect("campaigns:obligations", slug)
