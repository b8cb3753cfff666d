"""What a meeting has to talk about: pure rules."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.meetings.rules import AgendaItemKind, Facts, Fall
from gongjian.meetings.rules.agenda import Group, agenda, fallen_since, grouped, moved, usual_order
from gongjian.meetings.rules.words import workdays_before
from gongjian.standing.rules import Standing
from gongjian.worklist.rules import Because, Confidence, Light, Measure

THEN, TODAY = date(2026, 9, 11), date(2026, 9, 18)
LATER = date(2026, 11, 20)


def standing(item=1, light=Light.ON_SCHEDULE, *, unit=7, line=3, due_on=LATER, gap=0):
    return Standing(
        item=item, code=f"I{item:03}", name=f"Item {item}", project=1, project_code="P1", project_name="P",
        line=line, line_name="L", unit=unit, unit_name="U", official=None, official_name="", township=None,
        measure=Measure.PERCENT, unit_of_measure="", target=Decimal(100), weight=Decimal(1), value=None,
        share=Fraction(0), expected=Fraction(0), gap=Fraction(gap), light=light, because=Because.GAP, forecast=None,
        confidence=Confidence.AGREES, starts_on=date(2026, 9, 1), due_on=due_on, first_due_on=due_on, slips=0,
        measured_on=TODAY,
    )  # fmt: skip


def fallen(before, now):
    return [one.fall for one in fallen_since(before, now, then=THEN, today=TODAY)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (Light.ON_SCHEDULE, Light.LAGGING, [Fall.LAGGING]),
        (Light.LAGGING, Light.LAGGING, []),
        (Light.LAGGING, Light.SERIOUS, [Fall.SERIOUS]),
        (Light.SERIOUS, Light.LAGGING, []),
        (Light.SERIOUS, Light.SERIOUS, []),
        (Light.SERIOUS, Light.BLOCKED, []),
        (Light.BLOCKED, Light.SERIOUS, [Fall.SERIOUS]),
        (Light.LAGGING, Light.DONE, []),
    ],
)
def test_only_what_has_become_worse_since_the_last_meeting_is_called(before, now, expected):
    assert fallen([standing(light=before)], [standing(light=now)]) == expected


def test_what_became_overdue_comes_first_and_only_once():
    since = date(2026, 9, 15)
    late = standing(1, Light.SERIOUS, due_on=since)

    assert fallen([standing(1, Light.ON_SCHEDULE, due_on=since)], [late]) == [Fall.OVERDUE]
    before_then = standing(1, Light.SERIOUS, due_on=THEN - timedelta(1))
    assert fallen([before_then], [before_then]) == []


def test_an_item_that_nobody_knew_at_the_last_meeting_is_new_trouble():
    assert fallen([], [standing(light=Light.LAGGING)]) == [Fall.LAGGING]


def test_an_accepted_reason_is_not_called_even_when_overdue():
    assert fallen([], [standing(light=Light.BLOCKED, due_on=THEN)]) == []


def groups(count, *, most):
    items = [standing(pk, Light.LAGGING, unit=pk, line=pk % 3) for pk in range(1, count + 1)]
    return grouped(fallen_since([], items, then=THEN, today=TODAY), most=most)


def test_units_are_called_one_by_one_while_there_are_few_and_by_line_when_there_are_many():
    assert [group.unit for group in groups(3, most=3)] == [1, 2, 3]
    assert {group.line for group in groups(4, most=3)} == {0, 1, 2}


def test_the_unit_with_the_worst_news_is_called_first():
    items = [standing(1, Light.LAGGING, unit=1), standing(2, Light.SERIOUS, unit=2)]

    assert [one.unit for one in grouped(fallen_since([], items, then=THEN, today=TODAY), most=9)] == [2, 1]


def test_the_agenda_begins_with_the_decisions_that_are_still_open():
    facts = Facts(True, groups=(Group((), unit=4),), obstacles=(9,), postponed=((2, AgendaItemKind.UNIT),))

    assert [draft.source for draft in agenda(facts)] == ["follow-up", "agenda_item:2", "unit:4", "obstacle:9"]


def test_what_stands_there_already_is_not_proposed_again():
    facts = Facts(True, obstacles=(9,))

    assert agenda(facts, known=["follow-up", "obstacle:9"]) == []


def test_the_usual_order_keeps_the_order_among_equals():
    kinds = [AgendaItemKind.FREE, AgendaItemKind.FALLEN, AgendaItemKind.FOLLOW_UP, AgendaItemKind.FALLEN]

    assert usual_order(kinds) == [2, 1, 3, 0]


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_an_agenda_item_loses_and_doubles_none(pks, data):
    pk, by = data.draw(st.sampled_from(pks)), data.draw(st.integers(-5, 5))

    order = moved(pks, pk, by=by)

    assert sorted(order) == sorted(pks)
    assert order.index(pk) == max(0, min(pks.index(pk) + by, len(pks) - 1))
    assert [one for one in order if one != pk] == [one for one in pks if one != pk]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 15))
def test_counting_working_days_back_is_counting_them_forward(day, count):
    calendar = WorkCalendar(holidays=frozenset({date(2026, 10, 1), date(2026, 10, 2)}))

    earlier = workdays_before(day, count, calendar)

    assert sum(calendar.is_workday(earlier + timedelta(n)) for n in range((day - earlier).days)) == count
