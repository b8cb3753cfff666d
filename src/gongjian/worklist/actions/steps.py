"""The way to an item is drawn, worked back from its due date, and marked as it is walked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import LineOfWork
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.worklist.models import Item, ItemStep, StepPlan, StepSet
from gongjian.worklist.permissions import may_draw_up
from gongjian.worklist.rules.backwards import WorkStep, steps_are_possible


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as somebody typed it, and the number under which it stood before (none: it is new)."""

    step: WorkStep
    was: int | None = None


@transaction.atomic
def set_standard_steps(line: LineOfWork, steps: Sequence[WorkStep], *, by: User, at: datetime, seen: int) -> StepSet:  # fmt: skip
    """The county changes the standard steps of a line of work. Plans that were drawn from it stay as they are."""
    require(may_plan(by, line.campaign))
    require(steps_are_possible(steps, due_on=date.max))
    found = StepSet.objects.select_for_update().filter(line_of_work=line).first()
    unchanged(seen, found.version if found else 0)

    standard = found or StepSet(campaign=line.campaign, line_of_work=line, version=0)
    standard.steps = [[step.name, step.workdays, list(step.after)] for step in steps]
    standard.version += 1
    standard.save()

    record(Text("set the standard steps of %(line)s", line=line.name), about=line, by=by, at=at)
    return standard


def locked_item(item: Item) -> Item:
    return Item.objects.select_for_update(of=("self",), no_key=True).select_related("baseline__unit").get(pk=item.pk)  # fmt: skip


def may_draw_steps(person: User, item: Item) -> Verdict:
    """The unit that answers for the item draws the way to it; the Office may help."""
    return draws_for(person, item) and (
        stands(item) if item.baseline else no("This item has no due date yet.")
    )


def draws_for(person: User, item: Item) -> Verdict:
    return may_draw_up(person, item.campaign_id, (item.baseline or item.project).unit)


def stands(item: Item) -> Verdict:
    return no("This item has left the list.") if item.withdrawn_at else YES


@transaction.atomic
def draw_steps(item: Item, drafts: Sequence[StepDraft], *, by: User, at: datetime, seen: int) -> StepPlan:
    """Draw the way to an item anew. What was begun or done stays begun or done."""
    item = locked_item(item)
    require(may_draw_steps(by, item))
    require(steps_are_possible([draft.step for draft in drafts], due_on=item.baseline.due_on))  # type: ignore[union-attr]
    plan = StepPlan.objects.filter(item=item).first()
    unchanged(seen, plan.version if plan else 0)

    stood = {step.number: step for step in plan.steps.all()} if plan else {}
    if plan and stood:
        plan.steps.all().delete()
    plan = plan or StepPlan(campaign_id=item.campaign_id, item=item, version=0)
    plan.drawn_at, plan.drawn_by = at, by
    plan.version += 1
    plan.save()
    ItemStep.objects.bulk_create(step_of(plan, draft, stood) for draft in drafts)

    drawn = Text("planned the steps of %(name)s: %(count)s", name=item.name, count=len(drafts))
    record(drawn, about=item, by=by, at=at)
    return plan


def step_of(plan: StepPlan, draft: StepDraft, stood: dict[int, ItemStep]) -> ItemStep:
    before = stood.get(draft.was or 0)
    return ItemStep(
        campaign_id=plan.campaign_id,
        plan=plan,
        number=draft.step.number,
        name=draft.step.name.strip(),
        workdays=draft.step.workdays,
        after=list(draft.step.after),
        finish_by=draft.step.finish_by,
        begun_on=before.begun_on if before else None,
        done_on=before.done_on if before else None,
        marked_at=before.marked_at if before else None,
        marked_by=before.marked_by if before else None,
    )


@transaction.atomic
def take_standard_steps(items: Sequence[Item], *, by: User, at: datetime) -> list[StepPlan]:
    """Give these items the standard steps of their line of work. Items that have a plan keep it."""
    named = Item.objects.filter(pk__in=[item.pk for item in items]).select_related(
        "baseline__unit", "project__unit"
    )
    for item in named:
        require(draws_for(by, item))
    found = list(named.filter(step_plan=None, withdrawn_at=None).order_by("pk"))
    for item in found:
        require(may_draw_steps(by, item))
    sets = {one.line_of_work_id: one for one in StepSet.objects.filter(campaign__in={i.campaign_id for i in found})}  # fmt: skip
    found = [item for item in found if item.project.line_of_work_id in sets]
    if not found:
        require(no("There is no item without steps whose line of work has a standard set."))

    plans = StepPlan.objects.bulk_create(
        StepPlan(campaign_id=item.campaign_id, item=item, drawn_at=at, drawn_by=by) for item in found
    )
    ItemStep.objects.bulk_create(
        step_of(plan, StepDraft(step), {})
        for item, plan in zip(found, plans, strict=True)
        for step in sets[item.project.line_of_work_id].work_steps()
    )

    taken = Text("applied the standard steps to items: %(count)s", count=len(found))
    record(taken, about=found[0].campaign, by=by, at=at, items=[item.pk for item in found])
    return plans


@dataclass(frozen=True, slots=True)
class StepMark:
    """What somebody says of a step: begun on, done on. Neither takes an earlier mark back."""

    step: ItemStep
    begun_on: date | None = None
    done_on: date | None = None


@transaction.atomic
def mark_steps(marks: Sequence[StepMark], *, by: User, at: datetime) -> list[ItemStep]:
    """Say of steps that they have begun or are done, or take that back."""
    wanted = {mark.step.pk: mark for mark in marks}
    found = ItemStep.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(wanted))
    steps = list(found.select_related("plan").order_by("pk"))
    items = Item.objects.select_related("campaign", "baseline__unit").in_bulk(
        {step.plan.item_id for step in steps}
    )
    for item in items.values():
        require(may_draw_steps(by, item))
    for step in steps:
        step.plan.item, mark = items[step.plan.item_id], wanted[step.pk]
        step.begun_on, step.done_on = mark.begun_on or mark.done_on, mark.done_on
        step.marked_at, step.marked_by = at, by
        require(mark_is_possible(step.work_step(), today=step.plan.item.campaign.day_of(at)))

    write_back(steps, ["begun_on", "done_on", "marked_at", "marked_by"])

    if len(steps) == 1:
        record(step_mark_in_words(steps[0]), about=steps[0].plan.item, by=by, at=at)
    elif steps:
        many = Text("marked steps: %(count)s", count=len(steps))
        campaign, marked = steps[0].plan.item.campaign, [step.pk for step in steps]
        record(many, about=campaign, by=by, at=at, steps=marked, items=sorted(items))
    return steps


def step_mark_in_words(step: ItemStep) -> Text:
    if step.done_on:
        return Text("finished the step %(name)s", name=step.name)
    if step.begun_on:
        return Text("started the step %(name)s", name=step.name)
    return Text("undid the mark of the step %(name)s", name=step.name)


def mark_is_possible(step: WorkStep, *, today: date) -> Verdict:
    if max(filter(None, (step.begun_on, step.done_on)), default=today) > today:
        return no("Marks record what has happened: choose today or an earlier date.")
    if step.begun_on and step.done_on and step.done_on < step.begun_on:
        return no("A step cannot be finished before it started.")
    return YES
