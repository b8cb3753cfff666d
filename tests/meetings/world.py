"""Meetings as tests need them."""

from datetime import date, timedelta

from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.meetings import actions
from gongjian.meetings.actions import Arrangement, DecisionDraft
from gongjian.meetings.models import Meeting
from gongjian.meetings.rules import Attending, MeetingKind, MeetingState
from tests.world import a_campaign, a_clerk, a_duty, a_person, a_unit, noon

FRIDAY = date(2026, 9, 11)  # the day after the clock of the small world
AT = noon(9, 8)  # three working days before it


def a_friday(campaign=None, *, on=FRIDAY, at=AT) -> Meeting:
    """The planned Friday meeting of that day."""
    campaign = campaign or a_campaign()
    a_duty(campaign, on, kind=ObligationKind.MEETING)
    actions.plan_meetings(campaign, at=at)
    return Meeting.objects.get(campaign=campaign, kind=MeetingKind.FRIDAY, held_on=on)


def a_special(campaign=None, *, kind=MeetingKind.SPECIAL, on=FRIDAY, at=AT, title="Land of the science park") -> Meeting:  # fmt: skip
    campaign = campaign or a_campaign()
    arrangement = Arrangement(title=title, place="Room 2", chair="沈明远", recorder="陆思齐")
    return actions.make_meeting(campaign, kind, on, arrangement, by=a_clerk(campaign), at=at)


def a_called_meeting(campaign=None, *, units=2, agenda_items=1, meeting=None, at=AT) -> Meeting:
    """A meeting with matters, whose papers have gone out to some units."""
    meeting = meeting or a_special(campaign)
    clerk = a_clerk(meeting.campaign)
    invited = [a_unit(meeting.campaign).organisation for _ in range(units)]
    actions.invite(meeting, invited, attending=Attending.ATTENDS, by=clerk, at=at)
    for place in range(agenda_items):
        actions.add_agenda_item(meeting, title=f"Matter {place + 1}", words="", unit=None, by=clerk, at=at)
    return actions.call_meeting(meeting, by=clerk, at=at, seen=Meeting.objects.get(pk=meeting.pk).version)


def a_running_meeting(campaign=None, **more) -> Meeting:
    meeting = a_called_meeting(campaign, **more)
    return actions.begin_meeting(meeting, by=a_clerk(meeting.campaign), at=noon(9, 11), seen=meeting.version)


def a_decision(meeting, *, unit=None, due_on=date(2026, 9, 18), words="两周内完成征地签约", **more):
    """Something that is decided on the first matter of a running meeting."""
    unit = unit or meeting.invitations.first().organisation
    draft = DecisionDraft(words=words, unit=unit, due_on=due_on, **more)
    return actions.note_decision(
        meeting.agenda_items.first(), draft, by=a_clerk(meeting.campaign), at=noon(9, 11)
    )


def written(meeting) -> Meeting:
    """Everybody came, and something is said of every matter."""
    clerk = a_clerk(meeting.campaign)
    actions.mark_all_present(meeting, by=clerk, at=noon(9, 11))
    for agenda_item in meeting.agenda_items.listed():
        actions.save_conclusion(
            agenda_item, "会议听取了汇报。", by=clerk, at=noon(9, 11), seen=agenda_item.version
        )
    return Meeting.objects.get(pk=meeting.pk)


def closed(meeting=None, *, by=None) -> Meeting:
    meeting = written(meeting or a_running_meeting())
    by = by or a_clerk(meeting.campaign)
    return actions.close_meeting(meeting, by=by, at=noon(9, 11) + timedelta(hours=2), seen=meeting.version)


def a_director(campaign):
    return a_person(Role.DIRECTOR, campaign=campaign)


def issued(meeting=None) -> Meeting:
    """The minutes on their whole way out."""
    meeting = meeting if meeting and meeting.state == MeetingState.CLOSED else closed(meeting)
    at = noon(9, 11) + timedelta(hours=4)
    meeting = actions.approve_minutes(meeting, by=a_director(meeting.campaign), at=at, seen=meeting.version)
    return actions.issue_minutes(meeting, by=a_clerk(meeting.campaign), at=at, seen=meeting.version).meeting


def an_open_decision(campaign=None, **more):
    meeting = a_running_meeting(campaign)
    decision = a_decision(meeting, **more)
    closed(meeting)
    decision.refresh_from_db()
    return decision
