"""The versions of a unit's list: drawn up, signed by its head, filed with the Office (plan, part 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongjian.kernel.moves import Moves
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term

MOST_NAMED = 3  # rows that a refusal names; the page shows them all


class ListState(Term):
    DRAFTING = "drafting", "being drawn up"
    SIGNED = "signed", "signed by the head"
    FILED = "filed", "filed with the Office"
    SUPERSEDED = "superseded", "superseded by a later version"


class ListMove(Term):
    EDIT = "edit", "Edit the list"
    SIGN = "sign", "Sign the list"
    RECORD = "record", "Record the signed paper"
    SEND_BACK = "send_back", "Send back"
    FILE = "file", "File the list"
    SUPERSEDE = "supersede", "Replace by a later version"


LIST_MOVES = Moves(
    {
        ListMove.EDIT: (frozenset({ListState.DRAFTING}), ListState.DRAFTING),
        ListMove.SIGN: (frozenset({ListState.DRAFTING}), ListState.SIGNED),
        ListMove.RECORD: (frozenset({ListState.DRAFTING}), ListState.SIGNED),
        ListMove.SEND_BACK: (frozenset({ListState.SIGNED}), ListState.DRAFTING),
        ListMove.FILE: (frozenset({ListState.SIGNED}), ListState.FILED),
        ListMove.SUPERSEDE: (frozenset({ListState.FILED}), ListState.SUPERSEDED),
    }
)


@dataclass(frozen=True, slots=True)
class Promised:
    """What the worklist says of an item, and what a row of the list says of it."""

    starts_on: date | None
    due_on: date | None
    measure: str
    unit_of_measure: str
    target: Decimal
    curve: str
    steps: Any
    unit: int


QUANTITY = ("unit_of_measure", "target")
PARTS = {
    "starts_on": Text("start"),
    "due_on": Text("due date"),
    "measure": Text("counted in"),
    "unit_of_measure": Text("unit of measure"),
    "target": Text("target quantity"),
    "curve": Text("baseline"),
    "steps": Text("steps of the baseline"),
    "unit": Text("responsible unit"),
}


def moved_parts(standing: Promised, written: Promised) -> tuple[Text, ...]:
    """What a later list says otherwise, though only a granted request may change it."""
    alike = is_same_quantity(standing, written)
    return tuple(
        label
        for name, label in PARTS.items()
        if getattr(standing, name) != getattr(written, name) and not (alike and name in QUANTITY)
    )


def is_same_quantity(one: Promised, other: Promised) -> bool:
    """16万平方米 and 160,000平方米 are one promise."""
    first, second = (Quantity.of(each.target, each.unit_of_measure) for each in (one, other))
    return one.measure == other.measure and first.is_same(second)


def nothing_moved(moved: Sequence[tuple[str, tuple[Text, ...]]]) -> Verdict:
    if not moved:
        return YES
    named = tuple(Text("%(item)s: %(parts)s", item=item, parts=parts) for item, parts in moved[:MOST_NAMED])
    return no(
        "Dates, quantities, measures and units of filed items change by a change request only. Differences: %(items)s (in all: %(count)s).",
        items=named,
        count=len(moved),
    )


def nothing_missing(missing: Sequence[str]) -> Verdict:
    if not missing:
        return YES
    return no(
        "Items that have been filed leave the list by a change request only. Missing: %(items)s (in all: %(count)s).",
        items=tuple(missing[:MOST_NAMED]),
        count=len(missing),
    )


def ready_to_sign(rows: int, incomplete: Sequence[str]) -> Verdict:
    """A list is signed whole: every row says what is promised, of which line of work, by when."""
    if not rows:
        return no("The list has no rows yet.")
    if incomplete:
        return no(
            "Rows that are not complete cannot be signed: %(rows)s (in all: %(count)s).",
            rows=tuple(incomplete[:MOST_NAMED]),
            count=len(incomplete),
        )
    return YES
