"""The Word press: a paper that the office can go on editing, in the official layout and with the official font names."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from gongjian.documents import layout
from gongjian.documents.fonts import Fonts
from gongjian.documents.paper import Block, Heading, Paper, Table
from gongjian.documents.pdf import foot_of
from gongjian.documents.printable import ems, on_one_line, printable
from gongjian.documents.word_styles import HEI, add_section, border, fonts_of, set_page, set_styles
from gongjian.documents.word_table import draw_table, float_at_bottom

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
KEPT_LINES = (
    6  # a longer paragraph stays where it begins: LibreOffice takes all of it to the page of what follows
)
LEADING = (
    4.0  # points: a line of Word is higher than its letters, and what is measured is measured to the letters
)


def to_docx(paper: Paper, *, fonts: Fonts | None = None, at: datetime = UNDATED) -> bytes:
    """The same paper with the same fonts and moment gives the same bytes. Where its foot stands is asked of the PDF press."""
    document = Document()
    set_styles(document, paper.language)
    set_page(document, paper)
    _draw_head(document, paper)
    last = _draw_blocks(document, paper.blocks, paper)
    if paper.annexes or paper.issuer or paper.date_text:
        _keep_with_next(
            paragraph for paragraph in last if ems(paragraph.text) <= KEPT_LINES * layout.CHARACTERS
        )
    drawn = len(document.paragraphs)
    _draw_annex_note(document, paper)
    _draw_rolls(document, paper)
    _draw_signature(document, paper)
    if paper.blocks and isinstance(paper.blocks[-1], Table):
        _draw_nearer(document.paragraphs[drawn:])
    _draw_annexes(document, paper)
    _draw_foot(document, paper, fonts)
    _describe(document, paper, at)
    return _packed(document)


def _draw_head(document: WordDocument, paper: Paper) -> None:
    if paper.masthead:
        masthead = document.add_paragraph(printable(paper.masthead), style="Masthead")
        size, below_top = layout.masthead_size(paper.masthead), layout.MASTHEAD_BELOW_TOP_MM
        masthead.runs[0].font.size, masthead.paragraph_format.line_spacing = Pt(size), Pt(size * 1.2)
        masthead.paragraph_format.space_before = Pt(below_top * layout.POINTS_PER_MM - size * 0.2)
    if paper.masthead or paper.document_number:
        number = document.add_paragraph(printable(paper.document_number), style="Document Number")
        if paper.masthead:
            number.paragraph_format.space_before = Pt(2 * layout.LINE + LEADING)
            below = layout.RED_LINE_BELOW_NUMBER_MM * layout.POINTS_PER_MM
            border(number, "bottom", eighths=12, space=round(below), colour=layout.RED)
    title = document.add_paragraph(printable(paper.title), style="Title")
    if paper.masthead:
        title.paragraph_format.space_before = Pt(2 * layout.LINE - LEADING)
    if paper.addressee:
        document.add_paragraph(printable(paper.addressee), style="Addressee")


def _draw_blocks(document: WordDocument, blocks: Iterable[Block], paper: Paper) -> list[WordParagraph]:
    """Draws the blocks and gives the paragraphs that the last of them ends with."""
    last: list[WordParagraph] = []
    for block in blocks:
        if isinstance(block, Heading):
            last = [document.add_paragraph(printable(block.text), style=f"Heading {block.level}")]
        elif isinstance(block, Table):
            last = draw_table(document, block)
        else:
            last = [document.add_paragraph(style="Body Text")]
            for part in block.runs:
                run = last[0].add_run(printable(part.text))
                if part.strong:
                    fonts_of(run.element.get_or_add_rPr(), HEI, paper.language)
    return last


def _keep_with_next(paragraphs: Iterable[WordParagraph]) -> None:
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _draw_nearer(tail: Sequence[WordParagraph]) -> None:
    """Below a table there is no room under letters, as there is below a line of text."""
    for first in tail[:1]:
        above = first.paragraph_format.space_before or Pt(0)
        first.paragraph_format.space_before = Pt(max(above.pt - (layout.LINE - layout.CHARACTER) / 2, 0))


def _draw_annex_note(document: WordDocument, paper: Paper) -> None:
    notes = layout.annex_note(paper)
    widest = layout.label_width(paper) * layout.CHARACTER
    for place, (label, title) in enumerate(notes):
        line = document.add_paragraph(f"{label}{printable(title)}", style="Annex Note")
        hanging = layout.label_width(paper, label) * layout.CHARACTER
        line.paragraph_format.left_indent = Pt(2 * layout.CHARACTER + widest)
        line.paragraph_format.first_line_indent = Pt(-hanging)
        line.paragraph_format.space_before = Pt(0 if place else layout.LINE)


def _draw_rolls(document: WordDocument, paper: Paper) -> None:
    """One line below the text, two characters in; the names of a list stand under its first name."""
    for place, (label, names) in enumerate(layout.rolls(paper)):
        line = document.add_paragraph(style="Roll")
        hanging = layout.label_width(paper, label) * layout.CHARACTER
        line.paragraph_format.left_indent = Pt(2 * layout.CHARACTER + hanging)
        line.paragraph_format.first_line_indent = Pt(-hanging)
        line.paragraph_format.space_before = Pt(0 if place else layout.LINE)
        fonts_of(line.add_run(label).element.get_or_add_rPr(), HEI, paper.language)
        line.add_run(printable(names))


def _draw_signature(document: WordDocument, paper: Paper) -> None:
    left, right = layout.signature_indents(paper)
    lines = [on_one_line(text) for text in (paper.issuer, paper.date_text) if text]
    for place, text in enumerate(lines):
        line = document.add_paragraph(text, style="Signature")
        line.paragraph_format.left_indent, line.paragraph_format.right_indent = Pt(left), Pt(right)
        line.paragraph_format.space_before = Pt(0 if place else 2 * layout.LINE)
        line.paragraph_format.keep_with_next = place + 1 < len(lines)


def _draw_annexes(document: WordDocument, paper: Paper) -> None:
    for label, annex in layout.annexes_to_print(paper):
        head = document.add_paragraph(label, style="Annex Label")
        head.paragraph_format.page_break_before = True
        title = document.add_paragraph(printable(annex.title), style="Title")
        title.paragraph_format.space_before = Pt(layout.LINE)
        _draw_blocks(document, annex.blocks, paper)


def _draw_foot(document: WordDocument, paper: Paper, fonts: Fonts | None) -> None:
    """On the last page, which is even: the page on which the text ends, the next, or one behind a blank page without number."""
    copied_to = layout.words(paper)["copied_to"] + printable(paper.copied_to) if paper.copied_to else ""
    printed_by, printed_on = (printable(text) for text in layout.printing_line(paper))
    lines = [line for line in (copied_to, f"{printed_by}\t{printed_on}".rstrip()) if line]
    if not lines:
        return
    stands = foot_of(paper, fonts)
    if stands == "blank":
        add_section(document, WD_SECTION.NEW_PAGE, numbered=False)
    if stands != "same":
        add_section(document, WD_SECTION.EVEN_PAGE, numbered=stands == "next")
    foot = document.add_table(rows=0, cols=1)
    for text in lines:
        paragraph = foot.add_row().cells[0].paragraphs[0]
        paragraph.style = document.styles["Foot"]
        paragraph.add_run(text)
        inside = Pt(layout.SIZE_4)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = inside
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Pt(layout.TYPE_WIDTH - layout.SIZE_4 - 4), WD_TAB_ALIGNMENT.RIGHT
        )
    float_at_bottom(foot)
    document.add_paragraph(style="Anchor")


def _describe(document: WordDocument, paper: Paper, at: datetime) -> None:
    known = document.core_properties
    known.title, known.author, known.last_modified_by = on_one_line(paper.title)[:255], paper.issuer[:255], ""
    known.created = known.modified = at.astimezone(UTC).replace(tzinfo=None)
    known.comments, known.language, known.revision = "", paper.language, 1


def _packed(document: WordDocument) -> bytes:
    """The file without the moment at which its parts were zipped."""
    drawn, packed = BytesIO(), BytesIO()
    document.save(drawn)
    with ZipFile(drawn) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()
