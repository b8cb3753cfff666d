"""Days, amounts and steps as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.reading.cells.amounts import amount_of, money_of_amount, question_about, says_nothing
from gongjian.reading.cells.days import Times, day_of
from gongjian.reading.cells.numbers import number_in
from gongjian.reading.cells.steps import steps_of
from gongjian.reading.cells.words import money_of, money_of_caption, unit_of_heading
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.layout import LAYOUT

TIMES = Times(2026, date(2026, 8, 31), date(2026, 12, 10))
WINTER = Times(2026, date(2026, 9, 1), date(2027, 3, 31))

DAYS = {
    "2018.9.30": date(2018, 9, 30),
    "2018/9/30": date(2018, 9, 30),
    "2018-09-30": date(2018, 9, 30),
    "2018年9月30日": date(2018, 9, 30),
    "2018年9月30日前": date(2018, 9, 30),
    "２０１８年９月３０日": date(2018, 9, 30),
    "26.9.30": date(2026, 9, 30),
    "9月30日": date(2026, 9, 30),
    "9月30日之前完成": date(2026, 9, 30),
    "9.30": date(2026, 9, 30),
    "9/3": date(2026, 9, 3),
    "9月底前": date(2026, 9, 30),
    "9月底": date(2026, 9, 30),
    "9月末": date(2026, 9, 30),
    "9月上旬": date(2026, 9, 10),
    "9月中旬": date(2026, 9, 20),
    "9月下旬": date(2026, 9, 30),
    "11月": date(2026, 11, 30),
    "11月份": date(2026, 11, 30),
    "2026年11月": date(2026, 11, 30),
    "2026.11": date(2026, 11, 30),
    "年底前": date(2026, 12, 31),
    "2027年底": date(2027, 12, 31),
    "九月三十日": date(2026, 9, 30),
    "十一月底前": date(2026, 11, 30),
    "第四季度": date(2026, 12, 31),
    "20261031": date(2026, 10, 31),
    "46295": date(2026, 9, 30),
    "2026-10-31 00:00:00": date(2026, 10, 31),
    "9月1日-10月31日": date(2026, 10, 31),
    " 2026 . 10 . 31 ": date(2026, 10, 31),
    46295: date(2026, 9, 30),
    20260930: date(2026, 9, 30),
    9.15: date(2026, 9, 15),
}


@pytest.mark.parametrize(("written", "meant"), DAYS.items(), ids=str)
def test_days_are_understood(written, meant):
    assert day_of(written, TIMES) == meant


@pytest.mark.parametrize(
    "written",
    [
        "月底",
        "9月前",
        "春节前",
        "尽快",
        "2018.13.1",
        "9月31日",
        "13月",
        9.3,
        9.1,
        0,
        -1,
        1e300,
        True,
        "",
        None,
        "2018",
        "0.0",
        "99999999",
    ],
    ids=str,
)
def test_what_could_mean_several_days_or_none_means_none(written):
    assert day_of(written, TIMES) is None


def test_a_start_in_a_month_means_its_first_day():
    starts = ["9月", "9月中旬", "9月底", "9月1日-10月31日"]

    assert [day_of(text, TIMES, at_start=True).day for text in starts] == [1, 11, 30, 1]


def test_a_day_without_a_year_lies_within_the_campaign():
    assert day_of("1月底前", WINTER) == date(2027, 1, 31)
    assert day_of("10月底前", WINTER) == date(2026, 10, 31)


def test_dates_and_moments_are_days_already():
    assert (
        day_of(datetime(2026, 9, 30, 8, tzinfo=UTC), TIMES)
        == day_of(date(2026, 9, 30), TIMES)
        == date(2026, 9, 30)
    )


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_is_too_odd_to_be_read(value):
    for read in (lambda: day_of(value, TIMES), lambda: amount_of(value), lambda: steps_of(str(value), TIMES)):
        read()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_written_out_is_that_day(day):
    for form in (f"{day}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"):
        assert day_of(form, TIMES) == day


AMOUNTS = {
    "1.5亿元": (Decimal("1.5"), "亿元"),
    "3,000万": (Decimal(3000), "万"),
    "60%": (Decimal(60), "%"),
    "６０％": (Decimal(60), "%"),
    "13个": (Decimal(13), "个"),
    "约2.6万平方米": (Decimal("2.6"), "万平方米"),
    "1 200": (Decimal(1200), ""),
    12.5: (Decimal("12.5"), ""),
}


@pytest.mark.parametrize(("written", "meant"), AMOUNTS.items(), ids=str)
def test_amounts_are_understood(written, meant):
    found = amount_of(written)

    assert (found.number, found.unit) == meant


NO_NUMBERS = (
    "若干",
    "3-5个",
    "十三",
    True,
    None,
    float("nan"),
    "1.2.3",
    "3 5",
    "1、5",
    "13/20",
    "1,23,456",
    "13个（含续建2个）",
)


@pytest.mark.parametrize("written", NO_NUMBERS, ids=str)
def test_what_is_no_single_number_is_none(written):
    assert amount_of(written) is None


@pytest.mark.parametrize(
    ("written", "one", "other"),
    [
        ("1,5", "1.5", "15"),
        ("1，5", "1.5", "15"),
        ("12,5", "12.5", "125"),
        ("3,00", "3.00", "300"),
        ("0,5", "0.5", "5"),
        ("1234,567", "1234.567", "1234567"),
        ("1,5亿元", "1.5亿元", "15亿元"),
    ],
)
def test_a_comma_that_parts_no_group_of_three_is_a_question_with_both_readings(written, one, other):
    assert amount_of(written) is None
    assert question_about(written).params == {"one": one, "other": other}


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "亿元", "个", "%"]))
def test_groups_of_three_are_one_number(number, unit):
    assert amount_of(f"{number:,}{unit}") == amount_of(f"{number}{unit}")
    assert amount_of(f"{number:,}{unit}").number == number


@pytest.mark.parametrize("written", ["9" * 40, "1" + ",000" * 12, 10**40, 1e39])
def test_a_number_of_forty_digits_is_nobodys_meaning(written):
    assert amount_of(written) is None
    assert "too large" in str(question_about(written))


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#n/a", "#DIV/0!", "#SPILL!"])
def test_an_error_is_not_an_empty_cell(shown):
    assert not says_nothing(shown)
    assert "gives an error" in str(question_about(shown))


NUMBERS_WITH_UNITS = {
    ("1.5亿元", "万元"): Decimal(15000),
    ("3亩", "平方米"): Decimal(2000),
    ("16万", "平方米"): Decimal(160000),
    ("50%", "%"): Decimal(50),
    ("1,234.5", "户"): Decimal("1234.5"),
    ("12户", "户"): Decimal(12),
    ("50%", "万元"): "This may be 50% or 50万元",
    ("3亿元", "亩"): "This may be 3亿元 or 3亩",
    ("12人", "户"): "This may be 12人 or 12户",
    ("1,5", "亩"): "This may be 1.5 or 15",
    ("1亩", "平方米"): "more than two decimals",
    ("5亩", ""): "No unit is expected",
    ("若干", "亩"): "This is not a number",
}


@pytest.mark.parametrize(("written", "meant"), NUMBERS_WITH_UNITS.items(), ids=str)
def test_a_unit_behind_a_number_is_converted_or_asked_about_but_never_dropped(written, meant):
    found = number_in(*written)

    assert meant in str(found) if isinstance(meant, str) else found == meant


def test_money_is_kept_in_ten_thousands():
    assert money_of_amount(amount_of("1.5亿元"), "万元") == 15000
    assert money_of_amount(amount_of(1.5), "亿元") == 15000
    assert money_of_amount(amount_of(1.5), "") == Decimal("1.5")
    assert money_of_amount(amount_of("3000000元"), "") == 300
    assert money_of_amount(amount_of("3个"), "") is None


def test_steps_in_one_cell_are_taken_apart():
    steps = steps_of("9月30日 完成征地（40%）；10月底前：完成审批(100%)", TIMES)

    assert [(step.on, step.name, step.share) for step in steps] == [
        (date(2026, 9, 30), "完成征地", Fraction(2, 5)),
        (date(2026, 10, 31), "完成审批", Fraction(1)),
    ]


def test_steps_may_be_numbered_and_stand_on_lines():
    steps = steps_of("1、9月15日完成招标\n2、2026.11.30主体封顶。", TIMES)

    assert [(step.on, step.name) for step in steps] == [
        (date(2026, 9, 15), "完成招标"),
        (date(2026, 11, 30), "主体封顶"),
    ]


def test_steps_without_a_day_are_not_guessed():
    assert steps_of("完成征地；完成审批", TIMES) is None


HEADINGS = {
    "项 目\n名 称": ListColumn.PROJECT_NAME,
    "项目（工程）名称": ListColumn.PROJECT_NAME,
    "總投資（億元）": ListColumn.TOTAL_INVESTMENT,
    "2018年计划投资(万元)": ListColumn.YEAR_INVESTMENT,
    "完成時限": ListColumn.DUE_ON,
    "责任单位（牵头）": ListColumn.UNIT,
    "單位": ListColumn.UNIT_OF_MEASURE,
    "挂钩领导": ListColumn.LEADING_OFFICIAL,
    "*攻坚事项": ListColumn.NAME,
    "天气": None,
}


@pytest.mark.parametrize(("written", "meant"), HEADINGS.items(), ids=str)
def test_headings_are_recognised_by_what_they_say(written, meant):
    assert LAYOUT.column_of(written) == meant


def test_headings_say_their_unit_of_money():
    assert [money_of(text) for text in ("总投资（亿元）", "总投资(万元)", "总投资", "面积（万平方米）")] == [
        "亿元",
        "万元",
        "",
        "",
    ]


CAPTIONS = {
    "单位：亿元": "亿元",
    "单 位：亿 元": "亿元",
    "（金额单位：人民币亿元）": "亿元",
    "云岭县重点项目清单（单位：亿元）": "亿元",
    "填报单位：县住建局    單位：億元": "亿元",
    "单位：万元、亩": "万元",
    "单位：亿元 日期：9月1日": "亿元",
    "重点项目投资表（亿元）": "亿元",
    "云岭县5亿元以上重大产业项目攻坚清单": "",
    "云岭县重大项目（5亿元以上）": "",
    "亿元以上项目清单": "",
    "填报单位：亿元实业公司": "",
    "单位：户": "",
}


@pytest.mark.parametrize(("written", "meant"), CAPTIONS.items(), ids=str)
def test_the_line_above_a_table_says_its_unit_of_money_and_a_title_does_not(written, meant):
    assert money_of_caption(written) == meant


def test_a_heading_names_a_unit_only_in_brackets_or_at_its_end():
    assert [
        money_of(text) for text in ("总投资亿元", "总投资（5亿元以上）", "首期5亿元", "总投资（含税，万元）")
    ] == [
        "亿元",
        "",
        "",
        "万元",
    ]
    assert [
        unit_of_heading(text)
        for text in ("目标值（亩）", "数量（单位：户）", "目标值（%）", "数量（含续建）")
    ] == [
        "亩",
        "户",
        "%",
        "",
    ]
