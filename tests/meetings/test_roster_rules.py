"""Who speaks at a review: pure rules."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongjian.campaigns.rules import Series
from gongjian.meetings.rules import MeetingRules, Ranked, RosterRole
from gongjian.meetings.rules.roster import roster

RULES = MeetingRules()
S = Series.TOWNSHIPS


def unit(number, place, *, missed=True, before=None, series=S, behind=None):
    return Ranked(
        unit=number,
        name=f"Unit {number}",
        series=series,
        place=place,
        before=before,
        completion=Fraction(2, 10) if missed else Fraction(5, 10),
        expected=Fraction(4, 10),
        behind=(2 if missed else 0) if behind is None else behind,
    )


def called(units, role, rules=RULES):
    return [one.ranked.unit for one in roster(units, rules) if one.role == role]


def ladder(size, **more):
    return [unit(place, place, **more) for place in range(1, size + 1)]


def test_the_first_three_present_and_the_last_three_account():
    units = ladder(22)

    assert called(units, RosterRole.PRESENTS) == [1, 2, 3]
    assert called(units, RosterRole.ACCOUNTS) == [20, 21, 22]


def test_being_last_is_not_enough_the_target_must_be_missed_too():
    assert called(ladder(22, missed=False), RosterRole.ACCOUNTS) == []


def test_whoever_is_behind_only_where_a_reason_is_accepted_does_not_account():
    units = [*ladder(21), unit(22, 22, behind=0)]

    assert called(units, RosterRole.ACCOUNTS) == [20, 21]


def test_every_series_is_called_by_itself():
    units = [*ladder(9), *(unit(100 + place, place, series=Series.ENTERPRISES) for place in range(1, 10))]

    assert called(units, RosterRole.PRESENTS) == [1, 2, 3, 101, 102, 103]


def test_in_a_small_series_at_most_a_third_speaks_on_each_side():
    assert called(ladder(4), RosterRole.PRESENTS) == [1]
    assert called(ladder(4), RosterRole.ACCOUNTS) == [4]
    assert roster(ladder(1), RULES) == []


def test_a_tie_at_the_edge_comes_in_whole():
    units = [unit(1, 1), unit(2, 2), *(unit(number, 3) for number in (3, 4)), *(unit(n, n) for n in range(5, 13))]  # fmt: skip

    assert called(units, RosterRole.PRESENTS) == [1, 2, 3, 4]


def test_where_all_share_a_place_nobody_is_singled_out():
    assert roster([unit(number, 1) for number in range(1, 9)], RULES) == []


def test_the_most_improved_presents_if_it_has_climbed_far_enough():
    units = [*ladder(22)]
    units[9] = unit(10, 10, before=18)
    units[10] = unit(11, 11, before=13)

    improved = [one for one in roster(units, RULES) if one.role == RosterRole.IMPROVED]

    assert [one.ranked.unit for one in improved] == [10]
    assert "place 18 to place 10" in str(improved[0].reason)
    units[9] = unit(10, 10, before=12)
    assert called(units, RosterRole.IMPROVED) == []


def test_whoever_accounts_does_not_present_as_most_improved():
    units = [*ladder(21), unit(22, 22, before=40)]

    assert called(units, RosterRole.IMPROVED) == []


def test_every_line_says_why():
    lines = roster(ladder(9), RULES)

    assert str(lines[0].reason) == "Place 1 of 9 in the newest ranking"
    assert "20.0% done of 40.0% expected, items behind 2" in str(lines[-1].reason)


@given(st.lists(st.tuples(st.integers(1, 8), st.booleans(), st.integers(0, 30)), max_size=30))
def test_nobody_speaks_twice_and_never_more_than_half_on_one_side(drawn):
    scores = sorted(points for points, _, _ in drawn)
    units = [
        unit(number, scores.index(points) + 1, missed=missed, before=before or None)
        for number, (points, missed, before) in enumerate(drawn)
    ]

    lines = roster(units, RULES)

    spoken = [one.ranked.unit for one in lines]
    assert len(spoken) == len(set(spoken))
    for role in (RosterRole.PRESENTS, RosterRole.ACCOUNTS):
        assert len(called(units, role)) <= max(len(units) // 2, 0)
    assert all(one.ranked.missed for one in lines if one.role == RosterRole.ACCOUNTS)
