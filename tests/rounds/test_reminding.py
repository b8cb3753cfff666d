"""The morning's post: only to those who still owe something, once a day, never on days off."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES
from gongjian.notices.actions import RobotDraft, add_robot
from gongjian.notices.models import Notice, Reminder
from gongjian.notices.rules import Reason, RobotKind
from gongjian.reporting.actions import submit
from gongjian.rounds.actions import remind
from tests.world import a_clerk, a_person, a_report, a_writer, filled, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def report():
    """Owed for 13 September, a Sunday: due on Friday 11."""
    return a_report()


def told(person):
    return [(one.key.split(":")[-1], one.reason) for one in Reminder.objects.filter(person=person)]


def test_who_owes_a_report_is_reminded_and_who_does_not_is_left_alone(report):
    reporter, head = a_writer(report), a_writer(report, Role.HEAD)
    stranger = a_person(Role.OBSERVER, campaign=report.campaign)

    remind(report.campaign, at=noon(9, 10))

    assert told(reporter) == [("fill_in", Reason.AHEAD)]
    assert told(head) == told(stranger) == []


def test_the_head_is_reminded_where_the_unit_has_no_reporter(report):
    head = a_writer(report, Role.HEAD)

    remind(report.campaign, at=noon(9, 10))

    assert told(head) == [("fill_in", Reason.AHEAD)]


def test_a_second_round_on_the_same_day_writes_nothing(report):
    a_writer(report)

    counts = [len(remind(report.campaign, at=noon(9, 10))) for _ in range(3)]

    assert counts == [1, 0, 0]


def test_whoever_has_done_it_hears_nothing_more(report):
    reporter = a_writer(report)
    remind(report.campaign, at=noon(9, 10))
    submit(filled(report, by=reporter), by=reporter, at=noon(9, 10) + timedelta(hours=1))

    remind(report.campaign, at=noon(9, 11))

    assert told(reporter) == [("fill_in", Reason.AHEAD)]


@pytest.mark.parametrize(
    "at", [noon(9, 12), noon(9, 11) + timedelta(hours=9), noon(9, 11) - timedelta(hours=6)]
)
def test_nobody_is_reminded_on_days_off_or_at_night(report, at):
    a_writer(report)

    assert remind(report.campaign, at=at) == []


def test_the_law_forbids_the_same_line_twice_on_a_day(report):
    a_writer(report)
    remind(report.campaign, at=noon(9, 10))
    line = Reminder.objects.get()
    line.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_a_robot_says_what_the_people_of_its_organisation_owe(report, settings):
    settings.ROBOT_BASES = ("https://robots.example",)
    a_writer(report)
    clerk = a_clerk(report.campaign)
    ours = RobotDraft("ours", RobotKind.WECOM, "https://robots.example/1", organisation=report.unit)
    office = RobotDraft("office", RobotKind.WECOM, "https://robots.example/2", organisation=report.campaign.organisation)  # fmt: skip
    for draft in (ours, office):
        add_robot(report.campaign.pk, draft, may=YES, by=clerk, at=noon(9, 9))

    remind(report.campaign, at=noon(9, 10))

    assert [str(one.robot) for one in Notice.objects.filter(robot__isnull=False)] == ["ours"]
