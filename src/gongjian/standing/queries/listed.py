"""The worklist with its lights: from the projection for today, worked out for any other day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, F, FloatField, QuerySet, Sum, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Least

from gongjian.accounts.models import User, official_people, place
from gongjian.accounts.queries import organisations_in_order, people_in_order
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.computed import standings_at
from gongjian.standing.queries.filtering import Filter
from gongjian.standing.queries.paths import said_first
from gongjian.standing.rules import Standing, Tally, tallies
from gongjian.standing.rules.attributes import FACTS, GROUPS, READ, SORTS
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Light


def as_key(key: Any) -> Any:
    return F(key) if isinstance(key, str) else key


FIRST_WITHOUT = Case(When(official=None, then=0), default=1)
OFFICIAL: dict[str, tuple[Any, ...]] = {
    "unit": (place("unit__"), F("unit_id")),
    "official": (FIRST_WITHOUT, *map(as_key, official_people("official__"))),
}
"""What stands in the official order, and not in that of its number."""


def lines_in_order(pks: Iterable[int | None]) -> list[int]:
    wanted = LineOfWork.objects.filter(pk__in=[pk for pk in pks if pk])
    return list(wanted.order_by("position", "pk").values_list("pk", flat=True))


IN_ORDER: dict[str, Callable[[Iterable[Any]], Sequence[int]]] = {
    "unit": organisations_in_order,
    "official": people_in_order,
    "line": lines_in_order,
}
"""How those who are to choose find them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, with how many there are in all, by light before one was chosen, and by group."""

    rows: list[Standing]
    total: int
    lights: Mapping[Light, int]
    groups: Mapping[Any, Tally]


MADE_OF = [said_first(fact.kept) for fact in READ.values()]
FORECAST = list(READ).index("forecast")


def listed_today(
    seen: QuerySet[ItemStanding],
    wanted: Filter,
    *,
    sort: str,
    downwards: bool,
    start: int,
    count: int | None,
    group: str = "",
) -> Page:
    """A page of today's list, asked of the projection."""
    lights = lights_today(seen.filter(wanted.without("light").conditions()))
    found = seen.filter(wanted.conditions())
    order = [*ordered(order_of_groups(group)), *ordered(SORTS.get(sort, SORTS["code"]), downwards=downwards)]
    end = start + count if count else None
    listed = found.order_by(*order).values_list(*MADE_OF)[start:end]
    chosen = wanted.answers.get("light") or lights
    total = sum(number for light, number in lights.items() if light in chosen)
    groups = tallies_today(found, FACTS[group].path) if group in GROUPS else {}
    return Page([standing_from(values) for values in listed], total, lights, groups)


def order_of_groups(group: str) -> tuple[str, ...]:
    return (GROUPS[group].grouped or (group,)) if group in GROUPS else ()


def ordered(facts: Sequence[str], *, downwards: bool = False) -> list[OrderBy]:
    """What has no leading official comes before all that have one, on every database."""
    keys = [key for name in facts for key in OFFICIAL.get(name, (F(FACTS[name].path),))]
    if downwards:
        return [key.desc(nulls_last=True) for key in keys]
    return [key.asc(nulls_first=True) for key in keys]


def lights_today(found: QuerySet[ItemStanding]) -> dict[Light, int]:
    counted = found.order_by().values_list("light").annotate(Count("pk"))
    return {Light.of(light): number for light, number in counted}


def standing_from(values: Sequence[Any]) -> Standing:
    made = list(values)
    made[FORECAST] = made[FORECAST] or None
    return Standing(*made)


def listed_on(
    campaign: Campaign,
    person: User,
    at: datetime,
    wanted: Filter,
    *,
    sort: str,
    downwards: bool,
    start: int,
    count: int | None,
    group: str = "",
) -> Page:
    """A page of the list as it was known at another moment, worked out afresh."""
    visible = set(Item.objects.visible_to(person, campaign).values_list("pk", flat=True))
    belonging, anything = wanted.belonging(), wanted.without("light")
    any_light = [
        one for one in standings_at(campaign, at) if one.item in visible and anything.keeps(one, belonging)
    ]
    chosen = wanted.answers.get("light")
    found = [one for one in any_light if not chosen or one.light in chosen]
    places = {name: placed(IN_ORDER[name](getattr(one, name) for one in found)) for name in OFFICIAL}
    found.sort(key=sort_key(SORTS.get(sort, SORTS["code"]), places), reverse=downwards)
    found.sort(key=sort_key(order_of_groups(group), places))
    end = start + count if count else None
    groups = tallies(found, lambda one: getattr(one, group)) if group in GROUPS else {}
    return Page(found[start:end], len(found), Counter(one.light for one in any_light), groups)


def placed(ordered: Sequence[int]) -> dict[int, int]:
    return {pk: place for place, pk in enumerate(ordered)}


def sort_key(
    facts: Sequence[str], places: Mapping[str, Mapping[int, int]]
) -> Callable[[Standing], tuple[Any, ...]]:
    """What has no leading official comes before all that have one, as it does in the database."""

    def read(one: Standing, name: str) -> Any:
        value = getattr(one, name)
        return places[name].get(value, -1) if name in places else value

    return lambda one: tuple(read(one, name) for name in facts)


def standings_today(seen: QuerySet[ItemStanding]) -> Iterator[Standing]:
    return (standing_from(values) for values in seen.order_by("code").values_list(*MADE_OF))


def tallies_today(seen: QuerySet[ItemStanding], key: str) -> dict[Any, Tally]:
    """Today's standings added up by the database, by unit, line, official or project."""
    groups = (
        seen.order_by()
        .values_list(key, "light")
        .annotate(
            items=Count("pk"),
            all_weight=Sum("weight"),
            weighted_share=Sum(F("weight") * Least(F("share"), 1.0), output_field=FloatField()),
            weighted_expected=Sum(F("weight") * F("expected"), output_field=FloatField()),
        )
    )
    found: dict[Any, Tally] = defaultdict(Tally)
    for name, light, items, weight, share, expected in groups:
        part = Tally({Light.of(light): items}, Fraction(weight), Fraction(share), Fraction(expected))
        found[name] = found[name].plus(part)
    return dict(found)
