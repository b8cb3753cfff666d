"""What a row of a file says, and what stands there before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from gongjian.intake.rules import Change, Problem
from gongjian.registers.rules.attributes import ONE
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.sheets import SheetColumn, all_columns
from gongjian.registers.rules.values import Known


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry as it stands before the file."""

    pk: int
    version: int
    parent: int
    name: str
    stage: str = ""
    quantity: Decimal = ONE
    reached: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)  # attributes that a cell says by itself
    dates: Mapping[str, date] = field(default_factory=dict)  # of a permit
    last_on: date | None = None
    holds_files: frozenset[str] = frozenset()  # the fields in which files stand
    is_mine: bool = False  # whoever brings the file said that it had come to its stage


@dataclass(frozen=True)
class Facts:
    """What one must know to judge a row."""

    layout: Layout
    known: Known
    today: date
    parents: Mapping[str, int]  # projects by code and by name, or townships by their names, comparable
    by_key: Mapping[str, Standing] = field(default_factory=dict)
    by_name: Mapping[tuple[int, str], Standing] = field(default_factory=dict)
    is_office: bool = False  # whoever brings the file belongs to the Office, or to the group of the register

    @cached_property
    def columns(self) -> dict[str, SheetColumn]:
        return {one.code: one for one in all_columns(self.layout)}


@dataclass
class Filed:
    """What a row wants, and what is wrong with it. `marks` are (stage, day) in their order."""

    change: Change = Change.NEW
    old: Standing | None = None
    parent: int = 0  # the project or the township; 0: none, or the line of work itself
    name: str = ""
    quantity: Decimal = ONE
    reached: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    marks: list[tuple[str, date]] = field(default_factory=list)
    problems: list[Problem[SheetColumn]] = field(default_factory=list)
    notes: list[Problem[SheetColumn]] = field(default_factory=list)
