from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.reporting.rules import (
    MAX_VALUE,
    RowFacts,
    Typed,
    enough,
    is_empty,
    problems_of,
    rounded_for,
    suspicions,
)
from gongjian.worklist.rules import Curve, LightRules, Measure, Plan, PromisedShare, is_behind, share_of

RULES = LightRules()
MEASURED_ON = date(2026, 9, 30)
BY_DAY = Plan(date(2026, 9, 1), date(2026, 12, 9), Curve.BY_DAY, Decimal(200))  # thirty of a hundred days
MILESTONES = Plan(
    date(2026, 9, 1),
    date(2026, 11, 30),
    Curve.MILESTONES,
    steps=(
        PromisedShare(date(2026, 9, 20), Fraction(1, 3), "approved"),
        PromisedShare(date(2026, 10, 20), Fraction(2, 3), "begun"),
        PromisedShare(date(2026, 11, 30), Fraction(1), "finished"),
    ),
)
NOT_BEGUN = replace(BY_DAY, starts_on=date(2026, 10, 10))


def a_row(value=None, *, measure=Measure.QUANTITY, plan=BY_DAY, previous=None, **typed):
    value = None if value is None else Decimal(value)
    previous = None if previous is None else Decimal(previous)
    return RowFacts(measure, plan, MEASURED_ON, previous, Typed(value=value, **typed))


def fields(row):
    return [problem.field for problem in problems_of(row, RULES)]


@pytest.mark.parametrize("measure", list(Measure))
def test_a_row_without_a_value_asks_for_one(measure):
    assert fields(a_row(measure=measure)) == ["value"]


def test_no_change_is_an_answer_even_where_nothing_was_reported_before():
    assert a_row(unchanged=True).value == 0
    assert fields(a_row(unchanged=True, plan=NOT_BEGUN)) == []
    assert a_row(unchanged=True, previous=70).value == 70


@pytest.mark.parametrize(
    ("measure", "plan", "value", "expected"),
    [
        (Measure.QUANTITY, BY_DAY, 60, []),
        (Measure.QUANTITY, BY_DAY, -1, ["value"]),
        (Measure.QUANTITY, BY_DAY, 900, []),  # more than the whole is marked, not refused
        (Measure.QUANTITY, BY_DAY, MAX_VALUE, []),
        (Measure.QUANTITY, BY_DAY, MAX_VALUE + 1, ["value"]),
        (Measure.INVESTMENT, BY_DAY, "-0.01", ["value"]),
        (Measure.INVESTMENT, BY_DAY, "60.50", []),
        (Measure.PERCENT, BY_DAY, 30, []),
        (Measure.PERCENT, BY_DAY, 100, []),
        (Measure.PERCENT, BY_DAY, "100.01", ["value"]),
        (Measure.PERCENT, BY_DAY, "-0.01", ["value"]),
        (Measure.MILESTONE, MILESTONES, 1, []),
        (Measure.MILESTONE, MILESTONES, 3, []),
        (Measure.MILESTONE, MILESTONES, 4, ["value"]),
        (Measure.MILESTONE, MILESTONES, "1.5", ["value"]),
        (Measure.MILESTONE, MILESTONES, -1, ["value"]),
    ],
)
def test_a_value_lies_within_the_bounds_of_its_measure(measure, plan, value, expected):
    assert fields(a_row(value, measure=measure, plan=plan)) == expected


def test_progress_never_falls_silently():
    assert fields(a_row(60, previous=61)) == ["decrease_reason"]
    assert fields(a_row(60, previous=61, decrease_reason="  ")) == ["decrease_reason"]
    assert fields(a_row(60, previous=61, decrease_reason="counted twice")) == []
    assert fields(a_row(60, previous=60)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50, []), ("49.99", ["cause", "next_step"]), (0, ["cause", "next_step"])],
)
def test_falling_more_than_five_points_behind_needs_a_cause_and_a_next_step(value, expected):
    assert fields(a_row(value)) == expected  # 60 of 200 are expected, 5 points are 10


def test_each_of_cause_and_next_step_is_asked_for_by_itself():
    assert fields(a_row(0, cause="rain")) == ["next_step"]
    assert fields(a_row(0, next_step="two shifts")) == ["cause"]
    assert fields(a_row(0, cause="rain", next_step="two shifts")) == []


def test_no_change_on_an_item_that_has_fallen_behind_must_be_explained():
    assert fields(a_row(unchanged=True, previous=10)) == ["cause", "next_step"]


def test_a_milestone_that_was_not_reached_in_time_must_be_explained():
    assert fields(a_row(0, measure=Measure.MILESTONE, plan=MILESTONES)) == ["cause", "next_step"]


def test_values_are_kept_to_two_places_and_milestones_whole():
    assert str(rounded_for(Measure.QUANTITY, Decimal("1.005"))) == "1.00"
    assert str(rounded_for(Measure.MILESTONE, Decimal(2))) == "2"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], False),
        ([a_row(unchanged=True, previous=10)], True),
        ([a_row(10, previous=10)], True),
        ([a_row(0)], True),
        ([a_row(11, previous=10)], False),
        ([a_row(9, previous=10)], False),
        ([a_row(unchanged=True, cause="rain")], False),
        ([a_row(unchanged=True, next_step="two shifts")], False),
        ([a_row(unchanged=True, cause=" ")], True),
        ([a_row(unchanged=True), a_row(1)], False),
    ],
)
def test_a_report_in_which_nothing_moves_and_nothing_is_said_is_empty(rows, expected):
    assert is_empty(rows) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (a_row(), []),
        (a_row(90), []),  # nothing to compare with
        (a_row(90, previous=10), []),  # exactly forty points
        (a_row("90.02", previous=10), ["rose by more than 40 points"]),
        (a_row(201, previous=199), ["more than the total"]),
        (a_row(3, previous=0, measure=Measure.MILESTONE, plan=MILESTONES), []),
    ],
)
def test_what_a_careful_reader_would_ask_about_is_marked(row, expected):
    assert [str(mark) for mark in suspicions(row)] == expected


@given(
    measure=st.sampled_from(Measure),
    target=st.decimals("0.01", 100_000, places=2),
    tolerance=st.decimals(0, 100, places=2),
    on=st.dates(date(2026, 8, 25), date(2026, 12, 15)),
)
def test_what_is_enough_is_the_least_value_that_is_not_behind(measure, target, tolerance, on):
    plan, rules = replace(BY_DAY, target=target), LightRules(tolerance_points=tolerance)
    if measure == Measure.MILESTONE:
        plan = MILESTONES
    step = Decimal(1) if measure == Measure.MILESTONE else Decimal("0.01")

    least = enough(measure, plan, on=on, rules=rules)

    assert not is_behind(plan, share_of(measure, least, plan), on=on, rules=rules)
    assert least == 0 or is_behind(plan, share_of(measure, least - step, plan), on=on, rules=rules)
