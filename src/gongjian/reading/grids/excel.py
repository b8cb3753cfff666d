"""Workbooks. What could make a reader of them grow without bounds is counted before they are read."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import python_calamine

from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Grid,
    Range,
    Value,
)
from gongjian.reading.grids.styles import CHUNK, MAIN, STRICT, Styles, small_tree, styles_of
from gongjian.reading.grids.survey import Survey
from gongjian.reading.uploads import DAMAGED, Unacceptable

Visible = python_calamine.SheetVisibleEnum
END_OF_ROW = re.compile(rb"</(?:\w{1,20}:)?row>")
MOST_PERCENT = 1e12
LONGEST_ROW = 32 * 1024 * 1024
LOCKED = Text("The workbook cannot be read, or it is locked with a password.")


def sheets_of_xlsx(name: str, content: bytes, package: zipfile.ZipFile) -> list[Grid]:
    try:
        parts = parts_of_sheets(package)
        styles = styles_of(package)
        surveys = {sheet: surveyed(package, part, styles) for sheet, part in parts.items()}
    except (
        LookupError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
    ) as error:
        raise Unacceptable(name, DAMAGED) from error
    for sheet, survey in surveys.items():
        refuse_too_large(name, sheet, survey.last_row + 1, survey.last_column + 1)
    return grids_from(name, content, surveys)


def sheets_of_xls(name: str, content: bytes) -> list[Grid]:
    return grids_from(name, content, {})


def grids_from(name: str, content: bytes, surveys: Mapping[str, Survey]) -> list[Grid]:
    return [
        grid_of(name, sheet, surveys.get(sheet.name, Survey()), is_hidden=is_hidden)
        for sheet, is_hidden in opened(name, content)
    ]


def parts_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The XML part of every sheet, by its name."""
    tree = small_tree(package, "xl/workbook.xml")
    links = {
        link.get("Id", ""): link.get("Target", "")
        for link in small_tree(package, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for sheet in [*tree.iter(f"{MAIN}sheet"), *tree.iter(f"{STRICT}sheet")]:
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        target = links.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in package.namelist():
            found[sheet.get("name", "")] = part
    return found


def surveyed(package: zipfile.ZipFile, part: str, styles: Styles) -> Survey:
    survey, rest = Survey(styles=styles), b""
    with package.open(part) as file:
        for place, chunk in enumerate(iter(lambda: file.read(CHUNK), b"")):
            rest += chunk
            if not place:
                survey.look_at_columns(rest)
            if len(rest) > LONGEST_ROW:
                raise ValueError("a row without an end")
            ends = [end.end() for end in END_OF_ROW.finditer(rest)][-1:]
            if ends:
                survey.look_at(rest[: ends[0]])
                rest = rest[ends[0] :]
    survey.look_at(rest)
    return survey


def refuse_too_large(name: str, sheet: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Unacceptable(
            name,
            Text(
                "The sheet “%(sheet)s” extends to row %(rows)s and column %(columns)s. Delete "
                "the empty rows and columns outside the list (at most %(most)s rows) and save it "
                "again.",
                sheet=sheet[:60],
                rows=rows,
                columns=columns,
                most=MOST_ROWS,
            ),
        )


def opened(name: str, content: bytes) -> Iterator[tuple[Any, bool]]:
    """The sheets with values, one after the other, and whether somebody hid them.

    What lies deeper, where people cannot fetch it from, belongs to programs: our own choices for example."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        seen = [
            (meta.name, meta.visible == Visible.Hidden)
            for meta in book.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet and meta.visible != Visible.VeryHidden
        ]
        for sheet, is_hidden in seen[:MOST_SHEETS]:
            yield book.get_sheet_by_name(sheet), is_hidden
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise Unacceptable(name, LOCKED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader gave up; it is no Exception to Python
            raise
        raise Unacceptable(name, DAMAGED) from error


def grid_of(name: str, sheet: Any, survey: Survey, *, is_hidden: bool) -> Grid:
    refuse_too_large(name, sheet.name, sheet.total_height, sheet.total_width)
    first_row, first_column = sheet.start or (0, 0)
    rows: list[list[Value]] = [[] for _ in range(first_row)] if sheet.height else []
    before: list[Value] = [None] * first_column
    rows += [before + trimmed(row) for row in sheet.iter_rows()] if sheet.height else []
    as_shown(rows, survey)
    return Grid(
        *(sheet.name, rows, merged_of(sheet), frozenset(survey.hidden), frozenset(survey.unknown)),
        hidden_columns=frozenset(survey.hidden_columns),
        struck=frozenset(survey.struck),
        is_hidden=is_hidden,
    )


def as_shown(rows: list[list[Value]], survey: Survey) -> None:
    """Percentages and failed formulas as the program shows them: they come as bare numbers, and as nothing."""
    for row, column in survey.percents:
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST_PERCENT:
            rows[row][column] = f"{plain(round(Decimal(repr(value)) * 100, 6))}%"
    for (row, column), error in survey.failed.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = error


def trimmed(row: list[Any]) -> list[Value]:
    """Without the empty cells at its end, and with texts of a bearable length."""
    end = len(row)
    while end and (row[end - 1] is None or row[end - 1] == ""):
        end -= 1
    return [
        cell[:LONGEST_CELL] if isinstance(cell, str) and len(cell) > LONGEST_CELL else cell
        for cell in row[:end]
    ]


def merged_of(sheet: Any) -> tuple[Range, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)
