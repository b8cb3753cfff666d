"""Lists that people keep in Excel, WPS, Word or plain text: their sheets, their headings, their rows."""

from gongjian.reading.worklist.columns import PROJECT_COLUMNS, REQUIRED, ListColumn, normal
from gongjian.reading.worklist.files import grids_of
from gongjian.reading.worklist.grid import Grid, Value, letter_of
from gongjian.reading.worklist.header import Headed, Heading, headed
from gongjian.reading.worklist.rows import RawRow, raw_rows

__all__ = [
    "PROJECT_COLUMNS",
    "REQUIRED",
    "Grid",
    "Headed",
    "Heading",
    "ListColumn",
    "RawRow",
    "Value",
    "grids_of",
    "headed",
    "letter_of",
    "normal",
    "raw_rows",
]
