"""The ranking of a period, worked out or as published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from gongjian.assessment.models import Result
from gongjian.assessment.rules import PlaceInSeries, ScoreRules, UnitFacts, rank, score, the_rule
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import responsible_units, section_at, section_of
from gongjian.campaigns.rules import Series
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.reporting.models import Period
from gongjian.reporting.queries import FilingRow, filings_at
from gongjian.reporting.rules import Filing
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing, tally
from gongjian.worklist.rules import Light


def score_rules(period: Period) -> ScoreRules:
    return read_section(ScoreRules, section_of(period.rulebook, "score"))


def the_rule_at(campaign: Campaign, at: datetime) -> list[Text]:
    """What will be assessed, as the rulebook of the day says it."""
    return the_rule(read_section(ScoreRules, section_at(campaign, "score", at)))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places by series, and the units that could not be ranked because nothing of theirs was expected yet."""

    places: dict[Series, list[PlaceInSeries]]
    unranked: list[str]


def ranking_of(period: Period, *, known: datetime | None = None) -> Ranking:
    """The ranking as it follows from the facts at the period's cut-off, as far as known by then (or by `known`)."""
    campaign, at = period.campaign, period.campaign.end_of(period.cut_off_on)
    standings = standings_at(campaign, at, known=known)
    filings = filings_at(campaign, max(known or at, at) + timedelta(seconds=1), period=period)
    return ranking_from(period, standings, filings)


def ranking_from(period: Period, standings: Sequence[Standing], filings: Iterable[FilingRow]) -> Ranking:
    filed = {row.report.unit_id: row.filing for row in filings}
    by_unit: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        by_unit[one.unit].append(one)
    rules, before = score_rules(period), places_before(period)
    series: dict[Series, list] = defaultdict(list)
    unranked = []
    for unit in responsible_units(period.campaign):
        organisation = unit.organisation_id
        facts = unit_facts(
            organisation, str(unit), by_unit[organisation], filed.get(organisation), period.cut_off_on
        )
        if not unit.series or not facts.measurable:
            unranked.append(str(unit))
            continue
        series[unit.series].append(score(facts, rules))
    places = {one: rank(series[one], before=before) for one in Series if series[one]}
    return Ranking(places, unranked)


def unit_facts(
    unit: int, name: str, standings: Sequence[Standing], filing: Filing | None, cut_off_on: date
) -> UnitFacts:
    counted = [one for one in standings if one.light != Light.BLOCKED]
    due = [one for one in counted if one.due_on <= cut_off_on]
    whole = tally(counted)
    return UnitFacts(
        unit=unit,
        name=name,
        completion=Fraction(whole.completion),
        expected=Fraction(whole.expected),
        items=len(counted),
        due=len(due),
        due_done=sum(one.done for one in due),
        blocked=len(standings) - len(counted),
        filing=filing,
    )


def places_before(period: Period) -> dict[int, int]:
    """The places of the last issue before this period, by unit."""
    earlier = Result.objects.filter(campaign=period.campaign_id, period__nominal_on__lt=period.nominal_on)
    last = earlier.order_by("-period__nominal_on", "-edition").values("period_id", "edition").first()
    if not last:
        return {}
    rows = Result.objects.filter(period=last["period_id"], edition=last["edition"])
    return dict(rows.values_list("unit_id", "place"))


def published(campaign: Campaign, *, period: Period | None = None) -> QuerySet[Result]:
    """The newest published results, of this period or of the newest published one."""
    rows = Result.objects.filter(campaign=campaign)
    if period:
        rows = rows.filter(period=period)
    last = rows.order_by("-period__nominal_on", "-edition").values("period_id", "edition").first()
    if not last:
        return rows.none()
    found = Result.objects.filter(period=last["period_id"], edition=last["edition"])
    return found.select_related("unit", "period", "rulebook").order_by("series", "place", "unit")


def totals_until(period: Period) -> dict[int, list[Decimal]]:
    """What each unit was given so far, period by period, as the newest edition of each says."""
    rows = Result.objects.filter(campaign=period.campaign_id, period__nominal_on__lte=period.nominal_on)
    newest: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for unit, of, total in rows.order_by("period__nominal_on", "edition").values_list(
        "unit", "period", "total"
    ):
        newest[unit][of] = total
    return {unit: list(totals.values()) for unit, totals in newest.items()}
