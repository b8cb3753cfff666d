"""The PDF press for wide lists: A4 landscape."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
import typst

from gongjian.documents.fonts import Fonts, find
from gongjian.documents.paper import Language
from gongjian.documents.pdf import LOCALES, NO_SUCH_SIGN, shelf
from gongjian.documents.printable import breakable, printable
from gongjian.documents.register import PrintedList

TEMPLATE = Path(__file__).parent / "templates" / "register.typ"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
SIZE, SMALL_SIZE, MANY_COLUMNS = 8.5, 7.5, 12


def to_pdf(register: PrintedList, *, fonts: Fonts | None = None, at: datetime = UNDATED) -> bytes:
    """The same list with the same fonts and the same moment gives the same bytes."""
    fonts = fonts or find(traditional=register.language == Language.TRADITIONAL)
    printed: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=shelf(fonts.folders),
        ignore_system_fonts=True,
        sys_inputs={"paper": described(register, fonts)},
        pdf_standards=["a-2b"],
        timestamp=int(at.timestamp()),
    )
    return printed


def described(register: PrintedList, fonts: Fonts) -> str:
    lang, region = LOCALES[Language(register.language)]
    whole: dict[str, Any] = {
        "lang": lang,
        "region": region,
        "size": SMALL_SIZE if len(register.columns) > MANY_COLUMNS else SIZE,
        "widths": [part.width for part in register.columns],
        "align": [str(part.align) for part in register.columns],
        "head": [printable(part.head) for part in register.columns],
        "rows": [[breakable(printable(cell), longest=10) for cell in row] for row in register.rows],
        "signatures": [printable(one) for one in register.signatures],
        "qr": segno.make(register.address, error="m").svg_inline(border=0) if register.address else "",
    }
    whole |= {name: printable(getattr(register, name)) for name in ("title", "lead", "note", "foot", "mark")}
    text = json.dumps({**whole, "fonts": dict(fonts.families)}, ensure_ascii=False)
    return text.translate({ord(sign): NO_SUCH_SIGN for sign in fonts.missing(text)})
