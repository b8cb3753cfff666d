"""The worklist with its lights: from the projection for today, worked out for any other day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Least

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.computed import standings_at
from gongjian.standing.rules import Standing, Tally
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Confidence, Light

SORTS = {
    "code": ("code",),
    "light": ("rank", "gap", "code"),
    "gap": ("gap", "code"),
    "due": ("due_on", "code"),
    "share": ("share", "code"),
    "unit": ("unit_id", "code"),
    "line": ("line_id", "code"),
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
            (not self.text or any(self.text.lower() in part.lower() for part in searched(one)))
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
    fields = ("code", "item__name", "project__name", "project__code", "person")
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": text})
    return found


def searched(one: Standing) -> tuple[str, ...]:
    return one.code, one.name, one.project_name, one.project_code, one.person


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, with how many there are in all."""

    rows: list[Standing]
    total: int


COLUMNS = (
    *("item_id", "code", "item__name", "project_id", "project__code", "project__name"),
    *("line_id", "line__name", "unit_id", "unit__name", "unit__short_name", "official_id", "official__name"),
    *("project__township_id", "item__measure", "item__unit_of_measure", "target", "weight", "value"),
    *("share", "expected", "gap", "light", "forecast", "confidence"),
    *("starts_on", "due_on", "first_due_on", "slips", "measured_on", "person"),
)


def listed_today(
    seen: QuerySet[ItemStanding], wanted: Filter, *, sort: str, downwards: bool, start: int, count: int | None
) -> Page:
    """A page of today's list, asked of the projection."""
    found = seen.filter(wanted.conditions())
    order = [f"-{field}" if downwards else field for field in SORTS.get(sort, SORTS["code"])]
    end = start + count if count else None
    rows = [standing_from(values) for values in found.order_by(*order).values_list(*COLUMNS)[start:end]]
    return Page(rows, found.count() if count else len(rows))


def standing_from(values: Sequence[Any]) -> Standing:
    head, (unit, name, short), tail = values[:8], values[8:11], values[11:]
    official, official_name, township, measure, *rest = tail
    unit_of_measure, target, weight, value, share, expected, gap, light, forecast, *last = rest
    return Standing(
        *head,
        unit,
        short or name,
        official,
        official_name or "",
        township,
        measure,
        unit_of_measure,
        target,
        weight,
        value,
        share,
        expected,
        gap,
        light,
        forecast or None,
        *last,
    )


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
) -> Page:
    """A page of the list as it was known at another moment, worked out afresh."""
    visible = set(Item.objects.visible_to(person, campaign).values_list("pk", flat=True))
    of_target = set(Item.objects.filter(targets=wanted.target).values_list("pk", flat=True))
    found = [
        one
        for one in standings_at(campaign, at)
        if one.item in visible and wanted.keeps(one, of_target=of_target)
    ]
    found.sort(key=sort_key(sort), reverse=downwards)
    end = start + count if count else None
    return Page(found[start:end], len(found))


def sort_key(sort: str) -> Any:
    ranks = list(Light)
    names = {
        "rank": lambda one: ranks.index(one.light),
        "unit_id": lambda one: one.unit,
        "line_id": lambda one: one.line,
    }
    fields = SORTS.get(sort, SORTS["code"])
    return lambda one: tuple(
        names.get(field, lambda row, field=field: getattr(row, field))(one) for field in fields
    )


def standings_today(seen: QuerySet[ItemStanding]) -> Iterator[Standing]:
    return (standing_from(values) for values in seen.order_by("code").values_list(*COLUMNS))


def tallies_today(seen: QuerySet[ItemStanding], key: str) -> dict[Any, Tally]:
    """Today's standings added up by the database, by unit, line, official or project."""
    groups = (
        seen.order_by()
        .values_list(key, "light")
        .annotate(
            Count("pk"),
            Sum("weight"),
            Sum(F("weight") * Least(F("share"), 1.0)),
            Sum(F("weight") * F("expected")),
        )
    )
    found: dict[Any, Tally] = defaultdict(Tally)
    for name, light, items, weight, share, expected in groups:
        part = Tally({Light.of(light): items}, Fraction(weight), Fraction(share), Fraction(expected))
        found[name] = found[name].plus(part)
    return dict(found)
