"""Plans worked back from the due date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.worklist.rules.backwards import (
    Ruler,
    StepRules,
    StepState,
    WorkStep,
    pushed,
    state_of,
    steps_are_possible,
    workdays_left,
    worked_back,
)
from gongjian.worklist.rules.standard_steps import STANDARD
from gongjian.worklist.rules.step_words import must_start, why

FRIDAY = date(2026, 10, 30)
START = date(2026, 9, 1)
CALENDAR = WorkCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    extra_workdays=frozenset({date(2026, 10, 10)}),
)
RULER = Ruler.over(CALENDAR, START, FRIDAY)


def dated(*steps, today=START, due_on=FRIDAY, ruler=RULER):
    found = worked_back(steps, starts_on=START, due_on=due_on, today=today, ruler=ruler)
    return {one.step.number: one for one in found}


def test_the_last_step_ends_on_the_due_date_and_the_one_before_ends_before_it_begins():
    found = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 5, (1,)))

    assert (found[2].latest_start, found[2].latest_finish) == (date(2026, 10, 26), FRIDAY)
    assert (found[1].latest_start, found[1].latest_finish) == (date(2026, 10, 21), date(2026, 10, 23))


def test_a_due_date_on_a_day_off_counts_to_the_working_day_before():
    assert dated(WorkStep(1, "a", 1), due_on=date(2026, 11, 1))[1].latest_finish == FRIDAY


def test_holidays_are_skipped_and_make_up_days_are_worked():
    found = dated(WorkStep(1, "a", 4), due_on=date(2026, 10, 12))

    assert found[1].latest_start == date(2026, 10, 8)  # Thursday, Friday, the Saturday worked instead, Monday


def test_the_chain_without_room_is_critical_and_the_other_has_its_slack():
    found = dated(WorkStep(1, "long", 20), WorkStep(2, "short", 5), WorkStep(3, "end", 5, (1, 2)))

    assert [found[number].critical for number in (1, 2, 3)] == [True, False, True]
    assert found[2].slack - found[1].slack == 15


def test_a_day_of_its_own_pulls_a_step_and_what_comes_before_it_forward():
    free = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 2, (1,)))
    bound = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 2, (1,), finish_by=date(2026, 10, 16)))

    assert bound[2].latest_finish == date(2026, 10, 16)
    assert bound[1].latest_start < free[1].latest_start


def test_what_a_change_pushes_is_told_step_by_step():
    old = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 2, (1,)))
    new = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 4, (1,)), WorkStep(3, "c", 1))

    told = pushed(list(old.values()), list(new.values()))

    assert [(push.number, push.moves) for push in told] == [(1, True), (2, True), (3, True)]
    assert told[2].old is None


@pytest.mark.parametrize(
    ("today", "begun", "done", "state"),
    [
        (date(2026, 10, 20), None, None, StepState.TO_COME),
        (date(2026, 10, 21), None, None, StepState.SOON),
        (date(2026, 10, 26), None, None, StepState.SOON),
        (date(2026, 10, 27), None, None, StepState.LATE_TO_BEGIN),
        (date(2026, 10, 27), date(2026, 10, 26), None, StepState.IN_HAND),
        (date(2026, 10, 31), date(2026, 10, 26), None, StepState.OVERDUE),
        (date(2026, 10, 31), date(2026, 10, 26), date(2026, 10, 30), StepState.DONE),
    ],
)
def test_a_step_warns_when_its_latest_start_has_passed(today, begun, done, state):
    one = dated(WorkStep(1, "a", 5, begun_on=begun, done_on=done), today=today)[1]

    assert state_of(one, today=today, rules=StepRules(warn_workdays=3), ruler=RULER) == state


def test_the_words_say_by_when_and_how_many_working_days_are_left():
    one = dated(WorkStep(1, "a", 5))[1]

    assert str(must_start(one, today=date(2026, 10, 16), ruler=RULER)) == "Must start by 26 Oct 2026, 6 working days left."  # fmt: skip
    assert str(must_start(one, today=date(2026, 10, 28), ruler=RULER)) == "Should have started by 26 Oct 2026, 2 working days ago."  # fmt: skip


def test_every_date_is_explained_by_what_sets_it():
    found = dated(WorkStep(1, "a", 3), WorkStep(2, "b", 5, (1,)))

    assert str(why(found[1], then="b", due_on=FRIDAY)).startswith("“b” cannot start before this is finished")
    assert str(why(found[2], then="", due_on=FRIDAY)).startswith("The item is due on 30 Oct 2026")


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        ((WorkStep(1, "a", 1, (2,)), WorkStep(2, "b", 1, (1,))), "waits for itself"),
        ((WorkStep(1, "a", 1, (1,)),), "waits for itself"),
        ((WorkStep(1, "a", 1, (7,)),), "which does not exist"),
        ((WorkStep(1, " ", 1),), "has no name"),
        ((WorkStep(1, "a", 0),), "takes from 1 to"),
        ((WorkStep(1, "a", 1, finish_by=date(2026, 11, 1)),), "after the item's due date"),
    ],
)
def test_a_plan_that_cannot_be_worked_is_refused_with_the_step_that_is_wrong(steps, word):
    assert word in str(steps_are_possible(steps, due_on=FRIDAY).reason)


def test_every_standard_set_can_be_worked():
    assert all(steps_are_possible(steps, due_on=FRIDAY) for steps in STANDARD.values())


@st.composite
def plans(draw):
    count = draw(st.integers(1, 9))
    return [
        WorkStep(
            number,
            f"s{number}",
            draw(st.integers(1, 30)),
            tuple(sorted(draw(st.sets(st.integers(1, number - 1), max_size=3)))) if number > 1 else (),
        )
        for number in range(1, count + 1)
    ]


@given(plans(), st.dates(date(2026, 3, 1), date(2027, 3, 1)), st.dates(date(2026, 1, 1), date(2027, 3, 1)))
def test_nobody_begins_before_the_ones_they_wait_for_have_finished(steps, due_on, today):
    ruler = Ruler.over(CALENDAR, date(2026, 1, 1), date(2027, 3, 1))
    found = dated(*steps, due_on=due_on, today=today, ruler=ruler)

    for one in found.values():
        assert CALENDAR.is_workday(one.latest_start)
        assert one.latest_finish <= due_on
        assert CALENDAR.workdays_between(one.latest_start - timedelta(days=1), one.latest_finish) == one.step.workdays  # fmt: skip
        assert all(found[earlier].latest_finish < one.latest_start for earlier in one.step.after)
    assert any(one.critical for one in found.values())


@given(st.dates(date(2026, 9, 1), date(2026, 10, 30)))
def test_the_days_left_are_counted_as_the_calendar_counts_them(today):
    one = dated(WorkStep(1, "a", 1), today=today)[1]

    assert workdays_left(one, today, RULER) == CALENDAR.workdays_between(today, one.latest_start)
