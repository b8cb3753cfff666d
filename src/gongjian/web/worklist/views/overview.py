"""The campaign on one page: how far in, what was promised, how it stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from gongjian.accounts.queries import organisations_in_order, people_in_order
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import lines_in_order, obligations, scope_of
from gongjian.ledger.queries import remembered
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import (
    TargetRow,
    standings_at,
    standings_today,
    tallies_today,
    targets_of,
    trend,
)
from gongjian.standing.rules import Standing, Tally, tallies, tally
from gongjian.ui.charts import LineChart
from gongjian.ui.numbers import quantity_beside
from gongjian.web.answers.storage import as_of_now
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.worklist.shown.curves import trend_chart
from gongjian.web.worklist.shown.facts import known_by
from gongjian.worklist.models import Item
from gongjian.worklist.rules import BEHIND, Light

MOST_DUTIES = 5


@require_GET
def overview(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    at, past = known_by(request)
    on = campaign.day_of(at)
    facts = summed(request, past)

    context = {
        "on": on,
        "as_of": past,
        "suffix": f"&on={past}" if past else "",
        "phases": phases(campaign, on),
        "passage": campaign.passage(on),
        "duties": obligations(campaign).filter(due_on__gte=on)[:MOST_DUTIES],
        "targets": [target_shown(row, on) for row in facts.targets],
        "whole": facts.whole,
        "lights": [(light, facts.whole.lights.get(light, 0)) for light in Light],
        "behind": ",".join(BEHIND),
        "projects": facts.projects,
        "sees_everything": may_read_all(request.user, campaign),
        "sees_some": bool(facts.projects),
        "groups": list(groups(request, facts, past)),
        "trend": trend_of(campaign, at, facts.whole) if may_read_all(request.user, campaign) else None,
    }
    return page(request, "worklist/overview.html", context)


@dataclass(frozen=True, slots=True)
class Summed:
    """What the overview adds up from what somebody sees; the same for all who see the same."""

    targets: list[TargetRow]
    whole: Tally
    projects: int
    parts: dict[str, list[tuple[int, str, Tally]]]


def summed(request: Request, past: date | None) -> Summed:
    campaign = request.campaign
    if not past:
        as_of_now(campaign, at=now(request))
    key = ("overview", past or today(request), scope_of(request.user, campaign))
    return remembered(campaign, key, lambda: added(request, past))


def added(request: Request, past: date | None) -> Summed:
    everything = all_standings(request, past)
    mine = visible_of(request, everything, past)
    whole = (
        tally(mine) if past else added_up(request, mine, "campaign", past).get(request.campaign.pk, Tally())
    )
    return Summed(
        targets_of(request.campaign, everything),
        whole,
        len({one.project for one in mine}),
        {key: parts_of(request, mine, key, past) for key in NAMES},
    )


def parts_of(
    request: Request, mine: list[Standing], key: str, past: date | None
) -> list[tuple[int, str, Tally]]:
    names = {getattr(one, key): NAMES[key](one) for one in mine}
    return [(pk, names[pk], part) for pk, part in named_parts(key, added_up(request, mine, key, past))]


def all_standings(request: Request, past: date | None) -> list[Standing]:
    """From the projection for today, from the facts for any other day."""
    campaign = request.campaign
    if past:
        return standings_at(campaign, campaign.end_of(past))
    return list(standings_today(ItemStanding.objects.filter(campaign=campaign)))


def target_shown(row: TargetRow, on: date) -> dict[str, Any]:
    """A target as a bar: how much of what was promised, and whether its day has passed without it."""
    promised, counted = Fraction(row.target.value), row.counted
    is_counted = not counted.says_nothing
    missed = not row.reached and on > row.target.due_on
    return {
        "target": row.target,
        "counted": counted,
        "actual": quantity_beside(counted.actual if is_counted else None, row.target.unit, promised),
        "reached": row.reached,
        "share": counted.actual / promised if promised and is_counted else None,
        "tone": Light.DONE if row.reached else Light.SERIOUS if missed else None,
    }


def visible_of(request: Request, everything: list[Standing], past: date | None) -> list[Standing]:
    if may_read_all(request.user, request.campaign):
        return everything
    visible = set(Item.objects.visible_to(request.user, request.campaign).values_list("pk", flat=True))
    return [one for one in everything if one.item in visible]


def phases(campaign: Campaign, on: date) -> list[dict[str, Any]]:
    return [
        {"phase": phase, "over": phase.ends_on < on, "now": phase.starts_on <= on <= phase.ends_on}
        for phase in campaign.phases.all()
    ]


NAMES: dict[str, Callable[[Standing], str]] = {
    "line": lambda one: one.line_name,
    "unit": lambda one: one.unit_name,
    "official": lambda one: one.official_name,
}
ORDERS: dict[str, Callable[[Iterable[int]], Iterable[int]]] = {
    "line": lines_in_order,
    "unit": organisations_in_order,
    "official": people_in_order,
}


def groups(request: Request, facts: Summed, past: date | None) -> Iterator[dict[str, Any]]:
    """The lights by line of work, by unit and by leading official, each row with its bar."""
    titles = {
        "line": gettext("Lights by line of work"),
        "unit": gettext("Lights by unit"),
        "official": gettext("Lights by leading official"),
    }
    address = reverse("worklist:list", args=[request.campaign.slug])
    on = f"&on={past}" if past else ""
    for key, title in titles.items():
        occurring = [
            light for light in Light if any(part.lights.get(light) for _, _, part in facts.parts[key])
        ]
        rows = [
            {
                "label": name,
                "href": f"{address}?{key}={pk}{on}",
                "tally": part,
                "lights": [(light, part.lights.get(light, 0)) for light in occurring],
            }
            for pk, name, part in facts.parts[key]
        ]
        if rows:
            yield {"key": key, "title": title, "rows": rows}


def added_up(request: Request, mine: list[Standing], key: str, past: date | None) -> dict[Any, Tally]:
    """By the database for today, by hand for any other day."""
    if past:
        return tallies(mine, attrgetter(key))
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    return tallies_today(seen, f"{key}_id")


def named_parts(key: str, parts: Mapping[Any, Tally]) -> Iterator[tuple[int, Tally]]:
    """Takes the tallies of an overview by key; gives those with a name, in the county's own order."""
    return ((pk, parts[pk]) for pk in ORDERS[key](pk for pk in parts if pk))


def trend_of(campaign: Campaign, at: Any, whole: Tally) -> LineChart | None:
    """Completion and expectation at each data cut-off so far, and now."""
    gone = remembered(campaign, ("trend", campaign.day_of(at)), lambda: trend(campaign, at))
    return trend_chart([*gone, (campaign.day_of(at), whole)])
