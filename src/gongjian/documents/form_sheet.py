"""What a sheet consists of that people fill in and bring back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongjian.documents.sheet import CellKind

Cell = str | Decimal | date | int | None


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to be filled in. Choices are offered; whatever is not among them is refused, or only asked about."""

    head: str
    width: float = 12.0
    kind: str = CellKind.TEXT
    choices: tuple[str, ...] = ()
    must_choose: bool = False
    is_hidden: bool = False
    is_required: bool = False
    is_grouped: bool = False  # says the same on every row of a group


@dataclass(frozen=True, slots=True)
class FormSheet:
    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: Iterable[tuple[tuple[Cell, ...], bool]]  # the values, and whether a group begins
    empty_rows: int = 0
    frozen_columns: int = 0
    check_title: str = ""
    check_day: str = ""
    check_choice: str = ""


@dataclass(frozen=True, slots=True)
class Guidance:
    name: str
    title: str
    rows: Sequence[Sequence[str]]
