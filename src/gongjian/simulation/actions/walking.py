"""The simulated units take the standard steps for their items, and mark them with every report."""

from datetime import date

from gongjian.campaigns.queries import section_at
from gongjian.kernel.sections import read_section
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.rules.walking import longest_way, squeezed, walked
from gongjian.worklist.actions import (
    StepDraft,
    StepMark,
    draw_steps,
    mark_steps,
    set_standard_steps,
    take_standard_steps,
)
from gongjian.worklist.models import Item
from gongjian.worklist.queries.steps import StepOfItem, dated_steps
from gongjian.worklist.rules.backwards import StepRules, WorkStep
from gongjian.worklist.rules.standard_steps import STANDARD, StepSetKind

SETS = {
    "LP": StepSetKind.CONSTRUCTION,
    "PR": StepSetKind.PRE_CONSTRUCTION,
    "KC": StepSetKind.CONSTRUCTION,
    "IP": StepSetKind.INVESTMENT_PROMOTION,
    "LT": StepSetKind.LAND,
    "UR": StepSetKind.RENEWAL,
    "ST": StepSetKind.SMALL_TOWNS,
}


def set_standards(folk: Folk, day: date) -> None:
    """The Office writes down the standard steps of every line of work."""
    for minute, line in enumerate(folk.campaign.lines_of_work.order_by("position")):
        steps = STANDARD[SETS[line.code]]
        set_standard_steps(line, steps, by=folk.people["office"], at=folk.moment(day, minute), seen=0)


def draw_plans(folk: Folk, day: date) -> None:
    """Every unit takes the standard steps where they fit into its time, and draws them shorter where they do not."""
    for unit, number in folk.numbers.items():
        by, at = folk.people[f"unit{number:02}"], folk.moment(day, 60 + number)
        items = Item.objects.filter(campaign=folk.campaign, baseline__unit=unit, step_plan=None)
        found = list(items.select_related("baseline", "project__line_of_work"))
        fitting = [item for item in found if room_for(folk, item) >= 1]
        if fitting:
            take_standard_steps(fitting, by=by, at=at)
        for item in found:
            if item not in fitting:
                drafts = [StepDraft(step) for step in squeezed(standard_of(item), room_for(folk, item))]
                draw_steps(item, drafts, by=by, at=at, seen=0)


def standard_of(item: Item) -> tuple[WorkStep, ...]:
    return STANDARD[SETS[item.project.line_of_work.code]]


def room_for(folk: Folk, item: Item) -> float:
    """The working days between start and due date, as a share of those that the standard steps take."""
    plan = item.baseline
    days = folk.calendar.workdays_between(plan.starts_on, plan.due_on)  # type: ignore[union-attr]
    return days / longest_way(standard_of(item))


def step_rules(folk: Folk, day: date) -> StepRules:
    """Read once for all units of a day."""
    return read_section(StepRules, section_at(folk.campaign, "steps", folk.moment(day, 0)))


def mark_walked(folk: Folk, unit: int, day: date, rules: StepRules, *, minute: int) -> None:
    """A unit marks what it has begun and finished since the last report."""
    items = Item.objects.filter(campaign=folk.campaign, baseline__unit=unit).select_related("baseline")
    found = dated_steps(folk.campaign, items, today=day, rules=rules, ruler=folk.ruler)
    by_item: dict[int, list[StepOfItem]] = {}
    for one in found:
        by_item.setdefault(one.item.pk, []).append(one)
    marks = [mark for steps in by_item.values() for mark in marks_of(steps, day)]
    if marks:
        reporter = folk.people[f"unit{folk.numbers[unit]:02}"]
        mark_steps(marks, by=reporter, at=folk.moment(day, minute))


def marks_of(steps: list[StepOfItem], day: date) -> list[StepMark]:
    rows = {one.row.number: one.row for one in steps}
    said = walked(SEED, steps[0].item.code, [one.dated for one in steps], today=day)
    return [
        StepMark(rows[one.number], one.begun_on, one.done_on)
        for one in said
        if (rows[one.number].begun_on, rows[one.number].done_on) != (one.begun_on, one.done_on)
    ]
