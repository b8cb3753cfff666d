import re
import shutil
from datetime import UTC, datetime
from itertools import product

import opencc
import pypdfium2
import pytest

from gongjian.documents.fonts import BUNDLED, BUNDLED_FILES, copy, find, main, missing
from gongjian.documents.missing import FontsMissing
from gongjian.documents.paper import Annex, Heading, Paragraph, Table
from gongjian.documents.pdf import NO_SUCH_SIGN, to_pdf, unprintable
from gongjian.documents.reading_back import text_of_pdf
from tests.documents.samples import COLON, HOSTILE, OVERALL, bulletin, ranking

MM = 72 / 25.4
GB2312 = "".join(
    bytes(pair).decode("gb2312", "ignore") for pair in product(range(0xA1, 0xF8), range(0xA1, 0xFF))
)
PRINTED_BESIDES = "㎡m²〔〕〇—…·①⑳↑↓％°×÷±≥≤§★●○◎◆□■△▲▼→"


def pages(paper, fonts):
    return text_of_pdf(to_pdf(paper, fonts=fonts))


def joined(paper, fonts):
    return "".join("".join(pages(paper, fonts)).split())


def boxes(paper, fonts, number=0):
    """Left, bottom, right, top in points of every visible character of a page."""
    page = pypdfium2.PdfDocument(to_pdf(paper, fonts=fonts))[number]
    text = page.get_textpage()
    return [
        (text.get_text_range(n, 1), text.get_charbox(n))
        for n in range(text.count_chars())
        if text.get_text_range(n, 1).strip()
    ]


def test_the_paper_says_everything(fonts):
    said = joined(bulletin(), fonts)

    for text in (
        "示攻坚办〔2026〕4号",
        OVERALL,
        "土地要素保障。42个项目已完成征地。",
        f"附件{COLON}1.滞后事项清单",
        "2026年10月14日印发",
    ):
        assert "".join(text.split()) in said


def test_every_row_of_the_ranking_is_printed(fonts):
    said = joined(bulletin(), fonts)

    assert all("".join(row) in said for row in ranking().rows)


def test_the_same_paper_gives_the_same_bytes(fonts):
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)

    assert to_pdf(bulletin(), fonts=fonts, at=at) == to_pdf(bulletin(), fonts=fonts, at=at)


def test_hostile_text_is_only_text(fonts):
    paper = bulletin(
        title=HOSTILE,
        masthead=HOSTILE,
        addressee=HOSTILE,
        issuer=HOSTILE,
        copied_to=HOSTILE,
        blocks=(
            Heading(1, HOSTILE),
            Paragraph(HOSTILE + "\x00"),
            Table((HOSTILE,), ((HOSTILE,),), caption=HOSTILE, note=HOSTILE),
        ),
    )

    assert joined(paper, fonts).count("".join(HOSTILE.split())) == 11


def test_the_page_is_a4_and_all_text_is_inside_the_type_area(fonts):
    document = pypdfium2.PdfDocument(to_pdf(bulletin(sample_mark=""), fonts=fonts))

    assert document[0].get_size() == (pytest.approx(210 * MM, abs=0.1), pytest.approx(297 * MM, abs=0.1))
    for number in range(len(document)):
        body = [box for _, box in boxes(bulletin(sample_mark=""), fonts, number) if box[1] > 33 * MM]
        assert min(box[0] for box in body) >= 28 * MM - 1
        assert max(box[2] for box in body) <= (28 + 156) * MM + 1
        assert max(box[3] for box in body) <= (297 - 37) * MM + 1


def test_the_masthead_begins_35_millimetres_below_the_type_area(fonts):
    top = max(box[3] for sign, box in boxes(bulletin(sample_mark=""), fonts))

    assert (297 - 37) - top / MM == pytest.approx(35, abs=2)


def test_a_full_page_has_22_lines_of_28_characters(fonts):
    paper = bulletin(
        masthead="",
        document_number="",
        title="题",
        addressee="",
        sample_mark="",
        blocks=(Paragraph("字" * 28 * 60),),
    )

    lines = [line for line in pages(paper, fonts)[1].split("\n") if "字" in line]

    assert [len(line) for line in lines] == [28] * 22


def test_a_table_repeats_its_head_on_every_page(fonts):
    paper = bulletin(blocks=(ranking(60),), annexes=())

    with_rows = [page for page in pages(paper, fonts) if re.search("示山县第\\d+镇", page)]

    assert len(with_rows) > 2
    assert all("责任单位" in page for page in with_rows)


@pytest.mark.parametrize("length", [5, 70, 500])
@pytest.mark.parametrize("count", range(8, 34, 2))
def test_the_signature_never_stands_alone(fonts, count, length):
    paper = bulletin(
        blocks=(*[Paragraph("始。")] * count, Paragraph("完" * length)),
        annexes=(),
        copied_to="",
        printed_by="",
        printed_on="",
    )

    signed = next(page for page in pages(paper, fonts) if "百日攻坚办公室" in page)

    assert "完" in signed


@pytest.mark.parametrize("rows", range(1, 50, 3))
def test_the_signature_stays_with_a_table_that_ends_the_text(fonts, rows):
    paper = bulletin(
        blocks=(Paragraph("始。"), ranking(rows)), annexes=(), copied_to="", printed_by="", printed_on=""
    )

    signed = next(page for page in pages(paper, fonts) if "百日攻坚办公室" in page)

    assert f"示山县第{rows}镇" in signed


def test_an_annex_begins_on_a_new_page_and_the_foot_ends_the_last(fonts):
    said = pages(bulletin(annexes=(Annex("名单", (Paragraph("甲镇"),)),)), fonts)

    assert "附件\n名单\n甲镇" in said[-1]
    assert "印发" in said[-1]
    assert "印发" not in "".join(said[:-1])


def test_pages_are_numbered_on_the_outer_side(fonts):
    def dash(number):
        return min(
            box[0] for sign, box in boxes(bulletin(), fonts, number) if sign == "—" and box[3] < 35 * MM
        )

    assert dash(0) > 105 * MM > dash(1)


def test_long_words_and_tall_cells_stay_on_the_page(fonts):
    paper = bulletin(blocks=(Paragraph("x" * 900), Table(("甲", "乙"), (("w" * 400, "长" * 3000), ("", "")))))

    for number in range(len(pages(paper, fonts))):
        assert all(
            box[0] > 27 * MM and box[2] < 185 * MM and box[1] > 20 * MM
            for _, box in boxes(paper, fonts, number)
        )
    assert joined(paper, fonts).count("长") == 3000


@pytest.mark.parametrize("blocks", [(), (Table(("甲",), ()),), (ranking(200),)])
def test_empty_and_long_papers_print(fonts, blocks):
    assert pages(bulletin(blocks=blocks), fonts)


def test_everything_that_papers_hold_has_a_glyph(fonts):
    traditional = opencc.OpenCC("s2tw").convert(GB2312 + OVERALL)

    assert fonts.missing(GB2312 + PRINTED_BESIDES + traditional + HOSTILE + NO_SUCH_SIGN) == ""


def test_what_no_font_can_draw_is_told_and_shown(fonts):
    paper = bulletin(blocks=(Paragraph("笑\U0001f600了"),))

    assert unprintable(paper, fonts) == "\U0001f600"
    assert f"笑{NO_SUCH_SIGN}了" in joined(paper, fonts)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_bare_paper_prints_in_every_language(fonts, language):
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
        blocks=(Paragraph("Body 正文"),),
        title="T",
        language=language,
    )

    assert pages(paper, fonts)[0].split() == ["T", "Body", "正文", "—", "1", "—"]


def test_the_fonts_of_the_county_come_first(fonts, tmp_path):
    shutil.copy(BUNDLED / BUNDLED_FILES[0], tmp_path)

    assert find(tmp_path, system=False).faces[0].path.parent == tmp_path


def test_without_any_font_the_reader_is_told_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("gongjian.documents.fonts.BUNDLED", tmp_path / "absent")

    with pytest.raises(FontsMissing, match="run the set-up again"):
        find(tmp_path, system=False)


def test_fonts_are_copied_out_of_the_packages_once(tmp_path, capsys):
    for name in BUNDLED_FILES:
        (tmp_path / "packages" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "packages" / name).write_bytes(b"font")

    copied = copy(tmp_path / "packages", tmp_path / "fonts")
    again = copy(tmp_path / "packages", tmp_path / "fonts")

    assert [path.name for path in copied] == list(BUNDLED_FILES)
    assert copied == again


def test_a_folder_without_the_packages_is_named(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "install the npm packages first" in capsys.readouterr().err
    assert main([]) == 2


def test_the_fonts_of_this_machine_draw_chinese(fonts):
    assert missing("重大工程") == ""
