"""The minutes are written on one page while the meeting runs."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.kernel.verdict import Incomplete, Outdated, require
from gongjian.meetings import actions
from gongjian.meetings.actions import Attended
from gongjian.meetings.models import AgendaItem, Decision, Invitation, Meeting
from gongjian.meetings.permissions import may_write_minutes, open_agenda_item_moves
from gongjian.meetings.queries import facts_for_agenda, name_of
from gongjian.meetings.rules import AgendaItemKind, DecisionKind, Presence
from gongjian.web.answers.saving import is_quiet, kept
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.forms.versions import seen_token, versions_seen
from gongjian.web.http import Request, now, page, seen, words_typed
from gongjian.web.meetings.forms.fields import organisations_of
from gongjian.web.meetings.forms.meetings import (
    AgendaItemForm,
    ChangeDecisionForm,
    DecisionForm,
    decision_now,
)
from gongjian.web.meetings.views.agenda import back, visible_agenda_item
from gongjian.web.meetings.views.meeting import either, problems_of, visible_meeting


@require_safe
def run(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    require(may_write_minutes(request.user, found))
    return run_page(request, found)


def run_page(
    request: Request,
    found: Meeting,
    *,
    problems: Mapping[str, str] | None = None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    agenda_items = list(
        found.agenda_items.listed().select_related("unit", "line", "obstacle__project", "meeting__campaign")
    )
    facts, known = facts_for_agenda(found, agenda_items, at=now(request)), organisations_of(found.campaign)
    invitations = list(found.invitations.select_related("organisation"))
    context = {
        "meeting": found,
        "name": name_of(found),
        "known": known,
        "invitations": invitations,
        "seen_token": seen_token({one.pk: one.version for one in invitations}),
        "presences": [one for one in Presence if one != Presence.EXPECTED],
        "problems": problems or {},
        "reason": reason,
        "rows": [
            {
                "agenda_item": one,
                "facts": facts[one.pk],
                "moves": open_agenda_item_moves(one, to=request.user),
                **decisions_told(one, known),
            }
            for one in agenda_items
        ],
        "agenda_item_form": AgendaItemForm(known, auto_id="agenda_item_%s"),
    }
    return page(request, "meetings/run.html", context, status=status)


def decisions_told(
    agenda_item: AgendaItem, known: list[Any], form: DecisionForm | None = None
) -> dict[str, Any]:
    """What has been decided on an agenda item so far, and the form for the next decision."""
    kind = DecisionKind.COMMITMENT if agenda_item.kind == AgendaItemKind.ROSTER else DecisionKind.DECISION
    initial = {"kind": kind, "unit": str(agenda_item.unit or "")}
    return {
        "decisions": list(
            agenda_item.decisions.select_related("unit", "meeting")
            .prefetch_related("supporting_units")
            .order_by("pk")
        ),
        "form": form
        or DecisionForm(
            known,
            initial=initial,
            auto_id=f"decide-{agenda_item.pk}-%s",
            has_obstacle=bool(agenda_item.obstacle_id),
        ),
    }


@require_POST
def attendance(request: Request, slug: str, pk: int) -> HttpResponse:
    """Kept quietly while somebody ticks, or with the button."""
    found = visible_meeting(request, slug, pk)
    lines = list(found.invitations.select_related("organisation"))
    drafts = drafts_from(request.POST, lines)
    try:
        versions = actions.save_attendance(found, drafts, by=request.user, at=now(request)) if drafts else {}
    except Outdated as conflict:
        return conflict_told(request, conflict)
    if not is_quiet(request):
        return back(found, "attendance")
    known = {one.pk: one.version for one in lines} | versions
    return saved(found, seen_token(known), request)


def drafts_from(typed: Mapping[str, Any], lines: list[Invitation]) -> dict[int, Attended]:
    """Which lines say something else than what is kept. Fields that were not sent stay as they are."""
    versions, drafts = versions_seen(str(typed.get("seen", ""))), {}
    for line in lines:
        said = str(typed.get(f"presence-{line.pk}", line.presence))
        presence = Presence.of(said) if Presence.knows(said) else line.presence
        name = str(typed.get(f"name-{line.pk}", line.name)).replace("\x00", "")
        reason = str(typed.get(f"reason-{line.pk}", line.reason)).replace("\x00", "")
        if (presence, name, reason) != (line.presence, line.name, line.reason):
            drafts[line.pk] = Attended(presence, name, reason, versions.get(line.pk, 0))
    return drafts


@require_POST
def all_present(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    actions.mark_all_present(found, by=request.user, at=now(request))
    return back(found, "attendance")


@require_POST
def conclude(request: Request, slug: str, pk: int, agenda_item: int) -> HttpResponse:
    """What the minutes say of an agenda item, kept while it is typed."""
    one = visible_agenda_item(request, slug, pk, agenda_item)
    text = words_typed(request, "conclusion", most=4000).replace("\r\n", "\n")
    try:
        one = actions.save_conclusion(one, text, by=request.user, at=now(request), seen=seen(request))
    except Outdated as conflict:
        return conflict_told(request, conflict)
    if is_quiet(request):
        return saved(one.meeting, str(one.version), request)
    return back(one.meeting, f"agenda-item-{one.pk}")


def saved(meeting: Meeting, version: str, request: Request) -> HttpResponse:
    at = now(request).astimezone(meeting.campaign.zone).isoformat(timespec="seconds")
    return kept({"version": version, "saved_at": at, "errors": {}})


def conflict_told(request: Request, conflict: Outdated) -> HttpResponse:
    context = {
        "reason": conflict.reason.say(_),
        "changed": [change.say(_) for change in conflict.changed],
    }
    if is_quiet(request):
        return kept({"html": render_to_string("reporting/_conflict.html", context, request)}, status=409)
    return render(request, "reporting/_conflict.html", context, status=409)


@require_POST
def note_decision(request: Request, slug: str, pk: int, agenda_item: int) -> HttpResponse:
    """Something is decided on an agenda item: it stands in the list at once."""
    one, known = visible_agenda_item(request, slug, pk, agenda_item), None
    known = organisations_of(one.campaign)
    form = DecisionForm(
        known, request.POST, auto_id=f"decide-{one.pk}-%s", has_obstacle=bool(one.obstacle_id)
    )
    status = tried(
        form, lambda _typed: actions.note_decision(one, form.draft(), by=request.user, at=now(request))
    )
    if status == DONE and not request.htmx:
        return back(one.meeting, f"agenda-item-{one.pk}")
    told = decisions_told(one, known, None if status == DONE else form)
    row = {"agenda_item": one, "facts": facts_for_agenda(one.meeting, [one], at=now(request))[one.pk], **told}
    answer = 200 if status == DONE else 422
    if request.htmx:
        context = {"row": row, "meeting": one.meeting, "campaign": one.campaign}
        return render(request, "meetings/_decisions.html", context, status=answer)
    context = {"row": row, "meeting": one.meeting, "name": name_of(one.meeting), "known": known}
    return page(request, "meetings/decide.html", context, status=answer)


def visible_decision(request: Request, slug: str, pk: int, decision: int) -> Decision:
    found = visible_meeting(request, slug, pk)
    related = ("campaign", "meeting__campaign", "agenda_item", "unit")
    return get_object_or_404(found.decisions.select_related(*related), pk=decision)


@either
def change_decision(request: Request, slug: str, pk: int, decision: int) -> HttpResponse:
    """What was noted is put otherwise."""
    one = visible_decision(request, slug, pk, decision)
    require(may_write_minutes(request.user, one.meeting))
    known = organisations_of(one.campaign)
    form = ChangeDecisionForm(
        known,
        request.POST if request.method == "POST" else None,
        initial=decision_now(one),
        has_obstacle=bool(one.agenda_item.obstacle_id),
    )
    status = 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.change_decision(
                one, form.draft(), by=request.user, at=now(request), seen=typed["seen"]
            ),
        )
        if status == DONE:
            return back(one.meeting, f"agenda-item-{one.agenda_item_id}")
    context = {"form": form, "meeting": one.meeting, "name": name_of(one.meeting), "known": known, "title": _("Change the decision")}  # fmt: skip
    return page(request, "meetings/form.html", context, status=status)


@require_POST
def drop_decision(request: Request, slug: str, pk: int, decision: int) -> HttpResponse:
    one = visible_decision(request, slug, pk, decision)
    actions.drop_decision(one, by=request.user, at=now(request))
    return back(one.meeting, f"agenda-item-{one.agenda_item_id}")


@require_POST
def close(request: Request, slug: str, pk: int) -> HttpResponse:
    """The minutes are closed, or the page says what they still lack."""
    found = visible_meeting(request, slug, pk)
    try:
        actions.close_meeting(found, by=request.user, at=now(request), seen=seen(request))
    except Incomplete as lacking:
        return run_page(
            request, found, problems=problems_of(lacking), reason=lacking.reason.say(_), status=422
        )
    messages.success(request, _("The minutes are closed. The decisions are now followed up."))
    return redirect("meetings:meeting", slug, pk)
