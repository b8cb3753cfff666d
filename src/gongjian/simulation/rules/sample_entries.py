"""How what the sample county counts is written down: entries, and when each of them moves.

Days are counted from the first of September; what lies before the register stands is told when it is set up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from gongjian.simulation.rules.plan import YEAR

BEGIN = date(YEAR, 9, 1)


@dataclass(frozen=True, slots=True)
class SampleMove:
    """On a day an entry reaches a stage, its fields having been filled in before; none: the fields only."""

    on: date
    stage: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    by: str = "reporter"


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One row: under a project, or under a place by the unit's name; and its way."""

    name: str
    project: str = ""
    unit: str = ""
    quantity: Decimal = Decimal(1)
    values: Mapping[str, str] = field(default_factory=dict)
    due: date | None = None
    moves: Sequence[SampleMove] = ()
    is_project: bool = False  # of a lead or a parcel: the project stands in the list already


def on_day(offset: float) -> date:
    return BEGIN + timedelta(days=int(offset))


def paper_of(stage: str, number: int) -> dict[str, str]:
    """What has to be filled in before a stage."""
    return {
        "agreed": {"agreement_no": f"协〔{YEAR}〕{number}号"},
        "signed": {"agreement_no": f"招协〔{YEAR}〕{number}号"},
        "in_statistics": {"project_code": f"{YEAR}-330000-01-02-{100_000 + number}"},
        "started": {"permitted": "no" if number % 9 == 4 else "yes"},
    }.get(stage, {})
