"""The campaign on one screen: how far in, how it stands against what was expected, what to look at first."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.web.http import Request, campaign_of, page
from gongjian.web.once import page_once
from gongjian.web.shown.targets import card
from gongjian.web.worklist.shown.facts import known_by
from gongjian.web.worklist.shown.overview import headline, movers, trend_of, worst_units
from gongjian.web.worklist.shown.summing import NAMES, lights_by, summed
from gongjian.worklist.rules import BEHIND, Light


@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    campaign_of(request, slug)
    return page_once(request, "worklist/overview.html", "", lambda: overview_context(request))


def overview_context(request: Request) -> dict[str, Any]:
    campaign = request.campaign
    at, past = known_by(request)
    on = campaign.day_of(at)
    facts, reads_all = summed(request, past), bool(may_read_all(request.user, campaign))
    then = movers(campaign, at, facts) if reads_all else None
    return {
        "on": on,
        "as_of": past,
        "suffix": f"&on={past}" if past else "",
        "phases": phases(campaign, on),
        "passage": campaign.passage(on),
        "cards": [card(row, on) for row in facts.targets],
        "whole": facts.whole,
        "lights": [(light, facts.whole.lights.get(light, 0)) for light in Light],
        "behind": ",".join(BEHIND),
        "projects": facts.projects,
        "sees_everything": reads_all,
        "sees_some": bool(facts.projects),
        "headline": headline(facts.whole, then),
        "lines": lights_by(request, facts, "line", past, worst_first=True),
        "units": worst_units(request, facts, past) if reads_all else [],
        "items": facts.worst,
        "then": then,
        "trend": trend_of(campaign, at, facts.whole) if reads_all else None,
    }


@require_safe
def lights(request: Request, slug: str, by: str) -> HttpResponse:
    """Every line, unit or official with its lights, on a page of its own."""
    campaign = campaign_of(request, slug)
    if by not in NAMES:
        raise Http404
    _, past = known_by(request)
    worst_first = request.GET.get("sort") == "red"
    context = {
        "as_of": past,
        "by": by,
        "worst_first": worst_first,
        "group": lights_by(request, summed(request, past), by, past, worst_first=worst_first),
        "sees_everything": may_read_all(request.user, campaign),
    }
    return page(request, "worklist/lights.html", context)


def phases(campaign: Campaign, on: date) -> list[dict[str, Any]]:
    return [
        {
            "phase": phase,
            "over": phase.ends_on < on,
            "now": phase.starts_on <= on <= phase.ends_on,
        }
        for phase in campaign.phases.all()
    ]
