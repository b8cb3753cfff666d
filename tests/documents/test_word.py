from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from gongjian.documents.paper import Annex, Paragraph, Table
from gongjian.documents.reading_back import tables_of_docx, text_of_docx
from gongjian.documents.word import to_docx
from tests.documents.samples import CLOSE, COLON, HOSTILE, OPEN, OVERALL, bulletin, ranking

MM = 36_000


def opened(paper):
    return Document(BytesIO(to_docx(paper)))


def style_of(document, text):
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text).style


def test_the_paper_says_everything_in_its_order():
    assert text_of_docx(to_docx(bulletin())) == [
        "重大工程百日攻坚行动通报",
        "示攻坚办〔2026〕4号",
        "示山县重大工程百日攻坚行动\n2026年10月上半月排名通报",
        bulletin().addressee,
        "现将攻坚行动进展情况通报如下。",
        "一、总体情况",
        OVERALL,
        f"{OPEN}一{CLOSE}产业项目",
        "土地要素保障。42个项目已完成征地。",
        "1.续建项目",
        OVERALL,
        "二、排名情况",
        "表1 乡镇序列排名",
        f"注{COLON}数据截止2026年10月13日。",
        "三、下一步要求",
        "请各责任单位按时报送下一期半月报。",
        f"附件{COLON}1.滞后事项清单",
        "2.未按期报送单位名单",
        "示山县百日攻坚办公室",
        "2026年10月14日",
        f"抄送{COLON}县委办公室、县政府办公室。",
        "示山县百日攻坚办公室\t2026年10月14日印发",
    ]


def test_the_tables_hold_what_they_were_given():
    (table,) = tables_of_docx(to_docx(bulletin()))

    assert table == [list(ranking().head), *map(list, ranking().rows)]


def test_the_type_area_is_156_by_225_millimetres():
    section = opened(bulletin()).sections[0]

    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin

    assert (width / MM, height / MM) == (pytest.approx(156, abs=0.1), pytest.approx(225, abs=0.1))
    assert (section.top_margin / MM, section.left_margin / MM) == (
        pytest.approx(37, abs=0.1),
        pytest.approx(28, abs=0.1),
    )


def test_22_lines_of_28_characters_fit_on_the_grid():
    """The letters stand closer by themselves: a grid of characters makes LibreOffice print 14 of them on a line."""
    document = opened(bulletin())
    (grid,) = document.sections[0]._sectPr.findall(qn("w:docGrid"))
    style = style_of(document, OVERALL)

    line, closer = (
        int(grid.get(qn("w:linePitch"))),
        int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))),
    )

    assert grid.get(qn("w:type")) == "lines"
    assert style.paragraph_format.line_spacing.twips == line
    assert 22 * line <= 225 / 25.4 * 1440 < 23 * line
    assert 28 * (16 + closer / 20) <= 156 / 25.4 * 72 < 29 * (16 + closer / 20)


@pytest.mark.parametrize(
    ("text", "font", "points"),
    [
        ("重大工程百日攻坚行动通报", "方正小标宋简体", 56),
        (bulletin().title, "方正小标宋简体", 22),
        ("一、总体情况", "黑体", 16),
        (f"{OPEN}一{CLOSE}产业项目", "楷体_GB2312", 16),
        ("1.续建项目", "仿宋_GB2312", 16),
        (OVERALL, "仿宋_GB2312", 16),
    ],
)
def test_fonts_are_the_official_ones(text, font, points):
    style = style_of(opened(bulletin()), text)

    names = style.element.rPr.find(qn("w:rFonts"))
    assert (names.get(qn("w:eastAsia")), names.get(qn("w:ascii"))) == (font, "Times New Roman")
    assert style.font.size.pt == points


def test_no_style_takes_its_font_from_a_theme():
    styles = opened(bulletin()).styles.element

    used = {name for fonts in styles.iter(qn("w:rFonts")) for name in fonts.attrib}

    assert qn("w:eastAsiaTheme") not in {
        name for fonts in styles.find(qn("w:docDefaults")).iter(qn("w:rFonts")) for name in fonts.attrib
    }
    assert qn("w:eastAsia") in used


def test_body_text_is_indented_by_two_characters():
    indent = style_of(opened(bulletin()), OVERALL).element.pPr.find(qn("w:ind"))

    assert indent.get(qn("w:firstLineChars")) == "200"


def test_the_head_of_a_table_repeats_and_no_row_splits():
    rows = opened(bulletin(blocks=(ranking(60),))).tables[0].rows

    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, *[False] * 60]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


@pytest.mark.parametrize("last", [Paragraph("完。"), ranking(3), ranking(3, note="注")])
@pytest.mark.parametrize("annexes", [(), (Annex("清单"),)])
def test_the_signature_never_stands_alone(last, annexes):
    document = opened(bulletin(blocks=(Paragraph("始。"), last), annexes=annexes))

    texts = [paragraph.text for paragraph in document.paragraphs]
    first = 1 + max(
        texts.index("始。"), *(place for place, text in enumerate(texts) if text in {"完。", "注"}), 0
    )
    before_the_date = document.paragraphs[first : texts.index("2026年10月14日")]
    assert all(
        paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next
        for paragraph in before_the_date
    )


def test_pages_are_numbered_between_dashes_on_the_outer_side():
    document = opened(bulletin())
    section = document.sections[0]

    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert document.settings.odd_and_even_pages_header_footer
    assert [str(line.alignment).split()[0] for line in (odd, even)] == ["RIGHT", "LEFT"]
    assert ["".join(node.text for node in line._p.iter(qn("w:t"))) for line in (odd, even)] == ["— 1 —"] * 2


def test_a_sample_is_marked_on_every_page():
    section = opened(bulletin()).sections[0]

    assert [part.paragraphs[0].text for part in (section.header, section.even_page_header)] == [
        "示例数据"
    ] * 2


def test_the_same_paper_gives_the_same_file():
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)

    assert to_docx(bulletin(), at=at) == to_docx(bulletin(), at=at)
    known = Document(BytesIO(to_docx(bulletin(), at=at))).core_properties
    assert (known.author, known.created) == ("示山县百日攻坚办公室", at)


def test_hostile_text_is_only_text():
    paper = bulletin(
        title=HOSTILE, blocks=(Paragraph(HOSTILE + "\x00\x0b"), Table((HOSTILE,), ((HOSTILE,),))), annexes=()
    )

    texts, tables = text_of_docx(to_docx(paper)), tables_of_docx(to_docx(paper))

    assert texts.count(HOSTILE) == 2
    assert tables == [[[HOSTILE], [HOSTILE]]]


def test_an_annex_has_its_own_page():
    document = opened(bulletin(annexes=(Annex("名单", (Paragraph("甲镇"),)), Annex("清单", (ranking(2),)))))

    labels = [p for p in document.paragraphs if p.text in {"附件1", "附件2"}]
    assert [label.paragraph_format.page_break_before for label in labels] == [True, True]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_a_bare_paper_prints_in_every_language(language):
    paper = bulletin(
        masthead="",
        document_number="",
        addressee="",
        issuer="",
        date_text="",
        annexes=(),
        copied_to="",
        printed_by="",
        printed_on="",
        sample_mark="",
        blocks=(Table(("a",), ()),),
        title="T",
        language=language,
    )

    assert text_of_docx(to_docx(paper)) == ["T"]
