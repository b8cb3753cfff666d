"""Ceremonies: times, short speeches, and no start without its permits."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.meetings.rules import Act, CheckKind, MeetingRules, Readiness
from gongjian.meetings.rules.programme import may_break_ground, rows_of_seats, speech_is_short, timed

ALL_MET = dict.fromkeys(CheckKind, True)


def test_each_point_begins_when_the_one_before_ends():
    assert list(timed(time(9, 30), [3, 25])) == [(time(9, 30), time(9, 33)), (time(9, 33), time(9, 58))]


@pytest.mark.parametrize(
    ("act", "minutes", "allowed"),
    [(Act.SPEECH, 3, True), (Act.SPEECH, 4, False), (Act.ADDRESS, 20, True), (Act.OPENING, 0, False)],
)
def test_speeches_last_three_minutes_and_leaders_are_not_cut(act, minutes, allowed):
    assert bool(speech_is_short(act, minutes, MeetingRules())) == allowed


@pytest.mark.parametrize("missing", CheckKind)
@pytest.mark.parametrize("known", [False, None])
def test_a_project_that_is_not_ready_needs_a_reason(missing, known):
    readiness = Readiness({**ALL_MET, missing: known})

    assert not may_break_ground(readiness, reason=" ")
    assert may_break_ground(readiness, reason="首期资金月内到位")
    assert may_break_ground(Readiness(ALL_MET), reason="")


@given(st.lists(st.integers(), unique=True), st.integers(2, 12))
def test_everybody_has_one_seat_and_the_first_sits_in_the_middle(guests, per_row):
    rows = rows_of_seats(guests, per_row)

    assert sorted(one for row in rows for one in row) == sorted(guests)
    assert all(len(row) <= per_row for row in rows)
    for place, row in enumerate(rows):
        assert abs(row.index(guests[place * per_row]) - (len(row) - 1) / 2) <= 0.5
