"""Quantities: exact within a dimension, never added across two, rounded only where they are printed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.quantities import Quantity, dimension_of, is_measured, may_add, total
from gongjian.kernel.verdict import Refused

FAMILIES = (
    ("元", "千元", "万元", "百万元", "千万元", "亿元", "亿", "億元", "亿元人民币"),
    ("平方米", "㎡", "m²", "平米", "万平方米", "万㎡", "公顷", "亩", "畝", "万亩", "平方公里", "km²"),
    ("米", "公里", "km", "千米", "KM"),
    ("吨", "万吨", "公斤", "千克"),
    ("户", "万户", "萬戶"),
)
COUNTED = ("户", "人", "个", "宗", "项", "家", "棵", "")
numbers = st.decimals(-(10**12), 10**12, places=2).map(Fraction)
pairs = st.sampled_from(FAMILIES).flatmap(lambda units: st.tuples(*[st.sampled_from(units)] * 2))


@given(value=numbers, units=pairs)
def test_a_quantity_converted_there_and_back_is_the_same_to_the_last_digit(value, units):
    one, other = units
    there = Quantity(value, one).to(other)

    assert there.to(one) == Quantity(value, one)
    assert there.is_same(Quantity(value, one))


@given(one=numbers, other=numbers, units=pairs)
def test_conversion_keeps_the_order(one, other, units):
    before, after = units

    assert (one < other) == (Quantity(one, before).to(after).value < Quantity(other, before).to(after).value)


@given(values=st.lists(numbers), units=pairs)
def test_a_sum_does_not_depend_on_the_unit_in_which_it_is_drawn(values, units):
    one, other = units
    parts = [Quantity(value, one) for value in values]

    assert total(parts, other).to(one).value == sum(values)


@given(one=st.sampled_from(COUNTED), other=st.sampled_from((*COUNTED, "元", "亩", "%")))
def test_things_that_are_counted_never_become_others(one, other):
    if one == other:
        assert may_add(one, other)
        return
    with pytest.raises(Refused, match="neither added nor compared"):
        total([Quantity(Fraction(3), one)], other)


@given(written=st.text(max_size=12))
def test_no_unit_is_refused_and_an_unknown_one_is_itself(written):
    assert Quantity(Fraction(2), written).to(written).value == 2


@pytest.mark.parametrize(
    ("value", "unit", "other", "meant"),
    [
        ("1.5", "亿元", "万元", 15_000),
        (8993, "万元", "亿元", Fraction(8993, 10_000)),
        (3, "亩", "平方米", 2000),
        (1, "公顷", "亩", 15),
        (16, "万平方米", "㎡", 160_000),
        ("2.5", "公里", "m", 2500),
        (2, "万亿元", "亿元", 20_000),
        ("1.2", "万户", "户", 12_000),
        (3, "千瓦", "千瓦", 3),
        (5, "万元/亩", "元/亩", 50_000),
    ],
)
def test_units_are_told_by_their_scale_and_their_measure(value, unit, other, meant):
    assert Quantity.of(Decimal(value), unit).to(other).value == meant


def test_a_rate_is_no_amount_and_points_are_no_percentage():
    assert not may_add("元/亩", "元")
    assert not may_add("个百分点", "%")
    assert dimension_of("百分点") == "百分点"
    assert [is_measured(unit) for unit in ("万元", "亩", "km", "户", "%", "元/亩")] == [True] * 3 + [
        False
    ] * 3


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (160_000, "平方米", "16万平方米"),
        (163_482, "平方米", "163,482平方米"),
        (15_000, "万元", "1.5亿元"),
        (8993, "万元", "8,993万元"),
        (20_000_000, "元", "2,000万元"),
        (12_000, "户", "12,000户"),
        (160_000, "㎡", "16万㎡"),
        (15_000, "萬元", "1.5億元"),
        ("2.5", "km", "2.5 km"),
    ],
)
def test_papers_write_the_larger_unit_where_it_says_all(value, unit, written):
    assert Quantity.of(Decimal(value), unit).raised().words() == written


@given(value=numbers, unit=st.sampled_from(["元", "万元", "平方米", "亩", "户"]))
def test_a_larger_unit_never_costs_a_digit(value, unit):
    assert Quantity(value, unit).raised().is_same(Quantity(value, unit))


def test_what_is_printed_is_rounded_once():
    almost = Fraction(5, 1000) - Fraction(1, 10**40)

    assert Quantity(almost, "亿元").words() == "0亿元"
    assert Quantity(Fraction(5, 1000), "亿元").words() == "0.01亿元"
    assert Quantity(Fraction(16), "万平方米").words(traditional=True) == "16萬平方米"
