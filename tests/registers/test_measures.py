"""What a register tells of its rows: counts, sums, shares, latest values; and how things pass through it."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongjian.registers.rules import FieldRule, FieldType, Layout, Manner, MeasureKind, Stage, Stood, sums_of
from gongjian.registers.rules.funnel import funnel
from gongjian.registers.rules.layout import POINTS, QUANTITY, ComputedState, MeasureRule, Need
from gongjian.registers.rules.measures import measured
from gongjian.registers.rules.readiness import EntryFacts, points_of, worked_out

STAGES = (
    Stage("talking", "在谈"),
    Stage("signed", "签约"),
    Stage("landed", "落地"),
    Stage("lost", "落空", is_outside=True),
)
FIELDS = (
    FieldRule("money", "投资额", FieldType.MONEY, "通报", unit="万元"),
    FieldRule("batch", "批次", FieldType.CHOICE, "通报", choices=("第二批", "第三批")),
    FieldRule("one", "卫生", FieldType.YES_NO, "考核", group="清单", points=Decimal(30)),
    FieldRule("two", "秩序", FieldType.YES_NO, "考核", group="清单", points=Decimal(70)),
)
LAYOUT = Layout(Manner.EACH, FIELDS, STAGES, "个", "m²")
CODES = ("", *(stage.code for stage in STAGES))

rows = st.lists(
    st.builds(
        Stood,
        st.sampled_from(CODES),
        st.integers(0, 500).map(Decimal),
        values=st.fixed_dictionaries(
            {},
            optional={
                "money": st.integers(0, 900).map(str),
                "batch": st.sampled_from(["第二批", "第三批"]),
                "one": st.sampled_from(["yes", "no"]),
                "two": st.sampled_from(["yes", "no"]),
            },
        ),
    ),
    max_size=12,
)


def number(found, kind=MeasureKind.COUNT, stage="", **more):
    return measured(found, LAYOUT, MeasureRule("m", "M", kind, stage, **more))


@given(rows)
def test_a_count_and_a_sum_of_quantities_are_those_of_the_sums_by_stage(found):
    sums = sums_of(found, LAYOUT)

    for stage in ("", *LAYOUT.codes):
        assert number(found, stage=stage).value == sums.at(stage).things
        assert number(found, MeasureKind.SUM, stage, of=QUANTITY).value == sums.at(stage).quantity


@given(rows)
def test_what_is_outside_counts_in_no_measure(found):
    inside = [row for row in found if row.stage != "lost"]

    for stage in ("", *LAYOUT.codes):
        for kind, of in ((MeasureKind.COUNT, ""), (MeasureKind.SUM, "money"), (MeasureKind.SHARE, "money")):
            assert number(found, kind, stage, of=of) == number(inside, kind, stage, of=of)


@given(rows)
def test_a_later_stage_never_counts_more_than_an_earlier_one(found):
    counts = [number(found, stage=stage).value for stage in ("", *LAYOUT.codes)]

    assert counts == sorted(counts, reverse=True)


@given(rows)
def test_a_share_lies_between_nought_and_a_hundred_or_is_not_countable(found):
    told = number(found, MeasureKind.SHARE, "landed", base="signed")

    if number(found, stage="signed").value == 0:
        assert told.value is None
    else:
        assert told.value is not None
        assert 0 <= told.value <= 100


@given(rows)
def test_a_measure_of_some_rows_and_of_the_others_add_up_to_that_of_all(found):
    parts = [number(found, where=(("batch", word),)).value for word in ("第二批", "第三批")]
    neither = sum(1 for row in found if row.stage != "lost" and "batch" not in row.values)

    assert sum(parts) + neither == number(found).value


@given(rows)
def test_alike_rows_may_be_added_up_before(found):
    grouped: dict[str, Stood] = {}
    for row in found:
        one = grouped.get(row.stage, Stood(row.stage, Decimal(0), things=0, values={"money": "0"}))
        money = Decimal(one.values["money"]) + Decimal(row.values.get("money", 0))
        grouped[row.stage] = replace(
            one, quantity=one.quantity + row.quantity, things=one.things + 1, values={"money": str(money)}
        )

    for of in ("", QUANTITY, "money"):
        assert (
            number(grouped.values(), MeasureKind.SUM, "signed", of=of or QUANTITY).value
            == number(found, MeasureKind.SUM, "signed", of=of or QUANTITY).value
        )
        assert (
            number(grouped.values(), MeasureKind.SHARE, "landed", base="signed", of=of).value
            == number(found, MeasureKind.SHARE, "landed", base="signed", of=of).value
        )


def test_points_are_shared_out_over_the_whole_check_list():
    found = [
        Stood("signed", Decimal(1), values={"one": "yes", "two": "no"}),
        Stood("", Decimal(1), values={"two": "yes"}),
    ]

    assert points_of(LAYOUT, found[0].values) == (30, 100)
    assert number(found, MeasureKind.SHARE, of=POINTS).value == 50


def test_the_latest_value_is_that_of_the_row_marked_last():
    found = [Stood("", Decimal(1), values={"money": "5"}), Stood("", Decimal(1), values={"money": "7"})]

    assert number(found, MeasureKind.LATEST, of="money").value == 7
    assert number([], MeasureKind.LATEST, of="money").value is None


def test_a_computed_state_names_every_missing_point():
    state = ComputedState(
        "ready",
        "净地",
        (Need(stage="signed"), Need(group="清单"), Need(field="money"), Need(field="batch", value="第二批")),
    )
    layout = replace(LAYOUT, states=(state,))

    bare = worked_out(layout, EntryFacts("talking", {"batch": "第三批", "one": "yes"}, {}))[0]
    met = worked_out(
        layout, EntryFacts("landed", {"batch": "第二批", "one": "yes", "two": "yes", "money": "3"}, {})
    )[0]

    assert [str(text) for text in bare.missing] == ["not yet: 签约", "秩序", "投资额", "批次 is not “第二批”"]
    assert met.is_met
    assert not bare.is_met


DAY = date(2026, 9, 1)
histories = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CODES)), min_size=1, max_size=5), max_size=8
).map(
    lambda all_: [
        [
            (DAY + timedelta(days=sum(gap for gap, _ in one[: place + 1])), stage)
            for place, (_, stage) in enumerate(one)
        ]
        for one in all_
    ]
)


@given(histories)
def test_who_came_to_a_stage_went_on_or_stands_there_or_was_lost_or_fell_back(found):
    flows = funnel(found, LAYOUT, today=DAY + timedelta(days=90))

    came = [flow.came for flow in flows]
    assert came == sorted(came, reverse=True)
    assert all(flow.went_on == later.came for flow, later in itertools.pairwise(flows))
    assert sum(flow.now for flow in flows) == sum(one[-1][1] in LAYOUT.codes for one in found)
    assert all(days >= 0 for flow in flows for days in (*flow.days, *flow.waiting))


def test_the_funnel_says_how_many_went_on_and_how_long_it_took():
    found = [
        [(DAY, "talking"), (DAY + timedelta(days=10), "signed"), (DAY + timedelta(days=30), "landed")],
        [(DAY, "talking"), (DAY + timedelta(days=20), "signed")],
        [(DAY, "talking"), (DAY + timedelta(days=5), "lost")],
    ]

    talking, signed, landed = funnel(found, LAYOUT, today=DAY + timedelta(days=40))

    assert (talking.came, talking.went_on, talking.lost, talking.usual_days) == (3, 2, 1, 15)
    assert (signed.came, signed.now, signed.conversion, signed.longest_wait) == (2, 1, 0.5, 20)
    assert (landed.came, landed.now) == (1, 1)
