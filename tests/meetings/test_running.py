"""The minutes while the meeting runs, and what becomes of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Incomplete, NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.meetings import actions
from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.permissions import may
from gongjian.meetings.rules import FollowUpState, MeetingMove, MeetingState, PaperKind, Presence
from gongjian.notices.models import Notice
from tests.meetings.world import (
    a_called_meeting,
    a_decision,
    a_director,
    a_running_meeting,
    closed,
    issued,
    written,
)
from tests.world import a_campaign, a_clerk, a_person, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AFTER = noon(9, 11) + timedelta(hours=3)


def test_a_meeting_does_not_begin_before_its_day():
    meeting = a_called_meeting()

    with pytest.raises(Refused, match="Move it first"):
        actions.begin_meeting(meeting, by=a_clerk(meeting.campaign), at=noon(9, 10), seen=meeting.version)


def test_attendance_is_kept_line_by_line_and_nobody_overwrites_the_other():
    meeting = a_running_meeting()
    clerk, line = a_clerk(meeting.campaign), meeting.invitations.first()
    sent = actions.Attended(Presence.SUBSTITUTE, "李四", "", line.version)

    actions.save_attendance(meeting, {line.pk: sent}, by=clerk, at=AFTER)

    line.refresh_from_db()
    assert (line.presence, line.name) == (Presence.SUBSTITUTE, "李四")
    with pytest.raises(Outdated):
        actions.save_attendance(meeting, {line.pk: sent}, by=clerk, at=AFTER)


def test_the_minutes_close_only_when_everything_is_said():
    meeting = a_running_meeting(units=1)

    with pytest.raises(Incomplete) as lacking:
        actions.close_meeting(meeting, by=a_clerk(meeting.campaign), at=AFTER, seen=meeting.version)

    assert {name.split("-")[0] for name in lacking.value.problems} == {"presence", "conclusion"}


def test_an_absence_needs_its_reason():
    meeting = a_running_meeting(units=1)
    clerk, line = a_clerk(meeting.campaign), meeting.invitations.get()
    absent = actions.Attended(Presence.ABSENT, "", "", line.version)
    actions.save_attendance(meeting, {line.pk: absent}, by=clerk, at=AFTER)
    meeting = written(meeting)

    with pytest.raises(Incomplete) as lacking:
        actions.close_meeting(meeting, by=clerk, at=AFTER, seen=meeting.version)

    assert list(lacking.value.problems) == [f"reason-{line.pk}"]


def test_what_was_decided_is_numbered_and_followed_up_from_the_close():
    meeting = a_running_meeting()
    first, second = a_decision(meeting), a_decision(meeting, words="按周调度")
    assert (first.state, first.number) == (FollowUpState.NOTED, None)

    closed(meeting)

    assert list(Decision.objects.values_list("number", "state")) == [(1, "open"), (2, "open")]
    assert second.words in str(
        Entry.objects.filter(verb__text__startswith="recorded a decision").last().facts
    )


def test_closed_minutes_are_locked_until_the_director_opens_them_with_a_reason():
    meeting = closed()
    clerk, director = a_clerk(meeting.campaign), a_director(meeting.campaign)
    agenda_item = meeting.agenda_items.first()

    with pytest.raises(Refused, match="The director can reopen"):
        actions.save_conclusion(agenda_item, "otherwise", by=clerk, at=AFTER, seen=agenda_item.version)
    with pytest.raises(NotAllowed):
        actions.reopen_minutes(meeting, reason="错字", by=clerk, at=AFTER, seen=meeting.version)
    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        actions.reopen_minutes(meeting, reason=" ", by=director, at=AFTER, seen=meeting.version)

    meeting = actions.reopen_minutes(meeting, reason="错字", by=director, at=AFTER, seen=meeting.version)
    assert meeting.state == MeetingState.RUNNING
    assert actions.save_conclusion(
        agenda_item, "otherwise", by=clerk, at=AFTER, seen=agenda_item.version
    ).conclusion


def test_a_second_person_approves():
    campaign = a_campaign()
    director = a_director(campaign)
    meeting = closed(a_running_meeting(campaign), by=director)

    with pytest.raises(NotAllowed, match="second person"):
        actions.approve_minutes(meeting, by=director, at=AFTER, seen=meeting.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(
            state=MeetingState.APPROVED, approved_at=AFTER, approved_by=director
        )


def test_issued_minutes_are_numbered_frozen_and_told_to_those_invited():
    campaign = a_campaign()
    meeting = a_running_meeting(campaign, units=1)
    head = a_person(Role.HEAD, at=meeting.invitations.get().organisation, campaign=campaign)
    stranger = a_person(Role.HEAD, campaign=campaign)

    paper = issued(meeting).papers.get(kind=PaperKind.MINUTES)

    assert (paper.number, paper.content["document_number"]) == (1, "示攻坚办纪要〔2026〕1号")
    assert Notice.objects.filter(person=head, key__contains="minutes:1").exists()
    assert not Notice.objects.filter(person=stranger).exists()


def test_minutes_issued_again_get_a_new_number_and_name_the_old_one():
    meeting = issued()
    director, clerk = a_director(meeting.campaign), a_clerk(meeting.campaign)
    first = meeting.papers.get(kind=PaperKind.MINUTES)
    meeting = actions.reopen_minutes(
        meeting, reason="责任单位有误", by=director, at=AFTER, seen=meeting.version
    )
    meeting = actions.close_meeting(meeting, by=clerk, at=AFTER + timedelta(hours=1), seen=meeting.version)

    issued(meeting)

    editions = list(meeting.papers.filter(kind=PaperKind.MINUTES))
    assert [(one.edition, one.number) for one in editions] == [(1, 1), (2, 2)]
    assert first.content == editions[0].content
    assert "〔2026〕1号" in str(editions[1].content["blocks"])


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_same_bytes_are_handed_out_for_ever(kind):
    paper = issued().papers.get(kind=PaperKind.MINUTES)

    kept = actions.keep_paper(paper, kind, at=AFTER)

    assert actions.keep_paper(paper, kind, at=AFTER + timedelta(days=1)).sha256 == kept.sha256


def test_a_decision_cannot_be_due_before_the_meeting():
    meeting = a_running_meeting()

    with pytest.raises(Incomplete) as refusal:
        a_decision(meeting, due_on=date(2026, 9, 10))

    assert list(refusal.value.problems) == ["due_on"]


def test_a_director_who_wrote_minutes_leaves_their_approval_to_another_where_there_is_one():
    campaign = a_campaign()
    director, meeting = a_director(campaign), a_running_meeting(campaign)
    agenda_item = meeting.agenda_items.first()
    actions.save_conclusion(agenda_item, "同意。", by=director, at=noon(9, 11), seen=agenda_item.version)
    meeting = closed(meeting)

    alone = may(MeetingMove.APPROVE, meeting, by=director)
    other = a_director(campaign)

    assert bool(alone)
    assert str(other) in str(may(MeetingMove.APPROVE, meeting, by=director).reason)
    assert may(MeetingMove.APPROVE, meeting, by=other)


def test_minutes_issued_in_january_bear_the_year_of_issue_and_its_own_count():
    meeting = closed()
    at = noon(1, 4, 2027)
    meeting = actions.approve_minutes(meeting, by=a_director(meeting.campaign), at=at, seen=meeting.version)

    paper = actions.issue_minutes(meeting, by=a_clerk(meeting.campaign), at=at, seen=meeting.version)

    assert paper.content["document_number"].endswith("〔2027〕1号")
