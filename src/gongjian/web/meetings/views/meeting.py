"""One meeting: where it stands, and what is to be done next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.campaigns.permissions import may_read_ledger
from gongjian.kernel.verdict import Incomplete, require
from gongjian.meetings import actions
from gongjian.meetings.models import AgendaItem, Decision, Meeting
from gongjian.meetings.papers import minutes_number
from gongjian.meetings.permissions import (
    may,
    may_arrange,
    may_prepare,
    may_read_every_meeting,
    may_run_meetings,
    may_shape,
    open_agenda_item_moves,
    open_moves,
)
from gongjian.meetings.queries import facts_for_agenda, name_of, newest_paper, previous
from gongjian.meetings.rules import (
    AgendaItemMove,
    AgendaItemState,
    MeetingKind,
    MeetingMove,
    MeetingState,
    PaperKind,
)
from gongjian.meetings.rules.words import CELEBRATES
from gongjian.web.forms.confirming import ReasonForm, SeenForm
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.meetings.forms.fields import organisations_of
from gongjian.web.meetings.forms.meetings import AgendaItemForm, AttachForm, InviteForm
from gongjian.web.shown.history import story_of

either = require_http_methods(["GET", "HEAD", "POST"])
VERBS: dict[MeetingMove, tuple[Callable[..., object], type[SeenForm]]] = {
    MeetingMove.CALL: (actions.call_meeting, SeenForm),
    MeetingMove.RECALL: (actions.recall_papers, ReasonForm),
    MeetingMove.BEGIN: (actions.begin_meeting, SeenForm),
    MeetingMove.CLOSE: (actions.close_meeting, SeenForm),
    MeetingMove.APPROVE: (actions.approve_minutes, SeenForm),
    MeetingMove.ISSUE: (actions.issue_minutes, SeenForm),
    MeetingMove.REOPEN: (actions.reopen_minutes, ReasonForm),
    MeetingMove.CANCEL: (actions.cancel_meeting, ReasonForm),
}
SURE = {
    MeetingMove.CALL: gettext_noop("Send the papers to all who are invited?"),
    MeetingMove.CLOSE: gettext_noop("Close the minutes? Only the director can reopen them."),
    MeetingMove.ISSUE: gettext_noop("Number and issue the minutes? They cannot be changed afterwards."),
}
STEPS = (
    (gettext_noop("Agenda"), (MeetingState.PLANNED,)),
    (gettext_noop("Papers sent"), (MeetingState.CALLED,)),
    (gettext_noop("Meeting and minutes"), (MeetingState.RUNNING,)),
    (gettext_noop("Minutes approved"), (MeetingState.CLOSED,)),
    (gettext_noop("Minutes issued"), (MeetingState.APPROVED,)),
)


@dataclass(frozen=True, slots=True)
class GuideStep:
    label: str
    number: int
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """An agenda item as the agenda shows it, with what may be done to it."""

    agenda_item: AgendaItem
    facts: Any
    moves: list[AgendaItemMove]
    number: int = 0


def visible_meeting(request: Request, slug: str, pk: int) -> Meeting:
    seen = Meeting.objects.visible_to(request.user, campaign_of(request, slug))
    return get_object_or_404(seen.select_related("campaign", "obligation"), pk=pk)


def steps_of(meeting: Meeting) -> list[GuideStep]:
    at = next((place for place, (_label, states) in enumerate(STEPS) if meeting.state in states), len(STEPS))
    return [
        GuideStep(label, place + 1, is_done=place < at, is_current=place == at)
        for place, (label, _states) in enumerate(STEPS)
    ]


@require_safe
def meeting(request: Request, slug: str, pk: int) -> HttpResponse:
    return meeting_page(request, visible_meeting(request, slug, pk))


def meeting_page(request: Request, found: Meeting, *, status: int = 200, **bound: Any) -> HttpResponse:
    office = bool(may_run_meetings(request.user, found.campaign))
    context = {
        "meeting": found,
        "name": name_of(found),
        "steps": steps_of(found),
        "moves": moves_of(request, found),
        "ceremonial": found.kind in CELEBRATES,
        "is_review": found.kind == MeetingKind.REVIEW,
        "office": office,
        "may_present": found.state != "cancelled" and (office or found.state != "planned"),
        "sees_all": may_read_every_meeting(request.user, found.campaign),
        "may_begin": today(request) >= found.held_on,
        "may_prepare": may_prepare(request.user, found),
        "may_arrange": may_arrange(request.user, found),
        "events": story_of(found, most=15) if may_read_ledger(request.user, found.campaign) else [],
        **agenda_told(request, found),
        **papers_told(request, found),
        **(offered(request, found, bound) if office else {}),
    }
    return page(request, "meetings/meeting.html", context, status=status)


def moves_of(request: Request, found: Meeting) -> list[tuple[MeetingMove, str, bool]]:
    """The moves, the question that is asked first, and whether a reason is to be given. None begins before its day."""
    too_early = (MeetingMove.BEGIN,) if today(request) < found.held_on else ()
    return [
        (move, SURE.get(move, ""), VERBS[move][1] is ReasonForm)
        for move in open_moves(found, to=request.user)
        if move not in (MeetingMove.CLOSE, *too_early)
    ]


def agenda_told(request: Request, found: Meeting) -> dict[str, Any]:
    """The agenda: for those who only come, as soon as it has been sent out."""
    seen = found.agenda_items.visible_to(request.user, found.campaign)
    agenda_items = list(
        seen.select_related("unit", "line", "obstacle__project", "meeting__campaign", "carried_from__meeting")
    )
    listed = [one for one in agenda_items if one.state == AgendaItemState.LISTED]
    facts = facts_for_agenda(found, listed, at=now(request))
    shaping = bool(may_shape(request.user, found))

    def moves(one: AgendaItem) -> list[AgendaItemMove]:
        return open_agenda_item_moves(one, to=request.user) if shaping else []

    return {
        "agenda_items": [
            AgendaItemRow(one, facts[one.pk], moves(one), place) for place, one in enumerate(listed, start=1)
        ],
        "proposed": [
            AgendaItemRow(one, None, moves(one))
            for one in agenda_items
            if one.state == AgendaItemState.PROPOSED
        ],
        "not_taken": [
            AgendaItemRow(one, None, moves(one))
            for one in agenda_items
            if one.state in (AgendaItemState.DROPPED, AgendaItemState.POSTPONED)
        ],
        "invitations": list(found.invitations.select_related("organisation")),
        "since": previous(found),
    }


def papers_told(request: Request, found: Meeting) -> dict[str, Any]:
    told = (
        found.decisions.told_to(request.user, found.campaign) if found.is_locked else Decision.objects.none()
    )
    return {
        "attachments": found.attachments.filter(removed_at=None).select_related("bulletin"),
        "agenda": newest_paper(found, PaperKind.AGENDA),
        "minutes": [
            (paper, minutes_number(found.campaign, paper.number_year or 0, paper.number or 0))
            for paper in found.papers.filter(kind=PaperKind.MINUTES).order_by("-edition").defer("content")
        ],
        "decisions": list(told.select_related("unit").order_by("number", "pk")),
        "lines": list(found.roster.visible_to(request.user, found.campaign).select_related("unit")),
        "points": list(found.programme.select_related("venue")),
    }


def offered(request: Request, found: Meeting, bound: dict[str, Any]) -> dict[str, Any]:
    """What the Office can fill in on the page."""
    known = organisations_of(found.campaign)
    return {
        "known": known,
        "agenda_item_form": bound.get("agenda_item_form") or AgendaItemForm(known, auto_id="agenda_item_%s"),
        "invite_form": bound.get("invite_form") or InviteForm(known, auto_id="invite_%s"),
        "attach_form": bound.get("attach_form") or AttachForm(auto_id="attach_%s"),
        "opened": next(iter(bound), ""),
    }


@either
def act(request: Request, slug: str, pk: int, move: str) -> HttpResponse:
    """One step further on the meeting's way, or back with a reason."""
    found = visible_meeting(request, slug, pk)
    if not MeetingMove.knows(move):
        raise Http404
    made = MeetingMove.of(move)
    require(may(made, found, by=request.user))
    verb, kind = VERBS[made]
    form = kind(request.POST if request.method == "POST" else None, initial={"seen": found.version})
    if not form.is_bound:
        return act_page(request, found, made, form)
    status = tried(form, lambda typed: verb(found, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return act_page(request, found, made, form, status=status)
    messages.success(request, said_after(made, found))
    if made in (MeetingMove.BEGIN, MeetingMove.REOPEN):
        return redirect("meetings:run", slug, pk)
    return redirect("meetings:meeting", slug, pk)


def act_page(
    request: Request, found: Meeting, move: MeetingMove, form: SeenForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "meeting": found,
        "name": name_of(found),
        "move": move,
        "form": form,
        "sure": SURE.get(move, ""),
    }
    return page(request, "meetings/act.html", context, status=status)


def said_after(move: MeetingMove, found: Meeting) -> str:
    if move == MeetingMove.ISSUE:
        paper = newest_paper(found, PaperKind.MINUTES)
        return _("Issued: %(number)s") % {"number": paper.content["document_number"] if paper else ""}
    return {
        MeetingMove.CALL: _("The papers have been sent out. Everyone invited has been notified."),
        MeetingMove.RECALL: _("The papers have been withdrawn. Send them out again when they are ready."),
        MeetingMove.BEGIN: _("The meeting has started."),
        MeetingMove.CLOSE: _("The minutes are closed. The decisions are now followed up."),
        MeetingMove.APPROVE: _("The minutes have been approved."),
        MeetingMove.REOPEN: _("The minutes are open again."),
        MeetingMove.CANCEL: _("The meeting is cancelled."),
    }[move]


def problems_of(refusal: Incomplete) -> dict[str, str]:
    return {name: sentence.say(_) for name, sentence in refusal.problems.items()}
