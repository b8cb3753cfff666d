"""What our own papers say, read back out of their files: text and tables, never bytes."""

from datetime import date, datetime
from io import BytesIO

import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from gongjian.documents.printable import ZERO_WIDTH_SPACE

Cell = str | int | float | bool | date | datetime | None


def text_of_docx(content: bytes) -> list[str]:
    """The paragraphs in their order, with the foot and without tables and empty lines."""
    texts: list[str] = []
    for part in Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            texts.append(part.text)
        elif _floats(part):
            texts += [cell for row in _rows(part) for cell in row]
    return [text for text in texts if text.strip()]


def tables_of_docx(content: bytes) -> list[list[list[str]]]:
    return [_rows(table) for table in Document(BytesIO(content)).tables if not _floats(table)]


def text_of_pdf(content: bytes) -> list[str]:
    """The text of each page, its lines one below the other."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def tables_of_xlsx(content: bytes) -> dict[str, list[list[Cell]]]:
    """The cells of each sheet, row by row, by the sheet's name."""
    workbook = load_workbook(BytesIO(content))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in workbook.worksheets
    }


def _rows(table: Table) -> list[list[str]]:
    rows = table._tbl.tr_lst
    return [
        ["\n".join(Paragraph(line, table).text for line in cell.p_lst) for cell in row.tc_lst] for row in rows
    ]


def _floats(table: Table) -> bool:
    return table._tbl.tblPr.find(qn("w:tblpPr")) is not None


def _page_text(page: pypdfium2.PdfPage) -> str:
    reader = page.get_textpage()
    try:
        text: str = reader.get_text_bounded()
    finally:
        reader.close()
        page.close()
    return text.replace("\r\n", "\n").replace(ZERO_WIDTH_SPACE, "")
