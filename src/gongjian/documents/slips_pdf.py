"""The PDF press for slips to cut: ten on an A4 page."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from gongjian.documents.fonts import Fonts, find
from gongjian.documents.paper import Language
from gongjian.documents.pdf import LOCALES, NO_SUCH_SIGN, shelf
from gongjian.documents.printable import in_print
from gongjian.documents.slips import Slip

TEMPLATE = Path(__file__).parent / "templates" / "slips.typ"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def to_pdf(
    slips: Sequence[Slip],
    *,
    title: str,
    language: str = Language.SIMPLIFIED,
    fonts: Fonts | None = None,
    at: datetime = UNDATED,
) -> bytes:
    fonts = fonts or find(traditional=language == Language.TRADITIONAL)
    lang, region = LOCALES[Language(language)]
    whole = {"lang": lang, "region": region, "title": title, "slips": [asdict(slip) for slip in slips]}
    whole = in_print(whole)
    text = json.dumps({**whole, "fonts": dict(fonts.families)}, ensure_ascii=False)
    text = text.translate({ord(sign): NO_SUCH_SIGN for sign in fonts.missing(text)})
    printed: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=shelf(fonts.folders),
        ignore_system_fonts=True,
        sys_inputs={"paper": text},
        pdf_standards=["a-2b"],
        timestamp=int(at.timestamp()),
    )
    return printed
