"""The desk of a leading official: what only they can settle, what is stuck, their projects. Nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries import open_of_projects
from gongjian.obstacles.rules import left
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.listed import tallies_today
from gongjian.standing.rules import Tally
from gongjian.web.http import Request, today
from gongjian.worklist.models import Project
from gongjian.worklist.rules import Light

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


def leads_only(request: Request) -> bool:
    """A leading official without another seat."""
    return {role for role, _ in request.seats.held} == {Role.LEADER}


def led_projects(request: Request) -> Iterator[Project]:
    mine = Project.objects.filter(campaign=request.campaign, leading_official=request.user)
    yield from mine.select_related("unit").order_by("code")


def leading(request: Request) -> Mapping[str, Any]:
    projects = list(led_projects(request))
    stuck = [one_stuck(one, request, today(request)) for one in open_of_projects(projects)]
    seen = ItemStanding.objects.filter(campaign=request.campaign, project__in=projects)
    tallies = tallies_today(seen, "project")
    led = [
        Led(one, tallies.get(one.pk, Tally()), sum(row.obstacle.project_id == one.pk for row in stuck))
        for one in projects
    ]
    return {"stuck": stuck, "led": sorted(led, key=lambda one: one.trouble)}


def one_stuck(obstacle: Obstacle, request: Request, day: date) -> Stuck:
    assert obstacle.due_on is not None
    time = left(obstacle.due_on, today=day, calendar=request.campaign.calendar())
    return Stuck(obstacle, time.words, time.is_late)
