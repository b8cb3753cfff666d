"""The tables of a Word document, as sheets."""

import zipfile
from dataclasses import replace

from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import LONGEST_CELL, MOST_CELLS, MOST_ROWS, MOST_SHEETS, Grid, Range, Value
from gongjian.reading.uploads import Unacceptable
from gongjian.reading.word import (
    BadWord,
    Cell,
    Left,
    LineOrigin,
    Table,
    TextLine,
    WordDocument,
    read_word,
    sentences_about,
)

MOST_ABOVE = 6


def tables_of(name: str, package: zipfile.ZipFile) -> list[Grid]:
    document = document_of(name, package)
    tables = [table for table, _ in zip(document.tables(), range(MOST_SHEETS), strict=False)]
    if sum(len(row.cells) for table in tables for row in table.rows) > MOST_CELLS:
        raise Unacceptable(name, Text("The file has more than %(most)s rows.", most=MOST_ROWS))
    above = lines_above(document)
    return [
        replace(table_of(table, number), above=above.get(id(table), ()))
        for number, table in enumerate(tables, start=1)
    ]


def lines_above(document: WordDocument) -> dict[int, tuple[str, ...]]:
    """The last lines before every table: its title, its unit of money, the section that it stands in."""
    found, lines = dict[int, tuple[str, ...]](), list[str]()
    for block in document.blocks:
        if isinstance(block, Table):
            found[id(block)], lines = tuple(lines[-MOST_ABOVE:]), []
        elif block.text.strip():
            lines.append(block.text.strip()[:LONGEST_CELL])
    return found


def left_out_of(name: str, package: zipfile.ZipFile) -> tuple[Text, ...]:
    """What of the document is in none of its sheets, besides the lines around the tables. Raises Unacceptable."""
    document = document_of(name, package)
    notes = sum(
        isinstance(block, TextLine) and block.place is LineOrigin.NOTE
        for table in document.tables()
        for row in table.rows
        for cell in row.cells
        for block in cell.blocks
    )
    return sentences_about({**document.left, Left.NOTES: notes})


def document_of(name: str, package: zipfile.ZipFile) -> WordDocument:
    try:
        return read_word(package)
    except BadWord as refusal:
        raise Unacceptable(name, refusal.reason) from refusal


def table_of(table: Table, number: int) -> Grid:
    rows: list[list[Value]] = []
    open_spans: dict[int, tuple[int, int]] = {}  # column: row and width of the cell that goes on below
    merged: list[Range] = []
    ends: dict[tuple[int, int], int] = {}  # where a cell begins: which of the merged ones it is
    for place, row in enumerate(table.rows):
        values: list[Value] = [None] * row.before
        for cell in row.cells:
            column = len(values)
            if cell.goes_on and column in open_spans:
                top, wide = open_spans[column]
                grown = (top, column, place, column + wide - 1)
                if (top, column) in ends:
                    merged[ends[top, column]] = grown
                else:
                    ends[top, column] = len(merged)
                    merged.append(grown)
            else:
                open_spans[column] = (place, cell.width)
                if cell.width > 1:
                    ends[place, column] = len(merged)
                    merged.append((place, column, place, column + cell.width - 1))
            values += [None if cell.goes_on else text_of(cell), *([None] * (cell.width - 1))]
        rows.append(values)
    return Grid(str(number), rows, tuple(merged))


def text_of(cell: Cell) -> str | None:
    """A tab in a cell is a blank: the words of one cell stay one cell."""
    words = cell.text((LineOrigin.TEXT, LineOrigin.BOX)).replace("\t", " ")
    return words.strip()[:LONGEST_CELL] or None
