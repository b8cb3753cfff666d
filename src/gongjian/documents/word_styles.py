"""The styles and the page of a Word paper."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph

from gongjian.documents import layout
from gongjian.documents.paper import Language, Paper
from gongjian.documents.printable import printable

XIAOBIAOSONG, FANGSONG, KAI, HEI, SONG = "小标宋", "仿宋", "楷体", "黑体", "宋体"
OFFICIAL_NAMES = {
    XIAOBIAOSONG: "方正小标宋简体",
    FANGSONG: "仿宋_GB2312",
    KAI: "楷体_GB2312",
    HEI: "黑体",
    SONG: "宋体",
}
TRADITIONAL_NAMES = {
    XIAOBIAOSONG: "方正小标宋繁体",
    FANGSONG: "仿宋",
    KAI: "楷体",
}  # the _GB2312 fonts have no traditional forms
LATIN = "Times New Roman"
TWIPS = 20
LINE_TWIPS = int(layout.LINE * TWIPS)
CLOSER = int((layout.CHARACTER - layout.SIZE_3) * TWIPS) - 1  # twips by which letters of 3号 stand closer
AFTER_SPACING = tuple(f"w:{name}" for name in ["w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"])  # fmt: skip
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]


@dataclass(frozen=True, slots=True)
class Style:
    font: str = FANGSONG
    size: float = layout.SIZE_3
    line: float | None = layout.LINE  # None: as high as the letters need
    side: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0  # characters, first line
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    keep: bool = False
    outline: int | None = None
    red: bool = False


STYLES = {
    "Normal": Style(),
    "Header": Style(font=HEI, size=12, line=None, side=WD_ALIGN_PARAGRAPH.RIGHT),
    "Footer": Style(font=SONG, size=layout.SIZE_4, line=None, side=WD_ALIGN_PARAGRAPH.LEFT),
    "Body Text": Style(indent=2),
    "Title": Style(
        font=XIAOBIAOSONG,
        size=layout.SIZE_2,
        line=layout.TITLE_LINE,
        side=WD_ALIGN_PARAGRAPH.CENTER,
        after=layout.LINE,
        keep=True,
    ),
    "Heading 1": Style(font=HEI, indent=2, keep=True, outline=0),
    "Heading 2": Style(font=KAI, indent=2, keep=True, outline=1),
    "Heading 3": Style(indent=2, bold=True, keep=True, outline=2),
    "Caption": Style(font=HEI, size=layout.TABLE_SIZE, side=WD_ALIGN_PARAGRAPH.CENTER, keep=True),
    "Signature": Style(side=WD_ALIGN_PARAGRAPH.CENTER),
    "Masthead": Style(
        font=XIAOBIAOSONG,
        size=layout.MASTHEAD_SIZES[1],
        side=WD_ALIGN_PARAGRAPH.CENTER,
        red=True,
    ),
    "Document Number": Style(side=WD_ALIGN_PARAGRAPH.CENTER),
    "Addressee": Style(side=WD_ALIGN_PARAGRAPH.LEFT),
    "Annex Note": Style(side=WD_ALIGN_PARAGRAPH.LEFT, keep=True),
    "Roll": Style(side=WD_ALIGN_PARAGRAPH.LEFT),
    "Annex Label": Style(font=HEI, side=WD_ALIGN_PARAGRAPH.LEFT, keep=True),
    "Table Text": Style(size=layout.TABLE_SIZE, line=None, side=WD_ALIGN_PARAGRAPH.CENTER),
    "Table Head": Style(font=HEI, size=layout.TABLE_SIZE, line=None, side=WD_ALIGN_PARAGRAPH.CENTER),
    "Table Note": Style(
        size=layout.WIDE_TABLE_SIZE, line=None, side=WD_ALIGN_PARAGRAPH.LEFT, before=3.0, after=6.0
    ),
    "Foot": Style(size=layout.SIZE_4, line=layout.SIZE_4 * layout.FOOT_LINE, side=WD_ALIGN_PARAGRAPH.LEFT),
    "Anchor": Style(size=1, line=1),
}
OFF_THE_GRID = {
    *("Masthead", "Title", "Table Text", "Table Head", "Table Note", "Caption", "Foot", "Anchor"),
    *("Header", "Footer"),
}


def set_styles(document: WordDocument, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts_of(defaults, FANGSONG, language)
    for lang in defaults.findall(qn("w:lang")):
        lang.attrib.update({qn("w:val"): "en-GB", qn("w:eastAsia"): _east(language)})
    known = {style.name for style in document.styles}
    for name, style in STYLES.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _set_style(document, name, style, language)


def set_page(document: WordDocument, paper: Paper) -> None:
    """Lines are on the grid of the page; characters are not, because LibreOffice gives two cells to one that is wider than its cell."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance = Mm(20)
    below = layout.PAGE_NUMBER_BELOW_TYPE_AREA_MM + layout.SIZE_4 / 2 / layout.POINTS_PER_MM
    section.footer_distance = Mm(layout.BOTTOM_MM - below)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(element("docGrid", type="lines", linePitch=LINE_TWIPS))
    document.settings.odd_and_even_pages_header_footer = True
    anchor = printable(layout.anchor_line(paper))
    _number_pages(section.footer, side=WD_ALIGN_PARAGRAPH.RIGHT, anchor=anchor)
    _number_pages(section.even_page_footer, side=WD_ALIGN_PARAGRAPH.LEFT, anchor=anchor)
    for header in (section.header, section.even_page_header):
        _mark(header, paper.sample_mark)


def add_section(document: WordDocument, start: Any, *, numbered: bool) -> None:
    """What follows begins on a page of its own kind. The paragraphs that end the part before and begin this one take no room."""
    section = document.add_section(start)
    document.paragraphs[-1].style = document.styles["Anchor"]
    document.add_paragraph(style="Anchor")
    if not numbered:
        for footer in (section.footer, section.even_page_footer):
            footer.is_linked_to_previous = False


def fonts_of(properties: Any, font: str, language: str) -> None:
    """Names the official font for Hanzi and Times New Roman for Latin letters and digits."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    name = OFFICIAL_NAMES[font]
    if language == Language.TRADITIONAL:
        name = TRADITIONAL_NAMES.get(font, name)
    names = element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=name, cs=LATIN)
    style = properties.find(qn("w:rStyle"))
    properties.insert(0 if style is None else 1, names)


def element(tag: str, **attributes: Any) -> Any:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(properties: Any, tag: str, **attributes: Any) -> None:
    """Adds a property to a paragraph's properties at the place that the schema wants."""
    successors = PARAGRAPH_ORDER[PARAGRAPH_ORDER.index(tag) + 1 :]
    properties.insert_element_before(element(tag, **attributes), *(f"w:{name}" for name in successors))


def border(paragraph: Paragraph, side: str, *, eighths: int, space: int, colour: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    put(properties, "pBdr")
    properties.find(qn("w:pBdr")).append(element(side, val="single", sz=eighths, space=space, color=colour))


def _set_style(document: WordDocument, name: str, style: Style, language: str) -> None:
    drawn = document.styles[name]
    for tag in ("w:rPr", "w:pPr"):
        for old in drawn.element.findall(qn(tag)):
            drawn.element.remove(old)
    drawn.font.size, drawn.font.bold = Pt(style.size), style.bold
    drawn.font.color.rgb = RGBColor.from_string(layout.RED if style.red else "000000")
    letters = drawn.element.get_or_add_rPr()
    fonts_of(letters, style.font, language)
    if style.size == layout.SIZE_3:
        letters.insert_element_before(element("spacing", val=CLOSER), *AFTER_SPACING)
    space = drawn.paragraph_format
    space.alignment, space.keep_with_next, space.widow_control = style.side, style.keep, True
    space.space_before, space.space_after = Pt(style.before), Pt(style.after)
    space.line_spacing = _pitch(style.line)
    if name.startswith("Heading"):
        drawn.next_paragraph_style = document.styles["Body Text"]
    _set_paragraph(drawn.element.get_or_add_pPr(), name, style)


def _pitch(line: float | None) -> Any:
    """Rounded down to whole twips, or the last of 22 lines would not fit on the page."""
    return 1.0 if line is None else Twips(int(line * TWIPS))


def _set_paragraph(properties: Any, name: str, style: Style) -> None:
    put(properties, "autoSpaceDE", val="0")
    put(properties, "autoSpaceDN", val="0")
    if name in OFF_THE_GRID:
        put(properties, "snapToGrid", val="0")
    if style.indent:
        put(
            properties,
            "ind",
            firstLineChars=style.indent * 100,
            firstLine=round(style.indent * style.size * TWIPS),
        )
    if style.outline is not None:
        put(properties, "outlineLvl", val=style.outline)


def _number_pages(footer: _Footer, *, side: Any, anchor: str) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = side
    indent = Pt(layout.SIZE_4)
    line.paragraph_format.left_indent = indent if side == WD_ALIGN_PARAGRAPH.LEFT else None
    line.paragraph_format.right_indent = indent if side == WD_ALIGN_PARAGRAPH.RIGHT else None
    if anchor:
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(
            Pt(layout.TYPE_WIDTH - (layout.SIZE_4 if side == WD_ALIGN_PARAGRAPH.RIGHT else 0)),
            WD_TAB_ALIGNMENT.RIGHT,
        )
    if anchor and side == WD_ALIGN_PARAGRAPH.RIGHT:
        _anchored(line, f"{anchor}\t")
    line.add_run("— ")
    field = element("fldSimple", instr="PAGE")
    field.append(line.add_run("1")._r)
    line._p.append(field)
    line.add_run(" —")
    if anchor and side == WD_ALIGN_PARAGRAPH.LEFT:
        _anchored(line, f"\t{anchor}")


def _anchored(line: Paragraph, said: str) -> None:
    run = line.add_run(said)
    run.font.size, run.font.color.rgb = Pt(layout.ANCHOR_SIZE), RGBColor(0x59, 0x59, 0x59)


def _mark(header: _Header, sample_mark: str) -> None:
    header.is_linked_to_previous = False
    run = header.paragraphs[0].add_run(printable(sample_mark))
    run.font.color.rgb = RGBColor(0x70, 0x70, 0x70)


def _east(language: str) -> str:
    return "zh-TW" if language == Language.TRADITIONAL else "zh-CN"
