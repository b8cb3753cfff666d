"""The way to an item is drawn and walked."""

from datetime import date

import pytest
from django.db import IntegrityError

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.worklist.actions import (
    StepDraft,
    StepMark,
    draw_steps,
    mark_steps,
    set_standard_steps,
    take_standard_steps,
)
from gongjian.worklist.models import Item, ItemStep
from gongjian.worklist.queries.steps import dated_steps, ruler_of
from gongjian.worklist.rules.backwards import StepRules, StepState, WorkStep
from tests.world import NOON, a_campaign, a_clerk, a_person, an_item, noon

pytestmark = pytest.mark.django_db

TWO = (StepDraft(WorkStep(1, "design", 5)), StepDraft(WorkStep(2, "build", 10, (1,))))


def reporter_of(item):
    return a_person(Role.REPORTER, campaign=item.campaign, at=item.baseline.unit)


def test_a_unit_draws_the_way_to_its_item_and_the_ledger_knows():
    item = an_item(a_campaign())

    plan = draw_steps(item, TWO, by=reporter_of(item), at=NOON, seen=0)

    assert [str(step) for step in plan.steps.all()] == ["1 design", "2 build"]
    assert "planned the steps" in str(Entry.objects.order_by("-number").first().verb)


def test_another_unit_draws_nothing():
    item, other = an_item(a_campaign()), an_item(a_campaign())

    with pytest.raises(NotAllowed):
        draw_steps(item, TWO, by=reporter_of(other), at=NOON, seen=0)


def test_who_did_not_see_the_newest_plan_does_not_overwrite_it():
    item = an_item(a_campaign())
    draw_steps(item, TWO, by=reporter_of(item), at=NOON, seen=0)

    with pytest.raises(Outdated):
        draw_steps(item, TWO, by=reporter_of(item), at=NOON, seen=0)


def test_what_was_done_stays_done_when_the_plan_is_drawn_anew():
    item = an_item(a_campaign())
    by = reporter_of(item)
    plan = draw_steps(item, TWO, by=by, at=NOON, seen=0)
    mark_steps([StepMark(plan.steps.get(number=1), done_on=date(2026, 9, 9))], by=by, at=NOON)

    anew = [StepDraft(WorkStep(1, "survey", 2)), StepDraft(WorkStep(2, "design", 5, (1,)), was=1)]
    plan = draw_steps(item, anew, by=by, at=NOON, seen=1)

    assert [(step.name, step.done_on) for step in plan.steps.all()] == [
        ("survey", None),
        ("design", date(2026, 9, 9)),
    ]


def test_nobody_marks_what_has_not_happened_yet():
    item = an_item(a_campaign())
    by = reporter_of(item)
    plan = draw_steps(item, TWO, by=by, at=NOON, seen=0)

    with pytest.raises(Refused, match="has happened"):
        mark_steps([StepMark(plan.steps.get(number=1), done_on=date(2026, 9, 11))], by=by, at=NOON)


def test_a_mark_can_be_taken_back():
    item = an_item(a_campaign())
    by = reporter_of(item)
    step = draw_steps(item, TWO, by=by, at=NOON, seen=0).steps.get(number=1)
    mark_steps([StepMark(step, done_on=date(2026, 9, 9))], by=by, at=NOON)

    (step,) = mark_steps([StepMark(step)], by=by, at=NOON)

    assert (step.begun_on, step.done_on) == (None, None)


def test_the_standard_steps_of_a_line_are_taken_for_many_items_once():
    item = an_item(a_campaign())
    clerk, line = a_clerk(item.campaign), item.project.line_of_work
    set_standard_steps(line, [draft.step for draft in TWO], by=clerk, at=NOON, seen=0)

    plans = take_standard_steps([item], by=reporter_of(item), at=NOON)

    assert [plan.item for plan in plans] == [item]
    with pytest.raises(Refused, match="no item without steps"):
        take_standard_steps([item], by=reporter_of(item), at=NOON)


def test_an_item_without_a_due_date_takes_no_standard_steps():
    item = an_item(a_campaign())
    reporter = reporter_of(item)
    set_standard_steps(
        item.project.line_of_work,
        [draft.step for draft in TWO],
        by=a_clerk(item.campaign),
        at=NOON,
        seen=0,
    )
    Item.objects.update(baseline=None)

    with pytest.raises(Refused, match="no due date"):
        take_standard_steps([item], by=reporter, at=NOON)


def test_who_does_not_answer_for_an_item_does_not_learn_whether_it_has_steps():
    item = an_item(a_campaign())
    set_standard_steps(
        item.project.line_of_work, [draft.step for draft in TWO], by=a_clerk(item.campaign), at=NOON, seen=0
    )
    take_standard_steps([item], by=reporter_of(item), at=NOON)

    with pytest.raises(NotAllowed):
        take_standard_steps([item], by=a_person(), at=NOON)


def test_only_the_office_sets_the_standard_steps():
    item = an_item(a_campaign())

    with pytest.raises(NotAllowed):
        set_standard_steps(item.project.line_of_work, [], by=reporter_of(item), at=NOON, seen=0)


def test_a_steps_latest_start_passing_warns_before_the_item_is_late():
    item = an_item(a_campaign())
    draw_steps(item, TWO, by=reporter_of(item), at=NOON, seen=0)
    start = dated_steps(item.campaign, [item], today=date(2026, 9, 1), rules=StepRules(), ruler=ruler_of(item.campaign))[0].dated.latest_start  # fmt: skip

    later = date.fromordinal(start.toordinal() + 4)
    found = dated_steps(item.campaign, [item], today=later, rules=StepRules(), ruler=ruler_of(item.campaign))

    assert found[0].state == StepState.LATE_TO_BEGIN
    assert later < item.baseline.due_on


def test_the_database_itself_refuses_a_step_that_takes_no_time():
    item = an_item(a_campaign())
    plan = draw_steps(item, TWO, by=reporter_of(item), at=noon(9, 1), seen=0)

    with pytest.raises(IntegrityError, match="takes_time"):
        ItemStep.objects.create(campaign=item.campaign, plan=plan, number=9, name="nothing", workdays=0)
