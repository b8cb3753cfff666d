"""The roster of a monthly review: proposed by the rule, confirmed or waived by the Office."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.meetings import actions
from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.permissions import may_prepare, may_read_every_meeting, may_run_meetings
from gongjian.meetings.queries import meeting_rules, name_of, newest_ranking, previous
from gongjian.meetings.rules import DecisionKind, MeetingKind, RosterState
from gongjian.web.http import Request, now, page, seen, today, words_typed
from gongjian.web.meetings.views.meeting import visible_meeting


def visible_review(request: Request, slug: str, pk: int) -> Meeting:
    found = visible_meeting(request, slug, pk)
    if found.kind != MeetingKind.REVIEW:
        raise Http404
    return found


@require_safe
def roster(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_review(request, slug, pk)
    seen = found.roster.visible_to(request.user, found.campaign)
    lines = list(seen.select_related("unit", "period", "decided_by").order_by("series", "position"))
    told = Decision.objects.told_to(request.user, found.campaign)
    earlier = told.filter(kind=DecisionKind.COMMITMENT).exclude(meeting=found)
    context = {
        "meeting": found,
        "name": name_of(found),
        "groups": [(series, list(group)) for series, group in groupby(lines, key=lambda line: line.series)],
        "sees_all": may_read_every_meeting(request.user, found.campaign),
        "waiting": sum(line.state == RosterState.PROPOSED for line in lines),
        "may_decide": may_prepare(request.user, found),
        "office": may_run_meetings(request.user, found.campaign),
        "rules": meeting_rules(found.campaign, now(request)),
        "ranking": newest_ranking(found.campaign),
        "last": previous(found),
        "promised": [
            (one, one.is_overdue(today(request)))
            for one in earlier.select_related("unit", "meeting").order_by("due_on")
        ],
    }
    return page(request, "meetings/roster.html", context)


@require_POST
def decide_line(request: Request, slug: str, pk: int, line: int, move: str) -> HttpResponse:
    found = visible_review(request, slug, pk)
    one = get_object_or_404(found.roster, pk=line)
    if move == "confirm":
        actions.confirm_line(one, by=request.user, at=now(request), seen=seen(request))
    elif move == "waive":
        reason = words_typed(request, "reason", most=300)
        actions.waive_line(one, reason=reason, by=request.user, at=now(request), seen=seen(request))
    else:
        raise Http404
    return redirect("meetings:roster", slug, pk)


@require_POST
def confirm_all(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_review(request, slug, pk)
    count = actions.confirm_all(found, by=request.user, at=now(request))
    messages.success(
        request, _("Confirmed: %(count)s. They have been added to the agenda.") % {"count": count}
    )
    return redirect("meetings:roster", slug, pk)
