"""What a unit answers for in a target of the campaign: its own part of it, never the county's total."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongjian.kernel.quantities import Quantity, may_add, total


@dataclass(frozen=True, slots=True)
class Promised:
    """A row of the unit's list, as far as targets are concerned."""

    project: str
    amount: Decimal
    unit: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The unit's projects and items in a target; for a target that is added up, how much the items say together."""

    projects: int
    items: int
    others: int = 0  # items that measure something else than the target
    quantity: Quantity | None = None


def shares_of(rows: Iterable[Promised], units: Mapping[str, str]) -> dict[str, Share]:
    """By the code of each target that the unit has a part in. `units` says in what a target is added up: in nothing where projects are counted."""
    bound: dict[str, list[Promised]] = {}
    for row in rows:
        for code in row.targets:
            if code in units:
                bound.setdefault(code, []).append(row)
    return {code: share_of_target(found, units[code]) for code, found in bound.items()}


def share_of_target(rows: Sequence[Promised], unit: str) -> Share:
    projects = len({row.project for row in rows})
    alike = [row for row in rows if unit and may_add(row.unit, unit)]
    if not alike:
        return Share(projects, len(rows))
    quantity = total((Quantity.of(row.amount, row.unit) for row in alike), unit)
    return Share(projects, len(alike), len(rows) - len(alike), quantity)
