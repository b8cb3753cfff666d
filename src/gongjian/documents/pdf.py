"""The PDF press: a paper as typst data, printed by our own template. No text of a paper ever becomes markup."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from gongjian.documents import layout
from gongjian.documents.fonts import Fonts, find
from gongjian.documents.paper import Block, Heading, Language, Paper, Table
from gongjian.documents.printable import breakable, printable

TEMPLATE = Path(__file__).parent / "templates" / "official.typ"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
NO_SUCH_SIGN = "〓"
LOCALES = {
    Language.SIMPLIFIED: ("zh", "cn"),
    Language.TRADITIONAL: ("zh", "tw"),
    Language.ENGLISH: ("en", "gb"),
}
TALL_CELL = 200  # characters; a row that may be higher than a page is allowed to split

Plain = dict[str, Any]


def to_pdf(paper: Paper, *, fonts: Fonts | None = None, at: datetime = UNDATED) -> bytes:
    """The same paper with the same fonts and the same moment gives the same bytes."""
    fonts = fonts or find(traditional=paper.language == Language.TRADITIONAL)
    printed: bytes = typst.compile(
        **_sources(paper, fonts), pdf_standards=["a-2b"], timestamp=int(at.timestamp())
    )
    return printed


def foot_of(paper: Paper, fonts: Fonts | None = None) -> str:
    """Where the foot stands: on the page where the text ends, on the next, or behind a blank one; nothing where there is none."""
    fonts = fonts or find(traditional=paper.language == Language.TRADITIONAL)
    found: str = typst.query(selector="<foot>", field="value", **_sources(paper, fonts))
    return "".join(json.loads(found))


def _sources(paper: Paper, fonts: Fonts) -> dict[str, Any]:
    return {
        "input": TEMPLATE,
        "root": TEMPLATE.parent,
        "font_paths": shelf(fonts.folders),
        "ignore_system_fonts": True,
        "sys_inputs": {"paper": _as_json(paper, fonts)},
    }


def unprintable(paper: Paper, fonts: Fonts | None = None) -> str:
    """The characters of a paper for which no font is found; the PDF shows 〓 in their place."""
    fonts = fonts or find(traditional=paper.language == Language.TRADITIONAL)
    return fonts.missing(json.dumps(_described(paper), ensure_ascii=False))


@lru_cache(maxsize=8)
def shelf(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _as_json(paper: Paper, fonts: Fonts) -> str:
    text = json.dumps({**_described(paper), "fonts": dict(fonts.families)}, ensure_ascii=False)
    return text.translate({ord(sign): NO_SUCH_SIGN for sign in fonts.missing(text)})


def _described(paper: Paper) -> Plain:
    left, right = layout.signature_indents(paper)
    lang, region = LOCALES[Language(paper.language)]
    copied_to = layout.words(paper)["copied_to"] + paper.copied_to if paper.copied_to else ""
    return {
        "lang": lang,
        "region": region,
        "sizes": _sizes(paper),
        "masthead": printable(paper.masthead),
        "number": printable(paper.document_number),
        "title": printable(paper.title),
        "addressee": printable(paper.addressee),
        "blocks": _blocks(paper.blocks),
        "annex_note": [[label, breakable(printable(title))] for label, title in layout.annex_note(paper)],
        "rolls": [[label, breakable(printable(names))] for label, names in layout.rolls(paper)],
        "signature": {
            "issuer": printable(paper.issuer),
            "date": printable(paper.date_text),
            "left": left,
            "right": right,
        },
        "annexes": [
            {"label": label, "title": printable(annex.title), "blocks": _blocks(annex.blocks)}
            for label, annex in layout.annexes_to_print(paper)
        ],
        "copied_to": breakable(printable(copied_to)),
        "printing": [printable(text) for text in layout.printing_line(paper)],
        "sample_mark": printable(paper.sample_mark),
        "anchor": printable(layout.anchor_line(paper)),
    }


def _sizes(paper: Paper) -> Plain:
    return {
        "top": layout.TOP_MM,
        "left": layout.LEFT_MM,
        "right": layout.RIGHT_MM,
        "bottom": layout.BOTTOM_MM,
        "line": layout.LINE,
        "character": layout.CHARACTER,
        "title": layout.SIZE_2,
        "title_line": layout.TITLE_LINE,
        "foot": layout.SIZE_4,
        "anchor": layout.ANCHOR_SIZE,
        "masthead": layout.masthead_size(paper.masthead),
        "masthead_below": layout.MASTHEAD_BELOW_TOP_MM,
        "red_line_below": layout.RED_LINE_BELOW_NUMBER_MM,
        "page_number_below": layout.PAGE_NUMBER_BELOW_TYPE_AREA_MM,
        "red": f"#{layout.RED}",
    }


def _blocks(blocks: Iterable[Block]) -> list[Plain]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Plain:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": printable(block.text)}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    runs = [{"text": breakable(printable(run.text)), "strong": run.strong} for run in block.runs]
    return {"kind": "paragraph", "runs": runs}


def _table(table: Table) -> Plain:
    return {
        "caption": printable(table.caption),
        "note": printable(table.note),
        "size": layout.table_size(table),
        "widths": [share * layout.TYPE_WIDTH for share in table.shares],
        "align": [str(side) for side in table.alignment],
        "head": [_cell(text) for text in table.head],
        "rows": [
            {"cells": [_cell(text) for text in row], "splits": max(map(len, row)) > TALL_CELL}
            for row in table.rows
        ],
    }


def _cell(text: str) -> str:
    return breakable(printable(text), longest=12)
