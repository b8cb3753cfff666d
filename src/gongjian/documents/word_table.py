"""Tables of a Word paper: the head repeats on every page, and a row stays on one page."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from gongjian.documents import layout
from gongjian.documents.paper import Align, Table
from gongjian.documents.printable import printable
from gongjian.documents.word_styles import TWIPS, element

SIDES = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
CELL_MARGIN = 40  # twips


def draw_table(document: WordDocument, table: Table) -> list[Paragraph]:
    """Draws a table and gives the paragraphs that have to stay with what follows."""
    if table.caption:
        document.add_paragraph(printable(table.caption), style="Caption")
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
    widths = [round(share * layout.TYPE_WIDTH * TWIPS) for share in table.shares]
    _set_columns(grid, widths, room=round(layout.table_size(table) * layout.TABLE_INSET * TWIPS))
    rows = [_cells(row) for row in grid.rows]
    last = _fill(
        rows[0], table.head, widths, "Table Head", [Align.CENTRE] * len(table.head), layout.table_size(table)
    )
    _repeat(grid.rows[0])
    for cells, row in zip(rows[1:], table.rows, strict=True):
        last = _fill(cells, row, widths, "Table Text", table.alignment, layout.table_size(table))
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
    if not table.note:
        return [*last, _gap(document)]
    for paragraph in last:
        paragraph.paragraph_format.keep_with_next = True
    note = document.add_paragraph(printable(table.note), style="Table Note")
    size = layout.table_size(table) * layout.NOTE_SIZE
    note.runs[0].font.size, note.paragraph_format.line_spacing = Pt(size), Pt(size * layout.TABLE_LINE)
    return [note]


def float_at_bottom(foot: WordTable) -> None:
    """The foot of a paper lies at the bottom of its last page, between two strong lines and over a thin one.

    Its place is counted from the edge of the page: LibreOffice lets a table as wide as the text float only so.
    """
    properties = foot._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    place = element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=round(layout.LEFT_MM * layout.POINTS_PER_MM * TWIPS),
        tblpYSpec="bottom",
    )
    style = properties.find(qn("w:tblStyle"))
    properties.insert(0 if style is None else 1, place)
    properties.insert(
        1 if style is None else 2, element("tblW", w=round(layout.TYPE_WIDTH * TWIPS), type="dxa")
    )
    lines = element("tblBorders")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 4)):
        lines.append(element(side, val="single", sz=eighths, space=0, color="000000"))
    _insert_before_layout(properties, lines)
    _set_columns(foot, [round(layout.TYPE_WIDTH * TWIPS)], room=0)
    for row in foot.rows:
        _cells(row)[0].width = Pt(layout.TYPE_WIDTH)


def _fill(
    cells: list[_Cell], row: Any, widths: list[int], style: str, align: Any, size: float
) -> list[Paragraph]:
    paragraphs = []
    for cell, text, width, side in zip(cells, row, widths, align, strict=True):
        cell.width = Pt(width / TWIPS)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style.replace(" ", "")
        paragraph.alignment = SIDES[Align(side)]
        paragraph.paragraph_format.line_spacing = Pt(size * layout.TABLE_LINE)
        paragraph.add_run(printable(text)).font.size = Pt(size)
        paragraphs.append(paragraph)
    return paragraphs


def _set_columns(grid: WordTable, widths: list[int], *, room: int) -> None:
    """The widths, and the room above and below what stands in a cell, in twips."""
    grid.autofit = False
    grid.alignment = None if grid._tbl.tblPr.find(qn("w:tblpPr")) is not None else WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    margins = element("tblCellMar")
    for side, width in (("top", room), ("left", CELL_MARGIN), ("bottom", room), ("right", CELL_MARGIN)):
        margins.append(element(side, w=width, type="dxa"))
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else grid._tbl.tblPr.append(margins)


def _insert_before_layout(properties: Any, lines: Any) -> None:
    for tag in ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"):
        follower = properties.find(qn(tag))
        if follower is not None:
            follower.addprevious(lines)
            return
    properties.append(lines)


def _cells(row: _Row) -> list[_Cell]:
    """The cells of a row without merged ones; much quicker than asking the table for each."""
    return [_Cell(cell, row.table) for cell in row._tr.tc_lst]


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def _gap(document: WordDocument) -> Paragraph:
    return document.add_paragraph(style="Anchor")
