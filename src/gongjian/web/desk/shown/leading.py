"""The desk of a leading official: what only they can settle, what is stuck, their projects. Nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import left
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries import open_of_projects
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.listed import tallies_today
from gongjian.standing.rules import Tally
from gongjian.web.http import Request, today
from gongjian.worklist.models import Project
from gongjian.worklist.rules import Light

MOST_STUCK = 15
WORST_FIRST = (Light.SERIOUS, Light.LAGGING, Light.BLOCKED)


@dataclass(frozen=True, slots=True)
class Led:
    """One of their projects, how it stands, and what is in its way."""

    project: Project
    tally: Tally
    obstacles: int

    @property
    def lights(self) -> list[tuple[Light, int]]:
        return [(light, self.tally.lights.get(light, 0)) for light in Light]

    @property
    def trouble(self) -> tuple[int, ...]:
        """Sorts the worst to the top."""
        return (*(-self.tally.lights.get(light, 0) for light in WORST_FIRST), -self.obstacles)


@dataclass(frozen=True, slots=True)
class Stuck:
    obstacle: Obstacle
    words: Text
    is_late: bool


def led_projects(request: Request) -> Iterator[Project]:
    seen = Project.objects.visible_to(request.user, request.campaign)
    mine = seen.filter(leading_official=request.user)
    yield from mine.select_related("unit").order_by("code")


def leading(request: Request) -> Mapping[str, Any]:
    projects = list(led_projects(request))
    open_ones = open_of_projects(projects)
    in_the_way = dict(open_ones.order_by().values_list("project").annotate(count=Count("pk")))
    calendar, day = request.campaign.calendar(), today(request)
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    tallies = tallies_today(seen.filter(project__in=projects), "project")
    led = [Led(one, tallies.get(one.pk, Tally()), in_the_way.get(one.pk, 0)) for one in projects]
    return {
        "stuck": [stuck(one, calendar, day) for one in open_ones[:MOST_STUCK]],
        "stuck_count": sum(in_the_way.values()),
        "led": sorted(led, key=lambda one: one.trouble),
    }


def stuck(obstacle: Obstacle, calendar: WorkCalendar, day: date) -> Stuck:
    assert obstacle.due_on is not None
    time = left(obstacle.due_on, today=day, calendar=calendar)
    return Stuck(obstacle, time.words, time.is_late)
