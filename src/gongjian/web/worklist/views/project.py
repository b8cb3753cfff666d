"""One project: what it is, how its items stand, what was reported, what was done to it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from gongjian.standing.queries import standings_at
from gongjian.standing.rules import tally
from gongjian.web.http import Request, campaign_of, page
from gongjian.web.obstacles.panel import obstacles_of
from gongjian.web.registers.panel import registers_of
from gongjian.web.worklist.curves import curve
from gongjian.web.worklist.facts import evidence_of, figures_of, known_by, story_of
from gongjian.worklist.models import Item, Project
from gongjian.worklist.permissions import may_edit_list
from gongjian.worklist.queries.known import as_known
from gongjian.worklist.rules import Light


@require_GET
def project(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    row = visible_project(request, code)
    at, past = known_by(request)
    seen = Item.objects.visible_to(request.user, campaign).filter(project=row).distinct()
    items = as_known(list(seen), at)
    standings = standings_at(campaign, at, items=[item.pk for item in items])
    chosen = [item for item in items if item.code == request.GET.get("item")]
    in_list = {one.item for one in standings}

    whole = tally(standings)
    context = {
        "project": row,
        "official": standings[0].official_name if past and standings else row.leading_official,
        "supporting": list(row.supporting_units.all()),
        "standings": standings,
        "tally": whole,
        "lights": [(light, whole.lights[light]) for light in Light if light in whole.lights],
        "chosen": chosen[0] if chosen else None,
        "curve": curve(
            chosen or [item for item in items if item.pk in in_list], at=at, today=campaign.day_of(at)
        ),
        "withdrawn": [item for item in items if item.pk not in in_list and item.withdrawn_at],
        "figures": [one for one in figures_of(items, at) if not one.ended_at],
        "evidence": evidence_of(request, items, at),
        "registers": [] if past else registers_of(request, row),
        "events": story_of([row], items, at),
        **obstacles_of(request, row),
        "may_edit": bool(may_edit_list(request.user, campaign)),
        "as_of": past,
        "today": campaign.day_of(at),
    }
    return page(request, "worklist/project.html", context)


def visible_project(request: Request, code: str) -> Project:
    related = ("line_of_work", "unit", "leading_official", "township")
    seen = Project.objects.visible_to(request.user, request.campaign).distinct().select_related(*related)
    return get_object_or_404(seen, code=code)
