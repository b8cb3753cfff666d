"""What meetings put on desks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import Q, QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, RoleHolders
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, CeremonyProject, Decision, Meeting, RosterLine
from gongjian.meetings.queries.asked import meeting_rules, writers_of
from gongjian.meetings.rules import (
    AgendaItemState,
    FollowUpMove,
    FollowUpState,
    MeetingKind,
    MeetingRules,
    MeetingState,
    RosterState,
)
from gongjian.meetings.rules.words import workdays_before
from gongjian.notices.rules import OnDesk, Pile, Press

OWNERS = (Role.REPORTER, Role.HEAD, Role.MEMBER)
REMINDED = (Role.REPORTER, Role.MEMBER, Role.HEAD)  # the first of them who sits there


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    """Meetings to prepare, to write down and to issue; decisions to carry out and to confirm."""
    yield from to_carry_out(campaign, holders)
    yield from starts_to_tell(campaign, holders, at=at)
    office = holders.people(Role.CLERK, Role.DIRECTOR)
    if office:
        yield from to_confirm(campaign, holders, office)
        clerks, rules = holders.first(Role.CLERK, Role.DIRECTOR), meeting_rules(campaign, at)
        for waiting in chain(
            to_prepare(campaign, office, rules, at=at), to_write(campaign, holders, office, rules, at=at)
        ):
            yield replace(waiting, remind=clerks & waiting.people)


def to_carry_out(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    """Decisions that a unit or a group has to carry out; what was sent back lies on top."""
    owners = holders.organisations(*OWNERS)
    if not owners:
        return
    open_ones = Decision.objects.filter(campaign=campaign, unit__in=owners, state=FollowUpState.OPEN)
    known = open_ones.select_related("meeting").prefetch_related("answers")
    for decision in known.order_by("due_on", "number"):
        people = holders.people(*OWNERS, at=decision.unit_id)
        back = bool(decision.because) and any(one.accepted is False for one in decision.answers.all())
        waiting = of_decision(
            decision,
            "mend" if back else "do",
            Pile.SENT_BACK if back else Pile.OWED,
            Text("Carry out the decision no. %(number)s", number=decision.number),
            people,
        )
        yield replace(waiting, remind=holders.first(*REMINDED, at=decision.unit_id))


def to_confirm(campaign: Campaign, holders: RoleHolders, office: frozenset[int]) -> Iterator[OnDesk]:
    reported = Decision.objects.filter(campaign=campaign, state=FollowUpState.REPORTED)
    for decision in reported.prefetch_related("answers").order_by("due_on", "number"):
        answers = list(decision.answers.all())
        people = office - ({answers[-1].given_by_id} if answers else set())
        title = Text("Confirm that the decision no. %(number)s is carried out", number=decision.number)
        if people:
            waits = of_decision(decision, "confirm", Pile.DECISION, title, people)
            where, seen = (decision.number or 0, FollowUpMove.CONFIRM.value), (("seen", decision.version),)
            press = Press("meetings:follow_up_move", where, Text("Confirm it is done"), seen)
            yield replace(waits, press=press)


def of_decision(decision: Decision, move: str, pile: Pile, title: Text, people: frozenset[int]) -> OnDesk:
    return OnDesk(
        key=f"meetings.decision:{decision.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text("%(words)s", words=decision.words[:80]),
        page="meetings:follow_up",
        args=(decision.number or 0,),
        people=people,
        due_on=decision.due_on,
        icon="list-check",
    )


def to_prepare(
    campaign: Campaign, office: frozenset[int], rules: MeetingRules, *, at: datetime
) -> Iterator[OnDesk]:
    """Papers to send out in time, agenda items of units to decide about, the roster of a review."""
    planned = Meeting.objects.filter(campaign=campaign, state=MeetingState.PLANNED)
    if ready := list(planned.exclude(prepared_at=None).filter(held_on__gte=campaign.day_of(at))):
        yield from to_send_out(ready, office, rules, campaign.calendar())
    proposed = AgendaItem.objects.filter(campaign=campaign, state=AgendaItemState.PROPOSED)
    not_closed = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.RUNNING)
    for agenda_item in proposed.filter(meeting__state__in=not_closed).select_related("meeting", "unit"):
        title = Text("Decide on the matter proposed by %(unit)s", unit=str(agenda_item.unit))
        yield of_meeting(agenda_item.meeting, f"agenda_item:{agenda_item.pk}", Pile.DECISION, title, office)
    waiting = RosterLine.objects.filter(campaign=campaign, state=RosterState.PROPOSED)
    for meeting in meetings_with(waiting.filter(meeting__state=MeetingState.PLANNED)):
        yield of_meeting(
            meeting,
            "roster",
            Pile.DECISION,
            Text("Confirm or waive speakers at the review"),
            office,
            page="meetings:roster",
        )


def to_send_out(
    ready: Sequence[Meeting], office: frozenset[int], rules: MeetingRules, calendar: WorkCalendar
) -> Iterator[OnDesk]:
    for meeting in ready:
        due_on = workdays_before(meeting.held_on, rules.papers_workdays, calendar)
        title = Text("Send out the papers of the %(kind)s", kind=meeting.kind)
        yield of_meeting(meeting, "call", Pile.OWED, title, office, due_on=due_on)


def meetings_with(lines: QuerySet[RosterLine]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(pk__in=lines.values("meeting"))


def to_write(
    campaign: Campaign, holders: RoleHolders, office: frozenset[int], rules: MeetingRules, *, at: datetime
) -> Iterator[OnDesk]:
    """A meeting of the day to run, minutes to close, to approve and to issue."""
    today = campaign.day_of(at)
    ahead = Q(state__in=[MeetingState.PLANNED, MeetingState.CALLED], held_on__lte=today)
    open_ones = Q(state__in=[MeetingState.RUNNING, MeetingState.CLOSED, MeetingState.APPROVED])
    found = list(Meeting.objects.filter(ahead | open_ones, campaign=campaign))
    writers = writers_of([one.pk for one in found if one.state == MeetingState.CLOSED])
    for meeting in found:
        meeting.campaign = campaign
        issue_by = campaign.day_of(
            (meeting.began_at or meeting.starts) + timedelta(hours=rules.minutes_hours)
        )
        directors = holders.people(Role.DIRECTOR) - {meeting.closed_by_id}
        directors = (directors - writers.get(meeting.pk, set())) or directors
        title, people, pile, due_on = {
            MeetingState.PLANNED: (Text("Hold the %(kind)s", kind=meeting.kind), office, Pile.OWED, meeting.held_on),
            MeetingState.CALLED: (Text("Hold the %(kind)s", kind=meeting.kind), office, Pile.OWED, meeting.held_on),
            MeetingState.RUNNING: (Text("Close the minutes of the %(kind)s", kind=meeting.kind), office, Pile.OWED, issue_by),
            MeetingState.CLOSED: (Text("Approve the minutes of the %(kind)s", kind=meeting.kind), directors, Pile.DECISION, issue_by),
            MeetingState.APPROVED: (Text("Issue the minutes of the %(kind)s", kind=meeting.kind), office, Pile.OWED, issue_by),
        }[MeetingState.of(meeting.state)]  # fmt: skip
        if people:
            yield of_meeting(meeting, f"write:{meeting.state}", pile, title, people, due_on=due_on)


def starts_to_tell(campaign: Campaign, holders: RoleHolders, *, at: datetime) -> Iterator[OnDesk]:
    """After a groundbreaking its units say which projects really began."""
    units = holders.organisations(Role.REPORTER, Role.HEAD)
    if not units:
        return
    waiting = CeremonyProject.objects.filter(
        campaign=campaign, on_programme=True, told_at=None, project__unit__in=units
    ).filter(meeting__kind=MeetingKind.GROUNDBREAKING, meeting__began_at__lte=at)
    for one in waiting.select_related("project", "meeting").order_by("pk"):
        yield OnDesk(
            key=f"meetings.ceremonyproject:{one.pk}:tell",
            pile=Pile.OWED,
            title=Text("Report whether work on the project has started"),
            detail=Text("%(code)s %(name)s", code=one.project.code, name=one.project.name),
            page="meetings:ceremony_project",
            args=(one.meeting_id, one.pk),
            people=holders.people(Role.REPORTER, Role.HEAD, at=one.project.unit_id),
            remind=holders.first(Role.REPORTER, Role.HEAD, at=one.project.unit_id),
            icon="flag",
        )


def of_meeting(
    meeting: Meeting,
    move: str,
    pile: Pile,
    title: Text,
    people: frozenset[int],
    *,
    due_on: object = None,
    page: str = "meetings:meeting",
) -> OnDesk:
    return OnDesk(
        key=f"meetings.meeting:{meeting.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text("%(day)s", day=meeting.held_on),
        page=page,
        args=(meeting.pk,),
        people=people,
        due_on=due_on,  # type: ignore[arg-type]
        icon="calendar-event",
    )
