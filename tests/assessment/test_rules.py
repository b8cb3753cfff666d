from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.assessment.rules import LineKind, Score, ScoreLine, ScoreRules, UnitFacts, rank, score, the_rule
from gongjian.kernel.text import Text
from gongjian.reporting.rules import Filing

RULES = ScoreRules()
MOST = RULES.completion_points + RULES.ahead_points + RULES.due_points + RULES.timely_points
shares = st.fractions(min_value=0, max_value=1, max_denominator=1000)


@st.composite
def units(draw):
    due = draw(st.integers(0, 9))
    return UnitFacts(
        unit=1,
        name="Unit",
        completion=draw(shares),
        expected=draw(shares),
        items=10,
        due=due,
        due_done=draw(st.integers(0, due)),
        filing=draw(st.one_of(st.none(), st.sampled_from(list(Filing)))),
    )


def a_score(unit, total):
    return Score(unit, f"Unit {unit}", (ScoreLine(LineKind.COMPLETION, Decimal(total), Text("because")),))


def points(facts):
    return {line.kind: line.points for line in score(facts, RULES).lines}


@given(units())
def test_a_total_is_the_sum_of_its_lines_and_every_line_has_its_cap(facts):
    found = score(facts, RULES)

    assert found.total == sum(line.points for line in found.lines)
    assert all(line.points >= 0 and str(line.reason) for line in found.lines)
    assert 0 <= found.total <= MOST


@given(units(), shares)
def test_doing_more_never_costs_points(facts, more):
    better = UnitFacts(**{**as_dict(facts), "completion": min(facts.completion + more, Fraction(1))})

    assert score(better, RULES).total >= score(facts, RULES).total


def as_dict(facts):
    return {name: getattr(facts, name) for name in facts.__slots__}


def test_no_data_never_earns_full_points():
    nothing = UnitFacts(unit=1, name="Unit")

    assert not nothing.measurable
    assert points(nothing) == {LineKind.COMPLETION: 0}


def test_the_whole_of_what_was_expected_earns_all_points_of_the_plan():
    facts = UnitFacts(
        1, "Unit", Fraction(1, 2), Fraction(1, 2), items=4, due=2, due_done=2, filing=Filing.ON_TIME
    )

    assert points(facts) == {LineKind.COMPLETION: 60, LineKind.DUE: 30, LineKind.TIMELINESS: 10}


def test_who_has_done_everything_and_owes_no_report_is_not_behind_those_who_report():
    facts = UnitFacts(1, "Unit", Fraction(1), Fraction(1), items=2, due=2, due_done=2, filing=None)

    assert points(facts)[LineKind.TIMELINESS] == RULES.timely_points


def test_where_nothing_was_due_completion_counts_for_those_points_too():
    facts = UnitFacts(1, "Unit", Fraction(1, 4), Fraction(1, 2), items=4)

    assert points(facts)[LineKind.COMPLETION] == 45


@pytest.mark.parametrize(
    ("completion", "bonus"),
    [("0.50", None), ("0.55", "2.50"), ("0.60", "5.00"), ("0.90", "5.00")],
)
def test_the_bonus_for_being_ahead_is_small_and_capped(completion, bonus):
    facts = UnitFacts(1, "Unit", Fraction(completion), Fraction(1, 2), items=4)

    assert points(facts).get(LineKind.AHEAD) == (Decimal(bonus) if bonus else None)


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        (Filing.ON_TIME, 10),
        (Filing.LATE, 7),
        (Filing.MISSED, 4),
        (Filing.EXCUSED, 10),
    ],
)
def test_being_late_costs_a_little_and_never_more_than_the_line_is_worth(filing, expected):
    facts = UnitFacts(1, "Unit", Fraction(1, 2), Fraction(1, 2), filing=filing)
    harsh = ScoreRules(late_deduction=Decimal(50), missed_deduction=Decimal(50))

    assert points(facts)[LineKind.TIMELINESS] == expected
    assert score(facts, harsh).lines[-1].points == (10 if expected == 10 else 0)


def test_equal_totals_share_a_place_and_the_next_is_skipped():
    places = rank([a_score(1, 90), a_score(2, 80), a_score(3, 90), a_score(4, 70)], before={1: 3, 4: 2})

    assert [(one.place, one.score.unit, one.change) for one in places] == [
        (1, 1, 2),
        (1, 3, None),
        (3, 2, None),
        (4, 4, -2),
    ]


@given(st.lists(st.integers(0, 5), max_size=8), st.randoms(use_true_random=False))
def test_places_follow_the_totals_whatever_the_order_of_the_units(totals, random):
    scores = [a_score(unit, total) for unit, total in enumerate(totals)]
    shuffled = random.sample(scores, len(scores))
    places = rank(scores)

    assert {one.score.unit: one.place for one in rank(shuffled)} == {
        one.score.unit: one.place for one in places
    }
    for one in places:
        assert one.place == 1 + sum(other.score.total > one.score.total for other in places)


def test_who_shares_a_place_stands_in_the_order_given_which_is_the_official_one():
    places = rank([a_score(unit, total) for unit, total in ((7, 80), (3, 90), (5, 80), (1, 80))])

    assert [(one.place, one.score.unit) for one in places] == [(1, 3), (2, 7), (2, 5), (2, 1)]


def test_the_printed_rule_names_every_number_of_the_rulebook():
    printed = " ".join(map(str, the_rule(RULES)))

    for name in ("completion_points", "ahead_points", "ahead_at", "due_points", "timely_points"):
        assert str(getattr(RULES, name)) in printed
    assert f"less {RULES.late_deduction} when late, less {RULES.missed_deduction} when missed" in printed
