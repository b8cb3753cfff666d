"""What was open on the day of a meeting that is over: its slides say tomorrow what they said in the room."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongjian.kernel.text import Text
from gongjian.ledger.queries import history
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
    found = as_they_stood(here.exclude(over).select_related("unit", "meeting", "agenda_item"), at)
    return sorted(found, key=lambda one: (one.due_on, one.number or 0))


def as_they_stood(decisions: QuerySet[Decision], at: datetime) -> list[Decision]:
    """With the state and the due date of that moment."""
    found = list(decisions.prefetch_related("answers"))
    due = due_then(found, at)
    for one in found:
        one.state, one.due_on = state_then(one, at), due.get(one.pk, one.due_on)
    return found


def state_then(decision: Decision, at: datetime) -> FollowUpState:
    for moment, state in (
        (decision.revoked_at, FollowUpState.REVOKED),
        (decision.done_at, FollowUpState.DONE),
    ):
        if moment and moment <= at:
            return state
    told = [answer for answer in decision.answers.all() if answer.given_at <= at]
    waits = bool(told) and (told[-1].judged_at is None or told[-1].judged_at > at)
    return FollowUpState.REPORTED if waits else FollowUpState.OPEN


def due_then(decisions: Iterable[Decision], at: datetime) -> dict[int, date]:
    """Of those that were given another date later on: the first of these moves says what it was before."""
    moved = [one for one in decisions if one.due_on != one.first_due_on]
    if not moved:
        return {}
    later = history(moved).filter(
        campaign_id=moved[0].campaign_id, at__gt=at
    )  # the newest first, the oldest stays
    said = ((entry.subject, entry.verb.params) for entry in later if isinstance(entry.verb, Text))
    return {
        pk_of(subject): words["before"] for subject, words in said if isinstance(words.get("before"), date)
    }


def pk_of(subject: str) -> int:
    return int(subject.rpartition(":")[2])
