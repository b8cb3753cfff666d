"""A file of lists from its sheets to its rows: what is read of it, and what of it is not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongjian.intake.rules import Choices, Sheet, SheetTaken, sheets_of_list
from gongjian.kernel.text import Text
from gongjian.reading.cells.days import Times
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Grid
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.layout import LAYOUT
from gongjian.worklist.rules.merging import FileRow
from gongjian.worklist.rules.monthly import months_of, steps_by_month

NEEDED = Text(
    "No list header was found. It needs at least columns for the project name (项目名称), the item "
    "(攻坚事项) and the due date (完成时限)."
)
Sheets = Sequence[Sheet[ListColumn]]


def sheets_read(grids: Sequence[Grid], choices: Choices, times: Times) -> list[Sheet[ListColumn]]:
    """Every sheet of the file, and what it was taken for. Money of another year than the campaign's is not read."""
    sheets = sheets_of_list(grids, replace(LAYOUT, year=times.year), choices)
    for sheet in sheets:
        if sheet.head and sheet.is_read:
            sheet.also_read = dict.fromkeys(months_of(sheet.head), ListColumn.STEPS)
    return sheets


UNIT_ABOVE = re.compile(
    r"^(?:责任|填报|报送|牵头|实施|申报|编制)(?:单位|部门)[:：]?(?:\((?:盖章|公章|章)\)[:：]?)?(.{2,40}?)(?:\((?:盖章|公章|章)\))?$"
)


def unit_above(sheet: Sheet[ListColumn]) -> str:
    """The unit that a line above the table names for all its rows: 填报单位：县住房和城乡建设局."""
    if sheet.head is None or ListColumn.UNIT in sheet.head.columns:
        return ""
    for line in reversed(sheet.grid.rows[: sheet.head.last_row]):
        for value in line:
            if isinstance(value, str) and (found := UNIT_ABOVE.match(normal(value[:80]))):
                return found[1]
    found_above = (UNIT_ABOVE.match(normal(line)) for line in sheet.grid.lines_above())
    return next((found[1] for found in found_above if found), "")


def file_rows(sheets: Sheets, times: Times) -> Iterator[FileRow]:
    above = ""
    for sheet in sheets:
        if sheet.head is None or not sheet.is_read:
            continue
        above = unit_above(sheet) or (above if sheet.taken == SheetTaken.CONTINUED else "")
        head, months = sheet.head, months_of(sheet.head)
        columns = frozenset(head.columns) | ({ListColumn.STEPS} if months else set())
        money = {column: one.money for column, one in head.columns.items() if one.money}
        for row in sheet.rows():
            steps, numbers = steps_by_month(row.cells, months, row.values.get(ListColumn.DUE_ON), times)
            values = row.values | ({ListColumn.STEPS: steps} if steps else {})
            values |= {ListColumn.UNIT: above} if above else {}
            yield FileRow(
                *(sheet.name, row.number, values, columns, money, row.section, row.is_hidden, row.unknown),
                caption=head.caption,
                ditto=row.ditto,
                lost=row.lost,
                unread_steps=", ".join(numbers),
                struck=row.struck,
            )


def has_list(sheets: Sheets) -> bool:
    return any(sheet.is_read for sheet in sheets)
