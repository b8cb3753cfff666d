"""What is in the way, as several pages show it: the open obstacles of an item or a project, and what is left of a limit."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gongjian.campaigns.queries import scope_of
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.time_left import Left, left
from gongjian.ledger.queries import remembered
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may_raise
from gongjian.web.http import Request, today
from gongjian.worklist.models import Item, Project

MOST = 20


def obstacles_of(request: Request, project: Project, item: Item | None = None) -> dict[str, Any]:
    """The open obstacles of a project, or of one of its items, and where one more is raised."""
    calendar, day = request.campaign.calendar(), today(request)
    key = ("open obstacles", project.pk, item and item.pk, scope_of(request.user, request.campaign))
    rows = remembered(request.campaign, key, lambda: still_open(request, project, item))
    told = [(one, clock_of(one, today=day, calendar=calendar)) for one in rows]
    return {
        "obstacles": [(one, clock, tone_of(clock)) for one, clock in told],
        "raise_url": raise_url(request, project, item) if may_raise(request.user, project) else "",
    }


def still_open(request: Request, project: Project, item: Item | None) -> list[Obstacle]:
    seen = Obstacle.objects.visible_to(request.user, request.campaign).still_open()
    found = seen.filter(items=item) if item else seen.filter(project=project)
    return list(found.select_related("kind").order_by("due_on", "number")[:MOST])


def raise_url(request: Request, project: Project, item: Item | None) -> str:
    asked = {"item": item.code} if item else {"project": project.code}
    return f"{reverse('obstacles:raise', args=[request.campaign.slug])}?{urlencode(asked)}"


def tone_of(clock: Left | None) -> str:
    if clock is None:
        return "neutral"
    return "danger" if clock.is_late else "warning" if clock.is_short else "neutral"


def clock_of(obstacle: Obstacle, *, today: date, calendar: WorkCalendar) -> Left | None:
    return left(obstacle.due_on, today=today, calendar=calendar) if obstacle.due_on else None
