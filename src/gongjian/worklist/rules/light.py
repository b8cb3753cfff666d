"""The light of an item: computed from facts and baseline, never declared by anybody."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.vocabulary import Term
from gongjian.worklist.rules.baseline import EVERYTHING, Plan, expected


class Light(Term):
    """How an item stands (our decision, after the states that several cities use; worst first)."""

    SERIOUS = "serious", "seriously lagging"
    LAGGING = "lagging", "lagging"
    BLOCKED = "blocked", "blocked, reason accepted"
    ON_SCHEDULE = "on_schedule", "on schedule"
    AHEAD = "ahead", "ahead"
    DONE = "done", "done"
    NOT_DUE = "not_due", "not due"


BEHIND = (Light.SERIOUS, Light.LAGGING)


class Because(Term):
    """Which rule decided the light of an item (our decision; the first of these that is met)."""

    RECEIVED = "received", "all reported and received"
    HELD = "held", "reason accepted"
    OVERDUE = "overdue", "overdue"
    NOTHING_EXPECTED = "nothing_expected", "nothing expected yet"
    GAP = "gap", "gap to the baseline"


class Forecast(Term):
    """The unit's own judgement of how the item will end."""

    EARLY = "early", "can be earlier"
    ON_TIME = "on_time", "will be on time"
    LATE = "late", "will be late"


class Confidence(Term):
    """How the unit's forecast goes together with the computed light."""

    AGREES = "agrees", "agrees"
    HOPEFUL = "hopeful", "unit more optimistic than the figures"
    DOUBTFUL = "doubtful", "unit more pessimistic than the figures"


@dataclass(frozen=True, slots=True)
class LightRules:
    """Thresholds of the lights, in percentage points and working days. Set by the county."""

    ahead_points: Decimal = rule(Decimal(5), "Ahead from a gap of", unit="percentage points")
    tolerance_points: Decimal = rule(
        Decimal(5), "On schedule down to a gap of minus", unit="percentage points"
    )
    serious_points: Decimal = rule(
        Decimal(20), "Seriously lagging beyond a gap of minus", unit="percentage points"
    )
    serious_workdays: int = rule(
        10, "Seriously lagging when overdue for more than", unit="working days", high=200
    )


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of an item. `measured_on` is the day that its newest figure speaks for."""

    plan: Plan
    measured_on: date
    share: Fraction = Fraction(0)
    accepted: bool = False
    held: bool = False


def gap(item: ItemFacts) -> Fraction:
    """Actual less expected, on the day that the figure speaks for. More than everything counts as everything."""
    return min(item.share, EVERYTHING) - expected(item.plan, item.measured_on)


def light(
    item: ItemFacts, *, today: date, rules: LightRules, calendar: WorkCalendar
) -> tuple[Light, Because]:
    """How an item stands, and which rule says so. Every gap falls into exactly one band."""
    if item.accepted and item.share >= EVERYTHING:
        return Light.DONE, Because.RECEIVED
    if item.held:
        return Light.BLOCKED, Because.HELD
    if item.share < EVERYTHING and today > item.plan.due_on:
        late = calendar.workdays_between(item.plan.due_on, today)
        return Light.SERIOUS if late > rules.serious_workdays else Light.LAGGING, Because.OVERDUE
    if not item.share and not expected(item.plan, item.measured_on):
        return Light.NOT_DUE, Because.NOTHING_EXPECTED
    return light_of_gap(gap(item) * 100, rules), Because.GAP


def light_of_gap(points: Fraction, rules: LightRules) -> Light:
    if points >= Fraction(rules.ahead_points):
        return Light.AHEAD
    if points >= -Fraction(rules.tolerance_points):
        return Light.ON_SCHEDULE
    return Light.LAGGING if points >= -Fraction(rules.serious_points) else Light.SERIOUS


def is_behind(plan: Plan, share: Fraction, *, on: date, rules: LightRules) -> bool:
    """Whether a unit must say why, and what it will do about it."""
    return (min(share, EVERYTHING) - expected(plan, on)) * 100 < -Fraction(rules.tolerance_points)


def confidence(forecast: Forecast | None, light: Light) -> Confidence:
    if forecast in (Forecast.EARLY, Forecast.ON_TIME) and light in BEHIND:
        return Confidence.HOPEFUL
    if forecast == Forecast.LATE and light in (Light.AHEAD, Light.ON_SCHEDULE):
        return Confidence.DOUBTFUL
    return Confidence.AGREES
