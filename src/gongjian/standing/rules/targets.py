"""From what stands behind a target to its rows: projects with their items, or entries of a register by a measure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjian.campaigns.rules import Counting
from gongjian.kernel.quantities import Quantity, is_measured, may_add
from gongjian.kernel.verdict import YES, Verdict
from gongjian.registers.rules import Layout, Manner, MeasureKind, Stood
from gongjian.registers.rules.layout import POINTS, QUANTITY, MeasureRule
from gongjian.registers.rules.measures import counts, fits, has_reached, unit_of, worth
from gongjian.registers.rules.readiness import points_of
from gongjian.standing.rules.attributes import Standing
from gongjian.standing.rules.deriving import NOTHING, Derived, Pace, Row, Span, derive
from gongjian.standing.rules.tally import tally

HUNDRED = Fraction(100)


def may_measure(layout: Layout, rule: MeasureRule, unit: str) -> Verdict:
    """A measure in 亩 tells of a target in 公顷; 宗 and 个 are counts alike, 万元 and % are none."""
    own = unit_of(layout, rule)
    if own == unit or (rule.kind == MeasureKind.COUNT and not is_measured(unit) and unit != "%"):
        return YES
    return may_add(own, unit)


@dataclass(frozen=True, slots=True)
class DueRow:
    """An entry as it stood, and the day by which it is due."""

    stood: Stood
    due_on: date


def of_measure(rows: Iterable[DueRow], layout: Layout, rule: MeasureRule, span: Span, pace: Pace, *, unit: str, goal: Fraction) -> Derived:  # fmt: skip
    """A target that is bound to a measure of a register."""
    chosen = [row for row in alike(rows, layout, rule) if counts(row.stood, layout) and fits(row.stood, rule)]
    adds_up = rule.kind in (MeasureKind.SUM, MeasureKind.LATEST)
    factor = factor_between(unit_of(layout, rule), unit) if adds_up else Fraction(1)
    if rule.kind == MeasureKind.LATEST:
        return latest(chosen, layout, rule, span, goal, factor)
    if rule.kind != MeasureKind.SHARE:
        return derive([row_of_entry(row, layout, rule, factor) for row in chosen], span, pace, goal=goal)
    within = [row for row in chosen if has_reached(row.stood, rule.base, layout)]
    found = [row_of_entry(row, layout, rule, factor) for row in within]
    return derive(found, span, pace, base=base_of(within, layout, rule), goal=goal)


def alike(rows: Iterable[DueRow], layout: Layout, rule: MeasureRule) -> Iterable[DueRow]:
    """Rows of one stage and day that are chosen alike become one, wherever a measure only adds them up: there may be 50,000."""
    if layout.manner == Manner.TOTALS or rule.of == POINTS or rule.kind == MeasureKind.LATEST:
        return rows
    field = "" if rule.of == QUANTITY else rule.of
    found: dict[tuple[str, date, tuple[str | None, ...]], list[DueRow]] = defaultdict(list)
    for row in rows:
        found[
            row.stood.stage, row.due_on, tuple(row.stood.values.get(code) for code, _ in rule.where)
        ].append(row)
    return [together(group, field) for group in found.values()]


def together(rows: Sequence[DueRow], field: str) -> DueRow:
    one, stood = rows[0], [row.stood for row in rows]
    added = {field: str(sum(Decimal(row.values.get(field) or 0) for row in stood))} if field else {}
    return DueRow(
        replace(
            one.stood,
            quantity=sum((row.quantity for row in stood), Decimal(0)),
            things=sum(row.things for row in stood),
            values={**one.stood.values, **added},
        ),
        one.due_on,
    )


def factor_between(own: str, unit: str) -> Fraction:
    return (
        Quantity.of(1, own).to(unit).value
        if own and unit and own != unit and may_add(own, unit)
        else Fraction(1)
    )


def row_of_entry(row: DueRow, layout: Layout, rule: MeasureRule, factor: Fraction) -> Row:
    """What an entry adds when it has reached the stage of the measure, and what it adds now."""
    stood = row.stood
    if rule.of == POINTS:
        got, most = points_of(layout, stood.values)
        is_there = rule.kind == MeasureKind.SHARE or has_reached(stood, rule.stage, layout)
        return Row(Fraction(most), Fraction(got if is_there else 0), row.due_on)
    now = (
        Fraction(worth(stood, rule.stage, rule.of, layout))
        if has_reached(stood, rule.stage, layout)
        else NOTHING
    )
    whole = Fraction(worth(replace(stood, reached={}), "", rule.of, layout))
    return Row(max(whole, now) * factor, now * factor, row.due_on, stood.things)


def base_of(chosen: Sequence[DueRow], layout: Layout, rule: MeasureRule) -> Fraction:
    if rule.of == POINTS:
        return sum((Fraction(points_of(layout, row.stood.values)[1]) for row in chosen), NOTHING)
    return sum((Fraction(worth(row.stood, rule.base, rule.of, layout)) for row in chosen), NOTHING)


def latest(
    chosen: Sequence[DueRow], layout: Layout, rule: MeasureRule, span: Span, goal: Fraction, factor: Fraction
) -> Derived:
    """One number that somebody keeps up to date: it is expected to grow evenly."""
    there = [row.stood for row in chosen if has_reached(row.stood, rule.stage, layout)]
    if not there:
        return Derived(None)
    value = Fraction(worth(there[-1], rule.stage, rule.of, layout)) * factor
    return derive([Row(max(goal, value), value, span.due_on)], span, Pace.EVEN, goal=goal)


def of_items(standings: Sequence[Standing], counting: Counting, span: Span, pace: Pace, *, unit: str, goal: Fraction) -> Derived:  # fmt: skip
    """A target that counts the items that belong to it: projects finished, quantities, or how far they are."""
    if counting == Counting.SUM:
        return derive(list(quantities(standings, unit)), span, pace, goal=goal)
    if counting == Counting.MEAN:
        return mean_of(standings, span)
    rows = [project_row(items) for items in by_project(standings).values()]
    return derive(
        rows, span, pace, base=Fraction(len(rows)) if counting == Counting.SHARE else None, goal=goal
    )


def by_project(standings: Iterable[Standing]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        found[one.project].append(one)
    return found


def project_row(items: Sequence[Standing]) -> Row:
    """A project has arrived when all of its items have; it is due when the last of them is."""
    return Row(Fraction(1), Fraction(all(one.done for one in items)), max(one.due_on for one in items))


def quantities(standings: Iterable[Standing], unit: str) -> Iterator[Row]:
    for one in standings:
        if may_add(one.counted_in, unit):
            has, whole = (
                Quantity.of(said or 0, one.counted_in).to(unit).value for said in (one.value, one.target)
            )
            yield Row(max(whole, has), has, one.due_on)


def mean_of(standings: Sequence[Standing], span: Span) -> Derived:
    """How far the items are on the average of their weights, beside how far they were to be."""
    whole = tally(standings)
    if not whole.weight:
        return Derived(None)
    shares = ((Fraction(one.weight) / whole.weight, one) for one in standings)
    rows = [Row(share, share * Fraction(one.completion), one.due_on) for share, one in shares]
    found = derive(rows, span, Pace.DUE, base=Fraction(1), goal=HUNDRED)
    return replace(found, expected=whole.expected * HUNDRED)
