from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from gongjian.assessment.models import Result
from gongjian.assessment.permissions import may_see_drafts, periods_to_see
from gongjian.assessment.queries import Ranking, published, ranking_of, score_rules
from gongjian.assessment.rules import PlaceInSeries, the_rule
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import units_of
from gongjian.kernel.days import day_of
from gongjian.reporting.models import Period
from gongjian.web.http import Request, campaign_of, page, today


@require_GET
def ranking(request: Request, slug: str) -> HttpResponse:
    """The published ranking; for the Office and the supervisors also the one that has not been published yet."""
    campaign = campaign_of(request, slug)
    period = period_asked(request, campaign)
    results = list(published(campaign, period=period))
    draft = ranking_of(period) if period and not results and may_see_drafts(request.user, campaign) else None
    shown = period or (results[0].period if results else None)
    context: dict[str, Any] = {
        "series": from_results(results) if results else from_draft(draft),
        "unranked": draft.unranked if draft else [],
        "is_draft": bool(draft),
        "period": shown,
        "periods": periods_to_see(request.user, campaign, today=today(request)),
        "rule": the_rule(score_rules(shown)) if shown else [],
        "mine": units_of(request.user, campaign),
    }
    return page(request, "assessment/ranking.html", context)


def period_asked(request: Request, campaign: Campaign) -> Period | None:
    typed = request.GET.get("period", "")
    if not typed:
        return None
    day = day_of(typed)
    if day is None:
        raise Http404
    seen = periods_to_see(request.user, campaign, today=today(request))
    period = seen.filter(nominal_on=day).select_related("rulebook").first()
    if not period:
        raise Http404
    return period


def from_results(results: list[Result]) -> list[dict[str, Any]]:
    return [
        {"series": series, "places": [result_told(result) for result in group]}
        for series, group in groupby(results, key=lambda result: result.series)
    ]


def result_told(result: Result) -> dict[str, Any]:
    lines = [{"kind": kind, "points": points, "reason": reason} for kind, points, reason in result.reasons()]
    return {
        "place": result.place,
        "change": result.change,
        "before": result.before,
        "unit": result.unit_id,
        "name": str(result.unit),
        "total": result.total,
        "lines": lines,
    }


def from_draft(draft: Ranking | None) -> list[dict[str, Any]]:
    if not draft:
        return []
    return [
        {"series": series, "places": [place_told(place) for place in places]}
        for series, places in draft.places.items()
    ]


def place_told(place: PlaceInSeries) -> dict[str, Any]:
    lines = [
        {"kind": line.kind.value, "points": line.points, "reason": line.reason} for line in place.score.lines
    ]
    return {
        "place": place.place,
        "change": place.change,
        "before": place.before,
        "unit": place.score.unit,
        "name": place.score.name,
        "total": place.score.total,
        "lines": lines,
    }
