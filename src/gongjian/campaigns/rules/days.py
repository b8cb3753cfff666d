"""Which days are worked: the county's own table first, then the State Council's, then the weekday."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from chinese_calendar import constants

from gongjian.campaigns.rules.words import DayKind
from gongjian.kernel.calendar import Source, WorkCalendar
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term

SATURDAY, SUNDAY = 5, 6


class Holiday(Term):
    """The holidays of the State Council, by the names in its table."""

    NEW_YEAR = "New Year's Day", "New Year"
    SPRING = "Spring Festival", "Spring Festival"
    TOMBS = "Tomb-sweeping Day", "Qingming"
    LABOUR = "Labour Day", "Labour Day"
    BOATS = "Dragon Boat Festival", "Dragon Boat Festival"
    AUTUMN = "Mid-autumn Festival", "Mid-Autumn Festival"
    NATIONAL = "National Day", "National Day"


@cache
def national_holidays() -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    """Days off, weekends worked instead, and the years that have been announced."""
    off, worked = frozenset(constants.holidays), frozenset(constants.workdays)
    return off, worked, frozenset(day.year for day in off)


def holiday(day: date) -> Holiday | None:
    """The holiday to which this day belongs, or for which it is worked instead."""
    name = constants.holidays.get(day) or constants.workdays.get(day) or ""
    return Holiday.of(name) if Holiday.knows(name) else None


def why_off(day: date, calendar: WorkCalendar) -> Text | None:
    """Why nobody works on this day."""
    if calendar.is_workday(day):
        return None
    if calendar.source(day) == Source.COUNTY:
        return Text("a day off set by the county")
    if name := holiday(day):
        return Text("a public holiday (%(name)s)", name=name)
    return Text("a Saturday") if day.weekday() == SATURDAY else Text("a Sunday")


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
