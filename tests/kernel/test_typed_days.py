"""Days as people type them. The script of the pages reads the same cases (frontend/tests/days.test.ts)."""

import json
from datetime import date
from pathlib import Path

import pytest

from gongjian.kernel.text import Text
from gongjian.kernel.typed_days import UNREADABLE, read_day

CASES = json.loads(Path(__file__).with_name("typed_days.json").read_text(encoding="utf-8"))
YEAR = CASES["year"]


def read(typed):
    return read_day(typed, year=YEAR)


@pytest.mark.parametrize(("typed", "day"), CASES["read"].items())
def test_a_day_is_read_in_every_form_in_which_people_write_it(typed, day):
    assert read(typed) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", CASES["unreadable"])
def test_what_is_no_date_is_refused_with_an_example_of_one(typed):
    assert read(typed) == UNREADABLE


@pytest.mark.parametrize(("typed", "about"), CASES["no_such_day"].items())
def test_a_day_that_the_month_does_not_have_is_refused_by_the_length_of_the_month(typed, about):
    month, year, length = about
    assert read(typed) == Text(
        "Month %(month)s of %(year)s has only %(length)s days.", month=month, year=year, length=length
    )


@pytest.mark.parametrize(("typed", "years"), CASES["outside"].items())
def test_a_year_far_from_the_campaign_is_refused_with_the_years_that_are_not(typed, years):
    assert read(typed) == outside(*years)


def outside(first, last):
    return Text("The date must be between the years %(first)s and %(last)s.", first=first, last=last)


def test_where_the_campaign_does_not_matter_every_year_of_our_time_is_read():
    assert read_day("2009-04-01", year=YEAR, far=True) == date(2009, 4, 1)
    assert read_day("2036-04-01", year=None) == date(2036, 4, 1)
    assert read_day("2100-01-01", year=YEAR, far=True) == outside(2000, 2099)


def test_where_no_campaign_is_open_a_day_needs_its_year():
    assert read_day("11-12", year=None) == UNREADABLE
