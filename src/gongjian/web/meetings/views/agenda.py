"""The Office shapes the agenda, attaches papers and invites."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.bulletins.actions import bytes_of
from gongjian.meetings import actions
from gongjian.meetings.models import AgendaItem, Meeting
from gongjian.meetings.rules import AgendaItemMove, MeetingState
from gongjian.web.answers.handing import handed, kept
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, now, seen, words_typed
from gongjian.web.meetings.forms.fields import organisations_of
from gongjian.web.meetings.forms.meetings import AgendaItemForm, AttachForm, InviteForm
from gongjian.web.meetings.views.meeting import meeting_page, visible_meeting

PLACES = {"up": -1, "down": 1}


@require_POST
def prepare(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    actions.prepare(found, by=request.user, at=now(request))
    messages.success(request, _("The agenda has been updated from the data. Your changes are kept."))
    return redirect("meetings:meeting", slug, pk)


@require_POST
def add_agenda_item(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    form = AgendaItemForm(organisations_of(found.campaign), request.POST, auto_id="agenda_item_%s")
    status = tried(
        form, lambda typed: actions.add_agenda_item(found, **typed, by=request.user, at=now(request))
    )
    if status != DONE:
        return meeting_page(request, found, status=status, agenda_item_form=form)
    return back(found, "agenda")


def visible_agenda_item(request: Request, slug: str, pk: int, agenda_item: int) -> AgendaItem:
    found = visible_meeting(request, slug, pk)
    return get_object_or_404(
        found.agenda_items.select_related(
            "meeting__campaign", "campaign", "unit", "line", "obstacle__project"
        ),
        pk=agenda_item,
    )


@require_POST
def handle_agenda_item(request: Request, slug: str, pk: int, agenda_item: int, move: str) -> HttpResponse:
    """An agenda item is taken on, dropped or postponed, or comes earlier or later."""
    one = visible_agenda_item(request, slug, pk, agenda_item)
    if move in PLACES:
        actions.move_agenda_item(one, places=PLACES[move], by=request.user, at=now(request))
        return back(one.meeting, f"agenda-item-{one.pk}")
    if not AgendaItemMove.knows(move):
        raise Http404
    if move == AgendaItemMove.TAKE_ON:
        actions.take_on(one, by=request.user, at=now(request), seen=seen(request))
    else:
        verb: Callable[..., Any] = (
            actions.drop_agenda_item if move == AgendaItemMove.DROP else actions.postpone_agenda_item
        )
        reason = words_typed(request, "reason", most=300)
        verb(one, reason=reason, by=request.user, at=now(request), seen=seen(request))
    return back(one.meeting, "agenda")


def back(meeting: Meeting, place: str) -> HttpResponse:
    """To the agenda, or to the minutes while the meeting runs."""
    name = "meetings:run" if meeting.state == MeetingState.RUNNING else "meetings:meeting"
    answer = redirect(name, meeting.campaign.slug, meeting.pk)
    answer["Location"] += f"#{place}"
    return answer


@require_POST
def invite(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    form = InviteForm(organisations_of(found.campaign), request.POST, auto_id="invite_%s")
    status = tried(
        form,
        lambda typed: actions.invite(
            found, typed["organisations"], attending=typed["attending"], by=request.user, at=now(request)
        ),
    )
    if status != DONE:
        return meeting_page(request, found, status=status, invite_form=form)
    return back(found, "invited")


@require_POST
def uninvite(request: Request, slug: str, pk: int, invitation: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    line = get_object_or_404(found.invitations.select_related("organisation"), pk=invitation)
    actions.uninvite(line, by=request.user, at=now(request))
    return back(found, "invited")


@require_POST
def attach(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    form = AttachForm(request.POST, request.FILES, auto_id="attach_%s")
    status = tried(
        form,
        lambda typed: actions.attach_paper(
            found, typed["file"], title=typed["title"], by=request.user, at=now(request)
        ),
    )
    if status != DONE:
        return meeting_page(request, found, status=status, attach_form=form)
    return back(found, "papers")


@require_POST
def detach(request: Request, slug: str, pk: int, attachment: int) -> HttpResponse:
    found = visible_meeting(request, slug, pk)
    paper = get_object_or_404(found.attachments.filter(removed_at=None), pk=attachment)
    actions.detach_paper(paper, by=request.user, at=now(request))
    return back(found, "papers")


@require_safe
def attachment(request: Request, slug: str, pk: int, attachment: int) -> HttpResponse:
    """A paper that goes along: a bulletin as it was issued, or the Office's own file."""
    found = visible_meeting(request, slug, pk)
    there = found.attachments.filter(removed_at=None).select_related("bulletin")
    paper = get_object_or_404(there, pk=attachment)
    if not paper.bulletin:
        return kept(paper.sha256, name=paper.title, media_type=paper.media_type)
    content = bytes_of(paper.bulletin, "pdf", at=now(request))
    return handed(content, name=f"{paper.title}.pdf", media_type="application/pdf")
