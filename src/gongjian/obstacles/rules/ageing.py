"""How old obstacles are, and how long they took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text

BUCKETS = (3, 5, 10, 20)  # working days, our decision


@dataclass(frozen=True, slots=True)
class Bucket:
    """Obstacles that have been open for so many working days, both ends included."""

    first: int
    last: int | None
    count: int = 0

    @property
    def label(self) -> Text:
        if self.last is None:
            return Text("%(first)s working days and more", first=self.first)
        return Text("%(first)s–%(last)s working days", first=self.first, last=self.last)


class WorkdayCount:
    """Counts working days between many pairs of days within one span, walking the calendar once."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        self.first, self.last = first, max(first, last)
        days = (self.first + timedelta(ahead) for ahead in range((self.last - first).days + 1))
        self.through = list(accumulate(calendar.is_workday(day) for day in days))

    def between(self, after: date, through: date) -> int:
        if through <= after:
            return 0
        return self.through[(through - self.first).days] - self.through[(after - self.first).days]


def buckets(ages: Iterable[int]) -> list[Bucket]:
    """Every age falls into exactly one bucket."""
    edges = [0, *(edge + 1 for edge in BUCKETS)]
    ends: list[int | None] = [*BUCKETS, None]
    ages = list(ages)
    return [
        Bucket(first, last, sum(first <= age and (last is None or age <= last) for age in ages))
        for first, last in zip(edges, ends, strict=True)
    ]


def middle(days: Iterable[int]) -> float | None:
    known = list(days)
    return median(known) if known else None
