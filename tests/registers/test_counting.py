"""Stages in order, sums that never exceed the whole, curves that end where things stand."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongjian.registers.rules import (
    Layout,
    Manner,
    Marked,
    Stage,
    Stood,
    Tally,
    curve,
    may_tell,
    reported_number,
    standing_on,
    sums_of,
    told_as,
)
from gongjian.registers.rules.counting import falls_behind, may_go, totals_are_sound

STAGES = tuple(Stage(code, code.title()) for code in ("signed", "vacated", "cleared", "paid"))
EACH = Layout(Manner.EACH, stages=STAGES, thing="户", unit="m²")
TOTALS = Layout(Manner.TOTALS, stages=STAGES, thing="户")
LAND = Layout(Manner.TOTALS, stages=STAGES, thing="亩")
FIRST = date(2026, 9, 1)

stages = st.sampled_from(["", *EACH.codes])
amounts = st.decimals(0, 10_000, places=2)
stood = st.builds(Stood, stages, amounts)
marks = st.lists(
    st.builds(
        lambda entry, ahead, one: Marked(entry, FIRST + timedelta(days=ahead), one),
        st.integers(1, 6),
        st.integers(0, 30),
        stood,
    ),
    max_size=30,
).map(lambda found: sorted(found, key=lambda one: one.on))


def test_whoever_stands_further_on_counts_for_every_stage_before():
    sums = sums_of(
        [Stood("cleared", Decimal(120)), Stood("signed", Decimal(80)), Stood("", Decimal(100))], EACH
    )

    assert [sums.at(code).things for code in EACH.codes] == [2, 1, 1, 0]
    assert reported_number(sums, "signed", Tally.QUANTITY) == 200
    assert reported_number(sums, "signed", Tally.ENTRIES) == 2
    assert reported_number(sums, "signed", Tally.SHARE) == Decimal("66.67")
    assert reported_number(sums, "", Tally.ENTRIES) == 3


def test_totals_count_by_their_numbers():
    sums = sums_of([Stood("", Decimal(120), {"signed": "80", "vacated": "10"})], TOTALS)

    assert (sums.whole.things, sums.at("signed").things, sums.at("paid").things) == (120, 80, 0)


def test_going_back_wants_a_reason():
    assert may_go(EACH, "", "vacated", note="")
    assert not may_go(EACH, "vacated", "signed", note=" ")
    assert may_go(EACH, "vacated", "signed", note="协议作废")
    assert not may_go(EACH, "signed", "signed", note="")
    assert not may_go(EACH, "signed", "burnt", note="")


def test_no_stage_has_more_than_the_one_before():
    reached = {"signed": Decimal(80), "vacated": Decimal(81)}

    verdict = totals_are_sound(TOTALS, Decimal(120), reached)

    assert str(verdict.reason) == "“Vacated” has 81, but “Signed” only 80."
    assert not totals_are_sound(TOTALS, Decimal(70), {"signed": Decimal(80)})
    assert totals_are_sound(TOTALS, Decimal(80), {"signed": Decimal(80)})


@given(rows=st.lists(stood, max_size=20))
def test_sums_never_exceed_the_whole_nor_the_stage_before(rows):
    sums = sums_of(rows, EACH)

    chain = [sums.whole, *(sums.at(code) for code in EACH.codes)]
    for before, after in pairwise(chain):
        assert after.things <= before.things
        assert after.quantity <= before.quantity
    assert all(0 <= sums.share(code) <= 1 for code in EACH.codes)


@given(quantity=amounts, numbers=st.lists(amounts, min_size=4, max_size=4))
def test_totals_that_are_sound_add_up(quantity, numbers):
    reached = dict(zip(TOTALS.codes, numbers, strict=True))

    if totals_are_sound(TOTALS, quantity, reached):
        assert quantity >= numbers[0] >= numbers[1] >= numbers[2] >= numbers[3]


@given(found=marks)
def test_a_curve_ends_where_everything_stands(found):
    last = FIRST + timedelta(days=31)

    points = list(curve(found, EACH, through=last))

    assert [day for day, _ in points] == sorted({day for day, _ in points})
    if found:
        assert points[-1] == (last, sums_of(standing_on(found, last).values(), EACH))


@given(first=stood, second=stood)
def test_a_number_becomes_less_exactly_when_some_sum_does(first, second):
    before, after = sums_of([first], EACH), sums_of([second], EACH)

    less = any(after.at(code).things < before.at(code).things for code in EACH.codes)
    assert falls_behind(EACH, first, second) == (less or second.quantity < first.quantity)


def test_a_register_counts_an_item_in_any_unit_of_its_dimension():
    assert may_tell(LAND, Tally.ENTRIES, "公顷")
    assert told_as(Decimal(30), LAND, Tally.ENTRIES, "公顷") == 2
    assert told_as(Decimal(1), LAND, Tally.ENTRIES, "平方米") == Decimal("666.67")
    assert told_as(Decimal(12), EACH, Tally.ENTRIES, "户") == 12


def test_a_register_counts_no_item_that_measures_something_else():
    assert not may_tell(LAND, Tally.ENTRIES, "万元")
    assert not may_tell(EACH, Tally.QUANTITY, "户")
    assert not may_tell(EACH, Tally.ENTRIES, "人")
    assert may_tell(EACH, Tally.ENTRIES, "个")
    assert may_tell(EACH, Tally.SHARE, "")
