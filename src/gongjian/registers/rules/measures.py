"""The numbers that a register tells: counts, sums, shares and latest values of its rows on any day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongjian.registers.rules.counting import ZERO, Stood
from gongjian.registers.rules.layout import POINTS, QUANTITY, Layout, MeasureRule
from gongjian.registers.rules.readiness import points_of
from gongjian.registers.rules.words import Manner, MeasureKind


@dataclass(frozen=True, slots=True)
class Measured:
    """A number and what it comes from. None: not countable yet, since nothing stands in its base."""

    value: Decimal | None
    part: Decimal = ZERO
    whole: Decimal | None = None  # of a share
    rows: int = 0  # that make up the part


def measured(rows: Iterable[Stood], layout: Layout, rule: MeasureRule) -> Measured:
    """Takes rows in the order in which they were last marked. Whoever stands further on has passed the stage too."""
    chosen = [row for row in rows if counts(row, layout) and fits(row, rule)]
    there = [row for row in chosen if has_reached(row, rule.stage, layout)]
    number = sum(row.things for row in there)
    match rule.kind:
        case MeasureKind.LATEST:
            latest = worth(there[-1], rule.stage, rule.of, layout) if there else None
            return Measured(latest, latest or ZERO, rows=min(number, 1))
        case MeasureKind.SHARE:
            return share_of(chosen, there, layout, rule)
    part = sum((worth(row, rule.stage, rule.of, layout) for row in there), ZERO)
    return Measured(part, part, rows=number)


def share_of(chosen: Sequence[Stood], there: Sequence[Stood], layout: Layout, rule: MeasureRule) -> Measured:
    base = [row for row in chosen if has_reached(row, rule.base, layout)]
    if rule.of == POINTS:
        points = [points_of(layout, row.values) for row in base]
        part, whole = sum((got for got, _ in points), ZERO), sum((most for _, most in points), ZERO)
    else:
        within = [row for row in there if has_reached(row, rule.base, layout)]
        part = sum((worth(row, rule.stage, rule.of, layout) for row in within), ZERO)
        whole = sum((worth(row, rule.base, rule.of, layout) for row in base), ZERO)
    value = (part / whole * 100).quantize(Decimal("0.01")) if whole else None
    return Measured(value, part, whole, rows=sum(row.things for row in base))


def counts(row: Stood, layout: Layout) -> bool:
    return not layout.is_outside(row.stage)


def fits(row: Stood, rule: MeasureRule) -> bool:
    return all(row.values.get(field) == value for field, value in rule.where)


def has_reached(row: Stood, stage: str, layout: Layout) -> bool:
    if not stage:
        return True
    if layout.manner == Manner.TOTALS:
        return Decimal(row.reached.get(stage, 0)) > 0
    return layout.place(row.stage) >= layout.place(stage)


def worth(row: Stood, stage: str, of: str, layout: Layout) -> Decimal:
    """What one row adds: itself, its quantity, its points, or the number in a field."""
    if of == POINTS:
        return points_of(layout, row.values)[0]
    if of and of != QUANTITY:
        return Decimal(row.values.get(of) or 0)
    if layout.manner == Manner.TOTALS:
        return Decimal(row.reached.get(stage, 0)) if stage else row.quantity
    return row.quantity if of == QUANTITY else Decimal(row.things)


def unit_of(layout: Layout, rule: MeasureRule) -> str:
    """The unit in which a measure tells its number."""
    if rule.kind == MeasureKind.SHARE:
        return "%"
    if rule.of == QUANTITY:
        return layout.unit
    field = layout.field(rule.of)
    return field.unit if field else layout.thing
