from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.worklist.rules import (
    Because,
    Confidence,
    Curve,
    Forecast,
    ItemFacts,
    Light,
    LightRules,
    Plan,
    confidence,
    gap,
    is_behind,
    light,
)
from gongjian.worklist.rules.light import light_of_gap

RULES = LightRules()
PLAN = Plan(date(2026, 9, 1), date(2026, 12, 9), Curve.BY_DAY)  # a hundred days
DAY_50 = date(2026, 10, 20)
ITEM = ItemFacts(plan=PLAN, measured_on=DAY_50)


def shown(item, today=DAY_50):
    return light(item, today=today, rules=RULES, calendar=WorkCalendar())[0]


def because(item, today=DAY_50):
    return light(item, today=today, rules=RULES, calendar=WorkCalendar())[1]


def test_a_light_says_which_rule_decided_it():
    late, complete = replace(ITEM, share=Fraction(99, 100)), replace(ITEM, share=Fraction(1), accepted=True)

    assert because(ITEM) == Because.GAP
    assert because(late, date(2026, 12, 10)) == Because.OVERDUE
    assert because(replace(late, held=True), date(2026, 12, 10)) == Because.HELD
    assert because(replace(ITEM, measured_on=date(2026, 8, 31))) == Because.NOTHING_EXPECTED
    assert because(replace(complete, held=True), date(2026, 12, 10)) == Because.RECEIVED


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("5", Light.AHEAD),
        ("4.999", Light.ON_SCHEDULE),
        ("0", Light.ON_SCHEDULE),
        ("-5", Light.ON_SCHEDULE),
        ("-5.001", Light.LAGGING),
        ("-20", Light.LAGGING),
        ("-20.001", Light.SERIOUS),
    ],
)
def test_bands_meet_at_their_edges(points, expected):
    assert light_of_gap(Fraction(points), RULES) == expected


points = st.decimals(0, 100, places=2)


@given(gap=st.fractions(-100, 100), ahead=points, tolerance=points, more=points)
def test_every_gap_falls_into_exactly_one_band(gap, ahead, tolerance, more):
    rules = LightRules(ahead_points=ahead, tolerance_points=tolerance, serious_points=tolerance + more)
    low, middle, high = -Fraction(tolerance + more), -Fraction(tolerance), Fraction(ahead)
    bands = {
        Light.SERIOUS: gap < low,
        Light.LAGGING: low <= gap < middle,
        Light.ON_SCHEDULE: middle <= gap < high,
        Light.AHEAD: gap >= high,
    }

    assert [band for band, inside in bands.items() if inside] == [light_of_gap(gap, rules)]


def test_the_gap_comes_from_unrounded_values():
    assert gap(replace(ITEM, share=Fraction(1, 3))) == Fraction(1, 3) - Fraction(1, 2)


def test_more_than_everything_counts_as_everything():
    assert gap(replace(ITEM, share=Fraction(3))) == Fraction(1, 2)


def test_done_is_what_is_complete_and_accepted():
    complete = replace(ITEM, share=Fraction(1))

    assert shown(complete) == Light.AHEAD
    assert shown(replace(complete, accepted=True)) == Light.DONE
    assert shown(replace(ITEM, share=Fraction(99, 100), accepted=True)) == Light.AHEAD


def test_a_hold_stops_punishment_but_not_being_done():
    assert shown(replace(ITEM, held=True)) == Light.BLOCKED
    assert shown(replace(ITEM, held=True, share=Fraction(1), accepted=True)) == Light.DONE


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 9), Light.ON_SCHEDULE),
        (date(2026, 12, 10), Light.LAGGING),
        (date(2026, 12, 23), Light.LAGGING),  # ten working days late
        (date(2026, 12, 24), Light.SERIOUS),
    ],
)
def test_what_is_overdue_lags_however_small_the_gap(today, expected):
    assert shown(replace(ITEM, share=Fraction(99, 100), measured_on=date(2026, 12, 9)), today) == expected


def test_nothing_expected_and_nothing_done_is_not_due():
    before = replace(ITEM, measured_on=date(2026, 8, 31))

    assert shown(before) == Light.NOT_DUE
    assert shown(replace(before, share=Fraction(1, 10))) == Light.AHEAD


def test_a_cause_is_asked_for_only_beyond_the_tolerance():
    assert not is_behind(PLAN, Fraction(45, 100), on=DAY_50, rules=RULES)
    assert is_behind(PLAN, Fraction(449, 1000), on=DAY_50, rules=RULES)
    assert not is_behind(PLAN, Fraction(0), on=DAY_50, rules=LightRules(tolerance_points=Decimal(60)))


@pytest.mark.parametrize(
    ("forecast", "light", "expected"),
    [
        (Forecast.EARLY, Light.LAGGING, Confidence.HOPEFUL),
        (Forecast.ON_TIME, Light.SERIOUS, Confidence.HOPEFUL),
        (Forecast.LATE, Light.ON_SCHEDULE, Confidence.DOUBTFUL),
        (Forecast.LATE, Light.LAGGING, Confidence.AGREES),
        (Forecast.EARLY, Light.BLOCKED, Confidence.AGREES),
        (None, Light.SERIOUS, Confidence.AGREES),
    ],
)
def test_a_forecast_that_disagrees_with_the_figures_is_noticed(forecast, light, expected):
    assert confidence(forecast, light) == expected
