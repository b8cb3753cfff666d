"""What was decided is followed up until it is done, and lies on exactly the right desks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.queries import role_holders
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.meetings import actions
from gongjian.meetings.actions import Proof
from gongjian.meetings.models import Answer, Decision
from gongjian.meetings.queries import on_desk, open_decisions
from gongjian.meetings.rules import FollowUpState
from gongjian.notices.rules import Pile
from tests.meetings.world import (
    AT,
    a_called_meeting,
    a_friday,
    a_running_meeting,
    a_special,
    an_open_decision,
    closed,
    issued,
)
from tests.world import a_campaign, a_clerk, a_person, a_scan, a_unit, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = noon(9, 16)


@pytest.fixture
def decision():
    return an_open_decision()


@pytest.fixture
def reporter(decision):
    return a_person(Role.REPORTER, at=decision.unit, campaign=decision.campaign)


def reported(decision, reporter, **more):
    proof = Proof(words="已完成", **(more or {"reference": "县政府专题会议纪要"}))
    actions.report_done(decision, proof, by=reporter, at=LATER, seen=decision.version)
    decision.refresh_from_db()
    return decision


def test_a_unit_reports_with_a_written_reference_and_the_office_confirms(decision, reporter):
    decision = reported(decision, reporter)

    decision = actions.confirm_done(decision, by=a_clerk(decision.campaign), at=LATER, seen=decision.version)

    assert (decision.state, decision.done_at) == (FollowUpState.DONE, LATER)
    assert not open_decisions(decision.campaign).exists()


def test_a_file_shows_it_as_well(decision, reporter):
    assert reported(decision, reporter, file=a_scan()).answers.get().file_name == "scan.jpg"


def test_nothing_is_done_without_evidence(decision, reporter):
    with pytest.raises(Refused, match="Add evidence"):
        reported(decision, reporter, reference=" ")


def test_what_was_sent_back_is_open_again_and_says_why(decision, reporter):
    decision, clerk = reported(decision, reporter), a_clerk(decision.campaign)

    decision = actions.send_answer_back(
        decision, reason="缺现场核查记录", by=clerk, at=LATER, seen=decision.version
    )

    assert (decision.state, decision.because) == (FollowUpState.OPEN, "缺现场核查记录")
    assert [one.pile for one in desk(decision.campaign, reporter)] == [Pile.SENT_BACK]


def test_a_second_person_confirms():
    campaign = a_campaign()
    decision, clerk = an_open_decision(campaign), a_clerk(campaign)
    decision = reported(decision, clerk)

    with pytest.raises(NotAllowed, match="second person"):
        actions.confirm_done(decision, by=clerk, at=LATER, seen=decision.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(decision=decision).update(judged_by=clerk, judged_at=LATER, accepted=True)


def test_another_unit_does_not_report(decision):
    stranger = a_person(Role.REPORTER, at=a_unit(decision.campaign).organisation, campaign=decision.campaign)

    with pytest.raises(NotAllowed):
        reported(decision, stranger)


def test_another_date_needs_a_reason_and_the_first_one_stays(decision):
    clerk = a_clerk(decision.campaign)

    decision = actions.extend_decision(
        decision, due_on=date(2026, 9, 25), reason="汛期", by=clerk, at=LATER, seen=decision.version
    )

    assert (decision.due_on, decision.first_due_on) == (date(2026, 9, 25), date(2026, 9, 18))


def test_a_revoked_decision_is_followed_up_no_more(decision, reporter):
    clerk = a_clerk(decision.campaign)
    actions.revoke_decision(decision, reason="已并入专项", by=clerk, at=LATER, seen=decision.version)

    assert desk(decision.campaign, reporter) == []


def desk(campaign, person=None, *, at=LATER):
    return list(on_desk(campaign, at=at, holders=role_holders(campaign, person)))


def test_a_decision_lies_on_the_desk_of_its_unit_only_until_it_is_reported(decision, reporter):
    things = desk(decision.campaign, reporter)

    assert [(one.pile, one.due_on, one.people) for one in things] == [
        (Pile.OWED, decision.due_on, frozenset({reporter.pk}))
    ]
    reported(decision, reporter)
    assert desk(decision.campaign, reporter) == []
    clerk = a_clerk(decision.campaign)
    assert f"meetings.decision:{decision.pk}:confirm" in [one.key for one in desk(decision.campaign, clerk)]


def test_what_is_noted_in_a_running_meeting_lies_on_no_desk_yet():
    meeting = a_running_meeting()
    reporter = a_person(Role.REPORTER, at=meeting.invitations.first().organisation, campaign=meeting.campaign)

    assert desk(meeting.campaign, reporter) == []


def test_papers_are_owed_two_working_days_before_and_no_longer_once_they_are_out():
    meeting = a_special()
    clerk = a_clerk(meeting.campaign)
    actions.prepare(meeting, by=clerk, at=AT)

    assert [one.due_on for one in desk(meeting.campaign, clerk, at=AT)] == [date(2026, 9, 9)]
    a_called_meeting(meeting=meeting)
    assert desk(meeting.campaign, clerk, at=AT) == []


def test_minutes_wait_for_the_director_and_then_for_the_office():
    campaign = a_campaign()
    director = a_person(Role.DIRECTOR, campaign=campaign)
    meeting = closed(a_running_meeting(campaign))

    assert [one.title.msgid for one in desk(campaign, director)] == ["Approve the minutes of the %(kind)s"]
    assert desk(campaign, a_clerk(campaign)) == []
    issued(meeting)
    assert desk(campaign, director) == []


def test_an_agenda_item_of_a_unit_waits_for_the_office():
    meeting = a_friday()
    unit = a_unit(meeting.campaign).organisation
    head = a_person(Role.HEAD, at=unit, campaign=meeting.campaign)
    actions.propose_agenda_item(meeting, title="杆线", words="请明确", unit=unit, by=head, at=AT)

    things = desk(meeting.campaign, a_clerk(meeting.campaign), at=AT)

    assert [one.pile for one in things] == [Pile.DECISION]


def test_the_desk_of_one_person_costs_few_questions(decision, reporter, django_assert_max_num_queries):
    holders = role_holders(decision.campaign, reporter)

    with django_assert_max_num_queries(5):
        list(on_desk(decision.campaign, at=LATER, holders=holders))


def test_numbers_of_decisions_run_through_all_meetings():
    campaign = a_campaign()

    an_open_decision(campaign)
    an_open_decision(campaign, words="再办一件")

    assert list(Decision.objects.values_list("number", flat=True)) == [1, 2]
