import pytest

from gongjian.documents.layout import CHARACTER, TYPE_WIDTH, masthead_size, signature_indents
from gongjian.documents.paper import Heading, Paper, Paragraph, Table, number_headings
from gongjian.documents.printable import breakable, printable
from tests.documents.samples import CLOSE, OPEN


def texts(blocks, **given):
    return [block.text for block in number_headings(blocks, **given)]


def test_headings_are_numbered_as_official_papers_do():
    blocks = [
        Heading(1, "甲"),
        Heading(2, "乙"),
        Heading(3, "丙"),
        Heading(3, "丁"),
        Heading(2, "戊"),
        Heading(1, "己"),
    ]

    assert texts(blocks) == ["一、甲", f"{OPEN}一{CLOSE}乙", "1.丙", "2.丁", f"{OPEN}二{CLOSE}戊", "二、己"]


def test_english_headings_have_roman_numbers():
    assert texts([Heading(1, "A"), Heading(2, "B"), Heading(3, "C")], language="en") == [
        "I. A",
        "(i) B",
        "1. C",
    ]


@pytest.mark.parametrize(("count", "number"), [(10, "十"), (11, "十一"), (20, "二十"), (32, "三十二")])
def test_chinese_numbers_above_nine(count, number):
    assert texts([Heading(1, "")] * count)[-1] == f"{number}、"


def test_text_between_headings_keeps_its_place():
    assert number_headings([Heading(1, "甲"), Paragraph("乙")]) == (Heading(1, "一、甲"), Paragraph("乙"))


@pytest.mark.parametrize(
    "given",
    [
        {"rows": (("1",),)},
        {"rows": (), "widths": (1.0,)},
        {"rows": (), "align": ("left",)},
        {"head": (), "rows": ()},
    ],
)
def test_a_table_whose_parts_do_not_fit_is_refused(given):
    with pytest.raises(ValueError, match="as many columns"):
        Table(**{"head": ("a", "b"), **given})


def test_columns_share_the_whole_width_and_long_texts_take_more_of_it():
    table = Table(("名次", "责任单位"), (("1", "示山县第十二镇人民政府"),))

    assert sum(table.shares) == pytest.approx(1)
    assert table.shares[1] > table.shares[0] * 2
    assert Table(("a", "b"), (), widths=(1, 3)).shares == (0.25, 0.75)


def test_a_masthead_fits_on_one_line():
    for masthead in ("示山县人民政府文件", "重大工程百日攻坚行动通报"):
        assert masthead_size(masthead) * len(masthead) <= TYPE_WIDTH


def test_the_date_ends_four_characters_from_the_right():
    date, width = "二〇二六年十月十日", 9

    left, right = signature_indents(Paper("t", (), date_text=date))

    assert right + (TYPE_WIDTH - left - right - width * CHARACTER) / 2 == pytest.approx(4 * CHARACTER)


def test_text_without_a_shape_is_left_out():
    assert printable("a\x00b\x1b\u202ec\ufeff\ud800d\te\r\nf") == "abcd e\nf"


def test_a_long_word_may_be_broken_and_a_short_one_not():
    assert breakable("a" * 30).replace("\u200b", "") == "a" * 30
    assert "\u200b" in breakable("a" * 30)
    assert breakable("bulletin") == "bulletin"
