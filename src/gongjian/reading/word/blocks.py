"""What a Word document is made of, once it is read: lines, and tables whose cells hold lines and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum


class LineOrigin(Enum):
    """Where a line stands: in the text itself, or in what hangs on a place of it."""

    TEXT = "text"
    BOX = "box"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextLine:
    text: str
    place: LineOrigin = LineOrigin.TEXT


@dataclass(slots=True)
class Cell:
    blocks: list["Block"] = field(default_factory=list)
    width: int = 1  # columns
    goes_on: bool = False  # it lies under the cell above it

    def text(self, places: Iterable[LineOrigin] = (LineOrigin.TEXT,)) -> str:
        wanted = frozenset(places)
        return "\n".join(
            block.text for block in self.blocks if isinstance(block, TextLine) and block.place in wanted
        )

    @property
    def hanging(self) -> Iterator["Block"]:
        """What stands in the cell and is none of its words: text boxes, notes, tables."""
        return (
            block
            for block in self.blocks
            if not (isinstance(block, TextLine) and block.place is LineOrigin.TEXT)
        )


@dataclass(slots=True)
class TableRow:
    cells: list[Cell] = field(default_factory=list)
    before: int = 0  # columns that the row leaves out at its beginning


@dataclass(slots=True)
class Table:
    rows: list[TableRow] = field(default_factory=list)


Block = TextLine | Table
