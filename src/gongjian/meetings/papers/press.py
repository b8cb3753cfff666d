"""Papers of meetings as Word and PDF files, and all papers of one meeting in one PDF."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from gongjian.documents.media import DOCX, PDF, XLSX
from gongjian.documents.paper import Paper
from gongjian.sandbox import files, papers

FORMATS = {
    "docx": DOCX,
    "pdf": PDF,
    "xlsx": XLSX,
}


def pressed(paper: Paper, kind: str, *, at: datetime) -> bytes:
    if kind == "docx":
        return papers.to_docx(paper, at=at)
    return papers.paper_pdf(paper, font_dir=settings.FONT_DIR, at=at)


def in_one(parts: Iterable[bytes]) -> bytes:
    """Several PDF files behind each other, so that somebody prints one file."""
    return files.in_one(parts)
