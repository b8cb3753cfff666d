"""What was open on the day of a meeting that is over: its slides say tomorrow what they said in the room."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.rules import DecisionKind, FollowUpState, MeetingKind

NOT_SHOWN = (FollowUpState.NOTED, FollowUpState.HANDED)
KINDS = {
    MeetingKind.FRIDAY: (DecisionKind.DECISION, DecisionKind.COMMITMENT),
    MeetingKind.REVIEW: (DecisionKind.COMMITMENT,),
}


def moment_of(meeting: Meeting, *, at: datetime) -> datetime:
    """Facts are of this moment, until the minutes are closed; then they stay as they were."""
    return min(at, meeting.closed_at) if meeting.is_locked and meeting.closed_at else at


def decisions_then(meeting: Meeting, at: datetime) -> list[Decision]:
    """What earlier meetings had decided and what was not carried out by then, as it stood."""
    kinds = KINDS.get(MeetingKind.of(meeting.kind), ())
    here = Decision.objects.filter(campaign=meeting.campaign_id, kind__in=kinds, tracked_at__lte=at)
    over = Q(done_at__lte=at) | Q(revoked_at__lte=at) | Q(meeting=meeting) | Q(state__in=NOT_SHOWN)
    found = here.exclude(over).select_related("unit", "meeting", "agenda_item").prefetch_related("answers")
    return list(as_they_stood(found.order_by("due_on", "number"), at))


def as_they_stood(decisions: Iterable[Decision], at: datetime) -> Iterator[Decision]:
    for one in decisions:
        told = [answer for answer in one.answers.all() if answer.given_at <= at]
        waits = bool(told) and (told[-1].judged_at is None or told[-1].judged_at > at)
        one.state = FollowUpState.REPORTED if waits else FollowUpState.OPEN
        yield one
