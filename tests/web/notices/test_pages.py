"""The pages of notices through the client: inbox, reminders, channels, the own settings and the feed."""

import icalendar
import pytest
from django.test import Client

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES
from gongjian.meetings.actions import plan_meetings
from gongjian.notices.actions import RobotDraft, add_robot
from gongjian.notices.models import Delivery, Feed, Notice, Robot
from gongjian.notices.rules import DeliveryState, RobotKind
from gongjian.rounds.actions import remind
from tests.world import NOON, a_campaign, a_clerk, a_person, a_report, a_writer, noon, signed_in

pytestmark = pytest.mark.django_db
ROBOT = {
    "name": "攻坚群",
    "kind": "wecom",
    "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k",
    "language": "zh-hans",
}


@pytest.fixture
def report():
    return a_report()


@pytest.fixture
def clerk(report, client):
    person = a_clerk(report.campaign)
    signed_in(client, person)
    return person


def at(report, path):
    return f"/c/{report.campaign.slug}/notices/{path}"


def test_who_was_reminded_finds_it_in_the_inbox_and_marks_it_read(client, report):
    reporter = a_writer(report)
    remind(report.campaign, at=NOON)
    browser = signed_in(client, reporter)

    inbox = browser.get(at(report, "")).text
    browser.post(at(report, "read/"))

    assert "Fill in the half-monthly report" in inbox
    assert f"/c/{report.campaign.slug}/reports/" in inbox
    assert Notice.objects.get().read_at
    assert "Fill in" not in browser.get(at(report, "?show=unread")).text


def test_one_notice_is_marked_and_nobody_marks_anothers(client, report):
    a_writer(report)
    remind(report.campaign, at=NOON)
    stranger = signed_in(client, a_clerk(report.campaign))

    stranger.post(at(report, "read/"), {"notice": Notice.objects.get().pk})

    assert Notice.objects.get().read_at is None


def test_an_empty_inbox_says_so(client, report):
    assert "No notices" in signed_in(client, a_writer(report)).get(at(report, "")).text


def test_the_office_sees_who_still_owes_what_and_copies_the_text(client, report, clerk):
    a_writer(report)

    page = client.get(at(report, "reminders/")).text

    assert "Fill in the half-monthly report" in page
    assert "Still open (2):\n1. Fill in the half-monthly report by" in page.replace("&#x27;", "'")
    assert "To be sent next" in page
    remind(report.campaign, at=NOON)
    assert "everybody with open tasks has been reminded" in client.get(at(report, "reminders/")).text


def test_a_robot_is_added_changed_and_silenced(client, report, clerk):
    assert client.post(at(report, "channels/add/"), ROBOT).status_code == 302
    robot = Robot.objects.get()

    client.post(at(report, f"channels/{robot.pk}/"), ROBOT | {"name": "二群", "seen": "1"})
    assert "二群" in client.get(at(report, "channels/")).text
    client.post(at(report, f"channels/{robot.pk}/end/"))

    assert "No robots yet" in client.get(at(report, "channels/")).text


def test_an_address_in_the_countys_own_network_is_refused_and_nothing_typed_is_lost(client, report, clerk):
    answer = client.post(at(report, "channels/add/"), ROBOT | {"address": "http://10.0.0.7/hook"})

    assert (answer.status_code, Robot.objects.count()) == (409, 0)
    assert "is not an allowed address" in answer.text
    assert "http://10.0.0.7/hook" in answer.text


def test_a_secret_is_never_shown_again(client, report, clerk):
    draft = RobotDraft("g", RobotKind.DINGTALK, "https://oapi.dingtalk.com/robot/send", "SECRET-WORD")
    robot = add_robot(report.campaign.pk, draft, may=YES, by=clerk, at=NOON)

    assert "SECRET-WORD" not in client.get(at(report, f"channels/{robot.pk}/")).text


def test_the_log_names_what_failed_and_has_it_sent_again(client, report, clerk):
    draft = RobotDraft("g", RobotKind.WECOM, ROBOT["address"])
    add_robot(report.campaign.pk, draft, may=YES, by=clerk, at=NOON)
    a_writer(report)
    remind(report.campaign, at=NOON)
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, tries=6)

    page = client.get(at(report, "log/?state=given_up")).text
    client.post(at(report, f"log/{Delivery.objects.get().pk}/again/"))

    assert "Resend" in page
    assert "Nothing has been sent" in client.get(at(report, "log/?state=sent")).text
    assert Delivery.objects.get().state == DeliveryState.QUEUED


def test_own_words_are_refused_with_a_reason_and_kept_when_they_work(client, report, clerk):
    refused = client.post(at(report, "wordings/copy/"), {"words": "no lines here"})
    kept = client.post(at(report, "wordings/copy/"), {"words": "请尽快：${lines}"})

    assert (refused.status_code, kept.status_code) == (409, 302)
    assert "readers would not see what is open" in refused.text
    assert "Own wording" in client.get(at(report, "channels/")).text
    assert client.get(at(report, "wordings/unknown/")).status_code == 404


@pytest.mark.parametrize("path", ["reminders/", "log/", "channels/", "channels/add/", "wordings/copy/"])
def test_only_the_office_keeps_channels(client, report, path):
    assert signed_in(client, a_writer(report)).get(at(report, path)).status_code == 403


def test_another_campaigns_robots_are_not_there(client, report, clerk):
    draft = RobotDraft("g", RobotKind.WECOM, ROBOT["address"])
    robot = add_robot(a_campaign().pk, draft, may=YES, by=clerk, at=NOON)

    assert client.get(at(report, f"channels/{robot.pk}/")).status_code == 404


def test_everybody_chooses_how_to_be_told(client, report):
    person = a_person(Role.OBSERVER, campaign=report.campaign)
    browser = signed_in(client, person)

    refused = browser.post("/me/notices/", {"email": "no address"})
    kept = browser.post("/me/notices/", {"email": "a@example.org", "by_email": "on"})
    person.refresh_from_db()

    assert (refused.status_code, kept.status_code, person.email) == (422, 302, "a@example.org")


def test_the_address_of_the_calendar_is_shown_once_works_and_is_taken_back(client, report):
    browser = signed_in(client, a_writer(report))
    browser.post("/me/feed/open/")
    shown, again = browser.get("/me/notices/").text, browser.get("/me/notices/").text
    path = shown[shown.index("/feeds/") : shown.index(".ics") + 4]

    answer = Client().get(path)
    calendar = icalendar.Calendar.from_ical(answer.content)
    titles = [str(event["summary"]) for event in calendar.walk("VEVENT")]

    assert "/feeds/" not in again
    assert answer["Content-Type"].startswith("text/calendar")
    assert any("半月报" in title for title in titles)
    browser.post("/me/feed/close/")
    assert Client().get(path).status_code == 404
    assert Feed.objects.count() == 1


def test_a_guessed_secret_is_nobodys_calendar():
    assert Client().get("/feeds/guess.ics").status_code == 404


def test_the_feed_holds_the_duties_ahead_of_the_own_role(client):
    campaign = a_campaign(with_rhythm=True)
    browser = signed_in(client, a_clerk(campaign))
    browser.post("/me/feed/open/")
    shown = browser.get("/me/notices/").text
    path = shown[shown.index("/feeds/") : shown.index(".ics") + 4]

    events = icalendar.Calendar.from_ical(Client().get(path).content).walk("VEVENT")

    assert any(event["dtstart"].dt == noon(9, 16).date() for event in events)


def test_the_feed_holds_the_meetings_to_which_somebody_is_invited_with_hour_and_place(client):
    campaign = a_campaign(with_rhythm=True)
    plan_meetings(campaign, at=NOON)
    browser = signed_in(client, a_clerk(campaign))
    browser.post("/me/feed/open/")
    shown = browser.get("/me/notices/").text
    path = shown[shown.index("/feeds/") : shown.index(".ics") + 4]

    events = icalendar.Calendar.from_ical(Client().get(path).content).walk("VEVENT")

    starts = [event["dtstart"].dt for event in events if "例会" in str(event["summary"])]
    assert noon(9, 11).replace(hour=9) in starts
