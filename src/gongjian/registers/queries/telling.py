"""What a register tells: its measures now and on an earlier day, and how things pass through its stages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DecimalField, Max, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from gongjian.registers.models import EntryValues, Register, RegisterEntry, StageMark
from gongjian.registers.queries.counts import layout_of_register, marks_of
from gongjian.registers.rules import Layout, Manner, MeasureKind, Stood
from gongjian.registers.rules.counting import standing_on
from gongjian.registers.rules.funnel import StageFlow, funnel
from gongjian.registers.rules.layout import POINTS, QUANTITY, MeasureRule
from gongjian.registers.rules.measures import Measured, measured

EXACT = DecimalField(max_digits=20, decimal_places=4)


def measures_now(register: Register, entries: QuerySet[RegisterEntry]) -> list[tuple[MeasureRule, Measured]]:
    """Every measure of a register over these entries, as they stand: one question for each."""
    layout = layout_of_register(register)
    here = entries.filter(register=register, dropped_at=None).order_by()
    return [(rule, measured(rows_now(here, layout, rule), layout, rule)) for rule in layout.measures]


def rows_now(here: QuerySet[RegisterEntry], layout: Layout, rule: MeasureRule) -> Iterable[Stood]:
    """Alike rows as one, added up by the database wherever the measure allows it."""
    chosen = here.filter(**{f"values__{field}": value for field, value in rule.where})
    if layout.manner == Manner.TOTALS or rule.of == POINTS or rule.kind == MeasureKind.LATEST:
        return one_by_one(chosen)
    where = dict(rule.where)
    grouped: Any = chosen.values_list("stage").annotate(n=Count("pk"), q=Sum("quantity"))
    if rule.of in ("", QUANTITY):
        return [Stood(stage, quantity, things=n, values=where) for stage, n, quantity in grouped]
    added = grouped.annotate(v=Sum(Cast(KeyTextTransform(rule.of, "values"), EXACT)))
    return [
        Stood(stage, quantity, things=n, values=where | {rule.of: str(value or 0)})
        for stage, n, quantity, value in added
    ]


def one_by_one(chosen: QuerySet[RegisterEntry]) -> Iterable[Stood]:
    """In the order in which they were last marked, as `rows_on` has them."""
    counts = Q(marks__undone_at=None)
    last = {one: Max(f"marks__{one}", filter=counts) for one in ("on", "number", "pk")}
    chosen = chosen.annotate(**{f"last_{one}": told for one, told in last.items()})
    ordered = chosen.order_by(*(f"last_{one}" for one in last))
    rows = ordered.values_list("stage", "quantity", "reached", "values")
    return [Stood(stage, quantity, reached, values=values) for stage, quantity, reached, values in rows]


def measures_on(
    register: Register, entries: QuerySet[RegisterEntry], day: date, *, at: datetime
) -> list[tuple[MeasureRule, Measured]]:
    """Every measure at the end of a day, as it was known at that moment."""
    layout = layout_of_register(register)
    rows = rows_on(register, entries, day, at=at)
    return [(rule, measured(rows, layout, rule)) for rule in layout.measures]


def rows_on(register: Register, entries: QuerySet[RegisterEntry], day: date, *, at: datetime) -> list[Stood]:
    """Each entry as it stood, the one that was marked last at the end."""
    return [row.stood for row in rows_counted(register, entries, day, at=at)]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row behind a number: how it stood on a day, and by when it was due."""

    entry: int
    stood: Stood
    due_on: date | None


def rows_counted(
    register: Register, entries: QuerySet[RegisterEntry], day: date, *, at: datetime
) -> list[CountedRow]:
    """Each entry as it stood at the end of a day, as it was known at that moment."""
    standing = standing_on(marks_of(register, entries, at=at), day)
    said = values_known(register, at=min(at, register.campaign.end_of(day)))
    nothing: tuple[dict[str, str], date | None] = ({}, None)
    return [
        CountedRow(pk, Stood(one.stage, one.quantity, one.reached, values=values), due_on)
        for pk, one in standing.items()
        for values, due_on in [said.get(pk, nothing)]
    ]


def values_known(register: Register, *, at: datetime) -> dict[int, tuple[dict[str, str], date | None]]:
    """What the fields of each entry said at that moment, and by when it was due."""
    rows = EntryValues.objects.filter(entry__register=register, known_at__lte=at).order_by("pk")
    return {
        entry: (values, due_on) for entry, values, due_on in rows.values_list("entry", "values", "due_on")
    }


def funnel_of(register: Register, entries: QuerySet[RegisterEntry], *, today: date) -> list[StageFlow]:
    """How the entries pass through the stages, by the marks that count."""
    histories: dict[int, list[tuple[date, str]]] = defaultdict(list)
    marks = StageMark.objects.filter(entry__register=register, undone_at=None)
    marks = marks.filter(entry__in=entries.filter(dropped_at=None).values("pk"), on__lte=today)
    for entry, on, stage in marks.order_by("on", "number").values_list("entry", "on", "stage"):
        histories[entry].append((on, stage))
    return funnel(histories.values(), layout_of_register(register), today=today)
