"""One item: everything that was promised, reported and decided about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from gongjian.standing.permissions import may_hold
from gongjian.standing.queries import light_rules_at, standings_at
from gongjian.web.http import Request, campaign_of, page
from gongjian.web.obstacles.panel import obstacles_of
from gongjian.web.worklist.curves import curve
from gongjian.web.worklist.explained import reasons
from gongjian.web.worklist.facts import evidence_of, figures_of, known_by, story_of
from gongjian.worklist.models import Baseline, ChangeRequest, Item
from gongjian.worklist.permissions import may_ask, may_edit_list
from gongjian.worklist.queries.known import as_known
from gongjian.worklist.queries.lists import is_filed
from gongjian.worklist.rules.changes import slips


@require_GET
def item(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    at, past = known_by(request)
    (row,) = as_known([visible_item(request, code)], at)
    standing = next(iter(standings_at(campaign, at, items=[row.pk])), None)
    baselines = list(row.baselines.filter(known_at__lte=at).select_related("unit", "set_by"))
    holds = list(
        row.holds.filter(granted_at__lte=at).select_related("granted_by", "ended_by").order_by("-granted_at")
    )
    rules = light_rules_at(campaign, at)

    context = {
        "item": row,
        "project": row.project,
        "standing": standing,
        "reasons": reasons(standing, holds, rules, campaign, today=campaign.day_of(at)) if standing else [],
        "baselines": baselines,
        "steps": baselines[-1].plan().steps if baselines else (),
        "targets": list(row.targets.all()),
        "curve": curve([row], at=at, today=campaign.day_of(at)),
        "figures": figures_of([row], at),
        "evidence": evidence_of(request, [row], at),
        "holds": holds,
        "open_hold": next((hold for hold in holds if not hold.ended_at), None),
        "events": story_of([row.project], [row], at),
        **obstacles_of(request, row.project, row),
        **bound_by(request, row, baselines, past=bool(past)),
        "may_edit": bool(may_edit_list(request.user, campaign)) and not past and not row.withdrawn_at,
        "may_hold": bool(may_hold(request.user, campaign)) and not past and not row.withdrawn_at,
        "as_of": past,
        "today": campaign.day_of(at),
    }
    return page(request, "worklist/item.html", context)


def bound_by(request: Request, row: Item, baselines: list[Baseline], *, past: bool) -> dict[str, Any]:
    """Whether a filed list binds the item, who may ask for a change, and how often its date has slipped."""
    filed = is_filed(row)
    asked = ChangeRequest.objects.visible_to(request.user, request.campaign).filter(item=row)
    return {
        "filed": filed,
        "may_ask": filed and not past and not row.withdrawn_at and bool(may_ask(request.user, row)),
        "open_change": asked.open().first(),
        "slips": slips([one.due_on for one in baselines], request.campaign.calendar()),
        "signed_due": baselines[0].due_on if baselines else None,
    }


def visible_item(request: Request, code: str) -> Item:
    seen = Item.objects.visible_to(request.user, request.campaign).distinct()
    return get_object_or_404(seen.select_related("project", "baseline__unit", "campaign"), code=code)
