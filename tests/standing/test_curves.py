"""What was promised is drawn as it was promised: even lines are straight, steps are steps."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongjian.standing.rules.curves import Promised, Reached, curve
from gongjian.worklist.rules import Curve, Measure, Plan, PromisedShare, expected

START, DUE = date(2026, 9, 1), date(2026, 11, 30)
FOUNDATION, ROOF = date(2026, 9, 27), date(2026, 10, 26)
MILESTONES = Plan(
    START,
    DUE,
    Curve.MILESTONES,
    steps=(
        PromisedShare(FOUNDATION, Fraction(1, 4), "foundation"),
        PromisedShare(ROOF, Fraction(1, 2), "roof"),
        PromisedShare(DUE, Fraction(1), "opening"),
    ),
)


def of(plan, measure=Measure.PERCENT, weight=1):
    return Promised(measure, Fraction(weight), plan)


def drawn_at(points, day):
    """The share that the drawing shows on a day, at the end of its jump."""
    before = [point for point in points if point[0] <= day][-1]
    after = next((point for point in points if point[0] > day), before)
    days = (after[0] - before[0]).days
    return before[1] + (after[1] - before[1]) * (day - before[0]).days / days if days else before[1]


def test_nothing_is_drawn_of_nothing():
    assert curve({}, [], today=START) is None


def test_milestones_are_steps_with_their_names():
    found = curve({1: of(MILESTONES, Measure.MILESTONE)}, [], today=START)

    assert found.promised == (
        (START, 0.0),
        (FOUNDATION, 0.0),
        (FOUNDATION, 25.0),
        (ROOF, 25.0),
        (ROOF, 50.0),
        (DUE, 50.0),
        (DUE, 100.0),
    )
    assert found.milestones == {FOUNDATION: "foundation", ROOF: "roof", DUE: "opening"}
    assert found.due_on == DUE


def test_an_even_way_is_one_straight_line():
    found = curve({1: of(Plan(START, DUE, Curve.BY_DAY))}, [], today=START)

    assert found.promised[0] == (START, 0.0)
    assert found.promised[-1] == (DUE, 100.0)
    assert len(found.promised) <= 4


def test_a_way_by_month_jumps_where_months_close():
    found = curve({1: of(Plan(START, DUE, Curve.BY_MONTH))}, [], today=START)

    jumps = [
        before[0]
        for before, after in zip(found.promised, found.promised[1:], strict=False)
        if before[0] == after[0]
    ]
    assert jumps == [date(2026, 9, 25), date(2026, 10, 25), date(2026, 11, 25)]


@given(
    st.sampled_from([Curve.BY_DAY, Curve.BY_MONTH, Curve.MILESTONES]),
    st.integers(1, 5),
    st.integers(1, (DUE - START).days),
)
def test_the_drawing_shows_what_was_promised_on_every_day(way, weight, after):
    other = MILESTONES if way == Curve.MILESTONES else Plan(START, DUE, way)
    plans = {1: of(MILESTONES), 2: of(other, weight=weight)}
    day = START + timedelta(days=after)
    found = curve(plans, [], today=START)

    mean = (expected(MILESTONES, day) + weight * expected(other, day)) / (1 + weight)
    assert abs(drawn_at(found.promised, day) - float(mean) * 100) < 2


def test_what_was_reached_begins_with_nothing_and_is_never_more_than_everything():
    plan = Plan(START, DUE, Curve.BY_DAY, target=Decimal(10))
    figures = [Reached(1, date(2026, 9, 13), Decimal(4)), Reached(1, date(2026, 9, 28), Decimal(12))]
    found = curve({1: of(plan, Measure.QUANTITY)}, figures, today=START)

    assert found.reached == ((START, 0.0), (date(2026, 9, 13), 40.0), (date(2026, 9, 28), 100.0))


def test_of_several_items_no_milestone_is_named():
    assert curve({1: of(MILESTONES), 2: of(MILESTONES)}, [], today=START).milestones == {}
