"""What sheets, rows and columns of a file were taken for, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class Taken(Term):
    """What a row below the heading was taken for."""

    DATA = "data", "row of the list"
    SUM = "sum", "sub-total"
    SECTION = "section", "section"
    GROUP = "group", "line over the rows below it"
    NOTE = "note", "note or signature"
    HEADING = "heading", "repeated header"
    PAGE = "page", "page mark or title repeated"
    BLANK = "blank", "empty"
    LEFT_OUT = "left_out", "skipped manually"


class SheetTaken(Term):
    """What a sheet, or a table of a document, was taken for."""

    READ = "read", "read"
    CONTINUED = "continued", "continues the table above"
    OVERVIEW = "overview", "overview, not read"
    NO_HEADING = "no_heading", "no header found, not read"
    HIDDEN = "hidden", "hidden sheet, not read"
    BLANK = "blank", "empty sheet"
    LEFT_OUT = "left_out", "skipped manually"


@dataclass(frozen=True, slots=True)
class Passed:
    """One row of the file, and what it was taken for."""

    number: int  # as the program counts, from one
    taken: Taken
    why: Text
    words: str


@dataclass(frozen=True, slots=True)
class ColumnTaken:
    """One column of a sheet: what it was read as, or why it was not."""

    letter: str
    heading: str
    key: str
    column: str  # empty: not read
    why: Text
    filled: int = 0  # cells of rows that were read, in a column that was not
    money: str = ""
    is_hidden: bool = False

    def to_json(self) -> dict[str, Any]:
        names = ("letter", "heading", "key", "column", "filled", "money", "is_hidden")
        return {name: getattr(self, name) for name in names} | {"why": self.why.to_json()}


def told_of_choice(name: str, sheet: str, row: int | None) -> Text:
    """For the ledger: what somebody decided about a row of a file, or about a whole sheet."""
    if row is None:
        return Text("chose whether the sheet “%(sheet)s” of %(name)s is read", name=name, sheet=sheet)
    return Text(
        "chose whether row %(row)s of the sheet “%(sheet)s” of %(name)s is read",
        name=name,
        sheet=sheet,
        row=row,
    )


@dataclass(frozen=True)
class Choices:
    """What a person said of a file: which column is which, and what is taken after all or left out."""

    columns: Mapping[str, str] = field(default_factory=dict)  # by the key of a heading
    sheets: Mapping[str, bool] = field(default_factory=dict)  # taken after all, or left out
    rows: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)  # by sheet

    def of_sheet(self, name: str) -> Mapping[int, bool]:
        return self.rows.get(name, {})

    def with_columns(self, chosen: Mapping[str, str]) -> "Choices":
        return replace(self, columns={**self.columns, **chosen})

    def with_choice(self, sheet: str, row: int | None, taken: bool | None) -> "Choices":
        """Of a row, or without one of the whole sheet; with nothing said the program decides again."""
        if row is None:
            others = {name: one for name, one in self.sheets.items() if name != sheet}
            return replace(self, sheets=others if taken is None else {**others, sheet: taken})
        rows = {number: one for number, one in self.of_sheet(sheet).items() if number != row}
        return replace(self, rows={**self.rows, sheet: rows if taken is None else {**rows, row: taken}})

    def to_tell(self) -> dict[str, Any]:
        """What was taken or left out by hand, for the ledger; nothing where nobody chose."""
        return {name: found for name, found in self.to_json().items() if found and name != "chosen"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Choices":
        rows = {
            sheet: {int(number): bool(taken) for number, taken in found.items()}
            for sheet, found in data.get("rows", {}).items()
        }
        return cls(dict(data.get("chosen", {})), dict(data.get("sheets", {})), rows)

    def to_json(self) -> dict[str, Any]:
        rows = {
            sheet: {str(number): taken for number, taken in found.items()}
            for sheet, found in self.rows.items()
            if found
        }
        return {"chosen": dict(self.columns), "sheets": dict(self.sheets), "rows": rows}
