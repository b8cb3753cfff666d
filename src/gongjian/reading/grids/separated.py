"""Text with separators: in any usual encoding, with any usual separator."""

import csv
from io import StringIO

from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, Value
from gongjian.reading.uploads import ACCEPTED_LISTS, DAMAGED, Unacceptable

ENCODINGS = ("utf-8-sig", "gb18030", "big5")
MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = (",", "\t", ";", "|", "\N{FULLWIDTH COMMA}")
SAMPLE_LINES = 60


def sheet_of_text(name: str, content: bytes) -> Grid:
    text = decoded(content)
    if text is None or "\0" in text:
        raise Unacceptable(name, ACCEPTED_LISTS)
    rows: list[list[Value]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator_of(text)):
            rows.append([cell.strip()[:LONGEST_CELL] or None for cell in row])
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                raise Unacceptable(name, Text("The file has more than %(most)s rows.", most=MOST_ROWS))
    except csv.Error as error:
        raise Unacceptable(name, DAMAGED) from error
    return Grid(name, rows)


def decoded(content: bytes) -> str | None:
    encodings = (MARKED[content[:2]],) if content[:2] in MARKED else ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def separator_of(text: str) -> str:
    """The sign that divides most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]

    def regularity(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count) if count else 0, count), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(SEPARATORS, key=regularity)
