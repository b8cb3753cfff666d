"""One project: what it is, how its items stand, what was reported, what was done to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.standing.rules import tally
from gongjian.web.http import Request, campaign_of
from gongjian.web.once import page_once
from gongjian.web.shown.obstacles import obstacles_of
from gongjian.web.shown.registers import registers_of
from gongjian.web.worklist.shown.curves import progress_chart
from gongjian.web.worklist.shown.facts import all_known, evidence_of, known_by, standings_of, story_of
from gongjian.worklist.models import Item, Project
from gongjian.worklist.permissions import may_edit_list
from gongjian.worklist.queries.known import as_known
from gongjian.worklist.rules import Light


@require_safe
def project(request: Request, slug: str, code: str) -> HttpResponse:
    campaign_of(request, slug)
    return page_once(request, "worklist/project.html", "", lambda: project_context(request, code))


def project_context(request: Request, code: str) -> dict[str, Any]:
    campaign, row = request.campaign, visible_project(request, code)
    at, past = known_by(request)
    items = list(Item.objects.visible_to(request.user, campaign).filter(project=row).distinct())
    items = as_known(items, at) if past else items
    standings, known = standings_of(request, items, at, past), all_known(campaign, items, at, past)
    chosen = [item for item in items if item.code == request.GET.get("item")]
    in_list = {one.item for one in standings}

    whole = tally(standings)
    return {
        "project": row,
        "official": standings[0].official_name if past and standings else row.leading_official,
        "supporting": list(row.supporting_units.all()),
        "standings": standings,
        "tally": whole,
        "lights": [(light, whole.lights[light]) for light in Light if light in whole.lights],
        "chosen": chosen[0] if chosen else None,
        "curve": progress_chart(
            known.curve(
                chosen or [item for item in items if item.pk in in_list], standings, today=campaign.day_of(at)
            )
        ),
        "withdrawn": [item for item in items if item.pk not in in_list and item.withdrawn_at],
        "figures": [one for one in known.figures if not one.ended_at],
        "evidence": evidence_of(request, items, at, past),
        "registers": [] if past else registers_of(request, row),
        "events": story_of(campaign, [row, *known.subjects()], at, past),
        **obstacles_of(request, row),
        "may_edit": bool(may_edit_list(request.user, campaign)),
        "as_of": past,
        "today": campaign.day_of(at),
    }


def visible_project(request: Request, code: str) -> Project:
    related = ("line_of_work", "unit", "leading_official", "township")
    seen = Project.objects.visible_to(request.user, request.campaign).distinct().select_related(*related)
    found = get_object_or_404(seen, code=code)
    found.campaign = request.campaign
    return found
