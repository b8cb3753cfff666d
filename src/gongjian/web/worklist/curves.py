"""The way that was promised and the way that was gone, as two lines."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from gongjian.reporting.models import Figure
from gongjian.worklist.models import Baseline, Item
from gongjian.worklist.rules import Plan, expected, share_of

BETWEEN_POINTS = timedelta(days=5)
EVERYTHING = Fraction(1)


def curve(items: Sequence[Item], *, at: datetime, today: date) -> dict[str, Any] | None:
    """The weighted mean of the baselines of these items, which are as they were known then, with what was reported by period."""
    plans = plans_of(items, at)
    if not plans:
        return None
    weights = {item.pk: Fraction(item.weight) for item in items if item.pk in plans}
    days = sorted({*days_of(list(plans.values())), today})
    return {
        "kind": "curve",
        "unit": "%",
        "today": today.isoformat(),
        "baseline": [
            [day.isoformat(), mean({pk: expected(plan, day) for pk, plan in plans.items()}, weights)]
            for day in days
        ],
        "actual": actual(items, plans, weights, at=at),
    }


def plans_of(items: Sequence[Item], at: datetime) -> dict[int, Plan]:
    known = Baseline.objects.filter(item__in=items, known_at__lte=at).order_by("number")
    return {baseline.item_id: baseline.plan() for baseline in known}


def days_of(plans: Sequence[Plan]) -> list[date]:
    """Often enough for a line, and on every day on which a step is due."""
    first, last = min(plan.starts_on for plan in plans), max(plan.due_on for plan in plans)
    regular = {first + BETWEEN_POINTS * n for n in range((last - first) // BETWEEN_POINTS + 1)}
    steps = {step.on for plan in plans for step in plan.steps if first <= step.on <= last}
    eves = {step - timedelta(days=1) for step in steps if step > first}
    return sorted(regular | steps | eves | {last})


def actual(
    items: Sequence[Item], plans: dict[int, Plan], weights: dict[int, Fraction], *, at: datetime
) -> list[list[Any]]:
    measures = {item.pk: item.measure for item in items}
    figures = Figure.objects.filter(item__in=plans, known_at__lte=at).exclude(ended_at__lte=at)
    by_day: dict[date, dict[int, Fraction]] = {}
    for figure in figures.order_by("measured_on", "known_at"):
        share = share_of(measures[figure.item_id], figure.value, plans[figure.item_id])
        by_day.setdefault(figure.measured_on, {})[figure.item_id] = min(share, EVERYTHING)
    latest: dict[int, Fraction] = {}
    points: list[list[Any]] = [[min(plan.starts_on for plan in plans.values()).isoformat(), 0]]
    for day, shares in sorted(by_day.items()):
        latest |= shares
        points.append([day.isoformat(), mean(latest, weights)])
    return points


def mean(shares: dict[int, Fraction], weights: dict[int, Fraction]) -> float:
    """In per cent, as a chart draws it."""
    whole = sum(weights.values(), Fraction(0))
    return round(
        float(sum(shares.get(pk, Fraction(0)) * weight for pk, weight in weights.items()) / whole) * 100, 2
    )
