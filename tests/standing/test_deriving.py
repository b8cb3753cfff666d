"""Actual, expected and outlook of a target follow from the rows behind it."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongjian.standing.rules.deriving import Pace, Row, Span, derive

BEGIN, END = date(2026, 8, 25), date(2026, 12, 31)
days = st.integers(0, 140).map(lambda gone: BEGIN + timedelta(days=gone))
rows = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 100), days).map(
        lambda one: Row(Fraction(one[0]), Fraction(one[0] * one[1], 100), one[2])
    ),
    max_size=10,
)


def told(found, day, *, pace=Pace.DUE, base=None, goal=10):
    return derive(found, Span(BEGIN, day, END), pace, base=base, goal=Fraction(goal))


@given(rows, days)
def test_the_actual_is_what_is_there_and_never_more_is_expected_than_there_is(found, day):
    one = told(found, day)

    if not found:
        assert one.actual is None
        return
    assert one.actual == sum(row.has for row in found)
    assert 0 <= one.expected <= sum(row.adds for row in found)


@given(rows, days, days)
def test_as_time_goes_by_never_less_is_expected(found, one, other):
    early, late = sorted((one, other))
    for pace in Pace:
        if found:
            assert told(found, early, pace=pace).expected <= told(found, late, pace=pace).expected


@given(rows, days, st.sampled_from(Pace))
def test_the_outlook_is_a_range_between_what_is_there_and_all_there_is(found, day, pace):
    one = told(found, day, pace=pace)
    if one.outlook:
        assert one.actual <= one.outlook.low <= one.outlook.middle <= one.outlook.high
        assert one.outlook.high <= max(one.actual, sum(row.adds for row in found))


@given(rows, days)
def test_a_rate_of_an_empty_base_is_not_countable_and_any_other_is_a_share_of_it(found, day):
    assert told(found, day, base=Fraction(0)).actual is None
    whole = sum((row.adds for row in found), Fraction(0))
    if whole:
        one = told(found, day, base=whole)
        assert one.actual == sum(row.has for row in found) * 100 / whole
        assert 0 <= one.expected <= 100


@given(rows)
def test_after_the_last_day_what_is_there_is_all_that_will_be(found):
    one = told(found, END)
    if one.outlook:
        assert (one.outlook.low, one.outlook.middle, one.outlook.high) == (one.actual,) * 3


def test_nothing_is_drawn_straight_over_a_count_unless_the_county_says_so():
    found = [Row(Fraction(1), Fraction(0), date(2026, 12, 1)) for _ in range(10)]
    day = date(2026, 10, 28)

    assert told(found, day).expected == 0
    assert told(found, day, pace=Pace.EVEN).expected == 5


def test_who_kept_two_of_four_days_so_far_is_expected_to_keep_half_of_what_is_due():
    done, missed = (
        Row(Fraction(1), Fraction(1), date(2026, 9, 1)),
        Row(Fraction(1), Fraction(0), date(2026, 9, 2)),
    )
    coming = Row(Fraction(1), Fraction(0), date(2026, 12, 1))
    one = told([done, done, missed, missed, *[coming] * 4], date(2026, 10, 1))

    assert one.outlook.middle == 2 + Fraction(6, 2)
    assert str(one.outlook.because).startswith("Of what was due so far, 50%")
