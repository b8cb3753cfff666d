"""The meetings of the campaign: the next one large, then all by month; made, arranged and moved by the Office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.campaigns.rules import why_off
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.meetings import actions
from gongjian.meetings.models import AgendaItem, Meeting
from gongjian.meetings.permissions import (
    may_arrange,
    may_propose,
    may_run_meetings,
    units_to_propose_for,
)
from gongjian.meetings.queries import meeting_rules, name_of, names_of, next_to_propose_to
from gongjian.meetings.rules import AgendaItemKind, MeetingKind, MeetingState
from gongjian.meetings.rules.words import workdays_before
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.meetings.forms.meetings import ArrangementForm, MakeForm, MoveDayForm, ProposalForm
from gongjian.web.meetings.views.meeting import either, moves_of, steps_of, visible_meeting

NEXT = {
    MeetingState.PLANNED: "ahead",
    MeetingState.CALLED: "ahead",
    MeetingState.RUNNING: "running",
}


@dataclass(frozen=True, slots=True)
class MeetingRow:
    meeting: Meeting
    name: Text
    why_moved: Text | None


@require_safe
def meetings(request: Request, slug: str) -> HttpResponse:
    campaign, kind = campaign_of(request, slug), request.GET.get("kind", "")
    if kind and not MeetingKind.knows(kind):
        raise Http404
    seen = Meeting.objects.visible_to(request.user, campaign).select_related("campaign", "obligation")
    everything = list(seen)
    names, calendar = names_of(campaign), campaign.calendar()
    listed = [one for one in everything if not kind or one.kind == kind]
    rows = [MeetingRow(one, names[one.pk], why_moved(one, calendar)) for one in listed]
    context = {
        "months": by_month(rows),
        "kinds": [(one, sum(two.kind == one for two in everything)) for one in MeetingKind],
        "wanted": kind,
        "all": len(everything),
        "office": may_run_meetings(request.user, campaign),
        "may_propose": may_propose(request.user, campaign),
        **next_told(request, everything, names, calendar),
    }
    return page(request, "meetings/list.html", context)


def next_told(
    request: Request, meetings: Iterable[Meeting], names: dict[int, Text], calendar: WorkCalendar
) -> dict[str, Any]:
    """The meeting that runs or comes next, with what is to do for it."""
    waiting = [one for one in meetings if one.state in NEXT]
    running = [one for one in waiting if one.state == MeetingState.RUNNING]
    ahead = [one for one in waiting if one.held_on >= today(request)]
    coming = next(iter(running or ahead), None)
    if not coming:
        return {}
    rules = meeting_rules(request.campaign, now(request))
    return {
        "next": coming,
        "next_name": names[coming.pk],
        "next_why": why_moved(coming, calendar),
        "next_steps": steps_of(coming),
        "next_moves": moves_of(request, coming),
        "papers_by": workdays_before(coming.held_on, rules.papers_workdays, calendar),
        "agenda_by": workdays_before(coming.held_on, rules.agenda_workdays, calendar),
        "days_left": (coming.held_on - today(request)).days,
        "count_agenda_items": coming.agenda_items.listed().count(),
        "count_proposed": coming.agenda_items.filter(state="proposed").count(),
        "count_invited": coming.invitations.count(),
    }


def by_month(rows: Iterable[MeetingRow]) -> list[tuple[date, list[MeetingRow]]]:
    groups = groupby(rows, key=lambda row: row.meeting.held_on.replace(day=1))
    return [(month, list(group)) for month, group in groups]


def why_moved(meeting: Meeting, calendar: WorkCalendar) -> Text | None:
    """Why a meeting is not held on the plan's day."""
    plans = meeting.was_moved_from()
    if not plans:
        return None
    if meeting.moved_because:
        return Text("Moved from %(day)s: %(why)s", day=plans, why=meeting.moved_because)
    if off := why_off(plans, calendar):
        return Text("Moved from %(day)s, which is %(what)s", day=plans, what=off)
    return Text("Moved from %(day)s", day=plans)


@either
def make(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form = MakeForm(typed_in(request), initial={"starts_at": "09:00", "kind": MeetingKind.SPECIAL})
    made: list[Meeting] = []
    if form.is_bound:

        def verb(typed: dict[str, Any]) -> None:
            made.append(
                actions.make_meeting(
                    campaign,
                    typed["kind"],
                    typed["held_on"],
                    form.arrangement(),
                    by=request.user,
                    at=now(request),
                )
            )

        if (status := tried(form, verb)) == DONE:
            messages.success(request, _("The meeting has been added."))
            return redirect("meetings:meeting", slug, made[0].pk)
        return page(
            request, "meetings/form.html", {"form": form, "title": _("Call a meeting")}, status=status
        )
    return page(request, "meetings/form.html", {"form": form, "title": _("Call a meeting")})


@either
def arrange(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    require(may_arrange(request.user, found))
    names = ("title", "starts_at", "place", "chair", "recorder")
    initial = {name: getattr(found, name) for name in names} | {"seen": found.version}
    form = ArrangementForm(typed_in(request), initial=initial)
    status = 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.arrange_meeting(
                found, form.arrangement(), by=request.user, at=now(request), seen=typed["seen"]
            ),
        )
        if status == DONE:
            return redirect("meetings:meeting", slug, pk)
    context = {"form": form, "title": _("Time, place and chair"), "meeting": found, "name": name_of(found)}
    return page(request, "meetings/form.html", context, status=status)


@either
def move_day(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    require(may_arrange(request.user, found))
    form = MoveDayForm(typed_in(request), initial={"held_on": found.held_on, "seen": found.version})
    status = 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.move_meeting(found, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, _("The meeting has been moved. Everyone invited has been notified."))
            return redirect("meetings:meeting", slug, pk)
    lead = _("The obligation moves with it. The reason is shown next to the date and in the ledger.")
    context = {
        "form": form,
        "title": _("Move to another date"),
        "meeting": found,
        "name": name_of(found),
        "lead": lead,
    }
    return page(request, "meetings/form.html", context, status=status)


@either
def propose_to_meeting(request: Request, slug: str) -> HttpResponse:
    """A unit brings an agenda item before the next Friday meeting."""
    campaign = campaign_of(request, slug)
    coming = next_to_propose_to(campaign, today=today(request))
    units = units_to_propose_for(request.user, campaign)
    form = ProposalForm(units, typed_in(request))
    status = 200
    if form.is_bound and coming:
        status = tried(
            form,
            lambda typed: actions.propose_agenda_item(
                coming,
                title=typed["title"],
                words=typed["words"],
                unit=typed.get("unit") or units[0],
                by=request.user,
                at=now(request),
            ),
        )
        if status == DONE:
            messages.success(request, _("Proposed. The Office decides whether it goes on the agenda."))
            return redirect("meetings:propose", slug)
    seen = AgendaItem.objects.visible_to(request.user, campaign)
    mine = seen.filter(kind=AgendaItemKind.UNIT, unit__in=units)
    context = {
        "form": form,
        "known": units if len(units) > 1 else [],
        "coming": coming,
        "until": last_day(request, coming) if coming else None,
        "proposed": mine.select_related("meeting", "unit", "proposed_by").order_by("-proposed_at")[:30],
    }
    return page(request, "meetings/propose.html", context, status=status)


def last_day(request: Request, coming: Meeting) -> date:
    rules = meeting_rules(request.campaign, now(request))
    return workdays_before(coming.held_on, rules.papers_workdays, request.campaign.calendar())
