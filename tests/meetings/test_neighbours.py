"""What meetings have to do with obstacles and with the register of approvals."""

from datetime import date

import pytest

from gongjian.campaigns.queries import role_holders
from gongjian.meetings import actions
from gongjian.meetings.models import Meeting
from gongjian.meetings.queries import facts_for_agenda, on_desk
from gongjian.meetings.rules import AgendaItemKind, CheckKind, FollowUpState, MeetingKind
from gongjian.obstacles.rules import Level
from gongjian.registers.rules import Manner, PermitMove
from tests.meetings.world import AT, FRIDAY, a_decision, a_friday, a_special, closed
from tests.obstacles.world import a_member, escalated
from tests.registers.world import a_permit, a_register, moved
from tests.world import NOON, a_campaign, a_clerk, a_project, a_unit, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def obstacle(campaign):
    return escalated(Level.MEETING, campaign=campaign)


def running(campaign):
    meeting = a_friday(campaign, on=FRIDAY, at=NOON)
    clerk = a_clerk(campaign)
    actions.prepare(meeting, by=clerk, at=NOON)
    meeting.refresh_from_db()
    meeting = actions.call_meeting(meeting, by=clerk, at=NOON, seen=meeting.version)
    return actions.begin_meeting(meeting, by=clerk, at=noon(9, 11), seen=meeting.version)


def test_an_obstacle_that_only_the_meeting_can_settle_comes_on_the_agenda(campaign, obstacle):
    meeting = running(campaign)

    agenda_item = meeting.agenda_items.get()
    assert (agenda_item.kind, agenda_item.obstacle) == (AgendaItemKind.OBSTACLE, obstacle)
    told = facts_for_agenda(meeting, [agenda_item], at=NOON)[agenda_item.pk].told
    assert any("三户未签约" in str(sentence) for sentence in told)
    assert meeting.invitations.filter(organisation=obstacle.unit).exists()


def test_a_decision_on_an_obstacle_is_followed_up_there_and_not_twice(campaign, obstacle):
    meeting = running(campaign)
    group = obstacle.group
    decision = a_decision(meeting, unit=group, due_on=date(2026, 9, 18), instructs=True)

    closed(meeting)

    decision.refresh_from_db()
    obstacle.refresh_from_db()
    assert (decision.state, decision.number) == (FollowUpState.HANDED, 1)
    assert (obstacle.instructions.get().words, obstacle.level) == (decision.words, Level.GROUP)
    member = a_member(obstacle)
    mine = on_desk(campaign, at=noon(9, 14), holders=role_holders(campaign, member))
    assert [one for one in mine if "decision" in one.key] == []


def test_a_decision_that_does_not_instruct_is_followed_up_by_the_meeting(campaign, obstacle):
    meeting = running(campaign)
    decision = a_decision(meeting, unit=obstacle.group, due_on=date(2026, 9, 18))

    closed(meeting)

    decision.refresh_from_db()
    assert decision.state == FollowUpState.OPEN
    assert not obstacle.instructions.exists()


def test_an_obstacle_that_was_postponed_stands_on_the_next_agenda_once(campaign, obstacle):
    meeting, clerk = a_friday(campaign, on=FRIDAY, at=AT), a_clerk(campaign)
    actions.prepare(meeting, by=clerk, at=AT)
    agenda_item = meeting.agenda_items.get()
    actions.postpone_agenda_item(agenda_item, reason="牵头组缺席", by=clerk, at=AT, seen=agenda_item.version)

    later = a_friday(campaign, on=date(2026, 9, 18), at=noon(9, 15))
    actions.prepare(later, by=clerk, at=noon(9, 15))

    assert [(one.obstacle, one.carried_from) for one in later.agenda_items.all()] == [(obstacle, agenda_item)]


def ceremony_with(campaign, *, granted):
    """A project whose one permit the register of approvals knows."""
    project = a_project(campaign, unit=a_unit(campaign))
    permit = a_permit(a_register(campaign, Manner.PERMITS), project, at=noon(9, 1))
    moves = [(PermitMove.APPLY, date(2026, 9, 1)), (PermitMove.ACCEPT, date(2026, 9, 2))]
    moved(permit, *moves, *([(PermitMove.GRANT, date(2026, 9, 7))] if granted else []))
    meeting = a_special(campaign, kind=MeetingKind.GROUNDBREAKING, title="第一批集中开工")
    return actions.enter_project(meeting, project, by=a_clerk(campaign), at=AT)


@pytest.mark.parametrize("granted", [True, False])
def test_the_register_says_whether_the_permits_are_there_not_the_unit(campaign, granted):
    entry = ceremony_with(campaign, granted=granted)

    actions.state_checks(entry, {CheckKind.PERMITS: (not granted, "听说")}, by=a_clerk(campaign), at=AT)

    check = entry.checks.get(kind=CheckKind.PERMITS)
    assert (check.is_met, check.stated_by) == (granted, None)
    assert Meeting.objects.filter(pk=entry.meeting_id).exists()
