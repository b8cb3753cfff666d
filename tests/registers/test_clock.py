"""The clock of a permit: working days, and none of them while a correction is awaited."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.registers.rules import (
    Passed,
    PermitRules,
    PermitState,
    clock,
    queue_order,
    urgency,
    worked_back,
)

CALENDAR = WorkCalendar(holidays=frozenset({date(2026, 10, day) for day in range(1, 8)}))
RULES = PermitRules()
S = PermitState
FIRST = date(2026, 9, 1)  # a Tuesday


def run(*steps, today, limit=10):
    passed = [Passed(state, day) for state, day in steps]
    return clock(passed, limit=limit, today=today, calendar=CALENDAR, rules=RULES)


def sep(day):
    return date(2026, 9, day)


def test_before_the_application_there_is_no_clock():
    found = run((S.NEEDED, FIRST), today=sep(20))

    assert (found.began_on, found.left, found.due_on) == (None, None, None)


def test_a_department_has_five_working_days_to_say_whether_it_takes_an_application():
    found = run((S.APPLIED, sep(1)), today=sep(3))

    assert (found.began_on, found.left, found.due_on) == (None, 3, sep(8))


def test_what_nobody_answers_in_five_days_counts_as_accepted_from_its_first_day():
    found = run((S.APPLIED, sep(1)), today=sep(9))

    assert (found.began_on, found.is_deemed, found.used, found.left) == (sep(1), True, 6, 4)


def test_the_clock_runs_from_acceptance():
    found = run((S.APPLIED, sep(1)), (S.ACCEPTED, sep(2)), today=sep(9))

    assert (found.began_on, found.used, found.left, found.due_on) == (sep(2), 5, 5, sep(16))


def test_while_a_correction_is_awaited_the_clock_stands():
    steps = (S.APPLIED, sep(1)), (S.ACCEPTED, sep(2)), (S.CORRECTING, sep(4))

    found = run(*steps, today=sep(25))
    after = run(*steps, (S.CORRECTED, sep(25)), today=sep(28))

    assert (found.is_stopped, found.left, found.due_on) == (True, 8, None)
    assert (after.is_stopped, after.left, after.due_on) == (False, 7, date(2026, 10, 14))


def test_a_correction_before_acceptance_begins_the_five_days_anew():
    found = run((S.APPLIED, sep(1)), (S.CORRECTING, sep(3)), (S.CORRECTED, sep(8)), today=sep(9))

    assert (found.began_on, found.left, found.due_on) == (None, 4, sep(15))


def test_a_permit_that_was_granted_too_late_stays_late():
    found = run((S.APPLIED, sep(1)), (S.ACCEPTED, sep(1)), (S.GRANTED, sep(30)), today=date(2026, 12, 1))

    assert (found.ended_on, found.is_late, found.due_on) == (sep(30), True, sep(15))


def test_whoever_applies_again_after_a_refusal_gets_a_new_clock():
    steps = (S.APPLIED, sep(1)), (S.ACCEPTED, sep(2)), (S.REFUSED, sep(9)), (S.APPLIED, sep(20))

    found = run(*steps, (S.ACCEPTED, sep(21)), today=sep(22))

    assert (found.began_on, found.used) == (sep(21), 1)


days = st.integers(0, 40).map(lambda ahead: FIRST + timedelta(days=ahead))


@given(accepted=days, waits=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 15)), max_size=4), ahead=st.integers(0, 60), limit=st.integers(1, 60))  # fmt: skip
def test_pauses_only_ever_give_time(accepted, waits, ahead, limit):
    steps, day = [(S.APPLIED, accepted), (S.ACCEPTED, accepted)], accepted
    for before, pause in waits:
        asked = day + timedelta(days=before)
        day = asked + timedelta(days=pause)
        steps += [(S.CORRECTING, asked), (S.CORRECTED, day)]
    today = day + timedelta(days=ahead)

    paused = run(*steps, today=today, limit=limit)
    straight = run(*steps[:2], today=today, limit=limit)

    stopped = sum(
        CALENDAR.workdays_between(first, last)
        for (_, first), (_, last) in zip(steps[2::2], steps[3::2], strict=True)
    )
    assert paused.used == straight.used - stopped
    assert paused.used + paused.left == limit
    assert paused.due_on >= straight.due_on
    if paused.left < 0:
        assert CALENDAR.workdays_between(paused.due_on, today) > 0


@given(accepted=days, asked=st.integers(0, 10), today=st.integers(0, 50), more=st.integers(0, 50))
def test_a_stopped_clock_shows_the_same_every_day(accepted, asked, today, more):
    stop = accepted + timedelta(days=asked)
    steps = (S.APPLIED, accepted), (S.ACCEPTED, accepted), (S.CORRECTING, stop)

    first = run(*steps, today=stop + timedelta(days=today))
    later = run(*steps, today=stop + timedelta(days=today + more))

    assert (first.used, first.left, first.is_stopped) == (later.used, later.left, True)


@given(
    permits=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 20)), min_size=1, max_size=8),
    needed=days,
)
def test_dates_worked_back_leave_every_department_its_days(permits, needed):
    found = worked_back(permits, needed, calendar=CALENDAR)

    for (step, promised), wanted in zip(permits, found, strict=True):
        assert CALENDAR.is_workday(wanted.apply_on)
        assert CALENDAR.workdays_between(wanted.apply_on, wanted.due_on) >= promised
        later = [one for (other, _), one in zip(permits, found, strict=True) if other > step]
        assert all(wanted.due_on <= one.apply_on for one in later)
        assert wanted.due_on <= needed


def test_the_most_urgent_permit_comes_first_and_one_without_a_limit_last():
    assert sorted([None, 5, -2, 0], key=urgency) == [-2, 0, 5, None]


def test_the_most_overdue_queue_comes_first_then_the_longest():
    queues = {"甲": (0, 9), "乙": (2, 2), "丙": (0, 12), "丁": (0, 9)}

    ordered = sorted(queues, key=lambda one: queue_order(one, late=queues[one][0], waiting=queues[one][1]))

    assert ordered[:2] == ["乙", "丙"]
    assert set(ordered[2:]) == {"甲", "丁"}
