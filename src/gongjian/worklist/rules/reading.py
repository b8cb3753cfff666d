"""A file of lists from its sheets to its rows: what is read of it, and what of it is not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongjian.intake.rules import Choices, Sheet, sheets_of_list
from gongjian.kernel.text import Text
from gongjian.reading.cells.days import Times
from gongjian.reading.grids import Grid, letter_of
from gongjian.worklist.rules.columns import LAYOUT, ListColumn
from gongjian.worklist.rules.merging import FileRow
from gongjian.worklist.rules.monthly import months_of, steps_by_month

NEEDED = Text(
    "No heading of a list was found. It needs at least columns for the project name (项目名称), the item (攻坚事项) and the due date (完成时限)."
)
Sheets = Sequence[Sheet[ListColumn]]


def sheets_read(grids: Sequence[Grid], choices: Choices, times: Times) -> list[Sheet[ListColumn]]:
    """Every sheet of the file, and what it was taken for. Money of another year than the campaign's is not read."""
    sheets = sheets_of_list(grids, replace(LAYOUT, year=times.year), choices)
    for sheet in sheets:
        if sheet.head and sheet.is_read:
            sheet.also_read = dict.fromkeys(months_of(sheet.head), ListColumn.STEPS)
    return sheets


def file_rows(sheets: Sheets, times: Times) -> Iterator[FileRow]:
    for sheet in sheets:
        if sheet.head is None or not sheet.is_read:
            continue
        head, months = sheet.head, months_of(sheet.head)
        columns = frozenset(head.columns) | ({ListColumn.STEPS} if months else set())
        money = {column: one.money for column, one in head.columns.items() if one.money}
        for row in sheet.rows():
            steps, numbers = steps_by_month(row.cells, months, row.values.get(ListColumn.DUE_ON), times)
            values = row.values | ({ListColumn.STEPS: steps} if steps else {})
            yield FileRow(
                *(sheet.name, row.number, values, columns, money, row.section, row.is_hidden, row.unknown),
                caption=head.caption,
                ditto=row.ditto,
                lost=row.lost,
                unread_steps=", ".join(numbers),
            )


def letters_of(sheets: Sheets) -> Mapping[str, Mapping[ListColumn, str]]:
    """Where each column stands. One that is put together from several is named by the first of them."""
    found = {}
    for sheet in sheets:
        if sheet.head and sheet.is_read:
            together = {column: letter_of(place) for place, column in reversed(list(sheet.also_read.items()))}
            found[sheet.name] = together | {column: one.letter for column, one in sheet.head.columns.items()}
    return found


def has_list(sheets: Sheets) -> bool:
    return any(sheet.is_read for sheet in sheets)
