"""The projector: one agenda item a screen, its facts as they are now."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from gongjian.meetings.permissions import may_run_meetings, may_write_minutes
from gongjian.meetings.queries import facts_for_agenda, name_of
from gongjian.web.http import Request, now, page, today
from gongjian.web.meetings.views.meeting import visible_meeting


@require_GET
def present(request: Request, slug: str, pk: int, place: int = 0) -> HttpResponse:
    """Screen 0 names the meeting and its agenda items; then one agenda item a screen."""
    found = visible_meeting(request, slug, pk)
    if found.state == "planned" and not may_run_meetings(request.user, found.campaign):
        raise Http404
    agenda_items = list(
        found.agenda_items.listed().select_related("unit", "line", "obstacle__project", "meeting__campaign")
    )
    if place > len(agenda_items):
        raise Http404
    shown = agenda_items[place - 1] if place else None
    facts = facts_for_agenda(found, [shown], at=now(request))[shown.pk] if shown else None
    told = found.tells_results_to(request.user)
    context = {
        "told": told,
        "meeting": found,
        "name": name_of(found),
        "agenda_items": agenda_items,
        "agenda_item": shown,
        "facts": facts,
        "decided": list(shown.decisions.select_related("unit").order_by("pk")) if shown and told else [],
        "today": today(request),
        "at": now(request),
        "place": place,
        "count": len(agenda_items),
        "before": place - 1 if place else None,
        "after": place + 1 if place < len(agenda_items) else None,
        "writes": may_write_minutes(request.user, found),
        "points": list(found.programme.select_related("venue")) if not place else [],
    }
    return page(request, "meetings/present.html", context)
