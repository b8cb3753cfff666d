"""The words in which a column of a list is declared: its headings, its kind, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from gongjian.documents.paper import Align
from gongjian.documents.register import PaperColumn
from gongjian.documents.sheet import CellKind
from gongjian.kernel.text import Text

USUAL_WIDTH = 8


class Sort(StrEnum):
    """How a cell is read, shown and kept."""

    TEXT = "text"
    NAME = "name"  # a text that must be there
    CODE = "code"
    MONEY = "money"
    DAY = "day"
    NUMBER = "number"
    TICK = "tick"  # yes, or nothing
    OWN = "own"  # means something only with others, or is looked up


IN_SHEET = {Sort.MONEY: CellKind.MONEY, Sort.NUMBER: CellKind.NUMBER, Sort.DAY: CellKind.DATE}
WORDS = (Sort.TEXT, Sort.NAME, Sort.CODE)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A column of the signed paper: its head, its width beside the others, and where its cells stand."""

    head: Text
    width: float
    align: str = Align.LEFT

    def part(self, head: str) -> PaperColumn:
        return PaperColumn(head, self.width, self.align)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a list. Headings have blanks between them, the usual one first."""

    headings: str
    sort: Sort = Sort.TEXT
    longest: int = 0
    width: float = USUAL_WIDTH  # on the sheet; together they fit on one of A3
    as_number: bool = False  # on the sheet
    is_required: bool = False
    of_project: bool = False  # says the same on every row of the project
    of_item: bool = False  # a filed list takes it over to the item, by the same name
    paper: OnPaper | None = None
    help: Text = Text("")

    @property
    def in_sheet(self) -> CellKind:
        return CellKind.NUMBER if self.as_number else IN_SHEET.get(self.sort, CellKind.TEXT)
