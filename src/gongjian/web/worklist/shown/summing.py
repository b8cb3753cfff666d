"""What the overview and the pages of lights add up from what somebody sees."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any

from django.urls import reverse

from gongjian.accounts.queries import organisations_in_order, people_in_order
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import lines_in_order, scope_of
from gongjian.kernel.text import Text
from gongjian.ledger.queries import remembered
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import TargetRow, standings_at, standings_today, tallies_today, targets_of
from gongjian.standing.rules import Standing, Tally, tallies, tally
from gongjian.web.answers.storage import as_of_now
from gongjian.web.http import Request, now, today
from gongjian.worklist.models import Item
from gongjian.worklist.rules import BEHIND, Light

MOST_WORST = 5


@dataclass(frozen=True, slots=True)
class Summed:
    """What the overview adds up from what somebody sees; the same for all who see the same."""

    targets: list[TargetRow]
    whole: Tally
    projects: int
    parts: dict[str, list[tuple[int, str, Tally]]]
    items: list[Standing]
    worst: list[Standing]


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
        targets_of(request.campaign, everything, at=request.campaign.end_of(past) if past else now(request)),
        whole,
        len({one.project for one in mine}),
        {key: parts_of(request, mine, key, past) for key in NAMES},
        mine,
        sorted((one for one in mine if one.light in BEHIND), key=lambda one: (one.gap, one.code))[
            :MOST_WORST
        ],
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


def visible_of(request: Request, everything: list[Standing], past: date | None) -> list[Standing]:
    if may_read_all(request.user, request.campaign):
        return everything
    visible = set(Item.objects.visible_to(request.user, request.campaign).values_list("pk", flat=True))
    return [one for one in everything if one.item in visible]


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


def added_up(request: Request, mine: list[Standing], key: str, past: date | None) -> dict[Any, Tally]:
    """By the database for today, by hand for any other day."""
    if past:
        return tallies(mine, attrgetter(key))
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    return tallies_today(seen, f"{key}_id")


def named_parts(key: str, parts: Mapping[Any, Tally]) -> Iterator[tuple[int, Tally]]:
    """Takes the tallies of an overview by key; gives those with a name, in the county's own order."""
    return ((pk, parts[pk]) for pk in ORDERS[key](pk for pk in parts if pk))


@dataclass(frozen=True, slots=True)
class LightsBy:
    """The lights by line of work, by unit or by leading official, each row with its bar."""

    key: str
    title: Text
    rows: list[dict[str, Any]]


TITLES = {
    "line": Text("Lights by line of work"),
    "unit": Text("Lights by unit"),
    "official": Text("Lights by leading official"),
}


def lights_by(
    request: Request, facts: Summed, key: str, past: date | None, *, worst_first: bool = False
) -> LightsBy:
    """In the county's own order, or those with the largest share of red first."""
    address = reverse("worklist:list", args=[request.campaign.slug])
    on = f"&on={past}" if past else ""
    occurring = [light for light in Light if any(part.lights.get(light) for _, _, part in facts.parts[key])]
    rows: list[dict[str, Any]] = [
        {
            "label": name,
            "href": f"{address}?{key}={pk}{on}",
            "tally": part,
            "lights": [(light, part.lights.get(light, 0)) for light in occurring],
        }
        for pk, name, part in facts.parts[key]
    ]
    if worst_first:
        rows.sort(key=lambda row: redness(row["tally"]), reverse=True)
    return LightsBy(key, TITLES[key], rows)


def redness(part: Tally) -> tuple[Fraction, Fraction]:
    """The share of what is seriously behind, then of everything behind."""
    items = part.items or 1
    return Fraction(part.lights.get(Light.SERIOUS, 0), items), Fraction(part.behind, items)
