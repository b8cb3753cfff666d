"""What a meeting says reaches a unit when the minutes do, through whichever door it asks."""

import pytest
from django.test import Client
from django.urls import reverse

from gongjian import vault
from gongjian.campaigns.rules import Role
from gongjian.meetings import actions
from gongjian.meetings.models import AgendaItem, Attachment, Meeting
from gongjian.meetings.rules import MeetingKind
from tests.meetings.world import (
    AT,
    a_called_meeting,
    a_decision,
    a_director,
    a_running_meeting,
    a_special,
    closed,
    issued,
)
from tests.world import a_campaign, a_clerk, a_period, a_person, a_unit, noon, signed_in

pytestmark = pytest.mark.django_db
THEIRS, OTHERS = "两周内完成征地签约", "别的单位半月内交地"


@pytest.fixture
def campaign():
    return a_campaign(stands_at=noon(9, 11))


def url(meeting, name="meeting", *args):
    return reverse(f"meetings:{name}", args=[meeting.campaign.slug, meeting.pk, *args])


def as_(role, campaign, *, at=None):
    return signed_in(Client(), a_person(role, at=at, campaign=campaign))


def a_meeting_with_decisions(campaign):
    """Two units are invited; each has to do something. The first one's head comes back with it."""
    meeting = a_running_meeting(campaign)
    first, second = (one.organisation for one in meeting.invitations.all())
    a_decision(meeting, unit=first, words=THEIRS)
    a_decision(meeting, unit=second, words=OTHERS)
    return meeting, as_(Role.HEAD, campaign, at=first)


def doors(meeting):
    return url(meeting), url(meeting, "present_agenda_item", 1), slides(meeting)


def slides(meeting):
    return url(meeting, "present") + "?all"


def test_conclusions_and_decisions_of_others_are_behind_no_door_before_the_minutes_are_issued(campaign):
    meeting, head = a_meeting_with_decisions(campaign)
    director = a_director(campaign)

    def read():
        return "".join(head.get(door).text for door in doors(meeting))

    assert THEIRS not in read()
    meeting = closed(meeting)
    for _step in range(2):
        text = read()
        assert OTHERS not in text
        assert "会议听取了汇报。" not in text
        assert THEIRS in text  # what a unit has to do it is told at once
        if meeting.state == "closed":
            meeting = actions.approve_minutes(meeting, by=director, at=noon(9, 12), seen=meeting.version)

    actions.issue_minutes(meeting, by=a_clerk(campaign), at=noon(9, 12), seen=meeting.version)
    assert OTHERS in read()
    assert "会议听取了汇报。" in read()


@pytest.mark.parametrize(("role", "closes"), [(Role.SUPERVISOR, False), (Role.LEADER, True)])
def test_whoever_reads_drafts_reads_them_behind_every_door(campaign, role, closes):
    meeting, _head = a_meeting_with_decisions(campaign)
    reader = as_(role, campaign)

    assert (OTHERS in reader.get(slides(meeting)).text) is not closes
    closed(meeting)
    for door in (url(meeting), slides(meeting), url(meeting, "minutes")):
        assert OTHERS in reader.get(door).text


def test_what_others_proposed_and_what_was_not_taken_is_for_the_office_and_for_its_unit(campaign):
    meeting = a_special(campaign)
    mine, other = a_unit(campaign).organisation, a_unit(campaign).organisation
    clerk = a_clerk(campaign)
    for title, unit, state, because in (
        ("我方的议题", mine, "dropped", "已有专题会"),
        ("别人的议题", other, "proposed", ""),
        ("撤下的议题", None, "dropped", "不宜公开"),
    ):
        kind = "unit" if unit else "free"
        AgendaItem.objects.create(
            campaign=campaign,
            meeting=meeting,
            kind=kind,
            unit=unit,
            title=title,
            state=state,
            because=because,
        )
    meeting = a_called_meeting(meeting=meeting, units=1)
    for unit in (mine, other):
        meeting.invitations.get_or_create(campaign=campaign, organisation=unit)

    text = as_(Role.HEAD, campaign, at=mine).get(url(meeting)).text
    everything = signed_in(Client(), clerk).get(url(meeting)).text

    assert "我方的议题" in text
    assert "别人的议题" not in text
    assert "撤下的议题" not in text
    assert "不宜公开" not in text
    assert all(one in everything for one in ("我方的议题", "别人的议题", "撤下的议题"))


def test_a_removed_paper_is_served_to_nobody(campaign, settings):
    meeting, clerk = a_special(campaign), a_clerk(campaign)
    office = signed_in(Client(), clerk)
    paper = Attachment.objects.create(
        campaign=campaign, meeting=meeting, title="底稿", media_type="text/plain",
        sha256=vault.keep(settings.VAULT_DIR, "底稿".encode()), added_at=AT, added_by=clerk,
    )  # fmt: skip

    assert office.get(url(meeting, "attachment", paper.pk)).status_code == 200
    actions.detach_paper(paper, by=clerk, at=AT)
    assert office.get(url(meeting, "attachment", paper.pk)).status_code == 404


def test_whom_a_roster_let_off_and_why_is_not_told_to_the_others(campaign):
    review = a_special(campaign, kind=MeetingKind.REVIEW, title="点评会")
    spoken, excused = (a_unit(campaign).organisation for _ in range(2))
    clerk, period = a_clerk(campaign), a_period(campaign)
    for place, (unit, state, because) in enumerate(
        ((spoken, "confirmed", ""), (excused, "waived", "领导出差在外"))
    ):
        decided = {"decided_at": AT, "decided_by": clerk}
        review.roster.create(
            campaign=campaign, unit=unit, role="accounts", series="townships", place=place + 1,
            period=period, reason="", state=state, because=because, **decided,
        )  # fmt: skip
    review = a_called_meeting(meeting=review, units=1)
    review.invitations.get_or_create(campaign=campaign, organisation=spoken)
    head = as_(Role.HEAD, campaign, at=spoken)

    text = head.get(url(review, "roster")).text + head.get(url(review)).text

    assert spoken.name in text
    assert "领导出差在外" not in text


def test_what_was_promised_at_a_review_is_told_to_others_when_its_minutes_are(campaign):
    review = a_special(campaign, kind=MeetingKind.REVIEW, title="八月点评会")
    review = a_running_meeting(meeting=review)
    first, second = (one.organisation for one in review.invitations.all()[:2])
    a_decision(review, unit=second, words=OTHERS, kind="commitment")
    review = closed(review)
    later = a_special(campaign, kind=MeetingKind.REVIEW, title="九月点评会", on=noon(10, 9).date())
    later.invitations.create(campaign=campaign, organisation=first)
    Meeting.objects.filter(pk=later.pk).update(state="called", called_at=AT, called_by=a_clerk(campaign))
    head = as_(Role.HEAD, campaign, at=first)

    assert OTHERS not in head.get(url(later, "roster")).text
    issued(review)
    assert OTHERS in head.get(url(later, "roster")).text
