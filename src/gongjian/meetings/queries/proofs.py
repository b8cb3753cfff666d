"""What this room can prove: minutes, decisions and answers, the papers that went out, and what was kept beside them."""

from collections.abc import Iterator

from django.db.models import Q

from gongjian.kernel.text import Text
from gongjian.ledger.queries import Kept, Proved, every
from gongjian.ledger.rules import BEGINNING, Finding, sealed
from gongjian.meetings.models import AgendaItem, Answer, Attachment, Decision, MeetingPaper, PaperFile, Photo
from gongjian.meetings.rules import PaperKind

MINUTES = Proved(AgendaItem, ("title", "conclusion"), by=("meeting_id",), only=Q(meeting__closed_at__isnull=False))  # fmt: skip
DECISIONS = Proved(Decision, every(Decision))
ANSWERS = Proved(Answer, every(Answer), by=("decision_id",))
PAPERS = Proved(MeetingPaper, every(MeetingPaper))
FILES = Proved(PaperFile, every(PaperFile), by=("paper_id",))
ATTACHED = Proved(Attachment, every(Attachment), only=~Q(sha256=""))
PHOTOS = Proved(Photo, every(Photo))

PROVED = (MINUTES, DECISIONS, ANSWERS, PAPERS, FILES, ATTACHED, PHOTOS)
KEPT = (Kept(PaperFile), Kept(Attachment), Kept(Photo), Kept(Answer))


def seals(campaign_id: int) -> Iterator[Finding]:
    """The seal of every paper that went out, worked out again; minutes seal the minutes before them."""
    papers = MeetingPaper.objects.filter(campaign=campaign_id).order_by("meeting_id", "kind", "edition")
    before: tuple[int, str] = (0, BEGINNING)
    for paper in papers.iterator(chunk_size=50):
        behind = before[1] if paper.kind == PaperKind.MINUTES and before[0] == paper.meeting_id else BEGINNING
        if sealed(behind, paper.content) != paper.sha256:
            yield Finding(campaign_id, PAPERS.name((paper.pk,)), Text("The seal does not match the content."))
        before = (paper.meeting_id, paper.sha256) if paper.kind == PaperKind.MINUTES else before
