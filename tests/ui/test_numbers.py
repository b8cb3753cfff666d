from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from gongjian.ui.numbers import file_size, money, number, percent, points, quantity, quantity_beside


@pytest.mark.parametrize(
    ("language", "wan", "written"),
    [
        ("zh-hans", 350, "350万元"),
        ("zh-hans", 9999, "9,999万元"),
        ("zh-hans", 10_000, "1亿元"),
        ("zh-hans", 12_530, "1.25亿元"),
        ("zh-hans", Decimal("33.333"), "33.33万元"),
        ("zh-hant", 10_000, "1億元"),
        ("zh-hant", 350, "350萬元"),
        ("en", 350, "¥3.5 million"),
        ("en", 253_000, "¥2.53 billion"),
        ("en", None, "–"),
    ],
)
def test_money_is_said_in_the_unit_of_the_language(language, wan, written):
    with override(language):
        assert money(wan) == written


def test_a_quantity_is_written_as_papers_write_it():
    with override("zh-hans"):
        assert quantity(Decimal("160000.00"), "平方米") == "16万平方米"
        assert quantity(None, "亩") == "–"
        assert quantity_beside(Decimal(45_123), "平方米", 160_000) == "4.51万平方米"
    with override("zh-hant"):
        assert quantity(160_000, "平方米") == "16萬平方米"


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "−4.2个百分点"), ("zh-hant", "−4.2個百分點"), ("en", "−4.2 points")]
)
def test_a_gap_has_its_sign_and_its_unit(language, written):
    with override(language):
        assert points(Decimal("-0.042")) == written


@pytest.mark.parametrize(
    ("gap", "written"),
    [
        ("0.12", "+12.0"),
        ("-0.0004", "0.0"),
        ("-0.0005", "−0.1"),
        (Fraction(1, 3), "+33.3"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_a_gap_in_a_table_leaves_its_unit_to_the_head(gap, written):
    assert points(gap, "short") == written


def test_a_share_is_rounded_once_and_half_up():
    assert [percent(share) for share in (Fraction(1, 3), "0.0005", 1, None)] == [
        "33.3%",
        "0.1%",
        "100.0%",
        "–",
    ]


def test_numbers_are_grouped_and_keep_only_the_zeros_that_were_asked_for():
    assert [number(Decimal("12345.60")), number(Decimal("12345.6"), 2), number(-1200), number("x")] == [
        "12,345.6",
        "12,345.60",
        "−1,200",
        "–",
    ]


def test_sizes_of_files_are_said_shortly():
    assert [file_size(size) for size in (12, 2048, 7_340_032, None)] == ["12 B", "2 KB", "7.0 MB", "–"]
