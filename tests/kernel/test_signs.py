"""A rare character is no fault of a text: only what a format forbids and what nobody sees is deleted."""

from io import BytesIO

import openpyxl
import pytest

from gongjian.documents.excel import to_xlsx
from gongjian.documents.fonts import find
from gongjian.documents.missing import missing_signs
from gongjian.documents.paper import Paragraph
from gongjian.documents.pdf import NO_SUCH_SIGN, to_pdf
from gongjian.documents.printable import in_print, printable
from gongjian.documents.reading_back import text_of_docx, text_of_pdf
from gongjian.documents.sheet import Column, Sheet, Workbook
from gongjian.documents.slips import Slip
from gongjian.documents.slips_pdf import to_pdf as slips_pdf
from gongjian.documents.word import to_docx
from gongjian.kernel.signs import allowed, code_point, keepable, visible
from gongjian.reading.grids.files import grids_of
from gongjian.worklist.rules.row_words import tidy
from tests.documents.samples import bulletin
from tests.intake.files import plain_xlsx

RARE = ("\U0002ebf0", "\U00031350", "\U000323b0", "\ue5d2", "\U000f0001", "\u9fff", "\U0001fae9")


@pytest.mark.parametrize("sign", RARE)
def test_a_rare_sign_stays_in_lists_and_papers_whatever_this_python_knows_of_it(sign):
    name = f"甲{sign}工程"

    assert tidy(name) == printable(name) == visible(name) == name
    assert tidy(grids_of("a.xlsx", plain_xlsx([[name, "甲", "9月底"]]))[0].rows[1][0]) == name


@pytest.mark.parametrize("sign", ["\U0002ebf0", "\ue5d2", "\u3400"])
def test_a_line_broken_beside_a_rare_sign_is_no_blank(sign):
    assert tidy(f"甲{sign}\n工程") == f"甲{sign}工程"


def test_what_a_format_forbids_is_deleted_and_what_deceives_the_eye_is_not_shown():
    assert allowed("a\x00\x0b\x1f\ufffe\ud800b\t\n") == "ab\t\n"
    assert keepable("a\x00\ud800\x1fb") == "a\x1fb"
    assert visible("a\u202e\u200b\ufeff\xad\x85b\t\n") == "ab\t\n"
    assert code_point("\U00031350") == "U+31350"


def test_every_file_takes_what_is_left():
    text = printable("".join(chr(code) for code in [*range(0x20, 0x3000), *range(0xD7F0, 0x10000, 7), *range(0x10000, 0x110000, 997)]))  # fmt: skip
    paper = bulletin(blocks=(Paragraph(text),))

    assert text_of_docx(to_docx(paper))
    book = openpyxl.load_workbook(
        BytesIO(to_xlsx(Workbook((Sheet("甲", (Column("甲", 10),), ((text[:30000],),)),))))
    )
    assert book.worksheets[0]["A2"].value


def test_the_printed_paper_shows_a_mark_and_the_word_file_keeps_the_sign():
    paper = bulletin(blocks=(Paragraph("责任人甲\U00031350。"),))

    assert f"责任人甲{NO_SUCH_SIGN}。" in "".join("".join(text_of_pdf(to_pdf(paper))).split())
    assert any("责任人甲\U00031350。" in line for line in text_of_docx(to_docx(paper)))


def test_a_sign_that_no_font_has_is_named_once_with_its_place():
    texts = ["乙的项目", "甲\U00031350工程", "又见\U00031350", "丙\U0002ebf0", "葛\U000e0100城"]

    assert [(one.sign, one.code, one.place) for one in missing_signs(texts, find())] == [
        ("\U00031350", "U+31350", "甲\U00031350工程"),
        ("\U0002ebf0", "U+2EBF0", "丙\U0002ebf0"),
    ]


def test_a_slip_prints_whatever_stands_in_a_name():
    slip = Slip("甲\x07\U00031350", "", (("a", "b"),), ("c", "d"), "")

    assert in_print({"head": ["a\x07b"]}) == {"head": ["ab"]}
    assert f"甲{NO_SUCH_SIGN}" in "".join(text_of_pdf(slips_pdf([slip], title="甲")))
