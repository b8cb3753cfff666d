"""The papers of a meeting go out, and are taken back when the agenda has to change."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import anchor_of, stated
from gongjian.ledger.rules import BEGINNING, sealed
from gongjian.meetings.actions.telling import tell_invited
from gongjian.meetings.models import Meeting, MeetingPaper
from gongjian.meetings.papers import agenda_content
from gongjian.meetings.permissions import may
from gongjian.meetings.queries import newest_paper
from gongjian.meetings.queries.proofs import PAPERS
from gongjian.meetings.rules import MEETING_MOVES, MeetingMove, PaperKind
from gongjian.meetings.rules.words import CELEBRATES, DELIBERATES


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User, at: datetime, seen: int) -> Meeting:
    """The papers go out: the agenda is frozen, and everybody who is invited is told."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.CALL, meeting, by=by))
    unchanged(seen, meeting.version)
    if not meeting.invitations.exists():
        require(no("Nobody is invited yet."))
    if meeting.kind in DELIBERATES and not meeting.agenda_items.listed().exists():
        require(no("There is nothing on the agenda yet."))
    if meeting.kind in CELEBRATES and not meeting.programme.exists():
        require(no("There is nothing on the programme yet."))

    last = newest_paper(meeting, PaperKind.AGENDA)
    content = agenda_content(meeting, at=at) | {"anchor": str(anchor_of(meeting.campaign_id))}
    paper = MeetingPaper.objects.create(
        campaign=meeting.campaign,
        meeting=meeting,
        kind=PaperKind.AGENDA,
        edition=last.edition + 1 if last else 1,
        content=content,
        sha256=sealed(BEGINNING, content),
        issued_at=at,
        issued_by=by,
    )
    meeting.state = MEETING_MOVES.target(MeetingMove.CALL)
    meeting.called_at, meeting.called_by = at, by
    meeting.version += 1
    meeting.save(update_fields=["state", "called_at", "called_by", "version"])

    proves = stated(PAPERS, paper.pk)
    record(Text("sent out the papers of the meeting"), about=meeting, by=by, at=at, sha256=paper.sha256, proves=proves)  # fmt: skip
    tell_invited(meeting, f"called:{paper.edition}", Text("You are invited: %(time)s, %(place)s", time=f"{meeting.starts_at:%H:%M}", place=meeting.place or "–"), at=at)  # fmt: skip
    return meeting


@transaction.atomic
def recall_papers(meeting: Meeting, *, reason: str, by: User, at: datetime, seen: int) -> Meeting:
    """The agenda has to change after it went out. What was sent stays readable beside the next edition."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may(MeetingMove.RECALL, meeting, by=by))
    unchanged(seen, meeting.version)
    if not reason.strip():
        require(no("Give the reason for withdrawing the papers."))

    meeting.state = MEETING_MOVES.target(MeetingMove.RECALL)
    meeting.called_at = meeting.called_by = None
    meeting.version += 1
    meeting.save(update_fields=["state", "called_at", "called_by", "version"])

    record(Text("withdrew the papers of the meeting"), about=meeting, by=by, at=at, reason=reason.strip())
    return meeting
