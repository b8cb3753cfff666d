"""What stands behind the figure of a target, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import Layout
from gongjian.registers.rules.layout import MeasureRule
from gongjian.registers.rules.measures import counts, fits, has_reached
from gongjian.standing.models import TargetBinding
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.standing.rules.targets import DueRow

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One entry behind a figure: where it stood, by when it is due, whether it counts already."""

    entry: RegisterEntry
    stage: str
    due_on: date
    has_reached: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The measure of a register from which a figure comes; the register is linked for those who see it."""

    register: Register
    layout: Layout
    rule: MeasureRule | None
    is_seen: bool

    @property
    def measure(self) -> str:
        return self.rule.label if self.rule else ""


def source_of(binding: TargetBinding | None, seen: QuerySet[Register]) -> Source | None:
    if binding is None or binding.register is None:
        return None
    layout = layout_of_register(binding.register)
    is_seen = seen.filter(pk=binding.register.pk).exists()
    return Source(binding.register, layout, layout.measure(binding.measure), is_seen)


def rows_behind(
    source: Source | None, rows: Mapping[int, DueRow], seen: QuerySet[RegisterEntry], page: str | None
) -> Page[Any]:
    """One page of those that this person sees, the earliest that are missing first."""
    told = list(in_order(source, source.rule, rows, seen)) if source and source.rule else []
    paged: Page[Any] = Paginator[Any](told, PER_PAGE).get_page(page)
    entries = seen.distinct().in_bulk([pk for _reached, _due, _number, pk in paged.object_list])
    shown = [
        BehindRow(entries[pk], source.layout.label(rows[pk].stood.stage), due_on, has_reached=is_there)
        for is_there, due_on, _number, pk in paged.object_list
        if source
    ]
    paged.object_list = cast("list[Any]", shown)
    return paged


def in_order(
    source: Source, rule: MeasureRule, rows: Mapping[int, DueRow], seen: QuerySet[RegisterEntry]
) -> list[tuple[bool, date, int, int]]:
    """Whether each row is there, its day, its number and the entry; no more, since there may be 50,000 of them."""
    layout = source.layout
    kept = {pk: row for pk, row in rows.items() if counts(row.stood, layout) and fits(row.stood, rule)}
    entries = seen.filter(register=source.register).order_by().values_list("pk", "number").distinct()
    return sorted(
        (has_reached(kept[pk].stood, rule.stage, layout), kept[pk].due_on, number, pk)
        for pk, number in entries
        if pk in kept
    )


def bound_now(binding: TargetBinding | None) -> dict[str, Any]:
    if binding is None:
        return {"kind": BindingKind.ITEMS, "pace": Pace.DUE}
    measure = f"{binding.register.code}:{binding.measure}" if binding.register else ""
    names = ("kind", "project", "keeper", "pace")
    return {name: getattr(binding, name) for name in names} | {"measure": measure}
