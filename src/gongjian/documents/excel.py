"""The Excel press: a workbook of plain tables that can be filtered, sorted and printed."""

import math
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from gongjian.documents.print_area import height_of, set_print
from gongjian.documents.printable import printable
from gongjian.documents.sheet import (
    FIRST_DAY,
    FONT,
    LONGEST_TEXT,
    MOST_ROWS,
    UNDATED,
    CellKind,
    Column,
    Sheet,
    Value,
    Workbook,
)


def to_xlsx(workbook: Workbook, *, at: datetime = UNDATED) -> bytes:
    """The same workbook with the same moment gives the same bytes."""
    content = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        created = at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": workbook.title, "author": workbook.author, "created": created})
        for sheet, name in zip(workbook.sheets, workbook.names, strict=True):
            _draw(book, book.add_worksheet(name), sheet)
    return content.getvalue()


def _draw(book: Any, page: Any, sheet: Sheet) -> None:
    row = _draw_title(book, page, sheet)
    head = book.add_format(
        {**FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#E7ECF3"}
    )
    formats = [_column_format(book, column) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(row, place, printable(column.head), head)
    last = row
    for last, values in enumerate(sheet.rows, start=row + 1):
        if last >= MOST_ROWS:
            raise ValueError("A sheet holds no more than 1,048,576 rows.")
        wrapped = (
            (one, column.width)
            for one, column in zip(values, sheet.columns, strict=True)
            if column.kind == CellKind.TEXT
        )
        page.set_row(last, height_of(wrapped))
        for place, (value, shape, column) in enumerate(zip(values, formats, sheet.columns, strict=True)):
            _write(page, last, place, value, shape, column.kind)
    _set_up(page, sheet, head_row=row, last_row=last)


def _draw_title(book: Any, page: Any, sheet: Sheet) -> int:
    """Title and notes above the head; gives the row of the head."""
    row = 0
    if sheet.title:
        page.write_string(
            row, 0, printable(sheet.title), book.add_format({**FONT, "bold": True, "font_size": 14})
        )
        row += 1
    quiet = book.add_format({**FONT, "font_color": "#555555"})
    for below, note in enumerate(sheet.notes):
        page.write_string(row + below, 0, printable(note), quiet)
    return row + len(sheet.notes)


def _set_up(page: Any, sheet: Sheet, *, head_row: int, last_row: int) -> None:
    page.freeze_panes(head_row + 1, sheet.frozen_columns)
    page.autofilter(head_row, 0, last_row, max(len(sheet.columns) - 1, 0))
    widths = [column.width for column in sheet.columns]
    set_print(page, widths, head_row=head_row, frozen=sheet.frozen_columns)


def _column_format(book: Any, column: Column) -> Any:
    side = {"align": "left", "text_wrap": True} if column.kind == CellKind.TEXT else {"align": "right"}
    return book.add_format({**FONT, **side, "border": 1, "num_format": column.number_format})


def _write(page: Any, row: int, place: int, value: Value, shape: Any, kind: str) -> None:
    """Text is always written as text: whatever it begins with, no reader calculates it."""
    if value is None or value == "":
        page.write_blank(row, place, None, shape)
    elif isinstance(value, str | date):
        if kind == CellKind.DATE and not isinstance(value, str) and _day(value) >= FIRST_DAY:
            page.write_datetime(row, place, _day(value), shape)
        else:
            page.write_string(row, place, _text(value), shape)
    elif math.isfinite(value):
        page.write_number(row, place, float(value), shape)
    else:
        page.write_string(row, place, str(value), shape)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _text(value: str | date) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return _shortened(printable(str(value)))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
