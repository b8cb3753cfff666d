"""What adds up: how many things, and how much of them, have reached which stage, on any day."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongjian.kernel.numbers import plain, rounded
from gongjian.kernel.quantities import Quantity, is_measured, may_add
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.reading.cells.words import COUNTED
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.words import Manner, Tally

ZERO = Decimal(0)
MOST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Amount:
    """So many things, and so much of their quantity."""

    things: Decimal = ZERO
    quantity: Decimal = ZERO

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.things + other.things, self.quantity + other.quantity)

    def share_of(self, whole: "Amount") -> Decimal:
        if whole.quantity:
            return self.quantity / whole.quantity
        return self.things / whole.things if whole.things else ZERO


@dataclass(frozen=True, slots=True)
class Stood:
    """How far one entry stood. `things` counts several alike at once."""

    stage: str
    quantity: Decimal
    reached: Mapping[str, str] = field(default_factory=dict)
    things: int = 1
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sums:
    """A whole, and what of it has reached each stage or gone beyond."""

    whole: Amount = Amount()
    stages: Mapping[str, Amount] = field(default_factory=dict)

    def at(self, stage: str) -> Amount:
        return self.stages.get(stage, Amount()) if stage else self.whole

    def share(self, stage: str) -> Decimal:
        return self.at(stage).share_of(self.whole)

    def __add__(self, other: "Sums") -> "Sums":
        codes = {**self.stages, **other.stages}
        return Sums(self.whole + other.whole, {code: self.at(code) + other.at(code) for code in codes})


def sums_of(rows: Iterable[Stood], layout: Layout) -> Sums:
    whole, stages = Amount(), {code: Amount() for code in layout.codes}
    for row in rows:
        whole += all_of(row, layout)
        for code in layout.codes:
            stages[code] += part_of(row, code, layout)
    return Sums(whole, stages)


def all_of(row: Stood, layout: Layout) -> Amount:
    """What fell through, or was withdrawn, counts no more."""
    if layout.is_outside(row.stage):
        return Amount()
    things = row.quantity if layout.manner == Manner.TOTALS else Decimal(row.things)
    return Amount(things, row.quantity)


def part_of(row: Stood, stage: str, layout: Layout) -> Amount:
    """Whoever stands further on has passed this stage too."""
    if layout.manner == Manner.TOTALS:
        reached = Decimal(row.reached.get(stage, 0))
        return Amount(reached, reached)
    return all_of(row, layout) if layout.place(row.stage) >= layout.place(stage) else Amount()


def reported_number(sums: Sums, stage: str, tally: Tally) -> Decimal:
    """Takes the sums of a register and a stage; gives the number that a report wants: a share, a count or
    a quantity.
    """
    amount = sums.at(stage)
    if tally == Tally.SHARE:
        return (amount.share_of(sums.whole) * 100).quantize(Decimal("0.01"))
    return amount.things if tally == Tally.ENTRIES else amount.quantity


def told_in(layout: Layout, tally: Tally) -> str:
    """The unit of that number."""
    if tally == Tally.SHARE:
        return "%"
    return layout.unit or layout.thing if tally == Tally.QUANTITY else layout.thing


def may_tell(layout: Layout, tally: Tally, unit: str) -> Verdict:
    """A register in 亩 may count an item in 公顷, one in 户 none in 万元 and none in 人."""
    own = told_in(layout, tally)
    if not own or not unit or tally == Tally.SHARE:
        return YES
    names_a_thing = own not in COUNTED or unit not in COUNTED or "个" in (own, unit)
    if names_a_thing and not is_measured(own) and not is_measured(unit):
        return YES
    return may_add(own, unit)


def told_as(number: Decimal, layout: Layout, tally: Tally, unit: str) -> Decimal:
    """The number in the unit of the item that is reported."""
    own = told_in(layout, tally)
    if not own or not unit or not may_add(own, unit):
        return number
    converted = Quantity.of(number, own).to(unit).value
    return number if converted == number else rounded(converted, 2)


@dataclass(frozen=True, slots=True)
class Marked:
    """What was marked of an entry on a day."""

    entry: int
    on: date
    stood: Stood


def standing_on(marks: Iterable[Marked], day: date) -> dict[int, Stood]:
    """Each entry as it stood at the end of that day, the one that was marked last at the end. Takes marks in their order."""
    found: dict[int, Stood] = {}
    for mark in marks:
        if mark.on <= day:
            found.pop(mark.entry, None)
            found[mark.entry] = mark.stood
    return found


def curve(marks: Iterable[Marked], layout: Layout, *, through: date) -> Iterator[tuple[date, Sums]]:
    """The sums on every day on which something moved, and on the last day."""
    ordered = sorted((mark for mark in marks if mark.on <= through), key=lambda mark: mark.on)
    standing: dict[int, Stood] = {}
    for place, mark in enumerate(ordered):
        standing[mark.entry] = mark.stood
        if place + 1 == len(ordered) or ordered[place + 1].on != mark.on:
            yield mark.on, sums_of(standing.values(), layout)
    if ordered and ordered[-1].on < through:
        yield through, sums_of(standing.values(), layout)


def may_go(layout: Layout, old: str, new: str, *, note: str) -> Verdict:
    """Forward to any later stage that may follow; back, out of the count, and in again only with a reason."""
    stage = layout.stage(new)
    if stage is None and new != "":
        return no("There is no such stage.")
    if new == old:
        return no("It is already at this stage.")
    if stage and stage.follows and old not in stage.follows:
        before = [layout.label(code) for code in stage.follows]
        return no("“%(stage)s” can only follow: %(before)s.", stage=stage.label, before=before)
    if stage and stage.is_outside and not note.strip():
        return no("Give the reason: it counts no more from then on.")
    if layout.is_outside(old) and not note.strip():
        return no("Give the reason why it counts again.")
    if layout.place(new) < layout.place(old) and not note.strip():
        return no("Give the reason for going back to an earlier stage.")
    return YES


def may_arrive(layout: Layout, new: str, filled: Collection[str]) -> Verdict:
    """What a stage wants is filled in before it is reached. `filled` are codes of fields."""
    stage = layout.stage(new)
    missing = [code for code in stage.wants if code not in filled] if stage else []
    if not missing:
        return YES
    fields = [rule.label for rule in layout.fields if rule.code in missing]
    return no("Before “%(stage)s”, fill in: %(fields)s.", stage=layout.label(new), fields=fields)


def totals_are_sound(layout: Layout, quantity: Decimal, reached: Mapping[str, Decimal]) -> Verdict:
    """No stage has more than the one before it, and none more than there is."""
    most, before = quantity, ""
    if not 0 <= quantity < MOST:
        return no("Enter a number from 0 up.")
    for stage in layout.stages:
        value = reached.get(stage.code, ZERO)
        if not 0 <= value < MOST:
            return no("Enter a number from 0 up.")
        if value > most:
            return too_many(stage.label, value, most, before)
        most, before = value, stage.label
    return YES


def too_many(stage: str, value: Decimal, most: Decimal, before: str) -> Verdict:
    said = {"stage": stage, "value": plain(value), "most": plain(most)}
    if before:
        return no("“%(stage)s” has %(value)s, but “%(before)s” only %(most)s.", before=before, **said)
    return no("“%(stage)s” has %(value)s, but the total is only %(most)s.", **said)


def falls_behind(layout: Layout, old: Stood, new: Stood) -> bool:
    """Whether a number became less than it was."""
    if new.quantity < old.quantity:
        return True
    return any(part_of(new, code, layout).things < part_of(old, code, layout).things for code in layout.codes)
