"""Clocks in working days, the way up, and how old things are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.time_left import left
from gongjian.obstacles.rules import (
    Level,
    ObstacleRules,
    ObstacleState,
    PlansKind,
    Whereabouts,
    WorkdayCount,
    buckets,
    due_after,
    duty_of,
    escalation_by_rule,
    is_above,
    may_escalate_to,
    middle,
    more_time_is_sound,
    next_level,
    the_plans_kinds,
)

CALENDAR = WorkCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    extra_workdays=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
DAYS = st.dates(date(2026, 8, 20), date(2026, 12, 20))
RULES = ObstacleRules()
FRIDAY = date(2026, 9, 18)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 14), "4 working days left"),
        (date(2026, 9, 17), "1 working day left"),
        (FRIDAY, "due today"),
        (date(2026, 9, 19), "overdue since 18 Sep 2026"),
        (date(2026, 9, 20), "overdue by 1 working day"),
        (date(2026, 9, 21), "overdue by 2 working days"),
    ],
)
def test_what_is_left_is_said_in_words(today, words):
    assert str(left(FRIDAY, today=today, calendar=CALENDAR).words) == words


def test_a_limit_on_a_day_off_leaves_no_working_day():
    last = left(date(2026, 10, 3), today=date(2026, 10, 1), calendar=CALENDAR)

    assert (str(last.words), last.is_late, last.is_short) == ("no working day left", False, True)


@given(today=DAYS, state=st.sampled_from(ObstacleState), level=st.sampled_from(Level))
def test_a_new_clock_leaves_exactly_the_days_of_the_rulebook(today, state, level):
    due_on = due_after(state, level, today=today, calendar=CALENDAR, rules=RULES)

    if due_on is None:
        assert state in (ObstacleState.CLOSED, ObstacleState.WITHDRAWN)
        return
    assert CALENDAR.is_workday(due_on)
    assert left(due_on, today=today, calendar=CALENDAR).days == RULES.days_for(state, level)


@given(due_on=DAYS, today=DAYS)
def test_what_is_left_only_ever_shrinks(due_on, today):
    now, tomorrow = (left(due_on, today=day, calendar=CALENDAR) for day in (today, today + timedelta(1)))

    assert tomorrow.days <= now.days
    assert now.is_late == (today > due_on)


@given(until=DAYS, due_on=DAYS, today=DAYS)
def test_more_time_is_never_granted_after_the_limit_or_backwards(until, due_on, today):
    sound = more_time_is_sound(until, due_on=due_on, today=today, calendar=CALENDAR, rules=RULES)

    if sound:
        assert today <= due_on < until
        assert CALENDAR.workdays_between(due_on, until) <= RULES.most_more_days
    elif today <= due_on < until:
        assert CALENDAR.workdays_between(due_on, until) > RULES.most_more_days


def test_no_time_is_given_where_none_runs():
    assert not more_time_is_sound(FRIDAY, due_on=None, today=FRIDAY, calendar=CALENDAR, rules=RULES)


PLACES = st.builds(
    Whereabouts,
    st.sampled_from(Level),
    st.sampled_from(ObstacleState),
    is_complex=st.booleans(),
    due_on=st.none() | DAYS,
    has_group=st.booleans(),
    has_leader=st.booleans(),
)


@given(place=PLACES, today=DAYS)
def test_the_rule_escalates_only_upwards_what_is_complex_and_late(place, today):
    to = escalation_by_rule(place, today=today)

    if to is not None:
        assert is_above(to, place.level)
        assert place.is_complex
        assert place.due_on < today
        assert may_escalate_to(to, place) or to == Level.GROUP
        assert to != Level.LEADER or place.has_leader


def test_one_step_at_a_time_where_there_is_somebody():
    at_group = Whereabouts(Level.GROUP, ObstacleState.IN_HAND, is_complex=True)

    assert next_level(at_group) == Level.LEADER
    assert next_level(Whereabouts(Level.GROUP, ObstacleState.IN_HAND, is_complex=True, has_leader=False)) == Level.MEETING  # fmt: skip
    assert next_level(Whereabouts(Level.COUNTY_HEAD, ObstacleState.IN_HAND, is_complex=True)) is None
    assert not may_escalate_to(Level.GROUP, Whereabouts(Level.OWNER, ObstacleState.IN_HAND, is_complex=True))
    assert not may_escalate_to(Level.GROUP, at_group)


def test_what_a_unit_keeps_although_a_group_could_have_it_is_not_escalated_by_rule():
    kept = Whereabouts(Level.OWNER, ObstacleState.IN_HAND, is_complex=True, due_on=FRIDAY)

    assert escalation_by_rule(kept, today=date(2026, 9, 30)) is None


@given(st.lists(st.integers(0, 60)))
def test_every_age_falls_into_one_bucket(ages):
    assert sum(bucket.count for bucket in buckets(ages)) == len(ages)


@given(after=DAYS, through=DAYS)
def test_counting_ahead_counts_the_same_as_the_calendar(after, through):
    count = WorkdayCount(CALENDAR, date(2026, 8, 20), date(2026, 12, 20))

    assert count.between(after, through) == CALENDAR.workdays_between(after, through)


def test_the_middle_of_nothing_is_nothing():
    assert middle([]) is None
    assert middle([1, 2, 9]) == 2


def test_every_kind_of_the_plan_has_a_group_and_simple_ones_are_named():
    kinds = list(the_plans_kinds())

    assert {one.kind for one in kinds} == set(PlansKind)
    assert [one.kind for one in kinds if not one.is_complex] == [PlansKind.TENDERING, PlansKind.OTHER]
    assert [duty_of(name) for name in ("综合协调服务组", "工程审批组", "政策处理组")] == [
        "coordination",
        "approvals",
        "policy",
    ]
