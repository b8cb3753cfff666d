"""Meetings are planned from the duties of the campaign, arranged, moved and cancelled."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from gongjian.accounts.models import User
from gongjian.campaigns.actions import move_obligation
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.meetings.actions.telling import tell_invited, tell_proposer
from gongjian.meetings.models import Meeting
from gongjian.meetings.permissions import may, may_arrange, may_run_meetings
from gongjian.meetings.rules import (
    AHEAD,
    MEETING_MOVES,
    AgendaItemKind,
    AgendaItemState,
    MeetingKind,
    MeetingMove,
    MeetingState,
)
from gongjian.meetings.rules.words import KIND_OF


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """Where and when people meet, and who leads."""

    title: str = ""
    starts_at: time = time(9)
    place: str = ""
    chair: str = ""
    recorder: str = ""


@transaction.atomic
def plan_meetings(campaign: Campaign, *, at: datetime) -> list[Meeting]:
    """The duties that call for a meeting get one, and the meetings ahead follow their duties. Again changes nothing."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    followed = follow_duties(campaign, at=at)
    waiting = obligations(campaign, *KIND_OF).filter(meeting=None, due_on__gte=campaign.day_of(at))
    planned = [
        Meeting(
            campaign=campaign,
            kind=KIND_OF[duty.kind],
            obligation=duty,
            held_on=duty.due_on,
            **as_last_time(campaign, KIND_OF[duty.kind]),
        )
        for duty in waiting
    ]
    Meeting.objects.bulk_create(planned)

    if planned:
        record(
            Text("planned %(count)s meetings", count=len(planned)), about=campaign, by=None, at=at, items=[]
        )
    return [*followed, *planned]


def as_last_time(campaign: Campaign, kind: MeetingKind) -> dict[str, str]:
    last = Meeting.objects.filter(campaign=campaign, kind=kind).exclude(place="").order_by("held_on").last()
    return {"place": last.place, "chair": last.chair, "recorder": last.recorder} if last else {}


def follow_duties(campaign: Campaign, *, at: datetime) -> list[Meeting]:
    """A duty was moved or cancelled in the calendar: its meeting goes with it."""
    ahead: QuerySet[Meeting] = Meeting.objects.filter(campaign=campaign, state__in=AHEAD)
    touched = []
    for meeting in ahead.exclude(obligation=None).select_related("obligation", "campaign"):
        duty = meeting.obligation
        assert duty is not None
        if duty.cancelled_at:
            touched.append(called_off(meeting, duty.note, by=None, at=at))
        elif duty.due_on != meeting.held_on:
            touched.append(put_on(meeting, duty.due_on, duty.note, by=None, at=at))
    return touched


@transaction.atomic
def make_meeting(
    campaign: Campaign,
    kind: MeetingKind,
    held_on: date,
    arrangement: Arrangement,
    *,
    by: User,
    at: datetime,
) -> Meeting:
    """The Office calls a meeting that no duty asks for: a special one, or another batch of a groundbreaking."""
    require(may_run_meetings(by, campaign))
    if held_on < campaign.day_of(at):
        require(no("A meeting cannot be called for a day that is over."))
    if not arrangement.title.strip():
        require(no("Give the meeting a title."))

    meeting = Meeting.objects.create(
        campaign=campaign, kind=kind, held_on=held_on, **fields_from_arrangement(arrangement)
    )

    made = Text("planned the meeting “%(title)s” on %(day)s", title=meeting.title, day=held_on)
    record(made, about=meeting, by=by, at=at)
    return meeting


def fields_from_arrangement(arrangement: Arrangement) -> dict[str, object]:
    """What was typed about a meeting, as the columns of its row."""
    return {
        "title": arrangement.title.strip()[:120],
        "starts_at": arrangement.starts_at,
        "place": arrangement.place.strip()[:120],
        "chair": arrangement.chair.strip()[:60],
        "recorder": arrangement.recorder.strip()[:60],
    }


@transaction.atomic
def arrange_meeting(
    meeting: Meeting, arrangement: Arrangement, *, by: User, at: datetime, seen: int
) -> Meeting:
    """Hour, place, chair and recorder. Who has been invited already is told."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    unchanged(seen, meeting.version)
    if meeting.kind == MeetingKind.SPECIAL and not arrangement.title.strip():
        require(no("Give the meeting a title."))

    words = fields_from_arrangement(arrangement)
    for name, value in words.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save(update_fields=[*words, "version"])

    told = words | {"starts_at": f"{meeting.starts_at:%H:%M}"}
    record(Text("arranged the meeting"), about=meeting, by=by, at=at, **told)
    tell_invited(meeting, f"arranged:{meeting.version}", Text("The meeting is at %(time)s, %(place)s", time=f"{meeting.starts_at:%H:%M}", place=meeting.place), at=at)  # fmt: skip
    return meeting


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, held_on: date, reason: str, by: User, at: datetime, seen: int
) -> Meeting:
    """Another day, by hand and with a reason. The duty moves too, and who has been invited is told."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    unchanged(seen, meeting.version)
    if not reason.strip():
        require(no("Give the reason for moving the date."))
    if held_on < meeting.campaign.day_of(at):
        require(no("A meeting cannot be called for a day that is over."))
    if duty := meeting.obligation:
        move_obligation(
            duty,
            due_on=held_on,
            cut_off_on=duty.cut_off_on,
            roll=duty.roll,
            note=reason.strip()[:200],
            by=by,
            at=at,
            seen=duty.version,
        )

    return put_on(meeting, held_on, reason, by=by, at=at)


def put_on(meeting: Meeting, day: date, reason: str, *, by: User | None, at: datetime) -> Meeting:
    before = meeting.held_on
    meeting.moved_from, meeting.held_on, meeting.moved_because = before, day, reason.strip()[:200]
    meeting.version += 1
    meeting.save(update_fields=["moved_from", "held_on", "moved_because", "version"])

    moved = Text("moved the meeting from %(before)s to %(after)s", before=before, after=day)
    record(moved, about=meeting, by=by, at=at, reason=meeting.moved_because)
    news = Text("Moved from %(before)s to %(after)s: %(reason)s", before=before, after=day, reason=reason)
    tell_invited(meeting, f"moved:{meeting.version}", news, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: User, at: datetime, seen: int) -> Meeting:
    """The meeting does not take place. It stays in the list with its reason."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.CANCEL, meeting, by=by))
    unchanged(seen, meeting.version)
    if not reason.strip():
        require(no("Give the reason for cancelling the meeting."))

    return called_off(meeting, reason, by=by, at=at)


def called_off(meeting: Meeting, reason: str, *, by: User | None, at: datetime) -> Meeting:
    was_called = meeting.state == MeetingState.CALLED
    meeting.state = MEETING_MOVES.target(MeetingMove.CANCEL)
    meeting.cancelled_at, meeting.cancelled_because = at, reason.strip()[:300]
    meeting.version += 1
    meeting.save(update_fields=["state", "cancelled_at", "cancelled_because", "version"])

    record(Text("cancelled the meeting"), about=meeting, by=by, at=at, reason=meeting.cancelled_because)
    put_off(meeting, by=by, at=at)
    if was_called:
        tell_invited(meeting, "cancelled", Text("Cancelled: %(reason)s", reason=reason), at=at)
    return meeting


def put_off(meeting: Meeting, *, by: User | None, at: datetime) -> None:
    """What units wanted to bring before a meeting that does not take place waits for the next one."""
    waiting = meeting.agenda_items.filter(
        kind=AgendaItemKind.UNIT, state__in=[AgendaItemState.PROPOSED, AgendaItemState.LISTED], decisions=None
    )
    for agenda_item in waiting.select_related("unit", "campaign", "proposed_by"):
        agenda_item.state, agenda_item.because = AgendaItemState.POSTPONED, meeting.cancelled_because
        agenda_item.version += 1
        agenda_item.save(update_fields=["state", "because", "version"])
        title = Text("Your matter: %(state)s", state=agenda_item.state)
        tell_proposer(agenda_item, title, agenda_item.because, by=by, at=at)
