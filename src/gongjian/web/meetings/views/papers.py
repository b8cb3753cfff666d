"""Agenda, minutes and lists: as they went out, or as drafts that say so."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.meetings import papers
from gongjian.meetings.actions import bytes_of_paper
from gongjian.meetings.permissions import may_run_meetings
from gongjian.meetings.queries import meeting_rules, name_of, newest_paper
from gongjian.meetings.rules import MeetingState, PaperKind
from gongjian.sandbox.papers import to_xlsx
from gongjian.web.answers.handing import handed
from gongjian.web.http import Request, now, page
from gongjian.web.meetings.views.meeting import visible_meeting


@require_safe
def minutes(request: Request, slug: str, pk: int) -> HttpResponse:
    """The minutes on a page: for everybody invited once they are issued, for the Office and the supervisors before."""
    found = visible_meeting(request, slug, pk)
    paper = newest_paper(found, PaperKind.MINUTES) if found.state == MeetingState.ISSUED else None
    if not found.tells_results_to(request.user):
        raise Http404
    content = paper.content if paper else papers.minutes_content(found, number=None, issued_on=None)
    context = {
        "meeting": found,
        "name": name_of(found),
        "paper": paper,
        "content": content,
        "editions": list(found.papers.filter(kind=PaperKind.MINUTES).defer("content")),
    }
    return page(request, "meetings/minutes.html", context)


@require_safe
def paper(request: Request, slug: str, pk: int, kind: str, edition: int, form: str) -> HttpResponse:
    """A paper that went out: the same bytes for ever. `pack` is the agenda with everything that goes along."""
    found = visible_meeting(request, slug, pk)
    if form not in ("docx", "pdf", "pack") or (form == "pack" and kind != PaperKind.AGENDA):
        raise Http404
    kept = get_object_or_404(found.papers, kind=kind, edition=edition)
    content = bytes_of_paper(kept, form, at=now(request))
    ending = "pdf" if form == "pack" else form
    name = f"{kept.content['document_number'] or kept.content['title']}.{ending}".replace("\n", "")
    return handed(content, name=name, media_type=papers.FORMATS[ending], shown=False)


@require_safe
def draft(request: Request, slug: str, pk: int, kind: str, form: str) -> HttpResponse:
    """How the agenda or the minutes would look now; nothing is kept."""
    found = visible_meeting(request, slug, pk)
    if not may_run_meetings(request.user, found.campaign) or form not in ("docx", "pdf"):
        raise Http404
    if kind == PaperKind.AGENDA:
        content = papers.agenda_content(found, at=now(request))
    elif kind == PaperKind.MINUTES:
        content = papers.minutes_content(found, number=None, issued_on=None)
    else:
        raise Http404
    drawn = papers.pressed(papers.paper_from(content), form, at=now(request))
    return handed(drawn, name=f"{content['title']}.{form}", media_type=papers.FORMATS[form])


@require_safe
def ceremony_list(request: Request, slug: str, pk: int, which: str, form: str) -> HttpResponse:
    """Programme, sign-in list, seats and invitations, to be printed or filled in."""
    found = visible_meeting(request, slug, pk)
    per_row = meeting_rules(found.campaign, now(request)).seats_per_row
    if form not in papers.FORMATS or which not in (*papers.SHEETS, "all"):
        raise Http404
    if form == "xlsx":
        content = to_xlsx(papers.ceremony_book(found, per_row=per_row), at=now(request))
        name = str(name_of(found))
    elif which == "all":
        raise Http404
    else:
        drawn = papers.ceremony_paper(found, which, per_row=per_row)
        content, name = papers.pressed(drawn, form, at=now(request)), drawn.title
    return handed(content, name=f"{name}.{form}", media_type=papers.FORMATS[form], shown=form == "pdf")
