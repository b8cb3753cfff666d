from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.numbers import points
from gongjian.worklist.rules import Curve, Measure, Plan, PromisedShare, expected, plan_is_sound, share_of

YEAR = Plan(date(2026, 1, 1), date(2026, 12, 31), Curve.BY_MONTH)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("actual", "on", "gap"),
    [
        (Fraction(74, 100), date(2026, 8, 31), "7.33"),  # Sanyuan, January to August
        (
            Fraction(6290, 6474),
            date(2026, 10, 25),
            "13.82",
        ),  # Jiangmen: from the unrounded ratio, on the 25th
        (Fraction(316, 1000), date(2026, 3, 31), "6.60"),  # Sichuan, first quarter
    ],
)
def test_published_gaps_come_out_as_they_were_published(actual, on, gap):
    assert str(points(actual - expected(YEAR, on), 2)) == gap


def test_a_gap_from_a_rounded_ratio_would_be_another_one():
    assert str(points(Fraction(6290, 6474) - expected(YEAR, date(2026, 10, 31)), 1)) == "13.8"
    assert str(points(Fraction(972, 1000) - expected(YEAR, date(2026, 10, 31)), 1)) == "13.9"


def test_a_month_counts_once_it_has_closed():
    assert expected(YEAR, date(2026, 10, 24)) == Fraction(9, 12)
    assert expected(YEAR, date(2026, 10, 25)) == Fraction(10, 12)


def test_by_day_the_first_day_counts_and_the_last_brings_everything():
    plan = Plan(date(2026, 9, 1), date(2026, 9, 10), Curve.BY_DAY)

    assert [expected(plan, date(2026, 9, day)) for day in (1, 5, 10)] == [Fraction(1, 10), Fraction(1, 2), 1]
    assert expected(plan, date(2026, 8, 31)) == 0


def test_steps_count_from_their_day_on():
    steps = (PromisedShare(date(2026, 3, 31), Fraction(1, 5)), PromisedShare(date(2026, 6, 30), Fraction(1)))
    plan = Plan(date(2026, 1, 1), date(2026, 6, 30), Curve.STEPS, steps=steps)

    assert expected(plan, date(2026, 3, 30)) == 0
    assert expected(plan, date(2026, 3, 31)) == Fraction(1, 5)
    assert expected(plan, date(2026, 7, 1)) == 1


@given(start=DAYS, due=DAYS, one=DAYS, later=DAYS, curve=st.sampled_from([Curve.BY_DAY, Curve.BY_MONTH]))
def test_what_is_expected_never_falls_and_stays_a_share(start, due, one, later, curve):
    plan = Plan(min(start, due), max(start, due), curve)
    first, second = sorted((one, later))

    assert 0 <= expected(plan, first) <= expected(plan, second) <= 1


def test_milestones_are_reported_by_how_many_have_been_reached():
    steps = (PromisedShare(date(2026, 9, 30), Fraction(1, 3)), PromisedShare(date(2026, 10, 30), Fraction(1)))
    plan = Plan(date(2026, 9, 1), date(2026, 10, 30), Curve.MILESTONES, steps=steps)

    assert [share_of(Measure.MILESTONE, Decimal(n), plan) for n in (0, 1, 2, 9)] == [0, Fraction(1, 3), 1, 1]


def test_a_percentage_is_a_share_of_a_hundred_whatever_the_target():
    plan = Plan(date(2026, 9, 1), date(2026, 10, 30), Curve.BY_DAY, Decimal(40))

    assert share_of(Measure.PERCENT, Decimal(40), plan) == Fraction(2, 5)
    assert share_of(Measure.QUANTITY, Decimal(40), plan) == 1
    assert share_of(Measure.QUANTITY, None, plan) == 0


START, DUE = date(2026, 9, 1), date(2026, 10, 30)
HALF, ALL = PromisedShare(date(2026, 9, 30), Fraction(1, 2)), PromisedShare(DUE, Fraction(1))


@pytest.mark.parametrize(
    ("measure", "curve", "steps", "target", "due"),
    [
        (Measure.QUANTITY, Curve.BY_DAY, (), 0, DUE),
        (Measure.PERCENT, Curve.BY_DAY, (), 100, date(2026, 8, 1)),
        (Measure.MILESTONE, Curve.BY_DAY, (), 100, DUE),
        (Measure.PERCENT, Curve.MILESTONES, (ALL,), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (HALF,), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (ALL, HALF), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (HALF, HALF, ALL), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (HALF, PromisedShare(date(2026, 10, 29), Fraction(1))), 100, DUE),
        (Measure.PERCENT, Curve.STEPS, (PromisedShare(date(2026, 8, 1), Fraction(1, 2)), ALL), 100, DUE),
    ],
)
def test_a_baseline_that_cannot_be_measured_is_refused(measure, curve, steps, target, due):
    assert not plan_is_sound(measure, Plan(START, due, curve, Decimal(target), steps))


@pytest.mark.parametrize(
    ("measure", "curve", "steps"),
    [
        (Measure.QUANTITY, Curve.BY_DAY, ()),
        (Measure.INVESTMENT, Curve.BY_MONTH, ()),
        (Measure.PERCENT, Curve.STEPS, (HALF, ALL)),
        (Measure.MILESTONE, Curve.MILESTONES, (HALF, ALL)),
    ],
)
def test_a_baseline_that_can_be_measured_is_taken(measure, curve, steps):
    assert plan_is_sound(measure, Plan(START, DUE, curve, Decimal(10), steps))
