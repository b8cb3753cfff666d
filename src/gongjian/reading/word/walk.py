"""One walk over the XML of a Word document: each element is met once, and whatever is not known is looked into."""

from collections import Counter
from collections.abc import Callable

from gongjian.kernel.text import Text
from gongjian.reading.word.blocks import Block, Cell, LineOrigin, Table, TableRow, TextLine
from gongjian.reading.word.left_out import Left
from gongjian.reading.word.names import (
    CHART,
    CHART_2014,
    DIAGRAM,
    MATH,
    MC,
    PICTURE,
    VML,
    W,
    is_on,
    value_of,
)
from gongjian.reading.word.package import BadWord, Element, Parts

MOST_DEPTH = 200  # elements within each other; Word itself writes some ten
MOST_SPAN = 64
TOO_DEEP = Text("The file is nested too deeply.")
STRUCK = ("strike", "dstrike")
ONE_SIGN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
UNSEEN = ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt")  # fmt: skip
COUNTED = {
    f"{PICTURE}pic": Left.PICTURES,
    f"{VML}imagedata": Left.PICTURES,
    f"{W}object": Left.OBJECTS,
    f"{W}altChunk": Left.OBJECTS,
    f"{W}subDoc": Left.OBJECTS,
    f"{MATH}oMath": Left.EQUATIONS,
    f"{CHART}chart": Left.CHARTS,
    f"{CHART_2014}chart": Left.CHARTS,
    f"{DIAGRAM}relIds": Left.CHARTS,
    f"{W}sym": Left.SYMBOLS,
    f"{W}del": Left.DELETED,
    f"{W}moveFrom": Left.DELETED,
}


class Walk:
    """Where the walk is: the story and the paragraph that are being filled, and what was left out so far."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.left: Counter[Left] = Counter()
        self.blocks: list[Block] = []
        self.words: list[str] = []  # of the paragraph
        self.hanging: list[Block] = []  # text boxes and notes, which follow their paragraph
        self.rows: list[TableRow] = []
        self.cells: list[Cell] = []
        self.place = LineOrigin.TEXT
        self.is_hidden = False  # by the style of the paragraph
        self.told: set[tuple[str, str]] = set()  # notes that have been read

    def story(self, element: Element, *, depth: int, place: LineOrigin | None = None) -> list[Block]:
        """The blocks of a body, a cell, a text box or a note; what was being filled waits meanwhile."""
        kept = self.blocks, self.words, self.hanging, self.rows, self.cells, self.place, self.is_hidden
        self.blocks, self.words, self.hanging, self.rows, self.cells = [], [], [], [], []
        self.place, self.is_hidden = place or self.place, False
        self.into(element, depth)
        if self.words or self.hanging:
            self.end_line()
        found = self.blocks
        self.blocks, self.words, self.hanging, self.rows, self.cells, self.place, self.is_hidden = kept
        return found

    def into(self, element: Element, depth: int) -> None:
        if depth > MOST_DEPTH:
            raise BadWord(TOO_DEEP)
        for child in element:
            if child.tag in COUNTED:
                self.left[COUNTED[child.tag]] += 1
            else:
                KNOWN.get(child.tag, Walk.into)(self, child, depth + 1)

    def end_line(self) -> None:
        self.blocks.append(TextLine("".join(self.words), self.place))
        self.blocks += self.hanging
        self.words, self.hanging = [], []

    def paragraph(self, element: Element, depth: int) -> None:
        """A paragraph whose end is deleted or hidden goes on in the next one."""
        properties = element.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        style = "" if properties is None else value_of(properties.find(f"{W}pStyle"))
        if properties is not None and value_of(properties.find(f"{W}numPr/{W}numId"), "0") != "0":
            self.left[Left.NUMBERS] += 1
        self.is_hidden = style in self.parts.hidden_styles
        self.into(element, depth)
        if mark is None or not (is_gone(mark) or is_on(mark.find(f"{W}vanish"))):
            self.end_line()

    def run(self, element: Element, depth: int) -> None:
        properties = element.find(f"{W}rPr")
        hidden = self.is_hidden
        if properties is not None:
            hidden = hidden or value_of(properties.find(f"{W}rStyle")) in self.parts.hidden_styles
            vanish = properties.find(f"{W}vanish")
            hidden = hidden if vanish is None else is_on(vanish)
        if hidden:
            self.left[Left.HIDDEN] += 1
            return
        if properties is not None and any(is_on(properties.find(f"{W}{line}")) for line in STRUCK):
            self.left[Left.STRUCK] += 1
        self.into(element, depth)

    def text(self, element: Element, depth: int) -> None:
        self.words.append(element.text or "")

    def sign(self, element: Element, depth: int) -> None:
        self.words.append(ONE_SIGN[element.tag.removeprefix(W)])

    def line_break(self, element: Element, depth: int) -> None:
        if element.get(f"{W}type", "textWrapping") == "textWrapping":
            self.words.append("\n")

    def alternatives(self, element: Element, depth: int) -> None:
        """The same thing, said for newer and for older programs: it is read once."""
        choice = element.find(f"{MC}Choice")
        one = element.find(f"{MC}Fallback") if choice is None else choice
        if one is not None:
            self.into(one, depth)

    def control(self, element: Element, depth: int) -> None:
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if properties is not None and is_on(properties.find(f"{W}showingPlcHdr")):
            self.left[Left.PROMPTS] += 1
            if content is not None:
                self.without_words(content, depth)
            return
        if properties is not None and value_of(properties.find(f"{W}docPartObj/{W}docPartGallery")) == "Table of Contents":  # fmt: skip
            self.left[Left.CONTENTS] += 1
        elif content is not None:
            self.into(content, depth)

    def without_words(self, content: Element, depth: int) -> None:
        """What nobody filled in keeps its place: a cell stays a cell, and an empty one."""
        for _ in content.findall(f"{W}tc"):
            self.cells.append(Cell())

    def box(self, element: Element, depth: int) -> None:
        self.hanging += self.story(element, depth=depth, place=LineOrigin.BOX)

    def drawn_words(self, element: Element, depth: int) -> None:
        self.hanging.append(TextLine(element.get("string", ""), LineOrigin.BOX))

    def note(self, element: Element, depth: int) -> None:
        key = (element.tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", ""))
        note = self.parts.notes.get(key)
        if note is None or key in self.told:
            return
        self.told.add(key)
        self.hanging += self.story(note, depth=depth, place=LineOrigin.NOTE)

    def table(self, element: Element, depth: int) -> None:
        if self.words:
            self.end_line()
        kept, self.rows = self.rows, []
        self.into(element, depth)
        found, self.rows = self.rows, kept
        self.blocks.append(Table(found))

    def row(self, element: Element, depth: int) -> None:
        properties = element.find(f"{W}trPr")
        if properties is not None and is_gone(properties):
            self.left[Left.DELETED] += 1
            return
        if properties is not None and is_on(properties.find(f"{W}hidden")):
            self.left[Left.HIDDEN] += 1
            return
        kept, self.cells = self.cells, []
        self.into(element, depth)
        before = None if properties is None else properties.find(f"{W}gridBefore")
        self.rows.append(TableRow(self.cells, span_of(before, least=0)))
        self.cells = kept

    def cell(self, element: Element, depth: int) -> None:
        properties = element.find(f"{W}tcPr")
        if properties is None:
            self.cells.append(Cell(self.story(element, depth=depth, place=LineOrigin.TEXT)))
            return
        if properties.find(f"{W}cellDel") is not None:
            self.left[Left.DELETED] += 1
            return
        merge = properties.find(f"{W}vMerge")
        goes_on = merge is not None and value_of(merge, "continue") == "continue"
        width = span_of(properties.find(f"{W}gridSpan"), least=1)
        self.cells.append(Cell(self.story(element, depth=depth, place=LineOrigin.TEXT), width, goes_on))


def is_gone(properties: Element) -> bool:
    return properties.find(f"{W}del") is not None or properties.find(f"{W}moveFrom") is not None


def span_of(element: Element | None, *, least: int) -> int:
    said = value_of(element)
    return max(least, min(int(said), MOST_SPAN)) if said.isdecimal() and len(said) < 6 else least


def nothing(walk: Walk, element: Element, depth: int) -> None:
    """What is never seen."""


KNOWN: dict[str, Callable[[Walk, Element, int], None]] = {
    **{f"{W}{name}": nothing for name in UNSEEN},
    **{f"{W}{name}": Walk.sign for name in ONE_SIGN},
    f"{W}p": Walk.paragraph,
    f"{W}r": Walk.run,
    f"{W}t": Walk.text,
    f"{W}br": Walk.line_break,
    f"{W}sdt": Walk.control,
    f"{W}tbl": Walk.table,
    f"{W}tr": Walk.row,
    f"{W}tc": Walk.cell,
    f"{W}txbxContent": Walk.box,
    f"{VML}textpath": Walk.drawn_words,
    f"{W}footnoteReference": Walk.note,
    f"{W}endnoteReference": Walk.note,
    f"{MC}AlternateContent": Walk.alternatives,
}
