"""The way that was promised and the way that was gone, as two lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gongjian.worklist.rules import Measure, Plan, expected, share_of

BETWEEN_POINTS = timedelta(days=5)
EVERYTHING = Fraction(1)


@dataclass(frozen=True, slots=True)
class Promised:
    """One item on a curve: how it is measured, how much it weighs, and what was promised of it last."""

    measure: Measure
    weight: Fraction
    plan: Plan


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure that counts."""

    item: int
    measured_on: date
    value: Decimal


def curve(items: Mapping[int, Promised], figures: Sequence[Reached], *, today: date) -> dict[str, Any] | None:
    """The weighted mean of these items' plans, with what was reported by period, figures in the order in which they count.

    Days are ISO dates, shares per cent."""
    if not items:
        return None
    plans = [one.plan for one in items.values()]
    weights = {item: one.weight for item, one in items.items()}
    days = sorted({*days_of(plans), today})
    return {
        "kind": "curve",
        "unit": "%",
        "today": today.isoformat(),
        "baseline": [
            [day.isoformat(), mean({item: expected(one.plan, day) for item, one in items.items()}, weights)]
            for day in days
        ],
        "actual": actual(items, figures, weights),
    }


def days_of(plans: Sequence[Plan]) -> list[date]:
    """Often enough for a line, and on every day on which a step is due."""
    first, last = min(plan.starts_on for plan in plans), max(plan.due_on for plan in plans)
    regular = {first + BETWEEN_POINTS * n for n in range((last - first) // BETWEEN_POINTS + 1)}
    steps = {step.on for plan in plans for step in plan.steps if first <= step.on <= last}
    eves = {step - timedelta(days=1) for step in steps if step > first}
    return sorted(regular | steps | eves | {last})


def actual(
    items: Mapping[int, Promised], figures: Sequence[Reached], weights: Mapping[int, Fraction]
) -> list[list[Any]]:
    by_day: dict[date, dict[int, Fraction]] = {}
    for figure in figures:
        if figure.item in items:
            promised = items[figure.item]
            share = share_of(promised.measure, figure.value, promised.plan)
            by_day.setdefault(figure.measured_on, {})[figure.item] = min(share, EVERYTHING)
    latest: dict[int, Fraction] = {}
    points: list[list[Any]] = [[min(one.plan.starts_on for one in items.values()).isoformat(), 0]]
    for day, shares in sorted(by_day.items()):
        latest |= shares
        points.append([day.isoformat(), mean(latest, weights)])
    return points


def mean(shares: Mapping[int, Fraction], weights: Mapping[int, Fraction]) -> float:
    """In per cent, as a chart draws it."""
    whole = sum(weights.values(), Fraction(0))
    return round(
        float(sum(shares.get(pk, Fraction(0)) * weight for pk, weight in weights.items()) / whole) * 100, 2
    )
