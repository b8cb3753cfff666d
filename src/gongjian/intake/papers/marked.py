"""The file that came in, with its problems marked where they stand, so that people mend it in their own program."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from gongjian.documents.printable import printable
from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid, grids_of
from gongjian.reading.grids.grid import place_of
from gongjian.reading.uploads import Unacceptable

Say = Callable[[str], str]
MARKED_ROWS, MARKED_BYTES = 6_000, 600_000  # larger files get the sheet of problems alone
YELLOW = "FFF2CC"
SHEET = "\u95ee\u9898"
LONGEST_SHEET = 31
WIDTHS = (16, 8, 8, 18, 28, 44, 60)


def with_problems(name: str, content: bytes, problems: list[dict[str, Any]], *, rows: int, say: Say) -> bytes:
    """An .xlsx stays the person's own file; anything else becomes a new one with the same cells.

    Every problem carries the heading of its column, as its reader knows it.
    """
    if len(content) > MARKED_BYTES or rows > MARKED_ROWS:
        return drawn([], problems, say)
    try:
        if content.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm")):
            return marked(content, problems, say)
        return drawn(grids_of(name, content), problems, say)
    except (Unacceptable, KeyError, ValueError, TypeError, AttributeError):
        return drawn([], problems, say)


def marked(content: bytes, problems: list[dict[str, Any]], say: Say) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    fill = PatternFill("solid", fgColor=YELLOW)
    for sheet, row, column, words in places(problems, say):
        if sheet not in book.sheetnames:
            continue
        cell = own_cell(book[sheet], row, column)
        cell.fill = fill
        cell.comment = Comment(words, "Gongjian", width=320, height=120)
    page = book.create_sheet(free_name(book.sheetnames))
    for row, line in enumerate([heads(say), *lines(problems, say)], start=1):
        for place, text in enumerate(line, start=1):
            cell = page.cell(row, place, printable(str(text)))
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


def drawn(grids: Iterable[Grid], problems: list[dict[str, Any]], say: Say) -> bytes:
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        yellow, wrapped = (
            book.add_format({"bg_color": f"#{YELLOW}"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        page = book.add_worksheet(SHEET)
        for place, width in enumerate(WIDTHS):
            page.set_column(place, place, width)
        for row, line in enumerate([heads(say), *lines(problems, say)]):
            for place, text in enumerate(line):
                page.write_string(row, place, printable(str(text)), wrapped)
        for number, grid in enumerate(grids, start=1):
            draw(book.add_worksheet(f"{number}"), grid, problems, say, yellow)
    return buffer.getvalue()


def draw(page: Any, grid: Grid, problems: list[dict[str, Any]], say: Say, yellow: Any) -> None:
    said = {(row, column): words for sheet, row, column, words in places(problems, say) if sheet == grid.name}
    for row, line in enumerate(grid.rows, start=1):
        for column, value in enumerate(line, start=1):
            text = "" if value is None else printable(str(value))
            page.write_string(row - 1, column - 1, text, yellow if (row, column) in said else None)
    for (row, column), words in said.items():
        page.write_comment(row - 1, column - 1, words, {"width": 320, "height": 120})


def places(problems: list[dict[str, Any]], say: Say) -> list[tuple[str, int, int, str]]:
    """Every marked cell once, with all that is said of it; a problem of no column stands at the row's beginning."""
    found: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for one in problems:
        column = place_of(one["letter"]) + 1 if one["letter"] else 1
        found[one["sheet"], one["row"], column].append(" ".join(filter(None, words_of(one, say)[-2:])))
    return [(*place, printable("\n".join(words))[:900]) for place, words in found.items()]


def words_of(problem: dict[str, Any], say: Say) -> list[str]:
    accepted = problem["accepted"]
    return [
        Text.from_json(problem["text"]).say(say),
        Text.from_json(accepted).say(say) if accepted else "",
    ]


def heads(say: Say) -> list[str]:
    return [say(word) for word in HEADS]


HEADS = (
    Text("Sheet").msgid,
    Text("Row").msgid,
    Text("Column").msgid,
    Text("Heading").msgid,
    Text("What stands there").msgid,
    Text("What is wrong").msgid,
    Text("What is accepted").msgid,
)


def lines(problems: list[dict[str, Any]], say: Say) -> list[list[Any]]:
    return [
        [
            one["sheet"],
            one["row"],
            one["letter"],
            one["heading"],
            one["value"],
            *words_of(one, say),
        ]
        for one in problems
    ]


def free_name(taken: list[str]) -> str:
    name, number = SHEET, 1
    while name in taken:
        number += 1
        name = f"{SHEET} ({number})"[:LONGEST_SHEET]
    return name
