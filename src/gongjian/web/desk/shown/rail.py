"""Beside the agenda: what is stuck with others, how one's own part stands, and the next fourteen days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongjian.accounts.models import Organisation
from gongjian.assessment.models import Result
from gongjian.assessment.queries import published
from gongjian.campaigns.models import Obligation
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import obligations, scope_of, units_of
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import left
from gongjian.ledger.queries import remembered
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.queries import filings_now, punctuality_by_unit
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.listed import lights_today
from gongjian.web.http import Request, now, today
from gongjian.worklist.rules import Light

AHEAD = 14
MOST_STUCK = 5
MOST_LATE = 8
IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Part:
    """How a unit stands, or the whole where somebody sees it: its lights, and its place as it was published last."""

    name: str
    lights: list[tuple[Light, int]]
    items: int
    query: str = ""
    result: Result | None = None
    among: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    is_today: bool
    is_workday: bool
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    obstacle: Obstacle
    words: Text


def rail(request: Request) -> dict[str, Any]:
    campaign, day = request.campaign, today(request)
    scope = scope_of(request.user, campaign)
    return {
        "parts": remembered(campaign, ("parts", scope, day), lambda: list(parts(request))),
        "stuck": remembered(campaign, ("stuck", scope, day), lambda: list(stuck(request))),
        "late_in_a_row": late_in_a_row(request),
        "days": list(days_ahead(request)),
    }


def parts(request: Request) -> Iterator[Part]:
    """The own units; for whoever reads everything, the campaign."""
    campaign, mine = request.campaign, units_of(request.user, request.campaign)
    seen = ItemStanding.objects.visible_to(request.user, campaign)
    if may_read_all(request.user, campaign):
        lights = lights_today(seen)
        yield Part(str(campaign), by_light(lights), sum(lights.values()))
        return
    results = list(published(campaign)) if mine else []
    for unit in Organisation.objects.filter(pk__in=mine):
        lights = lights_today(seen.filter(unit=unit))
        own = next((one for one in results if one.unit_id == unit.pk), None)
        among = sum(one.series == own.series for one in results) if own else 0
        yield Part(str(unit), by_light(lights), sum(lights.values()), f"?unit={unit.pk}", own, among)


def by_light(counts: dict[Light, int]) -> list[tuple[Light, int]]:
    return [(light, counts.get(light, 0)) for light in Light]


def stuck(request: Request) -> Iterator[Stuck]:
    """The open obstacles that are past their limit, the oldest first."""
    day, calendar = today(request), request.campaign.calendar()
    seen = Obstacle.objects.visible_to(request.user, request.campaign).still_open()
    for one in (
        seen.filter(due_on__lt=day).select_related("project").order_by("due_on", "number")[:MOST_STUCK]
    ):
        assert one.due_on is not None  # it was filtered by it
        yield Stuck(one, left(one.due_on, today=day, calendar=calendar).words)


def late_in_a_row(request: Request) -> list[tuple[str, int, int]]:
    """Units that were late or missing twice running, for whoever reads everything: name, number, how often."""
    if not may_read_all(request.user, request.campaign):
        return []
    rows = filings_now(request.campaign, now(request))
    names = {row.report.unit_id: str(row.report.unit) for row in rows}
    record = punctuality_by_unit(rows).items()
    late = [(names[unit], unit, one.late_streak) for unit, one in record if one.late_streak >= IN_A_ROW]
    return sorted(late, key=lambda one: -one[2])[:MOST_LATE]


def days_ahead(request: Request) -> Iterator[Day]:
    """Whole weeks, from today's Monday on."""
    day, calendar = today(request), request.campaign.calendar()
    monday = day - timedelta(days=day.weekday())
    through = monday + timedelta(days=AHEAD)
    coming = list(
        obligations(request.campaign).filter(due_on__gte=day, due_on__lt=through).order_by("due_on", "pk")
    )
    for ahead in range(AHEAD):
        on = monday + timedelta(days=ahead)
        here = tuple(one for one in coming if one.due_on == on)
        yield Day(on, on == day, calendar.is_workday(on), here)
