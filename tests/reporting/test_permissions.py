from datetime import date

import pytest

from gongjian.campaigns.rules import Role
from gongjian.reporting.models import Report
from gongjian.reporting.permissions import may, may_open_periods, may_reopen, may_write, open_moves
from gongjian.reporting.rules import MOVES, Move, State
from tests.world import a_campaign, a_person, a_report, a_unit, a_writer, an_assignment

pytestmark = pytest.mark.django_db
UNIT, OFFICE = {Role.REPORTER, Role.HEAD}, {Role.CLERK, Role.DIRECTOR}
WHO = {
    Move.SUBMIT: UNIT,
    Move.TAKE_BACK: UNIT,
    Move.CONFIRM: {Role.HEAD},
    Move.DECLINE: {Role.HEAD},
    Move.RECEIVE: OFFICE,
    Move.SEND_BACK: OFFICE,
}


def somebody(role, report):
    return a_writer(report, role) if role in UNIT else a_person(role, campaign=report.campaign)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_which_move(role):
    report = a_report()
    person = somebody(role, report)

    for move in Move:
        report.state = next(state for state in State if MOVES.check(move, state))
        verdict = may(move, report, by=person)
        assert bool(verdict) == (role in WHO[move]), move
        assert verdict.personal == (role not in WHO[move])


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_which_reports(role):
    report = a_report()
    elsewhere = a_person(role, at=a_unit(report.campaign))
    seen = Report.objects.visible_to(elsewhere, report.campaign)
    all_of_it = {Role.CLERK, Role.DIRECTOR, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR}

    assert list(seen) == ([report] if role in all_of_it else [])
    assert list(Report.objects.visible_to(a_writer(report), report.campaign)) == [report]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_in_another_campaign_is_no_role_here(role):
    report, elsewhere = a_report(), a_campaign()
    person = a_person(role, campaign=elsewhere)
    an_assignment(person, role, at=report.unit, campaign=elsewhere)

    assert open_moves(report, to=person) == []
    assert not may_write(report, by=person, today=date(2026, 9, 10))
    assert not Report.objects.visible_to(person, report.campaign).exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_opens_periods_and_who_reopens_reports(role):
    campaign = a_campaign()
    person = a_person(role, campaign=campaign)

    assert bool(may_open_periods(person, campaign)) == (role in OFFICE)
    assert bool(may_reopen(person, campaign)) == (role == Role.DIRECTOR)


def test_a_stranger_learns_nothing_about_the_state():
    report = a_report()
    stranger = a_person(Role.REPORTER, at=a_unit(report.campaign))

    said = {str(may(Move.SUBMIT, report, by=stranger).reason) for report.state in State}

    assert said == {f"Only a reporter of {report.unit} may do this."}


def test_moves_that_are_open_are_offered():
    report = a_report()
    report.state = State.SUBMITTED

    assert open_moves(report, to=a_writer(report)) == [Move.TAKE_BACK]
    assert open_moves(report, to=a_writer(report, Role.HEAD)) == [Move.TAKE_BACK, Move.CONFIRM, Move.DECLINE]
