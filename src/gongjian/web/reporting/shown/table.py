"""Who has filed, as tables."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongjian.campaigns.models import Campaign
from gongjian.reporting.queries import FilingRow, punctuality_by_unit
from gongjian.reporting.rules import TROUBLE_FIRST, Filing, Punctuality, State


@dataclass(frozen=True, slots=True)
class MatrixRow:
    unit: Any
    record: Punctuality
    cells: list[FilingRow | None]


def matrix(rows: Sequence[FilingRow], campaign: Campaign) -> list[MatrixRow]:
    """A row per unit, a cell per period, in the order of the units' series."""
    periods = list(campaign.periods.order_by("nominal_on").values_list("pk", flat=True))
    record = punctuality_by_unit(rows)
    cells: dict[int, dict[int, FilingRow]] = defaultdict(dict)
    units = {row.report.unit_id: row.report.unit for row in rows}
    for row in rows:
        cells[row.report.unit_id][row.report.period_id] = row
    order = list(campaign.units.values_list("organisation_id", flat=True))
    return [
        MatrixRow(
            units[unit], record.get(unit, Punctuality()), [cells[unit].get(period) for period in periods]
        )
        for unit in order
        if unit in units
    ]


def worst_first(rows: Sequence[MatrixRow]) -> list[MatrixRow]:
    """Who owes one now, then who has missed or been late most; where units are equal, the official order."""

    def trouble(row: MatrixRow) -> tuple[int, ...]:
        owed = sum(cell is not None and cell.filing == Filing.OVERDUE for cell in row.cells)
        empty = sum(cell is not None and cell.empty for cell in row.cells)
        return owed, row.record.missed, row.record.late_streak, row.record.late, empty

    return sorted(rows, key=trouble, reverse=True)


def sorted_rows(
    rows: Sequence[FilingRow], record: Mapping[int, Punctuality], wanted: str
) -> list[tuple[FilingRow, Punctuality]]:
    """Trouble first; only the wanted ones where somebody asks for some."""
    kept = [row for row in rows if is_wanted(row, wanted)]
    ordered = sorted(
        kept, key=lambda row: TROUBLE_FIRST.index(row.filing)
    )  # and as they stand: in the official order
    return [(row, record.get(row.report.unit_id, Punctuality())) for row in ordered]


def is_wanted(row: FilingRow, wanted: str) -> bool:
    if wanted == "waiting":
        return row.report.state == State.CONFIRMED
    if wanted == "empty":
        return row.empty
    return not wanted or row.filing.value == wanted
