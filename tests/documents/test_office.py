"""What LibreOffice makes of a Word paper: the lines, characters and pages of our own PDF, and the foot where it belongs."""

import pypdfium2
import pytest

from gongjian.documents.paper import Annex, Heading, Paragraph, number_headings
from gongjian.documents.pdf import foot_of, to_pdf
from gongjian.documents.reading_back import text_of_pdf
from gongjian.documents.word import to_docx
from tests.documents.samples import bulletin, ranking
from tests.office import printed

MM = 72 / 25.4
HANZI = "攻坚行动进展情况通报"


def lines(count):
    return bulletin(blocks=tuple(Paragraph(f"第{n}行") for n in range(count)))


def text(language="zh-hans"):
    blocks = (Paragraph(HANZI * 40), Heading(1, "总体情况"), Paragraph(HANZI * 30))
    return bulletin(blocks=number_headings(blocks), language=language)


PAPERS = {
    "text": text(),
    "traditional": text("zh-hant"),
    "english": bulletin(blocks=(Paragraph("The campaign stands at half of its work. " * 20),), language="en"),
    "whole": bulletin(),
    "tables": bulletin(
        blocks=(Paragraph("始。"), ranking(60, caption="表", note="注"), Paragraph("完。"), ranking(20)),
        annexes=(Annex("名单", (Paragraph("甲镇"),)), Annex("清单", (ranking(40),))),
    ),
    "bare": bulletin(
        **dict.fromkeys(("masthead", "document_number", "copied_to", "printed_by", "printed_on"), ""),
        blocks=(Paragraph(HANZI * 60), ranking(12)),
        annexes=(),
    ),
    "same": lines(6),
    "blank": lines(20),
    "next": lines(30),
    "one page": lines(0),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory, fonts):
    words = {name: to_docx(paper, fonts=fonts) for name, paper in PAPERS.items()}
    return printed(words, tmp_path_factory.mktemp("office"))


def pages(content):
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text_of_pdf(content)]


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_the_pages_of_the_pdf(name, office, fonts):
    ours, theirs = pages(to_pdf(PAPERS[name], fonts=fonts)), pages(office[name])

    assert len(theirs) == len(ours)


@pytest.mark.parametrize("name", ["text", "traditional"])
def test_a_line_has_28_characters_and_a_page_22_lines(name, office, fonts):
    for content in (to_pdf(PAPERS[name], fonts=fonts), office[name]):
        found = [line for page in pages(content) for line in page if set(line) <= set(HANZI)]
        full = {len(line) for line in found}
        assert max(full) == 28
        assert sum(len(line) in (26, 28) for line in found) >= len(found) - 2  # the last line of a paragraph
    assert len(pages(office["next"])[1]) == 1 + 22 + 1  # mark, lines, number


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "bare"])
def test_the_foot_stands_at_the_bottom_of_an_even_last_page(name, office, fonts):
    for content in (to_pdf(PAPERS[name], fonts=fonts), office[name]):
        document = pypdfium2.PdfDocument(content)
        reader = document[len(document) - 1].get_textpage()
        foot = reader.get_text_bounded(bottom=35 * MM, top=55 * MM)
        assert len(document) % 2 == 0
        assert "2026" in foot
        assert "县委办公室" in foot


@pytest.mark.parametrize(
    ("name", "stands", "numbers"),
    [
        ("same", "same", ["— 1 —", "— 2 —"]),
        ("next", "next", ["— 1 —", "— 2 —", "— 3 —", "— 4 —"]),
        ("one page", "next", ["— 1 —", "— 2 —"]),
        ("blank", "blank", ["— 1 —", "— 2 —", "", ""]),
    ],
)
def test_a_blank_page_before_the_foot_and_the_foot_behind_it_bear_no_number(
    name, stands, numbers, office, fonts
):
    assert foot_of(PAPERS[name], fonts) == stands
    for content in (to_pdf(PAPERS[name], fonts=fonts), office[name]):
        assert [number_of(page) for page in pypdfium2.PdfDocument(content)] == numbers


def number_of(page):
    return page.get_textpage().get_text_bounded(bottom=20 * MM, top=34 * MM).strip()


def test_a_paper_without_a_foot_asks_nobody_where_it_stands(fonts):
    assert foot_of(PAPERS["bare"], fonts) == ""
