"""The worklist with its lights: from the projection for today, worked out for any other day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from operator import attrgetter
from typing import Any

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Sum, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Least

from gongjian.accounts.models import User, official_people, place
from gongjian.accounts.queries import organisations_in_order, people_in_order
from gongjian.accounts.rules.user_names import has_initials, initials_of, initials_pattern
from gongjian.campaigns.models import Campaign
from gongjian.orm import found_in
from gongjian.reading.cells.finding import is_found, wanted_words
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.computed import standings_at
from gongjian.standing.rules import Standing, Tally, tallies
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Confidence, Light

PEOPLE = ("person", "official__name")


def as_key(key: Any) -> Any:
    return F(key) if isinstance(key, str) else key


SORTS = {
    "code": ("code",),
    "light": ("rank", "gap", "code"),
    "gap": ("gap", "code"),
    "due": ("due_on", "code"),
    "share": ("share", "code"),
    "unit": ("unit_id", "code"),
    "line": ("line_id", "code"),
    "official": ("official_id", "code"),
}
FIRST_WITHOUT = Case(When(official=None, then=0), default=1)
GROUPS = {
    "unit": ("unit_id",),
    "line": ("line_id",),
    "official": ("official_id",),
    "project": ("project__code",),
}
OFFICIAL: dict[str, tuple[Any, ...]] = {
    "unit_id": (place("unit__"), F("unit_id")),
    "official_id": (FIRST_WITHOUT, *map(as_key, official_people("official__"))),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see of the list. Empty means everything."""

    text: str = ""
    lights: tuple[Light, ...] = ()
    unit: int | None = None
    line: int | None = None
    official: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    disagreeing: bool = False
    target: int | None = None

    def conditions(self) -> Q:
        """The filter as a question to the projection."""
        equal = {
            "unit": self.unit,
            "line": self.line,
            "official": self.official,
            "light__in": self.lights,
            "due_on__gte": self.due_from,
            "due_on__lte": self.due_to,
            "item__targets": self.target,
        }
        asked = Q(**{field: value for field, value in equal.items() if value})
        if self.text:
            asked &= text_contains(self.text)
        if self.disagreeing:
            asked &= ~Q(confidence=Confidence.AGREES)
        return asked

    def keeps(self, one: Standing, *, of_target: set[int]) -> bool:
        """The same filter on a standing in hand."""
        return (
            (not self.text or is_meant(one, self.text))
            and (not self.lights or one.light in self.lights)
            and all(
                getattr(self, field) in (None, getattr(one, field)) for field in ("unit", "line", "official")
            )
            and (not self.due_from or one.due_on >= self.due_from)
            and (not self.due_to or one.due_on <= self.due_to)
            and (not self.disagreeing or one.confidence != Confidence.AGREES)
            and (not self.target or one.item in of_target)
        )


def text_contains(text: str) -> Q:
    """By code, item, project, unit or people; people by their initials too."""
    fields = ("code", "item__name", "project__name", "project__code")
    units = ("unit__name", "unit__short_name")
    return found_in(text, *fields, *units, *PEOPLE, besides=read_as)


def read_as(word: str) -> Q:
    if not has_initials(word):
        return Q()
    pattern, found = initials_pattern(word), Q()
    for field in PEOPLE:
        found |= Q(**{f"{field}__regex": pattern})
    return found


def is_meant(one: Standing, text: str) -> bool:
    people = (one.person, one.official_name)
    texts = (one.code, one.name, one.project_name, one.project_code, one.unit_name, *people)
    return all(
        is_found([word], texts)
        or (has_initials(word) and any(initials_of(name).startswith(word) for name in people if name))
        for word in wanted_words(text)
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, with how many there are in all, by light before one was chosen, and by group."""

    rows: list[Standing]
    total: int
    lights: Mapping[Light, int]
    groups: Mapping[Any, Tally]


COLUMNS = (
    *("item_id", "code", "item__name", "project_id", "project__code", "project__name"),
    *("line_id", "line__name", "unit_id", "unit__name", "unit__short_name", "official_id", "official__name"),
    *("project__township_id", "item__measure", "item__unit_of_measure", "target", "weight", "value"),
    *("share", "expected", "gap", "light", "forecast", "confidence"),
    *("starts_on", "due_on", "first_due_on", "slips", "measured_on", "person"),
)


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
    lights = lights_today(seen.filter(replace(wanted, lights=()).conditions()))
    found = seen.filter(wanted.conditions())
    order = ordered(SORTS.get(sort, SORTS["code"]), downwards=downwards)
    end = start + count if count else None
    listed = found.order_by(*ordered(GROUPS.get(group, ())), *order).values_list(*COLUMNS)[start:end]
    total = sum(number for light, number in lights.items() if not wanted.lights or light in wanted.lights)
    groups = tallies_today(found, f"{group}_id") if group in GROUPS else {}
    return Page([standing_from(values) for values in listed], total, lights, groups)


def ordered(fields: Sequence[str], *, downwards: bool = False) -> list[OrderBy]:
    """What has no leading official comes before all that have one, on every database."""
    keys = [key for field in fields for key in OFFICIAL.get(field, (F(field),))]
    if downwards:
        return [key.desc(nulls_last=True) for key in keys]
    return [key.asc(nulls_first=True) for key in keys]


def lights_today(found: QuerySet[ItemStanding]) -> dict[Light, int]:
    counted = found.order_by().values_list("light").annotate(Count("pk"))
    return {Light.of(light): number for light, number in counted}


def standing_from(values: Sequence[Any]) -> Standing:
    head, (unit, name, short), tail = values[:8], values[8:11], values[11:]
    official, official_name, township, measure, *rest = tail
    unit_of_measure, target, weight, value, share, expected, gap, light, forecast, *last = rest
    named = [*head, unit, short or name, official, official_name or "", township, measure]
    figures = [unit_of_measure, target, weight, value, share, expected, gap, light, forecast or None]
    return Standing(*named, *figures, *last)


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
    of_target = set(Item.objects.filter(targets=wanted.target).values_list("pk", flat=True))
    anything = replace(wanted, lights=())
    any_light = [
        one
        for one in standings_at(campaign, at)
        if one.item in visible and anything.keeps(one, of_target=of_target)
    ]
    found = [one for one in any_light if not wanted.lights or one.light in wanted.lights]
    places = {
        "unit_id": placed(organisations_in_order(one.unit for one in found)),
        "official_id": placed(people_in_order(one.official for one in found)),
    }
    found.sort(key=sort_key(SORTS.get(sort, SORTS["code"]), places), reverse=downwards)
    found.sort(key=sort_key(GROUPS.get(group, ()), places))
    end = start + count if count else None
    groups = tallies(found, lambda one: getattr(one, group)) if group in GROUPS else {}
    return Page(found[start:end], len(found), Counter(one.light for one in any_light), groups)


def placed(ordered: Sequence[int]) -> dict[int, int]:
    return {pk: place for place, pk in enumerate(ordered)}


def sort_key(
    fields: Sequence[str], places: Mapping[str, Mapping[int, int]]
) -> Callable[[Standing], tuple[Any, ...]]:
    """What has no leading official comes before all that have one, as it does in the database."""

    def reading(field: str) -> Callable[[Standing], Any]:
        read = READINGS.get(field) or attrgetter(field)
        return (lambda one: places[field].get(read(one), -1)) if field in places else read

    readings = [reading(field) for field in fields]
    return lambda one: tuple(read(one) for read in readings)


RANKS = {light: rank for rank, light in enumerate(Light)}
READINGS: dict[str, Callable[[Standing], Any]] = {
    "rank": lambda one: RANKS[one.light],
    "line_id": lambda one: one.line,
    "unit_id": lambda one: one.unit,
    "official_id": lambda one: one.official,
    "project__code": lambda one: one.project_code,
}


def standings_today(seen: QuerySet[ItemStanding]) -> Iterator[Standing]:
    return (standing_from(values) for values in seen.order_by("code").values_list(*COLUMNS))


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
