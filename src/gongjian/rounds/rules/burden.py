"""The burden meter: fields asked, times units, times asked. Nobody's logins or hours are counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.kernel.asked import Asked, fields_of
from gongjian.kernel.text import Text

RECEIPT = Text("Receipt of a bulletin").msgid
FOLLOW_UP = Text("Answer to a decision").msgid
OBSTACLE = Text("Obstacle").msgid
ASKED_FIELDS = (
    *fields_of(RECEIPT, ("received", Text("Acknowledged").msgid, Text("Bulletins: acknowledgements").msgid)),
    *fields_of(FOLLOW_UP, ("answer", Text("How it was resolved").msgid, Text("Meetings: open decisions").msgid)),
    *fields_of(
        OBSTACLE,
        ("wanted", Text("The obstacle and who is asked for what").msgid, Text("Desk of the group").msgid),
        ("wanted_by", Text("Due by").msgid, Text("Clock of the obstacle").msgid),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """What one form asked in one month: of how many units, how often, how many fields, and how many came filled in."""

    month: date
    form: str
    units: int
    times: int
    fields: int
    prefilled: int = 0

    @property
    def share(self) -> Fraction:
        return Fraction(self.prefilled, self.fields) if self.fields else Fraction(0)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's burden, and how it differs from the month before."""

    month: date
    askings: Sequence[Asking]
    before: int | None = None

    @property
    def fields(self) -> int:
        return sum(one.fields for one in self.askings)

    @property
    def prefilled(self) -> int:
        return sum(one.prefilled for one in self.askings)

    @property
    def share(self) -> Fraction:
        return Fraction(self.prefilled, self.fields) if self.fields else Fraction(0)

    @property
    def by_hand(self) -> int:
        return self.fields - self.prefilled

    @property
    def difference(self) -> int | None:
        return None if self.before is None else self.fields - self.before


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def meter(askings: Iterable[Asking]) -> list[Month]:
    """Month by month, the oldest first; in a month the heaviest form first."""
    by_month: dict[date, list[Asking]] = {}
    for one in askings:
        if one.fields:
            by_month.setdefault(one.month, []).append(one)
    months: list[Month] = []
    for month, found in sorted(by_month.items()):
        before = months[-1].fields if months else None
        months.append(Month(month, sorted(found, key=lambda one: (-one.fields, one.form)), before))
    return months


def without_reader(fields: Iterable[Asked]) -> list[Asked]:
    return [one for one in fields if not one.consumer.strip()]
