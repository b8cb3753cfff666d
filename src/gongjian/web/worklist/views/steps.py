"""The way to an item, worked back from its due date: seen, drawn, marked."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.campaigns.models import LineOfWork
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused, require
from gongjian.ui.days import day
from gongjian.web.http import Request, campaign_of, day_typed, now, page, seen, today
from gongjian.web.worklist.forms.steps import StepLine, drafts_of, lines_typed, step_lines, with_blanks
from gongjian.web.worklist.shown import steps as drawing
from gongjian.web.worklist.views.item import visible_item
from gongjian.worklist import actions
from gongjian.worklist.actions.steps import may_draw_steps
from gongjian.worklist.models import Item, ItemStep, StepPlan, StepSet
from gongjian.worklist.queries.steps import StepOfItem, dated_steps, ruler_of
from gongjian.worklist.rules.backwards import Dated, Ruler, pushed, steps_are_possible, worked_back
from gongjian.worklist.rules.standard_steps import STANDARD, StepSetKind

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def item_steps(request: Request, slug: str, code: str) -> HttpResponse:
    """The plan of one item: its drawing, its dates and why they are so."""
    campaign = campaign_of(request, slug)
    item = visible_item(request, code)
    ruler = ruler_of(campaign)
    found = steps_of(request, [item], ruler)
    context = {
        "item": item,
        "plan": StepPlan.objects.filter(item=item).select_related("drawn_by").first(),
        "told": drawing.steps_with_dates(found, today=today(request), ruler=ruler),
        "gantt": drawing.gantt(found, today=today(request)) if found else None,
        "may_draw": bool(may_draw_steps(request.user, item)),
        "standard": StepSet.objects.filter(line_of_work=item.project.line_of_work_id).exists(),
        "today": today(request),
    }
    return page(request, "worklist/item_steps.html", context, part="marks")


def steps_of(request: Request, items: list[Item], ruler: Ruler) -> list[StepOfItem]:
    rules = drawing.step_rules(request.campaign, request)
    return dated_steps(request.campaign, items, today=today(request), rules=rules, ruler=ruler)


@either
def draw_steps(request: Request, slug: str, code: str) -> HttpResponse:
    """Draw the plan. What a change pushes is shown before it is saved."""
    campaign_of(request, slug)
    item = visible_item(request, code)
    require(may_draw_steps(request.user, item))
    plan = StepPlan.objects.filter(item=item).prefetch_related("steps").first()
    if request.method != "POST":
        lines = step_lines(plan.steps.all()) if plan else []
        return form_page(request, item, plan, with_blanks(lines, 3 if lines else 5))
    lines = lines_typed(request.POST.dict())
    if "more" in request.POST:
        return form_page(request, item, plan, with_blanks(lines, 5))
    return saved_or_shown(request, item, plan, lines)


def saved_or_shown(request: Request, item: Item, plan: StepPlan | None, lines: list[StepLine]) -> HttpResponse:  # fmt: skip
    """Everything typed stays, whatever the answer."""
    try:
        drafts = drafts_of(lines)
        require(steps_are_possible([draft.step for draft in drafts], due_on=item.baseline.due_on))  # type: ignore[union-attr]
        if "preview" in request.POST:
            return form_page(request, item, plan, lines, pushes=pushes(request, item, plan, drafts))
        actions.draw_steps(item, drafts, by=request.user, at=now(request), seen=seen(request))
    except Outdated as refusal:
        return form_page(request, item, plan, lines, reason=refusal.reason.say(gettext), status=409)
    except Refused as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 422
        return form_page(request, item, plan, lines, reason=refusal.reason.say(gettext), status=status)
    messages.success(request, gettext("The steps have been saved."))
    return redirect("worklist:item_steps", request.campaign.slug, item.code)


def pushes(request: Request, item: Item, plan: StepPlan | None, drafts: list[actions.StepDraft]) -> list[Any]:
    """What the typed plan pushes, against the one that stands. A step keeps its name in the eyes of the reader."""
    stood = {step.number: step.work_step() for step in plan.steps.all()} if plan else {}
    ruler = ruler_of(request.campaign)
    old = {one.step.number: one for one in dated(request, item, list(stood.values()), ruler)}
    kept = [replace(d.step, begun_on=stood[d.was].begun_on, done_on=stood[d.was].done_on) if d.was in stood else d.step for d in drafts]  # fmt: skip
    new = {one.step.number: one for one in dated(request, item, kept, ruler)}
    matched = {d.step.number: old[d.was] for d in drafts if d.was in old}
    gone = [one for number, one in old.items() if number not in {d.was for d in drafts}]
    return [
        *pushed([replace(one, step=replace(one.step, number=n)) for n, one in matched.items()], list(new.values())),
        *pushed([replace(one, step=replace(one.step, number=900 + one.step.number)) for one in gone], []),
    ]  # fmt: skip


def dated(request: Request, item: Item, steps: list[Any], ruler: Ruler) -> tuple[Dated, ...]:
    base = item.baseline
    return worked_back(steps, starts_on=base.starts_on, due_on=base.due_on, today=today(request), ruler=ruler)  # type: ignore[union-attr]


def form_page(request: Request, item: Item, plan: StepPlan | None, lines: list[StepLine], *, status: int = 200, **more: Any) -> HttpResponse:  # fmt: skip
    context = {"item": item, "plan": plan, "lines": lines, "version": plan.version if plan else 0, **more}
    return page(request, "worklist/step_form.html", context, status=status)


@require_POST
def take_standard(request: Request, slug: str, code: str) -> HttpResponse:
    campaign_of(request, slug)
    item = visible_item(request, code)
    actions.take_standard_steps([item], by=request.user, at=now(request))
    messages.success(request, gettext("The standard steps have been applied. Change what does not fit."))
    return redirect("worklist:item_steps", slug, code)


@require_POST
def mark(request: Request, slug: str, code: str, number: int) -> HttpResponse:
    """A step has begun, or is done, today or on the day typed; or the mark was a mistake."""
    campaign_of(request, slug)
    item = visible_item(request, code)
    step = get_object_or_404(ItemStep.objects.select_related("plan__item"), plan__item=item, number=number)
    require(may_draw_steps(request.user, item))
    asked, on = request.POST.get("mark"), day_typed(request, "on") or today(request)
    begun_on = on if asked == "begun" else step.begun_on if asked == "done" else None
    said = actions.StepMark(step, begun_on=begun_on, done_on=on if asked == "done" else None)
    actions.mark_steps([said], by=request.user, at=now(request))
    messages.success(request, gettext("Marked."))
    back = request.POST.get("next", "")
    inside = back.startswith(f"/c/{slug}/")
    return redirect(back) if inside else redirect("worklist:item_steps", slug, code)


@either
def standard_steps(request: Request, slug: str, line: str) -> HttpResponse:
    """The county's standard steps of one line of work."""
    campaign = campaign_of(request, slug)
    row = get_object_or_404(LineOfWork, campaign=campaign, code=line)
    standing = StepSet.objects.filter(line_of_work=row).first()
    kind = request.GET.get("from", "")
    if request.method == "POST":
        return standard_saved(request, row, standing)
    steps = (
        STANDARD[StepSetKind.of(kind)]
        if StepSetKind.knows(kind)
        else standing.work_steps()
        if standing
        else ()
    )
    lines = with_blanks(step_lines(steps), 3)
    return standard_page(request, row, standing, lines)


def standard_saved(request: Request, row: LineOfWork, standing: StepSet | None) -> HttpResponse:
    lines = lines_typed(request.POST.dict())
    try:
        steps = [draft.step for draft in drafts_of(lines)]
        actions.set_standard_steps(row, steps, by=request.user, at=now(request), seen=seen(request))
    except Refused as refusal:
        status = 409 if isinstance(refusal, Outdated) else 422
        return standard_page(request, row, standing, with_blanks(lines), reason=refusal.reason.say(gettext), status=status)  # fmt: skip
    messages.success(request, gettext("The standard steps are saved. Existing plans stay as they are."))
    return redirect("worklist:standard_steps", request.campaign.slug, row.code)


def standard_page(request: Request, row: LineOfWork, standing: StepSet | None, lines: list[StepLine], *, reason: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    context = {
        "line": row,
        "lines_of_work": request.campaign.lines_of_work.all(),
        "lines": lines,
        "version": standing.version if standing else 0,
        "kinds": list(StepSetKind),
        "reason": reason,
        "day": day(today(request)),
    }
    return page(request, "worklist/standard_steps.html", context, status=status)
