"""A workbook with its problems marked where they stand, and all of them on a sheet of their own."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from gongjian.documents.printable import printable

YELLOW = "FFF2CC"
SHEET = "\u95ee\u9898"
LONGEST_SHEET = 31
WIDTHS = (16, 8, 8, 18, 28, 44, 60)

Mark = tuple[str, int, int, str]  # sheet, row and column from one, what is said
Lines = Sequence[Sequence[str]]  # the sheet of problems, its heads first


def own_marked_workbook(content: bytes, marks: Sequence[Mark], lines: Lines) -> bytes:
    """Takes a person's workbook and marks; gives the same workbook with these cells coloured and commented."""
    book = openpyxl.load_workbook(BytesIO(content))
    fill = PatternFill("solid", fgColor=YELLOW)
    for sheet, row, column, words in marks:
        if sheet not in book.sheetnames:
            continue
        cell = own_cell(book[sheet], row, column)
        cell.fill = fill
        cell.comment = Comment(words, "Gongjian", width=320, height=120)
    page = book.create_sheet(free_name(book.sheetnames))
    for row, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = page.cell(row, place, printable(text))
            cell.data_type = "s"  # whatever it begins with, it is no formula
    for place, width in enumerate(WIDTHS):
        page.column_dimensions[chr(65 + place)].width = width
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def own_cell(page: Any, row: int, column: int) -> Any:
    """The cell itself, or the one that it lies under."""
    cell = page.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    over = next(area for area in page.merged_cells.ranges if cell.coordinate in area)
    return page.cell(over.min_row, over.min_col)


def free_name(taken: list[str]) -> str:
    name, number = SHEET, 1
    while name in taken:
        number += 1
        name = f"{SHEET} ({number})"[:LONGEST_SHEET]
    return name


def new_marked_workbook(
    sheets: Iterable[tuple[str, Sequence[Sequence[Any]]]], marks: Sequence[Mark], lines: Lines
) -> bytes:
    """Takes sheets of cells and marks; gives a new workbook with both, for a file that is no workbook."""
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        yellow = book.add_format({"bg_color": f"#{YELLOW}"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet(SHEET)
        for place, width in enumerate(WIDTHS):
            page.set_column(place, place, width)
        for row, line in enumerate(lines):
            for place, text in enumerate(line):
                page.write_string(row, place, printable(text), wrapped)
        for number, (name, rows) in enumerate(sheets, start=1):
            said = {(row, column): words for sheet, row, column, words in marks if sheet == name}
            draw(book.add_worksheet(f"{number}"), rows, said, yellow)
    return buffer.getvalue()


def draw(page: Any, rows: Sequence[Sequence[Any]], said: dict[tuple[int, int], str], yellow: Any) -> None:
    for row, line in enumerate(rows, start=1):
        for column, value in enumerate(line, start=1):
            text = "" if value is None else printable(str(value))
            page.write_string(row - 1, column - 1, text, yellow if (row, column) in said else None)
    for (row, column), words in said.items():
        page.write_comment(row - 1, column - 1, words, {"width": 320, "height": 120})
