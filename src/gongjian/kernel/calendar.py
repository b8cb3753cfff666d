"""Working days. Holidays and make-up days come in as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.kernel.vocabulary import Term

ONE_DAY = timedelta(days=1)


class Roll(Term):
    """What becomes of a due date that falls on a day off. The plan is silent; "by" dates move earlier by default (our decision)."""

    KEEP = "keep", "keep the date"
    PREVIOUS = "previous", "previous working day"
    NEXT = "next", "next working day"


class Source(Term):
    """How we know whether a day is worked."""

    COUNTY = "county", "set by the county"
    NATIONAL = "national", "announced by the State Council"
    WEEKDAY = "weekday", "not yet published: by weekday only"


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, less the holidays, plus the weekends worked instead."""

    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()
    county_days: frozenset[date] = frozenset()
    published_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.extra_workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def source(self, day: date) -> Source:
        if day in self.county_days:
            return Source.COUNTY
        return Source.NATIONAL if day.year in self.published_years else Source.WEEKDAY

    def workdays_after(self, day: date) -> Iterator[date]:
        while True:
            day += ONE_DAY
            if self.is_workday(day):
                yield day

    def add_workdays(self, day: date, count: int) -> date:
        """The count-th working day after this one; the day itself for none."""
        if count <= 0:
            return day
        for ahead, workday in enumerate(self.workdays_after(day), start=1):
            if ahead == count:
                return workday
        raise AssertionError("unreachable: workdays never end")

    def workdays_between(self, after: date, through: date) -> int:
        """Working days after the first date, up to and with the second."""
        days = (through - after).days
        return sum(self.is_workday(after + timedelta(days=ahead)) for ahead in range(1, days + 1))

    def rolled(self, day: date, roll: Roll) -> date:
        if roll == Roll.KEEP:
            return day
        step = -ONE_DAY if roll == Roll.PREVIOUS else ONE_DAY
        while not self.is_workday(day):
            day += step
        return day
