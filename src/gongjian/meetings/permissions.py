"""Who calls, runs and issues, and who answers for what was decided."""

from collections.abc import Callable

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within, others_holding, roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.meetings.models import AgendaItem, CeremonyProject, Decision, Meeting
from gongjian.meetings.queries.asked import writers_of
from gongjian.meetings.rules import (
    AGENDA_ITEM_MOVES,
    FOLLOW_UP_MOVES,
    LOCKED,
    MEETING_MOVES,
    AgendaItemMove,
    FollowUpMove,
    MeetingMove,
    MeetingState,
    sees_every_meeting,
)

OWNERS = (Role.REPORTER, Role.HEAD, Role.MEMBER)  # who answers for a unit or for a group


def may_read_every_meeting(person: User, campaign: Campaign) -> Verdict:
    if sees_every_meeting(roles_of(person, campaign)):
        return YES
    return not_you("Only the Campaign Office, the supervisors and the leading officials see every meeting.")


def may_run_meetings(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may do this.")


def office(person: User, meeting: Meeting) -> Verdict:
    return may_run_meetings(person, meeting.campaign)


def director(person: User, meeting: Meeting) -> Verdict:
    if roles_of(person, meeting.campaign_id).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may do this.")


def second_person(person: User, meeting: Meeting) -> Verdict:
    """Whoever closed the minutes or wrote any of them does not approve them.

    Where nobody else is director, a writer may; the minutes then say so.
    """
    if person.pk == meeting.closed_by_id:
        return not_you("A second person approves: not the one who closed the minutes.")
    verdict = director(person, meeting)
    if not verdict or person.pk not in (writers := writers_of([meeting.pk])[meeting.pk]):
        return verdict
    others = others_holding(meeting.campaign, Role.DIRECTOR, besides={*writers, meeting.closed_by_id})
    if others:
        return not_you(
            "Those who wrote any part of it cannot approve it. These people can: %(names)s.",
            names=tuple(others),
        )
    return YES


MEETING_WHO: dict[MeetingMove, Callable[[User, Meeting], Verdict]] = {
    MeetingMove.CALL: office,
    MeetingMove.RECALL: office,
    MeetingMove.BEGIN: office,
    MeetingMove.CLOSE: office,
    MeetingMove.APPROVE: second_person,
    MeetingMove.ISSUE: office,
    MeetingMove.REOPEN: director,
    MeetingMove.CANCEL: office,
}


def may(move: MeetingMove, meeting: Meeting, *, by: User) -> Verdict:
    """First who, then when."""
    return MEETING_WHO[move](by, meeting) and MEETING_MOVES.check(move, meeting.state, meeting)


def open_moves(meeting: Meeting, *, to: User) -> list[MeetingMove]:
    return [move for move in MeetingMove if may(move, meeting, by=to)]


def may_prepare(person: User, meeting: Meeting) -> Verdict:
    """The agenda, the papers and the invitations, until they are sent out."""
    return office(person, meeting) and is_planned(meeting)


def is_planned(meeting: Meeting) -> Verdict:
    if meeting.state == MeetingState.PLANNED:
        return YES
    return no("The papers have been sent out. Withdraw them before you change them.")


def may_arrange(person: User, meeting: Meeting) -> Verdict:
    """Day, time, place and the order of a ceremony, until the meeting begins."""
    return office(person, meeting) and is_ahead(meeting)


def is_ahead(meeting: Meeting) -> Verdict:
    return YES if meeting.is_ahead else no("This meeting has already started or ended.")


def may_write_minutes(person: User, meeting: Meeting) -> Verdict:
    return office(person, meeting) and are_open(meeting)


def are_open(meeting: Meeting) -> Verdict:
    if meeting.state == MeetingState.RUNNING:
        return YES
    if meeting.state in LOCKED:
        return no("The minutes are closed. The director can reopen them with a reason.")
    return no("The meeting has not started yet.")


def may_shape(person: User, meeting: Meeting) -> Verdict:
    """The agenda can change until it is sent out, and again while the meeting runs."""
    return office(person, meeting) and (YES if meeting.state == MeetingState.RUNNING else is_planned(meeting))


def may_handle(move: AgendaItemMove, agenda_item: AgendaItem, *, by: User) -> Verdict:
    return may_shape(by, agenda_item.meeting) and AGENDA_ITEM_MOVES.check(
        move, agenda_item.state, agenda_item
    )


def open_agenda_item_moves(agenda_item: AgendaItem, *, to: User) -> list[AgendaItemMove]:
    return [move for move in AgendaItemMove if may_handle(move, agenda_item, by=to)]


def owner(person: User, decision: Decision) -> Verdict:
    """The unit that has to carry it out; the Office may report for a unit that has no computer."""
    roles = roles_of(person, decision.campaign_id)
    if roles.office or roles.holds(*OWNERS, at=decision.unit_id):
        return YES
    return not_you("Only %(unit)s reports on this.", unit=str(decision.unit))


def following_office(person: User, decision: Decision) -> Verdict:
    return may_run_meetings(person, decision.campaign)


def judging_office(person: User, decision: Decision) -> Verdict:
    """Whoever reported it as done does not confirm it."""
    answer = decision.answers.last()
    if answer and answer.given_by_id == person.pk:
        return not_you("A second person confirms: not the one who reported it.")
    return following_office(person, decision)


FOLLOW_UP_WHO: dict[FollowUpMove, Callable[[User, Decision], Verdict]] = {
    FollowUpMove.TRACK: following_office,
    FollowUpMove.HAND: following_office,
    FollowUpMove.REPORT: owner,
    FollowUpMove.SEND_BACK: judging_office,
    FollowUpMove.CONFIRM: judging_office,
    FollowUpMove.EXTEND: following_office,
    FollowUpMove.REVOKE: following_office,
}


def may_follow(move: FollowUpMove, decision: Decision, *, by: User) -> Verdict:
    return FOLLOW_UP_WHO[move](by, decision) and FOLLOW_UP_MOVES.check(move, decision.state, decision)


def open_follow_up_moves(decision: Decision, *, to: User) -> list[FollowUpMove]:
    """Following up begins with the close of the minutes; nobody presses a button for it."""
    offered = (move for move in FollowUpMove if move not in (FollowUpMove.TRACK, FollowUpMove.HAND))
    return [move for move in offered if may_follow(move, decision, by=to)]


def may_propose(person: User, campaign: Campaign) -> Verdict:
    """Who answers for a unit or a group may bring an agenda item before the meeting."""
    roles = roles_of(person, campaign)
    if roles.office or roles.holds(*OWNERS):
        return YES
    return not_you("Only units and groups propose matters.")


def units_to_propose_for(person: User, campaign: Campaign) -> list[Organisation]:
    """Those that somebody answers for; for the Office all that take part."""
    roles = roles_of(person, campaign)
    if roles.office:
        here = organisations_within(campaign).filter(closed_at=None)
        return list(here.exclude(pk=campaign.organisation_id))
    return list(Organisation.objects.filter(pk__in=roles.organisations(*OWNERS)))


def may_tell_of(person: User, project: CeremonyProject) -> Verdict:
    """How ready a project is, and whether it began: its unit says so, or the Office."""
    roles = roles_of(person, project.campaign_id)
    unit = project.project.unit
    if roles.office or roles.holds(Role.REPORTER, Role.HEAD, at=unit.pk):
        return YES
    return not_you("Only %(unit)s may report this for its project.", unit=str(unit))
