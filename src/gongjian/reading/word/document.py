"""A Word document as a person sees it: its blocks in order, and a count of what was left out."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongjian.reading.word.blocks import Block, Table, TextLine
from gongjian.reading.word.left_out import Left
from gongjian.reading.word.names import W
from gongjian.reading.word.package import MOST_UNPACKED, Element, parts_of
from gongjian.reading.word.walk import Walk

ONLY_A_PAGE_NUMBER = re.compile(r"[\s\d\-—–·./第页共]*")


@dataclass(frozen=True, slots=True)
class WordDocument:
    blocks: list[Block]
    left: Counter[Left]

    def tables(self) -> Iterator[Table]:
        """Every table where it stands, those in cells after the table that holds them."""
        return tables_in(self.blocks)

    def lines(self) -> Iterator[str]:
        return document_lines(self.blocks)


def read_word(package: zipfile.ZipFile, *, most_unpacked: int = MOST_UNPACKED) -> WordDocument:
    """What a person sees in the body, once. Raises BadWord."""
    parts = parts_of(package, most_unpacked=most_unpacked)
    walk = Walk(parts)
    blocks = walk.story(parts.body, depth=0)
    left = walk.left
    left[Left.HEADERS] = sum(map(says_something, parts.headers))
    left[Left.COMMENTS] = parts.comments
    return WordDocument(blocks, left)


def says_something(header: Element) -> bool:
    words = "".join(text.text or "" for text in header.iter(f"{W}t"))
    return not ONLY_A_PAGE_NUMBER.fullmatch(words)


def tables_in(blocks: list[Block]) -> Iterator[Table]:
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Table):
            yield block
            inner = [one for row in block.rows for cell in row.cells for one in cell.blocks]
            waiting += reversed([one for one in inner if isinstance(one, Table)])


def document_lines(blocks: list[Block]) -> Iterator[str]:
    """A line for each paragraph and for each row, its cells between tabs; what hangs in a row follows it."""
    waiting: list[Block | str] = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, str):
            yield block
        elif isinstance(block, TextLine):
            yield block.text
        else:
            waiting += reversed(list(table_lines(block)))


def table_lines(table: Table) -> Iterator[Block | str]:
    """Each row of a table as one line, its cells between tabs; a cell that lies under another says the
    same as that one.
    """
    above: dict[int, str] = {}
    for row in table.rows:
        words, column = [""] * row.before, row.before
        for cell in row.cells:
            said = above.get(column, "") if cell.goes_on else " ".join(cell.text().split())
            above[column] = said
            words.append(said)
            column += cell.width
        yield "\t".join(words)
        for cell in row.cells:
            yield from cell.hanging
