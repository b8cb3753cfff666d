"""What a row of a report must say before it can be submitted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.worklist.rules import Forecast, LightRules, Measure, Plan, expected, is_behind, share_of

MAX_VALUE = Decimal(10) ** 12
JUMP = Fraction(2, 5)  # more than 40 points in half a month is worth a second look (our decision)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a row."""

    value: Decimal | None = None
    unchanged: bool = False
    cause: str = ""
    next_step: str = ""
    forecast: Forecast | None = None
    decrease_reason: str = ""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row of a report: an item as it was promised when the period opened, its last value, and what was typed."""

    measure: Measure
    plan: Plan
    measured_on: date
    previous: Decimal | None
    typed: Typed
    said_before: tuple[str, str] = ("", "")  # cause and next step of the last report

    @property
    def value(self) -> Decimal | None:
        """The value that the row reports: the typed one, or the last one where nothing has changed."""
        return (self.previous or Decimal(0)) if self.typed.unchanged else self.typed.value

    @property
    def share(self) -> Fraction:
        return share_of(self.measure, self.value, self.plan)

    @property
    def answered(self) -> bool:
        return self.value is not None

    @property
    def decreases(self) -> bool:
        return self.value is not None and self.previous is not None and self.value < self.previous

    @property
    def says_something_new(self) -> bool:
        words = self.typed.cause.strip(), self.typed.next_step.strip()
        return any(words) and words != self.said_before


@dataclass(frozen=True, slots=True)
class Problem:
    """What one field of a row still lacks."""

    field: str
    text: Text


def problems_of(row: RowFacts, rules: LightRules) -> Iterator[Problem]:
    """Everything that stands between this row and its submission."""
    value = row.value
    if value is None:
        yield Problem("value", Text("Enter a value, or choose “no change”."))
        return
    if outside := value_outside(row.measure, value, row.plan):
        yield Problem("value", outside)
        return
    if row.decreases and not row.typed.decrease_reason.strip():
        lower = Text(
            "The value is lower than last period (%(previous)s). Give the reason.",
            previous=plain(row.previous or Decimal(0)),
        )
        yield Problem("decrease_reason", lower)
    if is_behind(row.plan, row.share, on=row.measured_on, rules=rules):
        if not row.typed.cause.strip():
            yield Problem("cause", Text("The item has fallen behind. Enter the cause."))
        if not row.typed.next_step.strip():
            yield Problem("next_step", Text("The item has fallen behind. Enter the next step."))


def enough(measure: Measure, plan: Plan, *, on: date, rules: LightRules) -> Decimal:
    """The least value that is not behind on that day, in the unit that is typed; of milestones, the place."""
    if measure == Measure.MILESTONE:
        places = map(Decimal, range(len(plan.steps) + 1))
        fits = (
            one for one in places if not is_behind(plan, share_of(measure, one, plan), on=on, rules=rules)
        )
        return next(fits, Decimal(0))
    whole = Decimal(100) if measure == Measure.PERCENT else plan.target
    share = max(expected(plan, on) - Fraction(rules.tolerance_points) / 100, Fraction(0))
    return Decimal(ceil(share * Fraction(whole) * 100)) / 100  # up: rounded down it would be behind


def value_outside(measure: Measure, value: Decimal, plan: Plan) -> Text | None:
    if value < 0 or value > MAX_VALUE:
        return Text("Enter a number from 0 up.")
    if measure == Measure.PERCENT and value > 100:
        return Text("A percentage must be between 0 and 100.")
    if measure == Measure.MILESTONE and (value != int(value) or value > len(plan.steps)):
        return Text("Choose one of the milestones.")
    return None


def rounded_for(measure: Measure, value: Decimal) -> Decimal:
    """Values are kept to two places; milestones are counted whole."""
    return value.quantize(Decimal(1) if measure == Measure.MILESTONE else Decimal("0.01"))


def is_empty(rows: Sequence[RowFacts]) -> bool:
    """A report that says nothing: no value has moved and no new word was written."""
    moved = any(row.value != (row.previous or Decimal(0)) for row in rows)
    return bool(rows) and not moved and not any(row.says_something_new for row in rows)


def suspicions(row: RowFacts) -> Iterator[Text]:
    """What a careful reader would ask about. Marks for people; nothing is scored by them."""
    if row.value is None or row.previous is None:
        return
    before = share_of(row.measure, row.previous, row.plan)
    if row.measure != Measure.MILESTONE and row.share - before > JUMP:
        yield Text("rose by more than 40 points")
    if row.value > row.plan.target and row.measure in (Measure.QUANTITY, Measure.INVESTMENT):
        yield Text("more than the total")
