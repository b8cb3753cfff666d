"""The projector: one slide a screen, with the facts as they are now; of a meeting that is over, as they were then."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gongjian.meetings.permissions import may_run_meetings, may_write_minutes
from gongjian.meetings.queries import moment_of, name_of
from gongjian.web.http import Request, now, page
from gongjian.web.meetings.shown.slides import deck_of
from gongjian.web.meetings.views.meeting import visible_meeting


@require_safe
def present(request: Request, slug: str, pk: int, place: int = 0) -> HttpResponse:
    """The cover names the meeting and its agenda items; with `all` the whole deck lies on one page, to be printed."""
    found = visible_meeting(request, slug, pk)
    if found.state == "planned" and not may_run_meetings(request.user, found.campaign):
        raise Http404
    agenda_items = list(
        found.agenda_items.listed().select_related("unit", "line", "obstacle__project", "meeting__campaign")
    )
    at = moment_of(found, at=now(request))
    slides = deck_of(request, found, agenda_items, at=at)
    part = request.GET.get("part", "1")
    here = [n for n, one in enumerate(slides) if one.place == place and str(one.part) == part]
    if not here:
        raise Http404
    whole, index = "all" in request.GET, here[0]
    context = {
        "meeting": found,
        "name": name_of(found),
        "deck": list(enumerate(slides, start=1)) if whole else [(index + 1, slides[index])],
        "whole": whole,
        "matters": [one for one in slides if one.place and one.part == 1],
        "slide": slides[index],
        "count": len(slides),
        "before": slides[index - 1] if index else None,
        "after": slides[index + 1] if index + 1 < len(slides) else None,
        "at": at,
        "day": found.campaign.day_of(at),
        "writes": may_write_minutes(request.user, found),
        "points": list(found.programme.select_related("venue")),
    }
    return page(request, "meetings/present.html", context)
