"""The presses, as they are asked from outside: each finds the fonts in the county's folder or on this machine."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from gongjian.documents import fonts, pdf, register_pdf, slips_pdf
from gongjian.documents.missing import MissingSign, missing_signs
from gongjian.documents.paper import Language, Paper
from gongjian.documents.register import PrintedList
from gongjian.documents.slips import Slip


def chosen(folder: Path | None, language: str) -> fonts.Fonts:
    return fonts.find(folder, traditional=language == Language.TRADITIONAL)


def paper_pdf(paper: Paper, *, font_dir: Path | None, at: datetime) -> bytes:
    return pdf.to_pdf(paper, fonts=chosen(font_dir, paper.language), at=at)


def list_pdf(register: PrintedList, *, font_dir: Path | None, at: datetime) -> bytes:
    return register_pdf.to_pdf(register, fonts=chosen(font_dir, register.language), at=at)


def slip_pdf(
    slips: Sequence[Slip], *, title: str, language: str, font_dir: Path | None, at: datetime
) -> bytes:
    return slips_pdf.to_pdf(slips, title=title, language=language, fonts=chosen(font_dir, language), at=at)


def signs_missing(texts: Iterable[str], *, language: str, font_dir: Path | None) -> list[MissingSign]:
    return list(missing_signs(texts, chosen(font_dir, language)))
