"""One item: everything that was promised, reported and decided about it."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.campaigns.queries import scope_of
from gongjian.ledger.queries import remembered
from gongjian.standing.permissions import may_hold
from gongjian.standing.queries import light_rules_at
from gongjian.web.http import Request, campaign_of
from gongjian.web.once import page_once
from gongjian.web.shown.obstacles import obstacles_of
from gongjian.web.worklist.shown.band import band
from gongjian.web.worklist.shown.curves import progress_chart
from gongjian.web.worklist.shown.explained import reasons
from gongjian.web.worklist.shown.facts import all_known, evidence_of, known_by, standings_of, story_of
from gongjian.worklist.models import Baseline, ChangeRequest, Item
from gongjian.worklist.permissions import may_ask, may_edit_list
from gongjian.worklist.queries.known import as_known
from gongjian.worklist.queries.lists import bound_by_lists
from gongjian.worklist.rules.changes import slips


@require_safe
def item(request: Request, slug: str, code: str) -> HttpResponse:
    campaign_of(request, slug)
    return page_once(request, "worklist/item.html", "", lambda: item_context(request, code))


def item_context(request: Request, code: str) -> dict[str, Any]:
    campaign, row = request.campaign, visible_item(request, code)
    at, past = known_by(request)
    if past:
        (row,) = as_known([row], at)
    standing = next(iter(standings_of(request, [row], at, past)), None)
    known, rules = all_known(campaign, [row], at, past), light_rules_at(campaign, at)
    holds = known.holds[::-1]

    return {
        "item": row,
        "project": row.project,
        "standing": standing,
        "shown": standing or row,  # on an earlier day it is called, weighed and marked as it was then
        "reasons": reasons(standing, holds, rules, campaign, today=campaign.day_of(at)) if standing else [],
        "baselines": known.baselines,
        "steps": known.baselines[-1].plan().steps if known.baselines else (),
        "targets": remembered(campaign, ("targets of an item", row.pk), lambda: list(row.targets.all())),
        "curve": progress_chart(
            known.curve([row], [standing] if standing else [], today=campaign.day_of(at))
        ),
        "figures": known.figures,
        "band": band(standing, known.figures, campaign, today=campaign.day_of(at)),
        "evidence": evidence_of(request, [row], at, past),
        "holds": holds,
        "open_hold": next((hold for hold in holds if not hold.ended_at), None),
        "events": story_of(campaign, [row.project, *known.subjects()], at, past),
        **obstacles_of(request, row.project, row),
        **bound_by(request, row, known.baselines, past=bool(past)),
        "may_edit": bool(may_edit_list(request.user, campaign)) and not past and not row.withdrawn_at,
        "may_hold": bool(may_hold(request.user, campaign)) and not past and not row.withdrawn_at,
        "as_of": past,
        "today": campaign.day_of(at),
    }


def bound_by(request: Request, row: Item, baselines: list[Baseline], *, past: bool) -> dict[str, Any]:
    """Whether a filed list binds the item, who may ask for a change, and how often its date has slipped."""
    filed = bool(row.__dict__["is_bound"])
    return {
        "filed": filed,
        "may_ask": filed and not past and not row.withdrawn_at and bool(may_ask(request.user, row)),
        "open_change": open_change(request, row),
        "slips": slips([one.due_on for one in baselines], request.campaign.calendar()),
        "signed_due": baselines[0].due_on if baselines else None,
    }


def open_change(request: Request, row: Item) -> ChangeRequest | None:
    key = ("open change", row.pk, scope_of(request.user, request.campaign))
    asked = ChangeRequest.objects.visible_to(request.user, request.campaign).filter(item=row)
    return remembered(request.campaign, key, asked.open().first)


def visible_item(request: Request, code: str) -> Item:
    key = ("item", code, scope_of(request.user, request.campaign))
    found = copy(remembered(request.campaign, key, lambda: seen_item(request, code)))
    found.project = copy(found.project)  # what is remembered is nobody's to change
    found.campaign = found.project.campaign = request.campaign
    return found


def seen_item(request: Request, code: str) -> Item:
    seen = Item.objects.visible_to(request.user, request.campaign).distinct()
    rows = seen.annotate(is_bound=bound_by_lists()).select_related("project", "baseline__unit")
    return get_object_or_404(rows, code=code)
