"""Our own papers: drawn in children of their own, which never see a stranger's file. Each paper is one piece of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from gongjian.documents.form_sheet import FormSheet, Guidance
from gongjian.documents.missing import MissingSign
from gongjian.documents.paper import Paper
from gongjian.documents.register import PrintedList
from gongjian.documents.sheet import UNDATED, Workbook
from gongjian.documents.slips import Slip
from gongjian.sandbox.lane import Lane
from gongjian.sandbox.limits import OUR_OWN
from gongjian.sandbox.work import Work

LANE = Lane("papers")
Cells = list[list[Any]]


def paper_pdf(paper: Paper, *, font_dir: Path | None = None, at: datetime = UNDATED) -> bytes:
    """The same paper with the same fonts and the same moment gives the same bytes. Raises FontsMissing."""
    return cast(bytes, draw_in_sandbox("presses:paper_pdf", paper, font_dir=font_dir, at=at))


def list_pdf(register: PrintedList, *, font_dir: Path | None = None, at: datetime = UNDATED) -> bytes:
    """A wide list on A4 landscape. Raises FontsMissing."""
    return cast(bytes, draw_in_sandbox("presses:list_pdf", register, font_dir=font_dir, at=at))


def slip_pdf(
    slips: Sequence[Slip], *, title: str, language: str, font_dir: Path | None = None, at: datetime = UNDATED
) -> bytes:
    """Slips to cut, ten on a page. Raises FontsMissing."""
    told = {"title": title, "language": language, "font_dir": font_dir, "at": at}
    return cast(bytes, draw_in_sandbox("presses:slip_pdf", tuple(slips), **told))


def to_docx(paper: Paper, *, at: datetime = UNDATED) -> bytes:
    """The same paper with the same moment gives the same bytes."""
    return cast(bytes, draw_in_sandbox("word:to_docx", paper, at=at))


def to_xlsx(workbook: Workbook, *, at: datetime = UNDATED) -> bytes:
    """The same workbook with the same moment gives the same bytes."""
    sheets = tuple(replace(sheet, rows=tuple(sheet.rows)) for sheet in workbook.sheets)
    whole = Workbook(sheets, title=workbook.title, author=workbook.author)
    return cast(bytes, draw_in_sandbox("excel:to_xlsx", whole, at=at))


def to_form(sheet: FormSheet, guidance: Guidance | None = None, *, at: datetime = UNDATED) -> bytes:
    """The same sheet with the same moment gives the same bytes."""
    whole = replace(sheet, rows=tuple(sheet.rows))
    return cast(bytes, draw_in_sandbox("form_excel:to_form", whole, guidance, at=at))


def signs_missing(texts: Iterable[str], *, language: str, font_dir: Path | None = None) -> list[MissingSign]:
    """The signs that no font here has. Raises FontsMissing."""
    found = draw_in_sandbox("presses:signs_missing", list(texts), language=language, font_dir=font_dir)
    return cast(list[MissingSign], found)


def text_of_docx(content: bytes) -> list[str]:
    return cast(list[str], draw_in_sandbox("reading_back:text_of_docx", content))


def tables_of_docx(content: bytes) -> list[list[list[str]]]:
    return cast(list[list[list[str]]], draw_in_sandbox("reading_back:tables_of_docx", content))


def text_of_pdf(content: bytes) -> list[str]:
    return cast(list[str], draw_in_sandbox("reading_back:text_of_pdf", content))


def tables_of_xlsx(content: bytes) -> dict[str, Cells]:
    return cast(dict[str, Cells], draw_in_sandbox("reading_back:tables_of_xlsx", content))


def in_one(parts: Iterable[bytes]) -> bytes:
    """Several PDF files of our own behind each other."""
    return cast(bytes, draw_in_sandbox("merging:in_one", list(parts)))


@dataclass(frozen=True, slots=True)
class CertificateSigner:
    """Seals with a certificate and its key from a PKCS#12 file. No network is asked for the time. Raises SealUnusable."""

    certificate: Path
    passphrase: str

    def seal(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        return cast(
            bytes, draw_in_sandbox("sealing:seal", pdf, self.certificate, self.passphrase, reason=reason)
        )


def draw_in_sandbox(function: str, *given: Any, **named: Any) -> Any:
    """Calls a press (`module:function` of documents) in a child process; gives its bytes. Raises NoAnswer
    if none was free or it failed.
    """
    return LANE.do(Work(f"gongjian.documents.{function}", given, named, OUR_OWN))
