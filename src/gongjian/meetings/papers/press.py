"""Papers of meetings as Word and PDF files, and all papers of one meeting in one PDF."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

import pypdfium2
from django.conf import settings

from gongjian.documents import fonts
from gongjian.documents.media import DOCX, PDF, XLSX
from gongjian.documents.paper import Language, Paper
from gongjian.documents.pdf import to_pdf
from gongjian.documents.word import to_docx

FORMATS = {
    "docx": DOCX,
    "pdf": PDF,
    "xlsx": XLSX,
}


def pressed(paper: Paper, kind: str, *, at: datetime) -> bytes:
    if kind == "docx":
        return to_docx(paper, at=at)
    chosen = fonts.find(settings.FONT_DIR, traditional=paper.language == Language.TRADITIONAL)
    return to_pdf(paper, fonts=chosen, at=at)


def in_one(parts: Iterable[bytes]) -> bytes:
    """Several PDF files behind each other, so that somebody prints one file."""
    with pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as source:
                whole.import_pages(source)
        content = BytesIO()
        whole.save(content)
        return content.getvalue()
