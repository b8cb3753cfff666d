"""What has been filed once moves by change requests only: what a list may still say of it, and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.worklist.rules.baseline import Measure, Plan, PromisedShare
from gongjian.worklist.rules.columns import ListColumn

PROMISED = (*(one.name for one in fields(Plan)), "person")
"""What a change request may move, beside the unit: of the request, of a baseline and of a row of a list."""
MOST_NAMED = 3  # rows that a refusal names; the page shows them all
WITHOUT_QUANTITY = (Measure.PERCENT, Measure.MILESTONE)


@dataclass(frozen=True, slots=True)
class Promised:
    """What the worklist says of an item, and what a row of a list says of it."""

    starts_on: date | None
    due_on: date | None
    measure: str
    unit_of_measure: str
    target: Decimal
    curve: str
    steps: tuple[PromisedShare, ...]
    unit: int
    code: str = ""
    has_left: bool = False
    is_filed: bool = False  # by a list that stands


@dataclass(frozen=True, slots=True)
class Promises:
    """What stands in the worklist of some units: by the item, and by its code."""

    by_item: Mapping[int, Promised] = field(default_factory=dict)
    by_code: Mapping[str, Promised] = field(default_factory=dict)

    def bind(self, item: int | None) -> bool:
        """Whether an item stays in its list until a request lets it go."""
        found = self.by_item.get(item) if item else None
        return bool(found and found.is_filed and not found.has_left)

    def of(self, item: int | None, code: str) -> Promised | None:
        return (self.by_item.get(item) if item else None) or self.by_code.get(code.lower())


@dataclass(frozen=True, slots=True)
class PromisedPart:
    """A part of a promise: how it is called, and the column that says it in a list."""

    label: Text
    column: ListColumn


QUANTITY = ("unit_of_measure", "target")
PARTS = {
    "starts_on": PromisedPart(Text("start"), ListColumn.STARTS_ON),
    "due_on": PromisedPart(Text("due date"), ListColumn.DUE_ON),
    "measure": PromisedPart(Text("measured by"), ListColumn.MEASURE),
    "unit_of_measure": PromisedPart(Text("unit of measure"), ListColumn.UNIT_OF_MEASURE),
    "target": PromisedPart(Text("target quantity"), ListColumn.TARGET),
    "curve": PromisedPart(Text("baseline"), ListColumn.STEPS),
    "steps": PromisedPart(Text("steps of the baseline"), ListColumn.STEPS),
    "unit": PromisedPart(Text("responsible unit"), ListColumn.UNIT),
    "code": PromisedPart(Text("item code"), ListColumn.ITEM_CODE),
}
LEFT = Text("the item has left the list")


@dataclass(frozen=True, slots=True)
class Moved:
    """One part of a promise that a list says otherwise."""

    part: PromisedPart
    stands: object
    written: object

    def in_words(self) -> Text:
        if self.part.column == ListColumn.STEPS or self.stands == "":
            return self.part.label
        return Text(
            "%(part)s %(stands)s → %(written)s",
            part=self.part.label,
            stands=self.stands,
            written=self.written,
        )


def moved_parts(standing: Promised, written: Promised) -> tuple[Moved, ...]:
    """What a later list says otherwise, though only a granted request may change it."""
    alike = is_same_quantity(standing, written)
    return tuple(
        Moved(part, promised_value(standing, name), promised_value(written, name))
        for name, part in PARTS.items()
        if getattr(standing, name) != getattr(written, name) and not (alike and name in QUANTITY)
    )


def promised_value(promised: Promised, name: str) -> object:
    """What a part of a promise holds, by its name; nothing for a measure, a curve and steps, which their
    labels alone name.
    """
    if name in ("starts_on", "due_on", "unit_of_measure", "code"):
        return getattr(promised, name) or ""
    return f"{plain(promised.target)}{promised.unit_of_measure}" if name == "target" else ""


def is_same_quantity(one: Promised, other: Promised) -> bool:
    """16万平方米 and 160,000平方米 are one promise."""
    first, second = (Quantity.of(each.target, each.unit_of_measure) for each in (one, other))
    return one.measure == other.measure and first.is_same(second)


def nothing_moved(moved: Sequence[tuple[str, tuple[Text, ...]]]) -> Verdict:
    if not moved:
        return YES
    named = tuple(Text("%(item)s: %(parts)s", item=item, parts=parts) for item, parts in moved[:MOST_NAMED])
    return no(
        "Dates, quantities, measures and units of filed items change only by a change request. "
        "Differences: %(items)s (total: %(count)s).",
        items=named,
        count=len(moved),
    )


def nothing_missing(missing: Sequence[str]) -> Verdict:
    if not missing:
        return YES
    return no(
        "Filed items leave the list only by a change request. Missing: %(items)s (total: %(count)s).",
        items=tuple(missing[:MOST_NAMED]),
        count=len(missing),
    )
