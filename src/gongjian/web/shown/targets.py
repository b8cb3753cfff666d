"""A target as pages show it: what was reached, what was expected by now, what is to be expected, and a word on it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.campaigns.models import Target
from gongjian.campaigns.rules import Operator
from gongjian.kernel.numbers import rounded
from gongjian.kernel.quantities import is_measured
from gongjian.kernel.text import Text
from gongjian.standing.queries import TargetRow
from gongjian.standing.rules.deriving import Outlook
from gongjian.ui.numbers import percent, quantity_beside
from gongjian.worklist.rules import Light

NOTICEABLE = Fraction(1, 100)  # of the goal


@dataclass(frozen=True, slots=True)
class Card:
    """A target: never a bare nought. Where nothing is counted yet, how far the items that belong to it are."""

    target: Target
    share: Fraction | None
    expected: Fraction | None
    figure: str
    goal: str
    state: Text
    tone: str
    light: Light | None
    notes: tuple[Text, ...]


def card(row: TargetRow, on: date) -> Card:
    target, goal = row.target, Fraction(row.target.value)
    said = quantity_beside(goal, target.unit, goal)
    state, tone, light = state_of(row, on)
    actual, expected = row.derived.actual, row.derived.expected
    if actual is None:
        share = row.tally.completion if row.items else None
        return Card(target, share, None, "", said, state, tone, light, tuple(progress_of(row)))
    figure = quantity_beside(actual, target.unit, goal)
    shares = [None if value is None or not goal else value / goal for value in (actual, expected)]
    return Card(target, shares[0], shares[1], figure, said, state, tone, light, tuple(notes_of(row)))


def notes_of(row: TargetRow) -> list[Text]:
    found = []
    if row.derived.expected is not None and not row.reached:
        found.append(Text("expected by now: %(amount)s", amount=amount(row, row.derived.expected)))
    if row.derived.outlook and not row.reached:
        found.append(outlook_said(row, row.derived.outlook))
    if row.counted.left_out:
        found.append(row.counted.left_out)
    return found if row.derived.actual or row.binding else [*found, *progress_of(row)]


def progress_of(row: TargetRow) -> list[Text]:
    if not row.items:
        return []
    told = {"done": row.tally.done, "items": row.items, "progress": percent(row.tally.completion)}
    return [Text("%(done)s of %(items)s items done, mean progress %(progress)s", **told)]


def outlook_said(row: TargetRow, outlook: Outlook) -> Text:
    middle = amount(row, outlook.middle)
    if outlook.low == outlook.high:
        return Text("forecast %(middle)s", middle=middle)
    low, high = amount(row, outlook.low), amount(row, outlook.high)
    return Text("forecast %(middle)s (%(low)s to %(high)s)", middle=middle, low=low, high=high)


def amount(row: TargetRow, value: Fraction) -> str:
    """Things are counted whole; a share has one decimal, as much as one can foresee."""
    unit = row.target.unit
    said = rounded(value, 1) if unit == "%" else value if is_measured(unit) else rounded(value, 0)
    return quantity_beside(said, unit, Fraction(row.target.value))


def target_is_a_bound(row: TargetRow) -> bool:
    """Exactly or at most so many: what lies above is no success."""
    return row.target.operator != Operator.AT_LEAST


def state_of(row: TargetRow, on: date) -> tuple[Text, str, Light | None]:
    if row.reached:
        return Text("reached"), "success", Light.DONE
    if on > row.target.due_on:
        return Text("not reached in time"), "danger", Light.SERIOUS
    actual, expected, goal = row.derived.actual, row.derived.expected, Fraction(row.target.value)
    if actual is None:
        return Text("not countable yet"), "neutral", None
    if target_is_a_bound(row) and actual > goal:
        return Text("more than planned"), "warning", Light.LAGGING
    if expected is not None and expected - actual > goal * NOTICEABLE:
        return Text("behind what was expected"), "warning", Light.LAGGING
    return Text("on course"), "neutral", Light.ON_SCHEDULE
