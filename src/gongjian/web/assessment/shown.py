"""A ranking as its page draws it: each place with its score in parts and its way so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from gongjian.assessment.models import Result
from gongjian.assessment.queries import Ranking
from gongjian.assessment.rules import LineKind, PlaceInSeries
from gongjian.ui.charts import BarPart

FULL_SCORE = 100.0
PAINTS = {
    LineKind.COMPLETION: "part-1",
    LineKind.DUE: "part-3",
    LineKind.TIMELINESS: "part-4",
    LineKind.AHEAD: "part-2",
}


def part_of(kind: LineKind, points: Any = None) -> BarPart:
    return BarPart(gettext(kind.label), points, PAINTS[kind])


def score_parts(lines: list[dict[str, Any]]) -> list[BarPart]:
    """In one order for every unit, so that bars can be compared."""
    points = {line["kind"]: line["points"] for line in lines}
    return [part_of(kind, points[kind.value]) for kind in PAINTS if kind.value in points]


def parts_named() -> list[BarPart]:
    return [part_of(kind) for kind in PAINTS]


@dataclass(frozen=True, slots=True)
class Ways:
    """The totals of each unit in the periods so far, and between which values they are drawn."""

    totals: Mapping[int, list[Any]]
    low: float
    high: float

    @classmethod
    def of(cls, totals: Mapping[int, list[Any]]) -> "Ways":
        every = [float(total) for way in totals.values() for total in way]
        return cls(totals, min(every, default=0.0), max(every, default=FULL_SCORE))


def from_results(results: list[Result], ways: Ways) -> list[dict[str, Any]]:
    return [
        {"series": series, "places": [result_told(result, ways) for result in group]}
        for series, group in groupby(results, key=lambda result: result.series)
    ]


def result_told(result: Result, ways: Ways) -> dict[str, Any]:
    lines = [{"kind": kind, "points": points, "reason": reason} for kind, points, reason in result.reasons()]
    return {
        "place": result.place,
        "change": result.change,
        "unit": result.unit_id,
        "name": str(result.unit),
        "total": result.total,
        "lines": lines,
        "parts": score_parts(lines),
        "way": ways.totals.get(result.unit_id, []),
    }


def from_draft(draft: Ranking | None, ways: Ways) -> list[dict[str, Any]]:
    if not draft:
        return []
    return [
        {"series": series, "places": [place_told(place, ways) for place in places]}
        for series, places in draft.places.items()
    ]


def place_told(place: PlaceInSeries, ways: Ways) -> dict[str, Any]:
    """Of a ranking that has not been published: its total goes on from those that were."""
    lines = [
        {"kind": line.kind.value, "points": line.points, "reason": line.reason} for line in place.score.lines
    ]
    return {
        "place": place.place,
        "change": place.change,
        "unit": place.score.unit,
        "name": place.score.name,
        "total": place.score.total,
        "lines": lines,
        "parts": score_parts(lines),
        "way": [*ways.totals.get(place.score.unit, []), place.score.total],
    }
