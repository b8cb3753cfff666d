"""A bulletin is proposed, approved, issued and acknowledged."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import Organisation, User
from gongjian.assessment.actions import publish
from gongjian.bulletins.models import Acknowledgement, Bulletin, BulletinFile
from gongjian.bulletins.papers import bulletin_content, pressed
from gongjian.bulletins.permissions import may, units_to_acknowledge
from gongjian.bulletins.queries import next_number, places_in
from gongjian.bulletins.queries.proofs import ACKNOWLEDGED, BULLETINS, FILES
from gongjian.bulletins.rules import MOVES, Move, State
from gongjian.campaigns.models import Campaign
from gongjian.documents.media import CALLED
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, not_you, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import anchor_of, stated
from gongjian.ledger.rules import sealed


@transaction.atomic
def propose(bulletin: Bulletin, *, by: User, at: datetime, seen: int) -> Bulletin:
    """The drafter lays the bulletin before a second person."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.PROPOSE, bulletin, by=by))
    unchanged(seen, bulletin.version)

    bulletin.proposed_at, bulletin.proposed_by = at, by
    moved(bulletin, Move.PROPOSE, "proposed_at", "proposed_by")

    record(Text("submitted the bulletin for approval"), about=bulletin, by=by, at=at)
    return bulletin


@transaction.atomic
def return_to_draft(bulletin: Bulletin, *, reason: str, by: User, at: datetime, seen: int) -> Bulletin:
    """Something is to be put differently before the bulletin can go out."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.RETURN, bulletin, by=by))
    unchanged(seen, bulletin.version)
    if not reason.strip():
        require(no("Enter what is to be changed."))

    bulletin.proposed_at = bulletin.proposed_by = bulletin.approved_at = bulletin.approved_by = None
    moved(bulletin, Move.RETURN, "proposed_at", "proposed_by", "approved_at", "approved_by")

    record(Text("returned the bulletin to the draft"), about=bulletin, by=by, at=at, reason=reason)
    return bulletin


@transaction.atomic
def approve(bulletin: Bulletin, *, by: User, at: datetime, seen: int) -> Bulletin:
    """A second person answers for the bulletin as they have seen it."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.APPROVE, bulletin, by=by))
    unchanged(seen, bulletin.version)

    bulletin.approved_at, bulletin.approved_by = at, by
    moved(bulletin, Move.APPROVE, "approved_at", "approved_by")

    record(Text("approved the bulletin"), about=bulletin, by=by, at=at)
    return bulletin


@transaction.atomic
def issue(bulletin: Bulletin, *, by: User, at: datetime, seen: int) -> Bulletin:
    """The bulletin gets its number and goes out. From now on nothing about it changes."""
    # Numbers are given one at a time.
    Campaign.objects.select_for_update(no_key=True).get(pk=bulletin.campaign_id)
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.ISSUE, bulletin, by=by))
    unchanged(seen, bulletin.version)

    bulletin.issued_at, bulletin.issued_by = at, by
    issued_on = bulletin.campaign.day_of(at)
    bulletin.number_year = issued_on.year
    bulletin.number = next_number(bulletin.campaign, bulletin.kind, year=issued_on.year)
    drawn_up = bulletin_content(bulletin, number=bulletin.number, issued_on=issued_on)
    bulletin.content = drawn_up | {"anchor": str(anchor_of(bulletin.campaign_id))}
    bulletin.sha256 = sealed(bulletin.snapshot.sha256, bulletin.content)
    moved(bulletin, Move.ISSUE, "issued_at", "issued_by", "number", "number_year", "content", "sha256")
    snapshot = bulletin.snapshot
    publish(bulletin.period, places_in(snapshot.data), edition=snapshot.edition, by=by, at=at)

    issued = Text("issued no. %(number)s", number=bulletin.number)
    proves = stated(BULLETINS, bulletin.pk)
    record(issued, about=bulletin, by=by, at=at, sha256=bulletin.sha256, proves=proves)
    return bulletin


@transaction.atomic
def discard(bulletin: Bulletin, *, by: User, at: datetime, seen: int) -> Bulletin:
    """A draft is not wanted. Another one can be drafted in its place."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.DISCARD, bulletin, by=by))
    unchanged(seen, bulletin.version)

    bulletin.corrects = None  # what it was to correct can be corrected again
    moved(bulletin, Move.DISCARD, "corrects")

    record(Text("discarded the draft"), about=bulletin, by=by, at=at)
    return bulletin


def moved(bulletin: Bulletin, move: Move, *fields: str) -> None:
    bulletin.state = MOVES.target(move)
    bulletin.version += 1
    bulletin.save(update_fields=["state", "version", *fields])


@transaction.atomic
def keep_file(bulletin: Bulletin, kind: str, *, at: datetime) -> BulletinFile:
    """Print an issued bulletin once; from then on the same bytes are handed out."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    if bulletin.state != State.ISSUED or not bulletin.content:
        require(no("Only an issued bulletin has files."))
    if kept := bulletin.files.filter(format=kind).first():
        return kept

    content = pressed(bulletin, kind, bulletin.content or {})
    sha256 = vault.keep(settings.VAULT_DIR, content)
    file = bulletin.files.create(campaign=bulletin.campaign, format=kind, size=len(content), sha256=sha256)

    printed = Text("printed the %(format)s file", format=CALLED[kind])
    record(printed, about=bulletin, by=None, at=at, sha256=sha256, proves=stated(FILES, bulletin.pk))
    return file


def bytes_of(bulletin: Bulletin, kind: str, *, at: datetime) -> bytes:
    """The kept file. In the archive nothing is kept any more: what was never printed before is printed for the reader."""
    if bulletin.campaign.is_archived and not bulletin.files.filter(format=kind).exists():
        return pressed(bulletin, kind, bulletin.content or {})
    return vault.fetch(settings.VAULT_DIR, keep_file(bulletin, kind, at=at).sha256)


@transaction.atomic
def acknowledge(bulletin: Bulletin, unit: Organisation, *, by: User, at: datetime) -> Acknowledgement:
    """A unit says that it has received the bulletin. Saying it twice changes nothing."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    if unit.pk not in units_to_acknowledge(by, bulletin.campaign):
        require(not_you("Only a reporter or the head of %(unit)s may do this.", unit=str(unit)))
    if bulletin.state != State.ISSUED:
        require(no("Only an issued bulletin can be acknowledged."))
    if said := bulletin.acknowledgements.filter(unit=unit).first():
        return said

    said = bulletin.acknowledgements.create(campaign=bulletin.campaign, unit=unit, at=at, by=by)

    heard = Text("acknowledged the bulletin for %(unit)s", unit=str(unit))
    record(heard, about=bulletin, by=by, at=at, proves=stated(ACKNOWLEDGED, said.pk))
    return said
