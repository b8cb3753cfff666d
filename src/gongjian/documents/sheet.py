"""What a workbook of plain tables consists of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from gongjian.documents.printable import printable

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME, LONGEST_TEXT, MOST_ROWS = 31, 32_767, 1_048_576
FIRST_DAY = date(1900, 3, 1)  # Excel counts a day too many before it
FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}

Value = str | int | float | Decimal | Fraction | date | datetime | None


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"  # of a share of one: 0.406 shows 40.6%
    DATE = "date"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Column:
    """The width is in Latin letters; places are the decimals shown, where the kind's own do not fit."""

    head: str
    width: float = 12.0
    kind: str = CellKind.TEXT
    places: int | None = None

    @property
    def number_format(self) -> str:
        decimals = "." + "0" * self.places if self.places else ""
        match CellKind(self.kind):
            case CellKind.NUMBER:
                return "General" if self.places is None else f"#,##0{decimals}"
            case CellKind.PERCENT:
                return "0.0%" if self.places is None else f"0{decimals}%"
            case CellKind.MONEY:
                return "#,##0.00" if self.places is None else f"#,##0{decimals}"
            case CellKind.DATE:
                return "yyyy-mm-dd"
        return "@"


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]
    title: str = ""
    notes: tuple[str, ...] = ()
    frozen_columns: int = 0


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]
    title: str = ""
    author: str = ""
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", distinct_names(sheet.name for sheet in self.sheets))


def distinct_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as Excel allows them, each different from the others."""
    taken = dict[str, str]()
    for place, name in enumerate(names, start=1):
        clean = (
            FORBIDDEN_IN_NAMES.sub(" ", printable(name).replace("\n", " "))
            .strip(" '")[:LONGEST_NAME]
            .strip(" '")
        )
        clean = f"Sheet{place}" if not clean or clean.lower() == "history" else clean
        count, unique = 1, clean
        while unique.lower() in taken:
            count += 1
            unique = f"{clean[: LONGEST_NAME - 6]} ({count})"
        taken[unique.lower()] = unique
    return tuple(taken.values())
