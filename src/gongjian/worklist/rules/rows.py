"""What a row of a list must be: an item that can be measured, by somebody, by a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.reading.cells.days import Times
from gongjian.worklist.rules.baseline import Curve, Measure, Plan, Step
from gongjian.worklist.rules.columns import ListColumn

LONGEST = {
    ListColumn.PROJECT_CODE: 30,
    ListColumn.PROJECT_NAME: 120,
    ListColumn.SCALE: 300,
    ListColumn.ITEM_CODE: 40,
    ListColumn.NAME: 160,
    ListColumn.UNIT_OF_MEASURE: 20,
    ListColumn.LEADING_OFFICIAL: 60,
    ListColumn.PERSON: 60,
    ListColumn.SUPPORTING_UNITS: 300,
    ListColumn.TOWNSHIP: 80,
    ListColumn.TARGET_CODES: 120,
    ListColumn.REMARK: 300,
}
MOST_MONEY = Decimal(10) ** 12
MOST_TARGET = Decimal(10) ** 14
MOST_WEIGHT = Decimal(1000)
LATEST_AFTER_END = 366  # days after the campaign's end that a due date may lie
EDITED = tuple(
    column for column in ListColumn if column not in (ListColumn.SERIAL, ListColumn.KEY, ListColumn.UNIT)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row in its one and only form. Money in ten thousand yuan; the line of work by its code."""

    project_name: str
    name: str
    project_code: str = ""
    line_of_work: str = ""
    scale: str = ""
    total_investment: Decimal | None = None
    year_investment: Decimal | None = None
    item_code: str = ""
    measure: Measure = Measure.PERCENT
    unit_of_measure: str = ""
    target: Decimal = Decimal(100)
    curve: Curve = Curve.BY_DAY
    steps: tuple[Step, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    weight: Decimal = Decimal(1)
    leading_official: str = ""
    township: str = ""
    person: str = ""
    supporting_units: str = ""
    target_codes: str = ""
    remark: str = ""

    def plan(self) -> Plan | None:
        if self.starts_on is None or self.due_on is None:
            return None
        return Plan(self.starts_on, self.due_on, self.curve, self.target, self.steps)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as it was understood. With problems it stands for nothing yet; notes are only said."""

    row: Row
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
