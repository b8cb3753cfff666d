from datetime import date
from itertools import pairwise

import pytest

from gongjian.campaigns.rules import ObligationKind, Rhythm, calendar_of, duties, the_plans_rhythm
from gongjian.kernel.calendar import Roll

LIST = duties(the_plans_rhythm(2026), starts_on=date(2026, 8, 31), calendar=calendar_of([]))


def due(kind):
    return [duty.due_on for duty in LIST if duty.kind == kind]


def the(kind, nominal):
    return next(duty for duty in LIST if duty.kind == kind and duty.nominal_on == nominal)


def test_reports_are_due_on_the_thirteenth_and_twenty_eighth_or_the_working_day_before():
    assert due(ObligationKind.REPORT) == [
        date(2026, 9, 11),  # the 13th is a Sunday
        date(2026, 9, 28),
        date(2026, 10, 13),
        date(2026, 10, 28),
        date(2026, 11, 13),
        date(2026, 11, 27),  # the 28th is a Saturday
        date(2026, 12, 11),  # the 13th is a Sunday
    ]


def test_thirteen_fridays_of_which_two_move_for_the_holidays():
    meetings = [duty for duty in LIST if duty.kind == ObligationKind.MEETING]

    assert [meetings[0].nominal_on, meetings[-1].nominal_on, len(meetings)] == [
        date(2026, 9, 4),
        date(2026, 11, 27),
        13,
    ]
    moved = {duty.nominal_on: duty.due_on for duty in meetings if duty.due_on != duty.nominal_on}
    assert moved == {
        date(2026, 9, 25): date(2026, 9, 24),
        date(2026, 10, 2): date(2026, 9, 30),
    }


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (ObligationKind.GROUNDBREAKING, date(2026, 9, 15)),
        (ObligationKind.SUMMARY, date(2026, 12, 15)),
        (ObligationKind.CENSUS, date(2026, 9, 30)),
    ],
)
def test_the_dates_that_the_plan_names_once_stand_in_the_list(kind, day):
    assert due(kind) == [day]


def test_periods_follow_one_another_without_a_gap():
    reports = [duty for duty in LIST if duty.kind == ObligationKind.REPORT]

    assert reports[0].covers_from == date(2026, 8, 31)
    for before, after in pairwise(reports):
        assert (after.covers_from - before.covers_to).days == 1


def test_the_cut_off_lies_two_working_days_after_the_due_date_and_the_bulletin_one_later():
    report, bulletin = (
        the(kind, date(2026, 9, 13)) for kind in (ObligationKind.REPORT, ObligationKind.BULLETIN)
    )

    assert (report.due_on, report.cut_off_on, bulletin.due_on) == (
        date(2026, 9, 11),
        date(2026, 9, 15),
        date(2026, 9, 16),
    )


def test_a_thirty_first_falls_on_the_last_day_of_a_shorter_month():
    rhythm = Rhythm(
        ObligationKind.ASSESSMENT, date(2026, 9, 1), date(2026, 11, 30), days_of_month=(31,), roll=Roll.KEEP
    )

    assert list(rhythm.nominal_days()) == [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]


def test_every_duty_is_due_on_a_working_day():
    assert all(calendar_of([]).is_workday(duty.due_on) for duty in LIST)
