"""What a row of a list must be: an item that can be measured, by somebody, by a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.reading.cells.days import Times
from gongjian.worklist.rules.columns import LONGEST, ListColumn, ListRowValues

__all__ = [
    "EDITED",
    "LATEST_AFTER_END",
    "LONGEST",
    "MOST_MONEY",
    "MOST_TARGET",
    "MOST_WEIGHT",
    "Judged",
    "ListFacts",
    "ListRowValues",
]

MOST_MONEY = Decimal(10) ** 12
MOST_TARGET = Decimal(10) ** 14
MOST_WEIGHT = Decimal(1000)
LATEST_AFTER_END = 366  # days after the campaign's end that a due date may lie
EDITED = tuple(
    column for column in ListColumn if column not in (ListColumn.SERIAL, ListColumn.KEY, ListColumn.UNIT)
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as it was understood. With problems it stands for nothing yet; notes are only said."""

    row: ListRowValues
    unit: int | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ListFacts:
    """What a row is judged by. Names are compared as `reading.cells.words.normal` writes them."""

    times: Times
    lines: Mapping[str, str] = field(default_factory=dict)  # name or code: code
    line_names: Mapping[str, str] = field(default_factory=dict)  # code: name, as they are offered
    units: Mapping[str, int] = field(default_factory=dict)
    own_unit: int | None = None
    officials: frozenset[str] = frozenset()
    targets: Mapping[str, str] = field(default_factory=dict)  # name or code: code
    sums: Mapping[str, str] = field(default_factory=dict)  # code of a target that adds quantities: its unit
    closed: Mapping[int, Text] = field(default_factory=dict)  # units whose list cannot be changed, and why

    def with_closed(self, closed: Mapping[int, Text]) -> "ListFacts":
        return replace(self, closed=closed)

    def named_line(self, code: str) -> str:
        return self.line_names.get(code, code)
