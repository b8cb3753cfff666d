"""The Excel press for sheets that people fill in and bring back: choices, checks, and marks that they do not see."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from gongjian.documents.form_sheet import Cell, FormColumn, FormSheet, Guidance
from gongjian.documents.print_area import A4, height_of, set_print
from gongjian.documents.printable import printable
from gongjian.documents.sheet import (
    FIRST_DAY,
    FONT,
    LONGEST_TEXT,
    MOST_ROWS,
    UNDATED,
    CellKind,
    distinct_names,
)

CHECKED_BELOW = 300  # empty rows under the last one that are checked like the others
FIRST_CHECKED_DAY, LAST_CHECKED_DAY = date(2000, 1, 1), date(2099, 12, 31)
HEAD = 44  # points: a heading of three lines
CHOICES = "choices"


def to_form(sheet: FormSheet, guidance: Guidance | None = None, *, at: datetime = UNDATED) -> bytes:
    """The same sheet with the same moment gives the same bytes."""
    content = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": sheet.title, "created": at.astimezone(UTC).replace(tzinfo=None)})
        choices, name, of_guidance = distinct_names((CHOICES, sheet.name, guidance.name if guidance else ""))
        page = book.add_worksheet(name)
        draw(book, page, sheet)
        if guidance:
            guide(book, book.add_worksheet(of_guidance), guidance)
        offer(book.add_worksheet(choices), sheet)
    return content.getvalue()


def draw(book: Any, page: Any, sheet: FormSheet) -> None:
    hidden = {"hidden": True}
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, None, hidden if column.is_hidden else {})
    page.write_string(0, 0, printable(sheet.title), book.add_format({**FONT, "bold": True, "font_size": 16}))
    quiet = book.add_format({**FONT, "font_color": "#555555"})
    for below, note in enumerate(sheet.notes, start=1):
        page.write_string(below, 0, printable(note), quiet)
    head_row = len(sheet.notes) + 1
    heads(book, page, sheet, head_row)
    last = head_row
    shapes = Shapes(book, sheet.columns)
    for values, begins in sheet.rows:
        last += 1
        if last >= MOST_ROWS - CHECKED_BELOW:
            raise ValueError("A sheet holds no more than 1,048,576 rows.")
        seen = zip(values, sheet.columns, strict=True)
        page.set_row(last, height_of((value, column.width) for value, column in seen if not column.is_hidden))
        for place, value in enumerate(values):
            write_cell(page, last, place, value, shapes.of(place, begins), sheet.columns[place].kind)
    for row in range(last + 1, last + 1 + sheet.empty_rows):
        for place in range(len(sheet.columns)):
            page.write_blank(row, place, None, shapes.of(place, True))
    check(page, sheet, head_row + 1, last + sheet.empty_rows + CHECKED_BELOW)
    set_up(page, sheet, head_row, last + sheet.empty_rows)


def heads(book: Any, page: Any, sheet: FormSheet, row: int) -> None:
    shape = {**FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#E7ECF3"}
    plain, required = book.add_format(shape), book.add_format({**shape, "font_color": "#B42318"})
    page.set_row(row, HEAD)
    for place, column in enumerate(sheet.columns):
        page.write_string(row, place, printable(column.head), required if column.is_required else plain)


class Shapes:
    """The looks of the cells: a thicker line where a group begins, grey where it only repeats itself."""

    def __init__(self, book: Any, columns: Sequence[FormColumn]) -> None:
        self.shapes = {
            (place, begins): book.add_format(shape_of(column, begins))
            for place, column in enumerate(columns)
            for begins in (True, False)
        }

    def of(self, place: int, begins: bool) -> Any:
        return self.shapes[place, begins]


def shape_of(column: FormColumn, begins: bool) -> dict[str, Any]:
    formats: dict[str, str] = {
        CellKind.DATE: "yyyy-mm-dd",
        CellKind.MONEY: "#,##0.00",
        CellKind.NUMBER: "General",
    }
    side = {"align": "left", "text_wrap": True} if column.kind == CellKind.TEXT else {"align": "right"}
    shape = {**FONT, **side, "border": 1, "num_format": formats.get(column.kind, "@")}
    if begins:
        return {**shape, "top": 2}
    return {**shape, "font_color": "#8A94A6"} if column.is_grouped else shape


def write_cell(page: Any, row: int, place: int, value: Cell, shape: Any, kind: str) -> None:
    """Writes one value of a form into its cell. Text is always text: whatever it begins with, no reader
    calculates it.
    """
    if value is None or value == "":
        page.write_blank(row, place, None, shape)
    elif isinstance(value, str):
        page.write_string(row, place, printable(value)[:LONGEST_TEXT], shape)
    elif isinstance(value, date):
        if value >= FIRST_DAY and kind == CellKind.DATE:
            page.write_datetime(row, place, value, shape)
        else:
            page.write_string(row, place, value.isoformat(), shape)
    else:
        page.write_number(row, place, float(value), shape)


def check(page: Any, sheet: FormSheet, first: int, last: int) -> None:
    """Choices and days are checked while somebody types; a day may also be written in words."""
    for place, column in enumerate(sheet.columns):
        if column.choices:
            letter = xlsxwriter.utility.xl_col_to_name(place)
            rule: dict[str, Any] = {
                "validate": "list",
                "source": f"={CHOICES}!${letter}$1:${letter}${len(column.choices)}",
                "error_type": "stop" if column.must_choose else "information",
                "error_title": sheet.check_title,
                "error_message": sheet.check_choice,
            }
        elif column.kind == CellKind.DATE:
            rule = {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_CHECKED_DAY,
                "maximum": LAST_CHECKED_DAY,
                "error_type": "warning",
                "error_title": sheet.check_title,
                "error_message": sheet.check_day,
            }
        else:
            continue
        page.data_validation(first, place, last, place, rule)


def set_up(page: Any, sheet: FormSheet, head_row: int, last: int) -> None:
    page.freeze_panes(head_row + 1, sheet.frozen_columns)
    page.autofilter(head_row, 0, max(last, head_row + 1), len(sheet.columns) - 1)
    widths = [0.0 if column.is_hidden else column.width for column in sheet.columns]
    set_print(page, widths, head_row=head_row, frozen=sheet.frozen_columns)


def offer(page: Any, sheet: FormSheet) -> None:
    """The choices of all columns, on a sheet that nobody sees."""
    longest = max((len(column.choices) for column in sheet.columns), default=0)
    for row in range(longest):
        for place, column in enumerate(sheet.columns):
            if row < len(column.choices):
                page.write_string(row, place, printable(column.choices[row]))
    page.very_hidden()


def guide(book: Any, page: Any, guidance: Guidance) -> None:
    plain = book.add_format({**FONT, "text_wrap": True, "border": 1, "valign": "top"})
    page.write_string(
        0, 0, printable(guidance.title), book.add_format({**FONT, "bold": True, "font_size": 16})
    )
    for place, width in enumerate((22, 10, 80)):
        page.set_column(place, place, width)
    for row, cells in enumerate(guidance.rows, start=2):
        for place, text in enumerate(cells):
            page.write_string(row, place, printable(text), plain)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
