"""The steps of many items at once: early warnings, by unit and by project, as a list and as a drawing."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.accounts.models import Organisation
from gongjian.orm import found_in
from gongjian.web.http import Request, campaign_of, page, today
from gongjian.web.worklist.asked import read_number
from gongjian.web.worklist.shown import steps as drawing
from gongjian.web.worklist.views.steps import steps_of
from gongjian.worklist.models import Item
from gongjian.worklist.permissions import may_draw_up
from gongjian.worklist.queries.steps import StepOfItem, ruler_of
from gongjian.worklist.rules.backwards import EARLY_WARNINGS, StepState

MOST_DRAWN = 80
ON_A_PAGE = 50
TO_MARK = (StepState.OVERDUE, StepState.LATE_TO_BEGIN, StepState.IN_HAND, StepState.SOON)
MOST_MARKED = 30
OPEN = [state for state in StepState if state != StepState.DONE]


@require_safe
def roadmap(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    asked = {name: request.GET.get(name, "") for name in ("unit", "project", "state", "q")}
    items = list(chosen(visible(request), asked))
    ruler = ruler_of(campaign)
    found = steps_of(request, items, ruler)
    wanted = [one for one in found if is_wanted(one, asked["state"])]
    ordered = sorted(wanted, key=lambda one: (one.dated.latest_start, one.item.code))
    narrowed = bool(asked["unit"] or asked["project"])
    rows = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "told": drawing.steps_with_dates(list(rows), today=today(request), ruler=ruler),
        "counts": [(state, sum(one.state == state for one in found)) for state in StepState],
        "gantt": drawing.gantt(wanted[:MOST_DRAWN], today=today(request), named=True)
        if narrowed and wanted
        else None,
        "asked": asked,
        "states": [("warnings", None), ("open", None), *((state.value, state) for state in StepState)],
        "units": units_of(request),
        "items": len(items),
        "planned": len({one.item.pk for one in found}),
        "today": today(request),
    }
    return page(request, "worklist/roadmap.html", context, part="table")


def visible(request: Request) -> QuerySet[Item]:
    seen = Item.objects.visible_to(request.user, request.campaign).standing_in_the_list().distinct()
    return seen.select_related("baseline__unit", "project").order_by("code")


def chosen(items: QuerySet[Item], asked: dict[str, str]) -> QuerySet[Item]:
    if unit := read_number(asked["unit"]):
        items = items.filter(baseline__unit=unit)
    if asked["project"]:
        items = items.filter(project__code=asked["project"][:30])
    if asked["q"]:
        items = items.filter(found_in(asked["q"][:60], "code", "name", "project__name"))
    return items


def is_wanted(one: StepOfItem, state: str) -> bool:
    if state == "warnings" or not state:
        return one.state in EARLY_WARNINGS or (not state and one.state in OPEN)
    return one.state in OPEN if state == "open" else one.state.value == state


def units_of(request: Request) -> list[tuple[int, str]]:
    answering = visible(request).order_by().values("baseline__unit")
    return list(Organisation.objects.filter(pk__in=answering).values_list("pk", "name"))


@require_safe
def unit_steps(request: Request, slug: str, unit: int) -> HttpResponse:
    """What a unit marks beside its report: the steps under way, and those that must begin now."""
    campaign = campaign_of(request, slug)
    row = get_object_or_404(campaign.units.select_related("organisation"), organisation=unit)
    items = list(visible(request).filter(baseline__unit=unit))
    ruler = ruler_of(campaign)
    found = [one for one in steps_of(request, items, ruler) if one.state in TO_MARK]
    ordered = sorted(found, key=lambda one: (one.dated.latest_start, one.item.code))[:MOST_MARKED]
    back = request.GET.get("next", "")
    context = {
        "unit": row.organisation,
        "told": drawing.steps_with_dates(ordered, today=today(request), ruler=ruler),
        "may_draw": bool(may_draw_up(request.user, campaign, row.organisation)),
        "next": back if back.startswith(f"/c/{slug}/") else request.path,
        "today": today(request),
    }
    return page(request, "worklist/unit_steps.html", context, part="steps")
