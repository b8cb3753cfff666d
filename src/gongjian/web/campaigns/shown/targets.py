"""What stands behind the figure of a target, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules.measures import counts, fits, has_reached
from gongjian.standing.models import TargetBinding
from gongjian.standing.queries import TargetRow
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


def rows_behind(
    found: TargetRow, rows: Mapping[int, DueRow], seen: QuerySet[RegisterEntry], page: str | None
) -> Page[Any]:
    """One page of those that this person sees, the earliest that are missing first."""
    binding, told = found.binding, list(in_order(found, rows, seen))
    paged: Page[Any] = Paginator[Any](told, PER_PAGE).get_page(page)
    if binding is None or binding.register is None:
        return paged
    layout = layout_of_register(binding.register)
    entries = seen.distinct().in_bulk([pk for _reached, _due, _number, pk in paged.object_list])
    shown = [
        BehindRow(entries[pk], layout.label(rows[pk].stood.stage), due_on, has_reached=is_there)
        for is_there, due_on, _number, pk in paged.object_list
    ]
    paged.object_list = cast("list[Any]", shown)
    return paged


def in_order(
    found: TargetRow, rows: Mapping[int, DueRow], seen: QuerySet[RegisterEntry]
) -> list[tuple[bool, date, int, int]]:
    """Whether each row is there, its day, its number and the entry; no more, since there may be 50,000 of them."""
    binding = found.binding
    if binding is None or binding.register is None:
        return []
    layout = layout_of_register(binding.register)
    rule = layout.measure(binding.measure)
    if rule is None:
        return []
    kept = {pk: row for pk, row in rows.items() if counts(row.stood, layout) and fits(row.stood, rule)}
    entries = seen.filter(register=binding.register).order_by().values_list("pk", "number").distinct()
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


def measure_name(binding: TargetBinding | None) -> str:
    if binding is None or binding.register is None:
        return ""
    rule = layout_of_register(binding.register).measure(binding.measure)
    return rule.label if rule else ""
