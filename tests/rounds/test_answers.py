"""What somebody asked comes back to that person, and lies on the desk until it has been read."""

from datetime import date

import pytest

from gongjian.accounts.actions import open_or_close_account
from gongjian.campaigns.rules import Role
from gongjian.meetings.actions import cancel_meeting, drop_agenda_item, propose_agenda_item
from gongjian.notices.actions import mark_read
from gongjian.notices.models import Notice
from gongjian.notices.rules import Pile
from gongjian.obstacles.actions import (
    ask_for_time,
    close,
    comment,
    decide_time,
    escalate,
    finish,
    hand_back,
    instruct,
    settle,
    withdraw,
)
from gongjian.obstacles.queries.proofs import PROVED
from gongjian.obstacles.rules import Happened, Level, Ruling
from gongjian.registers.rules import Manner, PermitMove
from gongjian.rounds.queries import on_desks
from gongjian.worklist.actions.changes import agree_to_change, refuse_change
from tests.meetings.world import a_friday
from tests.obstacles.world import a_member, a_reporter, an_obstacle, escalated, in_hand, solved
from tests.proved import unproved
from tests.registers.world import a_permit, a_register, moved
from tests.registers.world import a_reporter as an_applicant
from tests.world import NOON, a_campaign, a_change, a_clerk, a_person, a_unit, noon, whoever

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 21)


def answers(person, campaign, *, at=NOON):
    found = on_desks(campaign, at=at, person=person)
    return {str(one.title): str(one.detail) for one in found if one.pile == Pile.ANSWER}


def more_time(obstacle, by):
    return ask_for_time(obstacle, until=FIRST, reason="等批复", by=by, at=NOON, seen=obstacle.version)


def test_more_time_that_is_refused_comes_back_with_the_reason():
    obstacle = in_hand()
    campaign, member = obstacle.campaign, obstacle.handler
    asked = more_time(obstacle, member)
    assert answers(member, campaign) == {}

    decide_time(asked, granted=False, reason="上周已延过", by=a_clerk(campaign), at=NOON)

    [(title, detail)] = answers(member, campaign).items()
    assert title == "More time is refused"
    assert "上周已延过" in detail


def test_more_time_for_an_obstacle_that_was_escalated_ends_with_that_and_says_so():
    obstacle = in_hand()
    campaign, member = obstacle.campaign, obstacle.handler
    asked = more_time(obstacle, member)

    escalate(obstacle, Level.MEETING, reason="跨部门", by=a_clerk(campaign), at=NOON, seen=obstacle.version)

    asked.refresh_from_db()
    assert (asked.granted, asked.overtaken_by, asked.decided_by) == (False, Happened.ESCALATED, None)
    assert (
        "The request for more time is no longer open: the obstacle was escalated to a higher level"
        in answers(member, campaign)
    )


def test_an_answer_lies_there_until_it_has_been_read():
    obstacle = in_hand()
    campaign, member = obstacle.campaign, obstacle.handler
    decide_time(more_time(obstacle, member), granted=True, by=a_clerk(campaign), at=NOON)
    assert "More time is granted until 21 Sep 2026" in answers(member, campaign)

    mark_read(Notice.objects.of(member, campaign.pk).answers(), by=member, at=NOON)

    assert answers(member, campaign) == {}


def test_a_leading_official_who_wanted_a_report_is_told_the_result():
    obstacle = escalated()
    leader = obstacle.project.leading_official
    obstacle = settle(obstacle, ruling=Ruling.ON_SITE, by=leader, at=NOON, seen=obstacle.version)

    finish(obstacle.instructions.get(), words="已现场定案", by=a_member(obstacle), at=NOON)

    [(title, detail)] = answers(leader, obstacle.campaign).items()
    assert title == "Your instruction has been carried out"
    assert "已现场定案" in detail


def test_an_instruction_that_is_still_open_ends_with_the_obstacle_and_comes_back():
    obstacle = in_hand()
    clerk = a_clerk(obstacle.campaign)
    obstacle = instruct(obstacle, "入户", due_on=FIRST, by=clerk, at=NOON, seen=obstacle.version)
    obstacle = solved(obstacle)

    close(obstacle, by=a_reporter(obstacle), at=NOON, seen=obstacle.version)

    given = obstacle.instructions.get()
    assert (given.done_at, given.done_words) == (NOON, obstacle.solution)
    assert "The obstacle is closed, and your instruction with it" in answers(clerk, obstacle.campaign)
    assert unproved(PROVED) == []


def test_whoever_had_it_escalated_hears_what_was_settled():
    obstacle = in_hand()
    campaign, clerk = obstacle.campaign, a_clerk(obstacle.campaign)
    obstacle = escalate(obstacle, Level.MEETING, reason="跨部门", by=clerk, at=NOON, seen=obstacle.version)

    settle(obstacle, ruling=Ruling.AS_ASKED, by=a_clerk(campaign), at=NOON, seen=obstacle.version)

    assert "The obstacle you escalated has been settled" in answers(clerk, campaign)
    assert "The obstacle you raised has been settled" in answers(obstacle.raised_by, campaign)


@pytest.mark.parametrize("how", ["closed", "withdrawn", "returned"])
def test_whoever_raised_an_obstacle_hears_how_it_ended(how):
    obstacle = solved() if how == "closed" else an_obstacle()
    campaign = obstacle.campaign
    raiser, clerk, seen = obstacle.raised_by, a_clerk(campaign), {"at": NOON, "seen": obstacle.version}
    if how == "closed":
        close(obstacle, by=clerk, **seen)
    elif how == "withdrawn":
        withdraw(obstacle, reason="重复", by=clerk, **seen)
    else:
        hand_back(obstacle, reason="缺户数", by=a_member(obstacle), **seen)

    assert len(answers(raiser, campaign)) == 1


def test_the_word_of_who_was_asked_comes_back_to_who_raised_it():
    campaign = a_campaign()
    unit = a_unit(campaign, "县水利局")
    obstacle = an_obstacle(campaign, asked_of=unit.organisation)

    comment(obstacle, "本周办结", by=a_person(Role.REPORTER, at=unit), at=NOON)

    assert "县水利局 has answered" in answers(obstacle.raised_by, campaign)


def test_a_change_request_comes_back_with_what_was_decided():
    unit = a_unit(a_campaign())
    change = a_change(unit)
    change = agree_to_change(change, by=a_person(Role.HEAD, at=unit), at=NOON, seen=change.version)
    assert answers(change.asked_by, unit.campaign) == {}

    refuse_change(change, reason="佐证不足", by=a_clerk(unit.campaign), at=NOON, seen=change.version)

    [(title, detail)] = answers(change.asked_by, unit.campaign).items()
    assert title == "The change is refused"
    assert "佐证不足" in detail


def test_a_permit_comes_back_to_whoever_applied():
    campaign = a_campaign()
    permit = a_permit(a_register(campaign, Manner.PERMITS), at=noon(9, 1))
    applicant = an_applicant(permit.project)
    permit = moved(permit, (PermitMove.APPLY, date(2026, 9, 1)), by=applicant)

    moved(permit, (PermitMove.ACCEPT, date(2026, 9, 2)), (PermitMove.GRANT, date(2026, 9, 3)))

    assert list(answers(applicant, campaign)) == ["The permit you applied for is granted"]


def an_agenda_item(meeting):
    unit = a_unit(meeting.campaign)
    head = a_person(Role.HEAD, at=unit)
    return propose_agenda_item(
        meeting, title="用地指标", words="请协调", unit=unit.organisation, by=head, at=noon(9, 8)
    )


def test_an_agenda_item_comes_back_to_whoever_proposed_it():
    meeting = a_friday()
    agenda_item = an_agenda_item(meeting)

    drop_agenda_item(
        agenda_item, reason="另行研究", by=a_clerk(meeting.campaign), at=NOON, seen=agenda_item.version
    )

    assert answers(agenda_item.proposed_by, meeting.campaign) == {
        "Your matter: dropped": "“用地指标” · 另行研究"
    }


def test_an_agenda_item_of_a_meeting_that_does_not_take_place_waits_for_the_next_one():
    meeting = a_friday()
    agenda_item = an_agenda_item(meeting)

    cancel_meeting(meeting, reason="防汛", by=a_clerk(meeting.campaign), at=NOON, seen=meeting.version)

    agenda_item.refresh_from_db()
    assert (agenda_item.state, agenda_item.because) == ("postponed", "防汛")
    assert "Your matter: postponed to the next meeting" in answers(agenda_item.proposed_by, meeting.campaign)


def test_an_answer_for_somebody_who_has_gone_comes_to_who_sits_there_now():
    obstacle = in_hand()
    campaign, handler = obstacle.campaign, obstacle.handler
    asked, heir = more_time(obstacle, handler), a_member(obstacle)
    open_or_close_account(handler, is_active=False, by=a_clerk(campaign), at=NOON, may=whoever)

    decide_time(asked, granted=True, by=a_clerk(campaign), at=NOON)

    assert "More time is granted until 21 Sep 2026" in answers(heir, campaign)


def test_nobody_is_told_what_they_did_themselves():
    obstacle = an_obstacle()
    withdraw(obstacle, reason="已解决", by=obstacle.raised_by, at=NOON, seen=obstacle.version)

    assert answers(obstacle.raised_by, obstacle.campaign) == {}
