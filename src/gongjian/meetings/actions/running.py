"""The minutes are written while the meeting runs: who is there, what comes of each agenda item, what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Incomplete, Outdated, no, require
from gongjian.ledger.actions import record, require_open
from gongjian.ledger.queries import stated
from gongjian.meetings.models import AgendaItem, Decision, Meeting
from gongjian.meetings.permissions import may, may_write_minutes
from gongjian.meetings.queries import next_decision_number
from gongjian.meetings.queries.proofs import DECISIONS, MINUTES
from gongjian.meetings.rules import (
    FOLLOW_UP_MOVES,
    MEETING_MOVES,
    AgendaItemState,
    DecisionKind,
    FollowUpMove,
    FollowUpState,
    MeetingMove,
    Presence,
)
from gongjian.obstacles.actions import instruct
from gongjian.obstacles.permissions import may_instruct
from gongjian.orm import write_back


@dataclass(frozen=True)
class Attended:
    """Whether an organisation came, and which version of its line somebody saw."""

    presence: Presence
    name: str
    reason: str
    seen: int


@dataclass(frozen=True, kw_only=True)
class DecisionDraft:
    """Who does what by when."""

    words: str
    unit: Organisation
    due_on: date
    supporting_units: Sequence[Organisation] = ()
    kind: DecisionKind = DecisionKind.DECISION
    instructs: bool = False  # the obstacle of the agenda item is told too


@transaction.atomic
def begin_meeting(meeting: Meeting, *, by: User, at: datetime, seen: int) -> Meeting:
    """The meeting runs, and its minutes are written."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.BEGIN, meeting, by=by))
    unchanged(seen, meeting.version)
    if meeting.campaign.day_of(at) < meeting.held_on:
        require(no("The meeting is on %(day)s. Move it first if it is held earlier.", day=meeting.held_on))

    meeting.state = MEETING_MOVES.target(MeetingMove.BEGIN)
    meeting.began_at = at
    meeting.version += 1
    meeting.save(update_fields=["state", "began_at", "version"])

    record(Text("started the meeting"), about=meeting, by=by, at=at)
    return meeting


WORDED = ("words", "unit", "kind", "instructs", "due_on", "first_due_on", "writers", "version")


@transaction.atomic
def save_attendance(
    meeting: Meeting, drafts: Mapping[int, Attended], *, by: User, at: datetime
) -> dict[int, int]:
    """Who came, as far as known by now. Answers with the versions, by number of the invitation."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_write_minutes(by, meeting))
    require_open(meeting)
    lines = {one.pk: one for one in meeting.invitations.select_for_update(of=("self",), no_key=True)}
    stale = [str(lines[pk].organisation) for pk, draft in drafts.items() if lines[pk].version != draft.seen]
    if stale:
        raise Outdated(Text("Somebody else has changed the attendance of %(names)s.", names=tuple(stale)))

    for pk, draft in drafts.items():
        line = lines[pk]
        line.presence, line.name, line.reason = (
            draft.presence,
            draft.name.strip()[:60],
            draft.reason.strip()[:120],
        )
        line.version += 1
    write_back(lines.values(), ["presence", "name", "reason", "version"])
    return {pk: lines[pk].version for pk in drafts}


@transaction.atomic
def mark_all_present(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Everybody of whom nothing has been said yet is there."""
    expected = meeting.invitations.filter(presence=Presence.EXPECTED)
    drafts = {one.pk: Attended(Presence.PRESENT, one.name, "", one.version) for one in expected}
    return len(save_attendance(meeting, drafts, by=by, at=at))


@transaction.atomic
def save_conclusion(
    agenda_item: AgendaItem, conclusion: str, *, by: User, at: datetime, seen: int
) -> AgendaItem:
    """What the minutes say of an agenda item, kept while it is typed. The ledger hears of it when the minutes are closed."""
    agenda_item = AgendaItem.objects.locked(agenda_item.pk)
    require(may_write_minutes(by, agenda_item.meeting))
    require_open(agenda_item)
    unchanged(seen, agenda_item.version, [Text("Current value: %(now)s", now=agenda_item.conclusion)])

    agenda_item.conclusion = conclusion.strip()[:4000]
    agenda_item.writers = sorted({*agenda_item.writers, by.pk})
    agenda_item.version += 1
    agenda_item.save(update_fields=["conclusion", "writers", "version"])
    return agenda_item


@transaction.atomic
def note_decision(agenda_item: AgendaItem, draft: DecisionDraft, *, by: User, at: datetime) -> Decision:
    """Something is decided. It is followed up as soon as the minutes are closed."""
    agenda_item = AgendaItem.objects.locked(agenda_item.pk)
    require(may_write_minutes(by, agenda_item.meeting))
    check_draft(agenda_item.meeting, draft)

    decision = Decision.objects.create(
        campaign=agenda_item.campaign,
        meeting=agenda_item.meeting,
        agenda_item=agenda_item,
        kind=draft.kind,
        words=draft.words.strip()[:500],
        unit=draft.unit,
        due_on=draft.due_on,
        first_due_on=draft.due_on,
        instructs=draft.instructs and agenda_item.obstacle_id is not None,
        noted_at=at,
        noted_by=by,
        writers=[by.pk],
    )
    decision.supporting_units.set(draft.supporting_units)

    noted = Text("recorded a decision for %(unit)s by %(day)s", unit=str(draft.unit), day=draft.due_on)
    record(noted, about=decision, by=by, at=at, words=decision.words, proves=stated(DECISIONS, decision.pk))
    return decision


def check_draft(meeting: Meeting, draft: DecisionDraft) -> None:
    problems = {}
    if not draft.words.strip():
        problems["words"] = Text("Enter what has been decided.")
    if draft.due_on < meeting.held_on:
        problems["due_on"] = Text("The due date cannot be before the meeting.")
    if problems:
        raise Incomplete(Text("The decision is not complete."), problems)


@transaction.atomic
def change_decision(
    decision: Decision, draft: DecisionDraft, *, by: User, at: datetime, seen: int
) -> Decision:
    """What was noted is put otherwise, as long as the minutes are open and nobody has answered."""
    decision = editable(decision, by=by)
    unchanged(seen, decision.version)
    check_draft(decision.meeting, draft)

    decision.words, decision.unit, decision.kind = draft.words.strip()[:500], draft.unit, draft.kind
    decision.instructs = draft.instructs and decision.agenda_item.obstacle_id is not None
    decision.due_on = decision.first_due_on = draft.due_on
    decision.writers = sorted({*decision.writers, by.pk})
    decision.version += 1
    decision.save(update_fields=list(WORDED))
    decision.supporting_units.set(draft.supporting_units)

    proves = stated(DECISIONS, decision.pk)
    record(Text("changed a decision"), about=decision, by=by, at=at, words=decision.words, proves=proves)
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, by: User, at: datetime) -> None:
    """What was noted by mistake is not decided. Only the ledger remembers it."""
    decision = editable(decision, by=by)
    if decision.state != FollowUpState.NOTED:
        require(no("This decision has been issued. Revoke it with a reason."))

    gone = {DECISIONS.name((decision.pk,)): ""}
    record(Text("withdrew a recorded decision"), about=decision, by=by, at=at, words=decision.words, proves=gone)  # fmt: skip
    decision.delete()


def editable(decision: Decision, *, by: User) -> Decision:
    decision = Decision.objects.locked(decision.pk)
    require(may_write_minutes(by, decision.meeting))
    if not decision.is_editable:
        require(no("This decision has already been answered."))
    return decision


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, at: datetime, seen: int) -> Meeting:
    """The minutes are complete and locked. From now on what was decided is followed up."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.CLOSE, meeting, by=by))
    unchanged(seen, meeting.version)
    if problems := lacking(meeting):
        raise Incomplete(Text("The minutes are not complete yet."), problems)

    meeting.state = MEETING_MOVES.target(MeetingMove.CLOSE)
    meeting.closed_at, meeting.closed_by = at, by
    meeting.version += 1
    meeting.save(update_fields=["state", "closed_at", "closed_by", "version"])
    followed = follow_up(meeting, by=by, at=at)
    numbers = [one.number for one in followed if one.number]

    proves = stated(MINUTES, meeting.pk) | stated(DECISIONS, *(one.pk for one in followed))
    closed = Text("closed the minutes; decisions: %(count)s", count=len(numbers))
    record(closed, about=meeting, by=by, at=at, decisions=numbers, conclusions=conclusions(meeting), proves=proves)  # fmt: skip
    return meeting


def lacking(meeting: Meeting) -> dict[str, Text]:
    """What the minutes still have to say, by the place where it is to be said."""
    problems: dict[str, Text] = {}
    for one in meeting.invitations.select_related("organisation"):
        if one.presence == Presence.EXPECTED:
            problems[f"presence-{one.pk}"] = Text("Enter whether %(who)s attended.", who=str(one))
        elif one.presence == Presence.SUBSTITUTE and not one.name:
            problems[f"name-{one.pk}"] = Text("Enter who substituted for %(who)s.", who=str(one))
        elif one.presence == Presence.ABSENT and not one.reason:
            problems[f"reason-{one.pk}"] = Text("Give the reason why %(who)s was absent.", who=str(one))
    agenda_items = meeting.agenda_items.listed().filter(conclusion="", decisions=None)
    for agenda_item in agenda_items.select_related("unit", "line", "obstacle__project"):
        problems[f"conclusion-{agenda_item.pk}"] = Text("Enter the conclusion on “%(matter)s”, or postpone it.", matter=agenda_item.heading)  # fmt: skip
    for agenda_item in meeting.agenda_items.filter(state=AgendaItemState.PROPOSED).select_related("unit"):
        problems[f"agenda-item-{agenda_item.pk}"] = Text("Add “%(matter)s” to the agenda, drop it or postpone it.", matter=agenda_item.heading)  # fmt: skip
    return problems


def follow_up(meeting: Meeting, *, by: User, at: datetime) -> list[Decision]:
    """Everything that was noted gets its number and is to be done, here or at the obstacle that it instructs."""
    number = next_decision_number(meeting.campaign)
    waiting = meeting.decisions.filter(state=FollowUpState.NOTED).select_related(
        "agenda_item__obstacle", "unit"
    )
    noted = list(waiting.order_by("agenda_item__position", "pk"))
    for place, decision in enumerate(noted):
        handed = told_to_obstacle(decision, by=by, at=at)
        decision.state = FOLLOW_UP_MOVES.target(FollowUpMove.HAND if handed else FollowUpMove.TRACK)
        decision.number, decision.tracked_at = number + place, at
        decision.version += 1
    write_back(noted, ["state", "number", "tracked_at", "version"])
    return noted


def told_to_obstacle(decision: Decision, *, by: User, at: datetime) -> bool:
    """Give the decision as an instruction to the obstacle of its agenda item, by the obstacle's own rules."""
    obstacle = decision.agenda_item.obstacle
    if not (decision.instructs and obstacle and may_instruct(by, obstacle)):
        return False
    words, due_on = decision.words, max(decision.due_on, decision.campaign.day_of(at))
    instruct(obstacle, words, due_on=due_on, by=by, at=at, seen=obstacle.version, to=decision.unit)
    return True


def conclusions(meeting: Meeting) -> dict[str, str]:
    """What the minutes said when they were closed, so that the ledger can show every later change."""
    told = meeting.agenda_items.listed().exclude(conclusion="").values_list("pk", "conclusion")
    return {str(pk): conclusion for pk, conclusion in told}


@transaction.atomic
def reopen_minutes(meeting: Meeting, *, reason: str, by: User, at: datetime, seen: int) -> Meeting:
    """The director opens closed minutes again, with a reason. What has been issued stays as it is."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.REOPEN, meeting, by=by))
    unchanged(seen, meeting.version)
    if not reason.strip():
        require(no("Give the reason for reopening the minutes."))

    meeting.state = MEETING_MOVES.target(MeetingMove.REOPEN)
    meeting.closed_at = meeting.closed_by = meeting.approved_at = meeting.approved_by = None
    meeting.reopened_because = reason.strip()[:300]
    meeting.version += 1
    meeting.save(
        update_fields=["state", "closed_at", "closed_by", "approved_at", "approved_by", "reopened_because", "version"]
    )  # fmt: skip

    proves = stated(MINUTES, meeting.pk)
    record(Text("reopened the minutes"), about=meeting, by=by, at=at, reason=meeting.reopened_because, proves=proves)  # fmt: skip
    return meeting
