from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.campaigns.rules import DayKind, calendar_of, why_off
from gongjian.kernel.calendar import Roll, Source, WorkCalendar

DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))
COUNTY = some.dictionaries(
    some.dates(date(2026, 8, 1), date(2026, 12, 31)), some.sampled_from(DayKind), max_size=8
)


@given(day=DAYS, table=COUNTY, roll=some.sampled_from([Roll.PREVIOUS, Roll.NEXT]))
def test_a_rolled_day_is_worked_and_nothing_worked_lies_between(day, table, roll):
    calendar = calendar_of(table.items())

    rolled = calendar.rolled(day, roll)

    assert calendar.is_workday(rolled)
    first, last = sorted((day, rolled))
    assert not any(
        calendar.is_workday(first + timedelta(n))
        for n in range((last - first).days + 1)
        if first + timedelta(n) != rolled
    )


@given(day=DAYS)
def test_a_date_that_is_kept_stays_where_it_is(day):
    assert calendar_of([]).rolled(day, Roll.KEEP) == day


@given(day=DAYS, count=some.integers(0, 40), table=COUNTY)
def test_adding_working_days_and_counting_them_agree(day, count, table):
    calendar = calendar_of(table.items())

    assert calendar.workdays_between(day, calendar.add_workdays(day, count)) == count


@given(day=DAYS, table=COUNTY)
def test_a_day_has_a_reason_to_be_off_exactly_when_it_is_off(day, table):
    calendar = calendar_of(table.items())

    assert bool(why_off(day, calendar)) != calendar.is_workday(day)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 20), True),  # a Sunday worked for the National Day
        (date(2026, 9, 25), False),  # Mid-Autumn
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday worked for the National Day
        (date(2026, 10, 17), False),
    ],
)
def test_the_days_of_2026_are_those_of_the_state_council(day, worked):
    assert calendar_of([]).is_workday(day) is worked


def test_the_countys_word_goes_before_the_state_councils():
    calendar = calendar_of([(date(2026, 10, 1), DayKind.WORKED), (date(2026, 10, 16), DayKind.OFF)])

    assert calendar.is_workday(date(2026, 10, 1))
    assert not calendar.is_workday(date(2026, 10, 16))
    assert calendar.source(date(2026, 10, 16)) == Source.COUNTY
    assert calendar.source(date(2026, 10, 15)) == Source.NATIONAL


def test_a_year_that_is_not_announced_is_said_to_be_by_weekday_only():
    assert WorkCalendar().source(date(2031, 1, 1)) == Source.WEEKDAY
    assert calendar_of([]).source(date(2031, 1, 1)) == Source.WEEKDAY
