from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.reporting.rules import Filing, FilingFacts, Punctuality, filing, punctuality

DUE, CUT_OFF = date(2026, 9, 11), date(2026, 9, 15)
NEXT_DAY = timedelta(days=1)
ON_TIME, LATE, MISSED = Filing.ON_TIME, Filing.LATE, Filing.MISSED


def facts(first=None, *, excused=False):
    return FilingFacts(due_on=DUE, cut_off_on=CUT_OFF, first_submitted_on=first, excused=excused)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (DUE - NEXT_DAY, Filing.NOT_DUE),
        (DUE, Filing.NOT_DUE),
        (DUE + NEXT_DAY, Filing.OVERDUE),
        (CUT_OFF, Filing.OVERDUE),
        (CUT_OFF + NEXT_DAY, Filing.MISSED),
    ],
)
def test_what_was_not_submitted_is_overdue_after_its_day_and_missed_after_the_cut_off(today, expected):
    assert filing(facts(), today=today) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (DUE - NEXT_DAY, ON_TIME),
        (DUE, ON_TIME),
        (DUE + NEXT_DAY, LATE),
        (CUT_OFF, LATE),
        (CUT_OFF + NEXT_DAY, MISSED),
    ],
)
def test_the_day_of_the_first_submission_decides_for_good(first, expected):
    long_after = CUT_OFF + timedelta(days=60)

    assert filing(facts(first), today=long_after) == expected


@pytest.mark.parametrize("first", [None, DUE, CUT_OFF, CUT_OFF + NEXT_DAY])
def test_an_excused_unit_is_neither_late_nor_missed(first):
    assert filing(facts(first, excused=True), today=CUT_OFF + NEXT_DAY) == Filing.EXCUSED


def test_a_record_counts_what_is_over_and_the_row_up_to_now():
    record = punctuality([MISSED, ON_TIME, LATE, MISSED, MISSED])

    assert record == Punctuality(owed=5, on_time=1, late=1, missed=3, late_streak=3, missed_streak=2)


def test_being_on_time_once_ends_every_row():
    assert punctuality([MISSED, LATE, ON_TIME]) == Punctuality(owed=3, on_time=1, late=1, missed=1)


@pytest.mark.parametrize("neutral", [Filing.NOT_DUE, Filing.OVERDUE, Filing.EXCUSED])
def test_what_is_not_due_or_excused_neither_counts_nor_breaks_a_row(neutral):
    assert punctuality([LATE, neutral, LATE, neutral]) == Punctuality(owed=2, late=2, late_streak=2)


@given(st.lists(st.sampled_from(list(Filing))))
def test_a_record_adds_up(filings):
    record = punctuality(filings)

    assert record.owed == record.on_time + record.late + record.missed
    assert record.missed_streak <= record.late_streak <= record.late + record.missed
