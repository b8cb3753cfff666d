"""Everything that a bulletin says, as plain data, taken once at the period's cut-off."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from gongjian.assessment.queries import ranking_from
from gongjian.assessment.rules import LineKind, PlaceInSeries, Score, ScoreLine
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Series
from gongjian.kernel.numbers import as_decimal
from gongjian.kernel.text import Text
from gongjian.reporting.models import Figure, Period
from gongjian.reporting.queries import FilingRow, figures_at, filings_at, punctuality_by_unit
from gongjian.reporting.rules import Filing, Punctuality
from gongjian.standing.queries import standings_at, targets_of
from gongjian.standing.queries.targets import TargetRow
from gongjian.standing.rules import Standing, Tally, tallies, tally
from gongjian.worklist.rules import BEHIND, Light

Data = dict[str, Any]
A_MOMENT = timedelta(seconds=1)  # after the cut-off's last moment, what was not handed in has been missed


def snapshot_of(period: Period, *, known: datetime | None = None) -> Data:
    """The period at its cut-off, as far as it was known then; a correction also knows what came by `known`."""
    campaign, at = period.campaign, period.campaign.end_of(period.cut_off_on)
    standings = standings_at(campaign, at, known=known)
    over = max(known or at, at) + A_MOMENT
    filings = filings_at(campaign, over, period=period)
    record = punctuality_by_unit(filings_at(campaign, over))
    ranking = ranking_from(period, standings, filings)
    figures = figures_at(campaign, known or at, through=period.covers_to)
    return {
        "period": {
            name: getattr(period, name).isoformat()
            for name in ("nominal_on", "due_on", "cut_off_on", "covers_from", "covers_to")
        },
        "rulebook": period.rulebook.version,
        "overall": tally_as_data(tally(standings)) | {"projects": len({one.project for one in standings})},
        "lines": lines_as_data(campaign, standings),
        "targets": [target_told(row) for row in targets_of(campaign, standings, at=at, known=known)],
        "series": series_told(ranking.places, tallies(standings, lambda one: one.unit)),
        "unranked": ranking.unranked,
        "reports": reports_told(filings, record),
        "behind": [behind_told(one, figures.get(one.item)) for one in worst_first(standings)],
        "items": [item_told(one) for one in standings],
    }


def tally_as_data(counted: Tally) -> Data:
    """The numbers of a tally as a snapshot keeps them."""
    return {
        "items": counted.items,
        "lights": {light.value: counted.lights.get(light, 0) for light in Light},
        "completion": str(counted.completion),
        "expected": str(counted.expected),
        "gap": str(counted.gap),
    }


def lines_as_data(campaign: Campaign, standings: Sequence[Standing]) -> list[Data]:
    """Each line of work with its tally and its number of projects, as a snapshot keeps them."""
    by_line = tallies(standings, lambda one: one.line)
    projects = Counter(line for line, _ in {(one.line, one.project) for one in standings})
    return [
        tally_as_data(by_line[line.pk])
        | {"line": line.pk, "code": line.code, "name": line.name, "projects": projects[line.pk]}
        for line in campaign.lines_of_work.all()
        if line.pk in by_line
    ]


def target_told(row: TargetRow) -> Data:
    target = row.target
    return {
        "code": target.code,
        "name": target.name,
        "level": target.level.value,
        "operator": target.operator.value,
        "counting": target.counting.value,
        "value": str(target.value),
        "unit": target.unit,
        "due_on": target.due_on.isoformat(),
        "actual": str(as_decimal(row.counted.actual)),
        "part": str(as_decimal(row.counted.part)),
        "whole": str(as_decimal(row.counted.whole)),
        "apart": [[unit, count] for unit, count in row.counted.apart],
        "reached": row.reached,
    }


def series_told(places: Mapping[Series, list[PlaceInSeries]], units: Mapping[int, Tally]) -> list[Data]:
    return [
        {"series": series.value, "places": [place_told(place, units[place.score.unit]) for place in ranked]}
        for series, ranked in places.items()
    ]


def place_told(place: PlaceInSeries, counted: Tally) -> Data:
    return tally_as_data(counted) | {
        "unit": place.score.unit,
        "name": place.score.name,
        "place": place.place,
        "before": place.before,
        "total": str(place.score.total),
        "lines": [
            {"kind": line.kind.value, "points": str(line.points), "reason": line.reason.to_json()}
            for line in place.score.lines
        ],
    }


def places_in(data: Data) -> dict[Series, list[PlaceInSeries]]:
    """The places as they stand in a snapshot: what is printed is what is published."""
    return {
        Series.of(series["series"]): [place_from(place) for place in series["places"]]
        for series in data["series"]
    }


def place_from(told: Data) -> PlaceInSeries:
    lines = (
        ScoreLine(LineKind.of(line["kind"]), Decimal(line["points"]), Text.from_json(line["reason"]))
        for line in told["lines"]
    )
    return PlaceInSeries(told["place"], Score(told["unit"], told["name"], tuple(lines)), told["before"])


def reports_told(filings: Iterable[FilingRow], record: Mapping[int, Punctuality]) -> Data:
    rows = list(filings)
    counts = Counter(row.filing for row in rows)
    troubled = [row for row in rows if row.filing in (Filing.LATE, Filing.MISSED)]
    return {
        "owed": len(rows),
        "counts": {filing.value: counts.get(filing, 0) for filing in Filing},
        "troubled": [
            {
                "unit": row.report.unit_id,
                "name": str(row.report.unit),
                "filing": row.filing.value,
                "streak": record[row.report.unit_id].late_streak,
            }
            for row in troubled
        ],
        "empty": [str(row.report.unit) for row in rows if row.empty],
    }


def worst_first(standings: Sequence[Standing]) -> list[Standing]:
    order = list(Light)
    behind = [one for one in standings if one.light in BEHIND]
    return sorted(behind, key=lambda one: (order.index(one.light), one.gap, one.code))


def behind_told(one: Standing, figure: Figure | None) -> Data:
    return item_told(one) | {
        "cause": figure.cause if figure else "",
        "next_step": figure.next_step if figure else "",
    }


def item_told(one: Standing) -> Data:
    return {
        "item": one.item,
        "code": one.code,
        "name": one.name,
        "project": one.project_name,
        "line": one.line_name,
        "unit": one.unit_name,
        "official": one.official_name,
        "measure": one.measure.value,
        "unit_of_measure": one.unit_of_measure,
        "target": str(one.target),
        "value": None if one.value is None else str(one.value),
        "share": str(one.completion),
        "expected": str(one.expected),
        "gap": str(one.gap),
        "light": one.light.value,
        "forecast": one.forecast.value if one.forecast else "",
        "due_on": one.due_on.isoformat(),
    }
