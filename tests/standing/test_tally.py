from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongjian.campaigns.rules import Counting
from gongjian.standing.rules import Standing, Tally, actual_of, tallies, tally
from gongjian.worklist.rules import Because, Confidence, Light, Measure

DAY = date(2026, 10, 13)


def a_standing(*, project=1, light=Light.ON_SCHEDULE, share="0", weight="1", value=None, target=100, unit=""):
    return Standing(
        item=1,
        code="I",
        name="Item",
        project=project,
        project_code="P",
        project_name="Project",
        line=1,
        line_name="Line",
        unit=1,
        unit_name="Unit",
        official=None,
        official_name="",
        township=None,
        measure=Measure.QUANTITY,
        unit_of_measure=unit,
        target=Decimal(target),
        weight=Decimal(weight),
        value=None if value is None else Decimal(value),
        share=Fraction(share),
        expected=Fraction(1, 2),
        gap=Fraction(share) - Fraction(1, 2),
        light=light,
        because=Because.GAP,
        forecast=None,
        confidence=Confidence.AGREES,
        starts_on=DAY,
        due_on=DAY,
        first_due_on=DAY,
        slips=0,
        measured_on=DAY,
    )


standings = st.lists(
    st.builds(
        a_standing,
        project=st.integers(1, 3),
        light=st.sampled_from(Light),
        share=st.fractions(0, 2).map(str),
        weight=st.decimals("0.01", 99, places=2).map(str),
    ),
    max_size=12,
)


@given(one=standings, other=standings)
def test_tallies_add_up(one, other):
    assert tally(one).plus(tally(other)) == tally([*one, *other])


@given(rows=standings)
def test_the_parts_are_the_whole(rows):
    whole = Tally()
    for part in tallies(rows, lambda one: one.project).values():
        whole = whole.plus(part)

    assert whole == tally(rows)
    assert whole.items == len(rows)
    assert 0 <= whole.completion <= 1


def test_completion_is_weighted_and_nothing_counts_for_more_than_everything():
    whole = tally([a_standing(share="3", weight="1"), a_standing(share="0", weight="3")])

    assert (whole.completion, whole.expected, whole.gap) == (Fraction(1, 4), Fraction(1, 2), Fraction(-1, 4))


def test_an_empty_tally_divides_by_nothing():
    assert (tally([]).completion, tally([]).gap, tally([]).items) == (0, 0, 0)


def test_a_project_is_finished_when_all_of_its_items_are_done():
    rows = [
        a_standing(project=1, light=Light.DONE),
        a_standing(project=1, light=Light.AHEAD),
        a_standing(project=2, light=Light.DONE),
    ]

    assert actual_of(Counting.PROJECTS, "", rows).actual == 1
    assert actual_of(Counting.SHARE, "", rows).actual == 50
    assert actual_of(Counting.SHARE, "", []).actual == 0


def test_only_quantities_of_the_targets_own_dimension_are_added_and_the_others_are_named():
    rows = [a_standing(value=3, target=10, unit="ha"), a_standing(value=5, target=9, unit="km")]

    counted = actual_of(Counting.SUM, "ha", rows)

    assert (counted.actual, counted.whole) == (3, 10)
    assert counted.apart == (("km", 1),)
    assert "1 in km" in str(counted.left_out)


def test_a_target_in_hundred_millions_counts_items_in_ten_thousands():
    rows = [a_standing(value=8993, target=15_000, unit="万元"), a_standing(value="0.1", target=1, unit="亿")]

    counted = actual_of(Counting.SUM, "亿元", rows)

    assert (counted.actual, counted.whole) == (Fraction(9993, 10_000), Fraction(5, 2))
    assert counted.apart == ()
    assert not counted.left_out


def test_land_is_added_exactly_whatever_it_is_written_in():
    rows = [a_standing(value=3, target=3, unit="亩"), a_standing(value="0.8", target=1, unit="万平方米")]

    assert actual_of(Counting.SUM, "平方米", rows).actual == 10_000
    assert actual_of(Counting.SUM, "亩", rows).actual == 15


def test_counted_things_are_not_one_another():
    rows = [a_standing(value=3, unit="户"), a_standing(value=5, unit="人"), a_standing(value=1, unit="万户")]

    counted = actual_of(Counting.SUM, "户", rows)

    assert counted.actual == 10_003
    assert counted.apart == (("人", 1),)


def test_where_nothing_can_be_counted_nothing_is_said():
    assert actual_of(Counting.SUM, "亿元", [a_standing(unit="个")]).says_nothing
    assert all(actual_of(counting, "个", []).says_nothing for counting in Counting)


def test_a_mean_is_in_per_cent():
    assert actual_of(Counting.MEAN, "", [a_standing(share="1"), a_standing(share="0")]).actual == 50
