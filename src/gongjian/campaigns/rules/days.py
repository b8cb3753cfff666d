"""Which days are worked: the county's own table first, then the State Council's, then the weekday."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from chinese_calendar import constants

from gongjian.campaigns.rules.words import DayKind
from gongjian.kernel.calendar import WorkCalendar


@cache
def national_holidays() -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    """Days off, weekends worked instead, and the years that have been announced."""
    off, worked = frozenset(constants.holidays), frozenset(constants.workdays)
    return off, worked, frozenset(day.year for day in off)


def calendar_of(county_days: Iterable[tuple[date, DayKind]]) -> WorkCalendar:
    table = dict(county_days)
    off, worked, years = national_holidays()
    county_off = {day for day, kind in table.items() if kind == DayKind.OFF}
    county_worked = {day for day, kind in table.items() if kind == DayKind.WORKED}
    return WorkCalendar(
        holidays=frozenset((off - county_worked) | county_off),
        extra_workdays=frozenset((worked - county_off) | county_worked),
        county_days=frozenset(table),
        published_years=years,
    )
