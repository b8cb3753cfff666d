"""From days and values to places on a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, isfinite, log10

from gongjian.ui.numbers import Figure, exact

WHOLE = 100.0  # a drawing is as wide as this, whatever its page
MIDDLE = 50.0
WEEK = timedelta(days=7)
WEEKS_AT_A_TIME = (1, 2)
MONTHS_AT_A_TIME = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
ROUND_STEPS = (1, 2, 2.5, 5, 10)
SMALL_ROUND_STEPS = (1, 2, 5, 10)
MOST_VALUES = 5


def drawable(value: Figure) -> float | None:
    """The number to draw; nothing for a blank, and for what is no number."""
    if not isinstance(value, int | float):
        amount = exact(value)
        if amount is None:
            return None
        value = float(amount)
    return float(value) if isfinite(value) else None


def length(share: Figure) -> str:
    """A share of one as a length on a bar of 100, never outside it."""
    return f"{min(max(drawable(share) or 0.0, 0.0), 1.0) * WHOLE:.1f}"


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A true axis of time: a day is as wide as any other."""

    first: date
    last: date

    def at(self, day: date) -> float:
        days = (self.last - self.first).days
        if not days:
            return MIDDLE
        return min(max((day - self.first).days / days, 0.0), 1.0) * WHOLE


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Nothing lies at the foot, the highest value at the head; `height` grows downwards, as drawings do."""

    high: float
    height: float

    def at(self, value: float) -> float:
        return self.height - min(max(value / self.high, 0.0), 1.0) * self.height


def round_values(high: float, *, most: int = MOST_VALUES) -> tuple[float, ...]:
    """Round values from nothing to the first that is not below the highest; at least nothing and one."""
    if not isfinite(high) or high <= 0:
        return (0.0, 1.0)
    step = round_step(high / (most - 1))
    return tuple(step * place for place in range(max(ceil(high / step - 1e-9), 1) + 1))


def round_step(least: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, always whole, since things are counted whole."""
    if least <= 1:
        return 1.0
    power = 10.0 ** floor(log10(least))
    steps = ROUND_STEPS if power > 1 else SMALL_ROUND_STEPS
    return next(power * step for step in steps if power * step >= least * (1 - 1e-9))


def regular_days(first: date, last: date, *, most: int) -> list[date]:
    """Every Monday or every second one, else the first of every month, of every second one …: the closest of these that fit."""
    for weeks in WEEKS_AT_A_TIME:
        if len(found := mondays(first, last, weeks)) <= most:
            return found or [first]
    for months in MONTHS_AT_A_TIME:
        if len(found := month_starts(first, last, months)) <= most:
            return found or [first]
    return [first]


def mondays(first: date, last: date, weeks: int) -> list[date]:
    day = first + timedelta(days=-first.weekday() % 7)
    return [day + WEEK * weeks * place for place in range((last - day).days // (7 * weeks) + 1)]


def month_starts(first: date, last: date, months: int) -> list[date]:
    """Counted from January, so that quarters are quarters."""
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % months
    found = []
    while number // 12 <= date.max.year and (day := date(number // 12, number % 12 + 1, 1)) <= last:
        found.append(day)
        number += months
    return found


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Places as near as may be to those that are wanted, in their order, never closer than the gap where there is room."""
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed: list[float] = []
    for place in order:
        at = max(wanted[place], low)
        placed.append(max(at, placed[-1] + gap) if placed else at)
    for place in range(len(placed) - 1, -1, -1):
        limit = high if place == len(placed) - 1 else placed[place + 1] - gap
        placed[place] = max(min(placed[place], limit), low)
    found = dict(zip(order, placed, strict=True))
    return [found[place] for place in range(len(wanted))]
