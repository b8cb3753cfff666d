"""What stands behind the figure of a target, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules.measures import counts, fits, has_reached
from gongjian.standing.models import TargetBinding
from gongjian.standing.queries import TargetRow
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.standing.rules.targets import DueRow


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One entry behind a figure: where it stood, by when it is due, whether it counts already."""

    entry: RegisterEntry
    stage: str
    due_on: date
    has_reached: bool


def rows_behind(
    found: TargetRow, rows: Mapping[int, DueRow], seen: QuerySet[RegisterEntry]
) -> list[BehindRow]:
    """Those that this person sees, the earliest that are missing first."""
    binding = found.binding
    if binding is None or binding.register is None:
        return []
    layout = layout_of_register(binding.register)
    rule = layout.measure(binding.measure)
    if rule is None:
        return []
    kept = {pk: row for pk, row in rows.items() if counts(row.stood, layout) and fits(row.stood, rule)}
    entries = seen.filter(register=binding.register, pk__in=kept).distinct()
    told = [
        BehindRow(
            entry, layout.label(row.stood.stage), row.due_on, has_reached(row.stood, rule.stage, layout)
        )
        for entry in entries
        for row in [kept[entry.pk]]
    ]
    return sorted(told, key=lambda one: (one.has_reached, one.due_on, one.entry.number))


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
