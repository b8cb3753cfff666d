from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gongjian.assessment.permissions import may_see_drafts, periods_to_see
from gongjian.assessment.queries import published, ranking_of, score_rules, totals_until
from gongjian.assessment.rules import the_rule
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import units_of
from gongjian.kernel.days import day_of
from gongjian.reporting.models import Period
from gongjian.web.assessment.shown import FULL_SCORE, Ways, from_draft, from_results, parts_named
from gongjian.web.http import Request, campaign_of, today
from gongjian.web.once import page_once


@require_safe
def ranking(request: Request, slug: str) -> HttpResponse:
    """The published ranking; for the Office and the supervisors also the one that has not been published yet."""
    campaign_of(request, slug)
    return page_once(request, "assessment/ranking.html", "", lambda: ranking_context(request))


def ranking_context(request: Request) -> dict[str, Any]:
    campaign = request.campaign
    period = period_asked(request, campaign)
    results = list(published(campaign, period=period))
    draft = ranking_of(period) if period and not results and may_see_drafts(request.user, campaign) else None
    shown = period or (results[0].period if results else None)
    ways = Ways.of(totals_until(shown) if shown else {})
    return {
        "series": from_results(results, ways) if results else from_draft(draft, ways),
        "ways": ways,
        "key": parts_named(),
        "full_score": FULL_SCORE,
        "unranked": draft.unranked if draft else [],
        "is_draft": bool(draft),
        "period": shown,
        "periods": periods_to_see(request.user, campaign, today=today(request)),
        "rule": the_rule(score_rules(shown)) if shown else [],
        "mine": units_of(request.user, campaign),
    }


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
