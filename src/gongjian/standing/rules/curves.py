"""The way that was promised and the way that was gone, as two lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from gongjian.worklist.rules import Curve, Measure, Plan, expected, share_of
from gongjian.worklist.rules.baseline import MONTH_CLOSES_ON

BETWEEN_POINTS = timedelta(days=5)
A_DAY = timedelta(days=1)
EVERYTHING = Fraction(1)
STRAIGHT_WITHIN = 0.05  # per cent: nobody sees less on a drawing


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


@dataclass(frozen=True, slots=True)
class ProgressCurve:
    """Days with shares in per cent. Two promises of one day are a jump; what was reached holds until it is measured again."""

    promised: tuple[tuple[date, float], ...]
    reached: tuple[tuple[date, float], ...]
    milestones: Mapping[date, str]
    today: date
    due_on: date


def curve(items: Mapping[int, Promised], figures: Sequence[Reached], *, today: date) -> ProgressCurve | None:
    """The weighted mean of these items' plans, with what was reported by period, figures in the order in which they count."""
    if not items:
        return None
    return ProgressCurve(
        promised=promised_way(items),
        reached=actual(items, figures),
        milestones=milestones_of([one.plan for one in items.values()]),
        today=today,
        due_on=max(one.plan.due_on for one in items.values()),
    )


def promised_way(items: Mapping[int, Promised]) -> tuple[tuple[date, float], ...]:
    """Often enough for a line, and straight up on every day on which a step is due."""
    plans = [one.plan for one in items.values()]
    weights = weights_of(items)

    def promised_on(day: date) -> float:
        return mean({item: expected(one.plan, day) for item, one in items.items()}, weights)

    first, last = min(plan.starts_on for plan in plans), max(plan.due_on for plan in plans)
    regular = {first + BETWEEN_POINTS * n for n in range((last - first) // BETWEEN_POINTS + 1)}
    jumps = {day for plan in plans for day in jumps_of(plan) if first < day <= last}
    points = [(first, 0.0)] if first not in jumps else []
    for day in sorted((regular | jumps | {last}) - {first}):
        if day in jumps:
            points.append((day, promised_on(day - A_DAY)))
        points.append((day, promised_on(day)))
    return without_straight_parts(points)


def jumps_of(plan: Plan) -> list[date]:
    """Days on which more than a day's work is promised at once: of steps and milestones, and where months close."""
    if plan.curve in (Curve.STEPS, Curve.MILESTONES):
        return [step.on for step in plan.steps]
    if plan.curve == Curve.BY_MONTH:
        months = range(
            plan.starts_on.year * 12 + plan.starts_on.month - 1, plan.due_on.year * 12 + plan.due_on.month
        )
        return [date(month // 12, month % 12 + 1, MONTH_CLOSES_ON) for month in months] + [plan.due_on]
    return []


def without_straight_parts(points: Sequence[tuple[date, float]]) -> tuple[tuple[date, float], ...]:
    """The same line with fewer points: those that lie between their neighbours are left out."""
    kept = list(points[:1])
    for (day, share), (following, value) in pairwise(points[1:]):
        first, start = kept[-1]
        straight = (
            start + (value - start) * ((day - first) / (following - first)) if following > first else None
        )
        if straight is None or abs(straight - share) > STRAIGHT_WITHIN:
            kept.append((day, share))
    return (*kept, *points[1:][-1:])


def milestones_of(plans: Sequence[Plan]) -> dict[date, str]:
    """The names on the line of one item; of several they would be a heap."""
    return {step.on: step.name for step in plans[0].steps if step.name} if len(plans) == 1 else {}


def actual(items: Mapping[int, Promised], figures: Sequence[Reached]) -> tuple[tuple[date, float], ...]:
    weights = weights_of(items)
    by_day: dict[date, dict[int, Fraction]] = {}
    for figure in figures:
        if figure.item in items:
            promised = items[figure.item]
            share = share_of(promised.measure, figure.value, promised.plan)
            by_day.setdefault(figure.measured_on, {})[figure.item] = min(share, EVERYTHING)
    latest: dict[int, Fraction] = {}
    points = [(min(one.plan.starts_on for one in items.values()), 0.0)]
    for day, shares in sorted(by_day.items()):
        latest |= shares
        points.append((day, mean(latest, weights)))
    return tuple(points)


def weights_of(items: Mapping[int, Promised]) -> dict[int, Fraction]:
    return {item: one.weight for item, one in items.items()}


def mean(shares: Mapping[int, Fraction], weights: Mapping[int, Fraction]) -> float:
    """In per cent, as a chart draws it."""
    whole = sum(weights.values(), Fraction(0))
    return round(
        float(sum(shares.get(pk, Fraction(0)) * weight for pk, weight in weights.items()) / whole) * 100, 2
    )
