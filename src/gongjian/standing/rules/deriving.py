"""How a target's actual, what was expected by now and what is to be expected follow from the rows behind it.

A row is anything that counts: an entry of a register, a project with its items. Each has a day by which it is due (its own, or
that of its target), what it adds when it has arrived, and whether it has. Nothing is drawn straight over a count unless the
county says so (`Pace.EVEN`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term

NOTHING, WHOLE = Fraction(0), Fraction(1)
FEWEST_TO_JUDGE = 3  # rows that were due so far, before their punctuality says anything (our decision)


class BindingKind(Term):
    """Where the actual of a target comes from."""

    ITEMS = "items", "the items that belong to it"
    MEASURE = "measure", "a measure of a register"
    BY_HAND = "by_hand", "a figure kept by hand"


class Pace(Term):
    """What a target is expected to have reached by a day (set by the county)."""

    DUE = "due", "what is due by then"
    EVEN = "even", "the same every day until the last"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a target. `adds`: what it adds once it has arrived; `has`: what it adds already."""

    adds: Fraction
    has: Fraction
    due_on: date
    things: int = 1  # that are alike, together


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will probably stand there on the target's day, and why."""

    low: Fraction
    middle: Fraction
    high: Fraction
    because: Text


@dataclass(frozen=True, slots=True)
class Derived:
    """A target on a day. None: not countable yet, since nothing stands in its base."""

    actual: Fraction | None
    expected: Fraction | None = None
    outlook: Outlook | None = None
    part: Fraction = NOTHING
    whole: Fraction = NOTHING
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The time of a target: from the campaign's first day to its own last, and the day that is asked about."""

    begins_on: date
    day: date
    due_on: date

    @property
    def gone(self) -> Fraction:
        whole = max(1, (self.due_on - self.begins_on).days)
        return min(WHOLE, max(NOTHING, Fraction((self.day - self.begins_on).days, whole)))


def derive(
    rows: Sequence[Row], span: Span, pace: Pace, *, base: Fraction | None = None, goal: Fraction
) -> Derived:
    """Takes the rows of a target, its time and pace, the base of a rate (None: it is no rate) and its goal.

    Gives actual, expected and outlook in the target's own unit; a rate in percent.
    """
    part, planned = total_has(rows), sum((row.adds for row in rows), NOTHING)
    if not rows or base == 0:
        return Derived(None, rows=things_in(rows))
    scale = Fraction(100) / base if base is not None else WHOLE
    due = sum((row.adds for row in rows if row.due_on <= span.day), NOTHING)
    expected = goal * span.gone if pace == Pace.EVEN else due * scale
    outlook = outlook_of(rows, span, pace, planned)
    scaled = Outlook(outlook.low * scale, outlook.middle * scale, outlook.high * scale, outlook.because)
    return Derived(
        part * scale, expected, scaled, part, base if base is not None else planned, things_in(rows)
    )


def things_in(rows: Iterable[Row]) -> int:
    return sum(row.things for row in rows)


def total_has(rows: Iterable[Row]) -> Fraction:
    return sum((row.has for row in rows), NOTHING)


def outlook_of(rows: Sequence[Row], span: Span, pace: Pace, planned: Fraction) -> Outlook:
    """What arrives until the target's day, if it goes on as so far."""
    part = total_has(rows)
    left = planned - part
    if left <= 0:
        return Outlook(part, part, part, Text("Everything that counts is there already."))
    if span.day >= span.due_on:
        return Outlook(part, part, part, Text("The day has come: what is there counts."))
    if pace == Pace.EVEN:
        return at_pace(part, planned, span)
    due = [row for row in rows if row.due_on <= span.day]
    coming = sum(
        (row.adds - row.has for row in rows if row.has < row.adds and row.due_on <= span.due_on), NOTHING
    )
    if things_in(due) < FEWEST_TO_JUDGE:
        return Outlook(
            part,
            part + coming * 3 / 4,
            part + coming,
            Text("Too little was due so far to judge by: what is due until then, less a quarter."),
        )
    kept = min(WHOLE, total_has(due) / (sum((row.adds for row in due), NOTHING) or 1))
    said = Text(
        "Of what was due so far, %(share)s%% has arrived; the same of what is due until then.",
        share=round(kept * 100),
    )
    low, high = max(NOTHING, kept - Fraction(1, 4)), min(WHOLE, kept + Fraction(1, 5))
    return Outlook(part + coming * low, part + coming * kept, part + coming * high, said)


def at_pace(part: Fraction, planned: Fraction, span: Span) -> Outlook:
    """What was done each day so far, every day until the last."""
    gone = span.gone or Fraction(1, 100)
    ahead = part / gone - part
    return Outlook(
        min(planned, part + ahead * 3 / 4),
        min(planned, part + ahead),
        min(planned, part + ahead * 5 / 4),
        Text("As much every day as so far."),
    )
