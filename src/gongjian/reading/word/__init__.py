"""Word files: what a person sees in them, and what of it was left out. The one home for plans and lists."""

from gongjian.reading.word.blocks import Cell, LineOrigin, Table, TableRow, TextLine
from gongjian.reading.word.document import WordDocument, read_word
from gongjian.reading.word.left_out import Left, sentences_about
from gongjian.reading.word.package import BadWord

__all__ = [
    "BadWord",
    "Cell",
    "Left",
    "LineOrigin",
    "Table",
    "TableRow",
    "TextLine",
    "WordDocument",
    "read_word",
    "sentences_about",
]
