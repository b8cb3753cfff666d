"""A file of a register from its sheets to what its rows want, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongjian.intake.rules import Choices, Problem, Sheet, letter_at
from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid
from gongjian.registers.rules import sheets
from gongjian.registers.rules.filed import Facts, Filed
from gongjian.registers.rules.judging import judged, problems_of
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.sheets import FileRow, SheetColumn, columns_of, file_rows, sheets_read
from gongjian.registers.rules.words import ParentKind


@dataclass
class RegisterRead:
    """A file as it was understood: all its sheets, its rows, and all that is wrong with them."""

    sheets: list[Sheet[SheetColumn]]
    rows: list[tuple[FileRow, Filed]] = field(default_factory=list)
    problems: list[tuple[FileRow, Problem[SheetColumn]]] = field(default_factory=list)
    refused: Text | None = None

    def letter(self, row: FileRow, column: SheetColumn) -> str:
        return letter_at(self.sheets, row.sheet, row.number, column)

    def heading(self, row: FileRow, column: SheetColumn) -> str:
        of_sheet = (sheet.headings() for sheet in self.sheets if sheet.name == row.sheet and sheet.is_read)
        return next((found[column.code] for found in of_sheet if column.code in found), "")


def register_read(grids: Sequence[Grid], facts: Facts, choices: Choices) -> RegisterRead:
    found = RegisterRead(sheets_read(grids, facts.layout, choices))
    read = [sheet for sheet in found.sheets if sheet.is_read]
    if not read:
        found.refused = needed(facts.layout)
        return found
    rows = [row for sheet in read for row in file_rows(sheet)]
    if len(rows) > sheets.MOST_ROWS:
        found.refused = Text("The file has more than %(most)s rows.", most=sheets.MOST_ROWS)
        return found
    found.rows = [(row, judged(row, facts)) for row in rows]
    found.problems = problems_of(found.rows, facts)
    return found


def needed(layout: Layout) -> Text:
    name = next(one for one in columns_of(layout) if one.code == sheets.NAME).heading
    match layout.parent:
        case ParentKind.TOWNSHIP:
            return Text("No header of this register was found. It needs at least columns for the township (乡镇) and "
                "for “%(name)s”.", name=name)  # fmt: skip
        case ParentKind.LINE:
            return Text(
                "No header of this register was found. It needs at least a column for “%(name)s”.", name=name
            )
    return Text("No header of this register was found. It needs at least columns for the project (项目名称) and "
        "for “%(name)s”.", name=name)  # fmt: skip
