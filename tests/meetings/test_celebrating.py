"""Ceremonies: readiness, programme, and what really began."""

from datetime import date

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.meetings import actions
from gongjian.meetings.actions import Point
from gongjian.meetings.queries.readiness import results_of
from gongjian.meetings.rules import Act, CheckKind, MeetingKind
from gongjian.reading.uploads import CheckedFile
from tests.meetings.world import AT, a_special
from tests.world import a_clerk, a_person, a_project, a_scan, a_unit, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MET = dict.fromkeys(CheckKind, (True, "核对原件"))


@pytest.fixture
def ceremony():
    return a_special(kind=MeetingKind.GROUNDBREAKING, title="第一批集中开工")


@pytest.fixture
def clerk(ceremony):
    return a_clerk(ceremony.campaign)


@pytest.fixture
def entered(ceremony, clerk):
    project = a_project(ceremony.campaign, unit=a_unit(ceremony.campaign))
    return actions.enter_project(ceremony, project, by=clerk, at=AT)


def test_the_unit_of_a_project_is_invited_and_says_how_ready_it_is(ceremony, entered):
    reporter = a_person(Role.REPORTER, at=entered.project.unit, campaign=ceremony.campaign)

    actions.state_checks(entered, MET, by=reporter, at=AT)

    assert ceremony.invitations.get().organisation == entered.project.unit
    assert entered.readiness().is_ready
    with pytest.raises(NotAllowed):
        actions.state_checks(entered, MET, by=a_person(Role.REPORTER, campaign=ceremony.campaign), at=AT)


def test_a_project_without_its_permits_needs_a_reason(entered, clerk):
    actions.state_checks(entered, MET | {CheckKind.PERMITS: (False, "施工许可在办")}, by=clerk, at=AT)
    put = {"venue": None, "by": clerk, "at": AT, "seen": entered.version}

    with pytest.raises(Refused, match="Not ready yet: permits"):
        actions.put_on_programme(entered, reason="", **put)
    one = actions.put_on_programme(entered, reason="许可当周核发", **put)

    assert (one.on_programme, one.because) == (True, "许可当周核发")


def test_a_ready_project_needs_no_reason(entered, clerk):
    actions.state_checks(entered, MET, by=clerk, at=AT)

    one = actions.put_on_programme(entered, reason="x", venue=None, by=clerk, at=AT, seen=entered.version)

    assert one.because == ""


def test_what_is_known_from_nowhere_is_not_known(entered, clerk):
    with pytest.raises(Refused, match="source"):
        actions.state_checks(entered, {CheckKind.LAND: (True, " ")}, by=clerk, at=AT)


def test_a_speech_is_short_and_points_change_their_order(ceremony, clerk):
    with pytest.raises(Refused, match="at most 3 minutes"):
        actions.add_point(ceremony, Point(act=Act.SPEECH, title="发言", minutes=5), by=clerk, at=AT)
    for title in "AB":
        actions.add_point(ceremony, Point(act=Act.SPEECH, title=title), by=clerk, at=AT)

    actions.move_point(ceremony.programme.get(title="B"), places=-1, by=clerk, at=AT)

    assert [one.title for one in ceremony.programme.all()] == ["B", "A"]


def test_the_first_venue_is_the_main_one(ceremony, clerk):
    first, second = (
        actions.add_venue(ceremony, name=name, place="", by=clerk, at=AT) for name in ("主会场", "分会场")
    )

    assert (first.is_main, second.is_main) == (True, False)


def held(ceremony, clerk):
    actions.add_point(ceremony, Point(act=Act.OPENING, title="开始"), by=clerk, at=AT)
    ceremony.refresh_from_db()
    ceremony = actions.call_meeting(ceremony, by=clerk, at=AT, seen=ceremony.version)
    return actions.begin_meeting(ceremony, by=clerk, at=noon(9, 11), seen=ceremony.version)


def test_what_began_is_told_by_the_unit_and_stands_beside_the_targets(ceremony, entered, clerk):
    actions.state_checks(entered, MET, by=clerk, at=AT)
    one = actions.put_on_programme(entered, reason="", venue=None, by=clerk, at=AT, seen=entered.version)
    reporter = a_person(Role.REPORTER, at=entered.project.unit, campaign=ceremony.campaign)
    said = {"started_on": date(2026, 9, 11), "words": "开工令", "by": reporter, "seen": one.version}
    with pytest.raises(Refused, match="not taken place"):
        actions.tell_start(one, **said, at=AT)
    ceremony = held(ceremony, clerk)

    one = actions.tell_start(one, **said, at=noon(9, 12))

    assert (one.started_on, one.told_by) == (date(2026, 9, 11), reporter)
    assert results_of(ceremony, at=noon(9, 12)) == []


def test_only_pictures_are_kept_as_pictures(ceremony, clerk):
    paper = CheckedFile("x.pdf", "application/pdf", b"%PDF-")

    with pytest.raises(Refused, match="not a picture"):
        actions.add_photo(ceremony, paper, caption="", by=clerk, at=AT)
    photo = actions.add_photo(ceremony, a_scan(), caption="开工现场", by=clerk, at=AT)
    assert actions.remove_photo(photo, by=clerk, at=AT).removed_at == AT


def test_a_point_and_a_project_are_taken_off_the_programme_again(ceremony, entered, clerk):
    actions.state_checks(entered, MET, by=clerk, at=AT)
    one = actions.put_on_programme(entered, reason="", venue=None, by=clerk, at=AT, seen=entered.version)
    point = actions.add_point(ceremony, Point(act=Act.SPEECH, title="发言"), by=clerk, at=AT)

    one = actions.take_off_programme(one, by=clerk, at=AT, seen=one.version)
    actions.remove_point(point, by=clerk, at=AT)

    assert (one.on_programme, ceremony.programme.count()) == (False, 0)
