"""How much of an item should be done by which day, and how much is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term

MONTH_CLOSES_ON = 25
"""A month counts as elapsed from its 25th on: published figures of 25 October stand at ten twelfths (Jiangmen)."""

NOTHING, EVERYTHING = Fraction(0), Fraction(1)


class Measure(Term):
    """In what an item is counted."""

    QUANTITY = "quantity", "quantity"
    PERCENT = "percent", "percentage"
    INVESTMENT = "investment", "investment"
    MILESTONE = "milestone", "milestone"


def counted_in(measure: Measure, unit: str) -> str:
    """The unit of an item's figures. Money is in 万元 where nothing else was written."""
    match measure:
        case Measure.PERCENT:
            return "%"
        case Measure.MILESTONE:
            return ""
        case Measure.INVESTMENT:
            return unit or "万元"
    return unit


class Curve(Term):
    """The shape of the way from the start to the due date."""

    BY_DAY = "by_day", "even, by day"
    BY_MONTH = "by_month", "even, by month"
    STEPS = "steps", "steps"
    MILESTONES = "milestones", "milestones"


@dataclass(frozen=True, slots=True)
class PromisedShare:
    """By this day, this share of the whole (1 is everything); a milestone also has a name."""

    on: date
    share: Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A baseline as the rules see it. `target` is the whole, in the item's own unit."""

    starts_on: date
    due_on: date
    curve: Curve
    target: Decimal = Decimal(100)
    steps: tuple[PromisedShare, ...] = ()


def expected(plan: Plan, on: date) -> Fraction:
    """The share that should be done by the end of that day."""
    if on >= plan.due_on:
        return EVERYTHING
    if plan.curve in (Curve.STEPS, Curve.MILESTONES):
        return max((step.share for step in plan.steps if step.on <= on), default=NOTHING)
    if on < plan.starts_on:
        return NOTHING
    if plan.curve == Curve.BY_MONTH:
        return Fraction(months(plan.starts_on, on), max(1, months(plan.starts_on, plan.due_on)))
    return Fraction((on - plan.starts_on).days + 1, (plan.due_on - plan.starts_on).days + 1)


def months(first: date, last: date) -> int:
    """Calendar months from the first day's to the last day's, each counted once it has closed."""
    begun = (last.year - first.year) * 12 + last.month - first.month
    return begun + (1 if last.day >= MONTH_CLOSES_ON else 0)


def share_of(measure: Measure, value: Decimal | None, plan: Plan) -> Fraction:
    """The share that a reported value amounts to. Milestones are reported by how many have been reached."""
    if value is None:
        return NOTHING
    if measure == Measure.MILESTONE:
        reached = min(int(value), len(plan.steps))
        return plan.steps[reached - 1].share if reached else NOTHING
    whole = Decimal(100) if measure == Measure.PERCENT else plan.target
    return Fraction(value) / Fraction(whole)


def plan_is_sound(measure: Measure, plan: Plan) -> Verdict:
    """A baseline that can be measured: dates in order, a whole above nothing, steps that rise to everything."""
    if plan.due_on < plan.starts_on:
        return no("The due date cannot be before the start.")
    if measure in (Measure.QUANTITY, Measure.INVESTMENT) and plan.target <= 0:
        return no("The target quantity must be more than zero.")
    if (measure == Measure.MILESTONE) != (plan.curve == Curve.MILESTONES):
        return no("An item measured by milestones needs a milestone baseline; no other item can have one.")
    if plan.curve in (Curve.STEPS, Curve.MILESTONES):
        return steps_are_sound(plan)
    return YES


def steps_are_sound(plan: Plan) -> Verdict:
    days, shares = [step.on for step in plan.steps], [step.share for step in plan.steps]
    if not plan.steps or shares[-1] != EVERYTHING:
        return no("The last milestone must be 100%%.")
    if days != sorted(set(days)) or shares != sorted(set(shares)) or shares[0] <= 0:
        return no("Each milestone must be later and higher than the one before.")
    if days[0] < plan.starts_on or days[-1] != plan.due_on:
        return no(
            "The milestones must be between the start and the due date, with the last one on the due date."
        )
    return YES
