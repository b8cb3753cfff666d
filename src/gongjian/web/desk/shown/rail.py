"""Beside the agenda: how one's own part stands, and the next fourteen days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.accounts.models import Organisation
from gongjian.assessment.models import Result
from gongjian.assessment.queries import published
from gongjian.campaigns.models import Obligation
from gongjian.campaigns.queries import obligations, scope_of, units_of
from gongjian.ledger.queries import remembered
from gongjian.reporting.models import Report
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.listed import lights_today
from gongjian.web.http import Request, now, today
from gongjian.worklist.rules import Light

AHEAD = 14


@dataclass(frozen=True, slots=True)
class Part:
    """How a unit stands, or the whole where somebody sees it: its lights, and its place as it was published last."""

    name: str
    lights: list[tuple[Light, int]]
    items: int
    query: str = ""
    result: Result | None = None
    among: int = 0
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    is_today: bool
    is_workday: bool
    obligations: tuple[Obligation, ...]


def own_parts(request: Request) -> list[Part]:
    """The own units, each with its place and its report."""
    campaign = request.campaign
    key = ("parts", scope_of(request.user, campaign), today(request))
    return remembered(campaign, key, lambda: list(parts(request)))


def county_part(request: Request) -> list[Part]:
    """The campaign, for whoever reads everything."""
    campaign = request.campaign
    return remembered(campaign, ("whole", today(request)), lambda: [part_of_all(request)])


def part_of_all(request: Request) -> Part:
    lights = lights_today(ItemStanding.objects.visible_to(request.user, request.campaign))
    return Part(str(request.campaign), by_light(lights), sum(lights.values()))


def parts(request: Request) -> Iterator[Part]:
    campaign, mine = request.campaign, units_of(request.user, request.campaign)
    seen = ItemStanding.objects.visible_to(request.user, campaign)
    results = list(published(campaign)) if mine else []
    reports = newest_reports(request, mine)
    for unit in Organisation.objects.filter(pk__in=mine):
        lights = lights_today(seen.filter(unit=unit))
        own = next((one for one in results if one.unit_id == unit.pk), None)
        among = sum(one.series == own.series for one in results) if own else 0
        yield Part(
            str(unit),
            by_light(lights),
            sum(lights.values()),
            f"?unit={unit.pk}",
            own,
            among,
            reports.get(unit.pk),
        )


def newest_reports(request: Request, units: set[int]) -> dict[int, Report]:
    """By unit, the report of the newest period that is open."""
    seen = Report.objects.visible_to(request.user, request.campaign).filter(unit__in=units)
    found = seen.filter(period__opened_at__lte=now(request)).select_related("period")
    return {one.unit_id: one for one in found.order_by("period__nominal_on")}


def by_light(counts: dict[Light, int]) -> list[tuple[Light, int]]:
    return [(light, counts.get(light, 0)) for light in Light]


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
