"""The tables of a Word document, as sheets."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import LONGEST_CELL, MOST_CELLS, MOST_ROWS, MOST_SHEETS, Grid, Range, Value
from gongjian.reading.uploads import Unacceptable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED = 40 * 1024 * 1024
MOST_SPAN = 64


def tables_of(name: str, package: zipfile.ZipFile) -> list[Grid]:
    if package.getinfo("word/document.xml").file_size > MOST_UNPACKED:
        raise Unacceptable(name, Text("The file unpacks to far more than it should."))
    xml = package.read("word/document.xml")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Unacceptable(name, Text("The file is damaged and cannot be opened."))
    try:
        body = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise Unacceptable(name, Text("The file is damaged and cannot be opened.")) from error
    tables = list(body.iter(f"{W}tbl"))[:MOST_SHEETS]
    if sum(len(table.findall(f".//{W}tc")) for table in tables) > MOST_CELLS:
        raise Unacceptable(name, Text("The file has more than %(most)s rows.", most=MOST_ROWS))
    return [table_of(table, number) for number, table in enumerate(tables, start=1)]


def table_of(table: ElementTree.Element, number: int) -> Grid:
    rows: list[list[Value]] = []
    open_spans: dict[
        int, tuple[int, int]
    ] = {}  # column: the row and the width of the cell that goes on below
    merged: list[Range] = []
    for place, line in enumerate(table.findall(f"{W}tr")):
        values: list[Value] = []
        for cell in line.findall(f"{W}tc"):
            column, width = len(values), span_of(cell)
            goes_on = continues(cell)
            if goes_on and column in open_spans:
                top, wide = open_spans[column]
                merged = [one for one in merged if one[:2] != (top, column)]
                merged.append((top, column, place, column + wide - 1))
            else:
                open_spans[column] = (place, width)
                if width > 1:
                    merged.append((place, column, place, column + width - 1))
            values += [None if goes_on else text_of(cell), *([None] * (width - 1))]
        rows.append(values)
    return Grid(str(number), rows, tuple(merged))


def span_of(cell: ElementTree.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val", "1") if span is not None else "1"
    return max(1, min(int(width), MOST_SPAN)) if width.isdecimal() else 1


def continues(cell: ElementTree.Element) -> bool:
    """Whether the cell lies under the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def text_of(cell: ElementTree.Element) -> str | None:
    lines = ("".join(words_of(paragraph)) for paragraph in cell.findall(f"{W}p"))
    return "\n".join(lines).strip()[:LONGEST_CELL] or None


def words_of(paragraph: ElementTree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif node.tag == f"{W}tab":
            yield " "
