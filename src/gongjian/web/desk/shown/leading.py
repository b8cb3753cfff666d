"""The desk of a leading official: what only they can settle, what is stuck, their projects. Nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min

from gongjian.kernel.text import Text
from gongjian.obstacles.queries import open_of_projects
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.listed import tallies_today
from gongjian.standing.rules import Tally
from gongjian.web.http import Request, now
from gongjian.worklist.models import Project
from gongjian.worklist.rules import Light

WORST_FIRST = (Light.SERIOUS, Light.LAGGING, Light.BLOCKED)


@dataclass(frozen=True, slots=True)
class Led:
    """One of their projects, how it stands, and what is in its way."""

    project: Project
    tally: Tally
    obstacles: int
    stuck_days: int

    @property
    def lights(self) -> list[tuple[Light, int]]:
        return [(light, self.tally.lights.get(light, 0)) for light in Light]

    @property
    def trouble(self) -> tuple[int, ...]:
        """Sorts the worst to the top."""
        return (*(-self.tally.lights.get(light, 0) for light in WORST_FIRST), -self.obstacles)


def led_projects(request: Request) -> Iterator[Project]:
    seen = Project.objects.visible_to(request.user, request.campaign)
    mine = seen.filter(leading_official=request.user)
    yield from mine.select_related("unit").order_by("code")


def leading(request: Request) -> Mapping[str, Any]:
    projects = list(led_projects(request))
    rows = open_of_projects(projects).order_by().values_list("project")
    in_the_way = {
        project: (count, (now(request) - since).days)
        for project, count, since in rows.annotate(count=Count("pk"), since=Min("raised_at"))
    }
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    tallies = tallies_today(seen.filter(project__in=projects), "project")
    led = [Led(one, tallies.get(one.pk, Tally()), *in_the_way.get(one.pk, (0, 0))) for one in projects]
    return {"led": sorted(led, key=lambda one: one.trouble), "led_sentence": sentence(led)}


def sentence(led: Sequence[Led]) -> Text:
    red = sum(bool(one.tally.lights.get(Light.SERIOUS)) for one in led)
    if red:
        return Text("%(red)s of my %(all)s projects are seriously behind", red=red, all=len(led))
    return Text("None of my %(all)s projects is seriously behind", all=len(led)) if led else Text("")
