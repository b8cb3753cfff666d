"""Minutes are approved by a second person, numbered, frozen and handed out."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.bulletins.actions import bytes_of as bytes_of_bulletin
from gongjian.campaigns.models import Campaign
from gongjian.documents.media import CALLED, PDF
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import anchor_of, stated
from gongjian.ledger.rules import BEGINNING, sealed
from gongjian.meetings.actions.telling import tell_invited, tell_proposer
from gongjian.meetings.models import Attachment, Meeting, MeetingPaper, PaperFile
from gongjian.meetings.papers import in_one, minutes_content, minutes_number, paper_from, pressed
from gongjian.meetings.permissions import may
from gongjian.meetings.queries import newest_paper, next_minutes_number
from gongjian.meetings.queries.proofs import FILES, PAPERS
from gongjian.meetings.rules import MEETING_MOVES, MeetingMove, PaperKind


@transaction.atomic
def approve_minutes(meeting: Meeting, *, by: User, at: datetime, seen: int) -> Meeting:
    """The director answers for the minutes as they have been closed."""
    meeting = Meeting.objects.locked(meeting.pk)
    require_move(MeetingMove.APPROVE, meeting, by=by, seen=seen)

    meeting.state = MEETING_MOVES.target(MeetingMove.APPROVE)
    meeting.approved_at, meeting.approved_by = at, by
    meeting.version += 1
    meeting.save(update_fields=["state", "approved_at", "approved_by", "version"])

    record(Text("approved the minutes"), about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def issue_minutes(meeting: Meeting, *, by: User, at: datetime, seen: int) -> MeetingPaper:
    """The minutes get their number and go out to everybody who was invited. What went out before stays as it is."""
    Campaign.objects.select_for_update(no_key=True).get(
        pk=meeting.campaign_id
    )  # numbers are given one at a time
    meeting = Meeting.objects.locked(meeting.pk)
    require_move(MeetingMove.ISSUE, meeting, by=by, seen=seen)

    issued_on = meeting.campaign.day_of(at)
    last = newest_paper(meeting, PaperKind.MINUTES)
    number = next_minutes_number(meeting.campaign, year=issued_on.year)
    content = minutes_content(
        meeting,
        number=number,
        issued_on=issued_on,
        instead_of=number_told(meeting.campaign, last),
    ) | {"anchor": str(anchor_of(meeting.campaign_id))}
    paper = MeetingPaper.objects.create(
        campaign=meeting.campaign,
        meeting=meeting,
        kind=PaperKind.MINUTES,
        edition=last.edition + 1 if last else 1,
        number=number,
        number_year=issued_on.year,
        content=content,
        sha256=sealed(last.sha256 if last else BEGINNING, content),
        because=meeting.reopened_because if last else "",
        issued_at=at,
        issued_by=by,
    )
    meeting.state = MEETING_MOVES.target(MeetingMove.ISSUE)
    meeting.version += 1
    meeting.save(update_fields=["state", "version"])

    record(Text("issued the minutes no. %(number)s", number=number), about=meeting, by=by, at=at, sha256=paper.sha256, proves=stated(PAPERS, paper.pk))  # fmt: skip
    tell_invited(meeting, f"minutes:{paper.edition}", Text("The minutes have been issued: %(number)s", number=content["document_number"]), at=at)  # fmt: skip
    spoken = meeting.agenda_items.listed().exclude(proposed_by=None).select_related("proposed_by")
    for agenda_item in spoken:
        tell_proposer(agenda_item, Text("The meeting has discussed your matter"), agenda_item.conclusion[:200], by=by, at=at, step=f"minutes:{paper.edition}")  # fmt: skip
    return paper


def number_told(campaign: Campaign, paper: MeetingPaper | None) -> str:
    if not paper or not paper.number:
        return ""
    with translation.override(campaign.paper_language):
        return minutes_number(campaign, paper.number_year or campaign.year, paper.number)


def require_move(move: MeetingMove, meeting: Meeting, *, by: User, seen: int) -> None:
    require(may(move, meeting, by=by))
    unchanged(seen, meeting.version)


def keep_paper(paper: MeetingPaper, kind: str, *, at: datetime) -> PaperFile:
    """Print a paper once; from then on the same bytes are handed out. It is drawn before anything is locked."""
    if kept := paper.files.filter(format=kind).first():
        return kept
    return keep_drawn(paper, kind, paper_bytes(paper, paper.meeting, kind, at=at), at=at)


@transaction.atomic
def keep_drawn(paper: MeetingPaper, kind: str, content: bytes, *, at: datetime) -> PaperFile:
    meeting = Meeting.objects.locked(paper.meeting_id)
    if kept := paper.files.filter(format=kind).first():
        return kept

    sha256 = vault.keep(settings.VAULT_DIR, content)
    file = paper.files.create(campaign=meeting.campaign, format=kind, size=len(content), sha256=sha256)

    printed = Text("printed the %(format)s file", format=CALLED[kind])
    record(printed, about=meeting, by=None, at=at, sha256=sha256, proves=stated(FILES, paper.pk))
    return file


def bytes_of_paper(paper: MeetingPaper, kind: str, *, at: datetime) -> bytes:
    """The kept file. In the archive nothing is kept any more: what was never printed before is printed for the reader."""
    if paper.campaign.is_archived and not paper.files.filter(format=kind).exists():
        return paper_bytes(paper, paper.meeting, kind, at=at)
    return vault.fetch(settings.VAULT_DIR, keep_paper(paper, kind, at=at).sha256)


def paper_bytes(paper: MeetingPaper, meeting: Meeting, kind: str, *, at: datetime) -> bytes:
    if kind == "pack":
        return pack(paper, meeting, at=at)
    return pressed(paper_from(paper.content), kind, at=paper.issued_at)


def pack(paper: MeetingPaper, meeting: Meeting, *, at: datetime) -> bytes:
    """The agenda and every paper that goes along, behind each other."""
    agenda = pressed(paper_from(paper.content), "pdf", at=paper.issued_at)
    went_along = meeting.attachments.filter(added_at__lte=paper.issued_at).select_related("bulletin")
    papers = [one for one in went_along if not one.removed_at or one.removed_at > paper.issued_at]
    return in_one(
        [agenda, *(bytes_of(one, at=at) for one in papers if one.bulletin or one.media_type == PDF)]
    )


def bytes_of(paper: Attachment, *, at: datetime) -> bytes:
    if paper.bulletin:
        return bytes_of_bulletin(paper.bulletin, "pdf", at=at)
    return vault.fetch(settings.VAULT_DIR, paper.sha256)
