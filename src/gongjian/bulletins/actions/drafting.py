"""Bulletins are drafted from the data, and their words are edited."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from gongjian.accounts.models import User
from gongjian.bulletins.models import Bulletin, Snapshot
from gongjian.bulletins.papers import figures_of, sections_of
from gongjian.bulletins.permissions import may, may_draft
from gongjian.bulletins.queries import snapshot_of
from gongjian.bulletins.queries.proofs import SNAPSHOTS
from gongjian.bulletins.rules import BulletinKind, Move, State, check_words
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.ledger.rules import BEGINNING, sealed
from gongjian.reporting.models import Period


@transaction.atomic
def draft(period: Period, kind: BulletinKind, *, by: User, at: datetime) -> Bulletin:
    """Assemble the bulletin of a period from what was known at its cut-off. Both kinds share one snapshot."""
    period = (
        Period.objects.select_for_update(of=("self",), no_key=True)
        .select_related("campaign", "rulebook")
        .get(pk=period.pk)
    )
    require(may_draft(by, period.campaign, kind))
    if period.campaign.day_of(at) <= period.cut_off_on:
        require(no("A bulletin can be drafted after the data cut-off of %(day)s.", day=period.cut_off_on))
    if period.bulletins.filter(kind=kind).exclude(state=State.DISCARDED).exists():
        require(no("There is already a bulletin of this kind for this period."))

    snapshot = period.snapshots.filter(edition=1).first() or take_snapshot(period, edition=1, at=at)
    bulletin = Bulletin.objects.create(
        campaign=period.campaign, period=period, snapshot=snapshot, kind=kind, drafted_at=at, drafted_by=by
    )

    drafted = Text("drafted the %(kind)s of %(day)s", kind=kind, day=period.nominal_on)
    proves = stated(SNAPSHOTS, snapshot.pk)
    record(drafted, about=bulletin, by=by, at=at, snapshot=snapshot.sha256, proves=proves)
    return bulletin


def take_snapshot(period: Period, *, edition: int, at: datetime) -> Snapshot:
    """A correction knows what is known now; the first edition knows what was known at the cut-off."""
    known = at if edition > 1 else None
    data = snapshot_of(period, known=known)
    return Snapshot.objects.create(
        campaign=period.campaign,
        period=period,
        edition=edition,
        data=data,
        sha256=sealed(BEGINNING, data),
        known_at=known or period.campaign.end_of(period.cut_off_on),
        taken_at=at,
    )


@transaction.atomic
def draft_correction(bulletin: Bulletin, *, reason: str, by: User, at: datetime) -> Bulletin:
    """A new issue that says what has changed. The issue that it corrects stays as it is."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may_draft(by, bulletin.campaign, bulletin.kind))
    if bulletin.state != State.ISSUED:
        require(no("Only an issued bulletin can be corrected."))
    if Bulletin.objects.filter(corrects=bulletin).exists():
        require(no("There is already a correction of this bulletin."))
    if not reason.strip():
        require(no("Give the reason for the correction."))

    correction = Bulletin.objects.create(
        campaign=bulletin.campaign,
        period=bulletin.period,
        snapshot=corrected_snapshot(bulletin, at=at),
        kind=bulletin.kind,
        words=bulletin.words,
        writers=bulletin.writers,
        corrects=bulletin,
        correction=reason.strip(),
        drafted_at=at,
        drafted_by=by,
    )

    proves = stated(SNAPSHOTS, correction.snapshot_id)
    record(Text("drafted a correction"), about=correction, by=by, at=at, reason=reason, proves=proves)
    return correction


def corrected_snapshot(bulletin: Bulletin, *, at: datetime) -> Snapshot:
    """The data as known now, or as the correction of the other kind already has it. What was discarded is not used again."""
    period = Period.objects.select_for_update(no_key=True).get(pk=bulletin.period_id)
    newest = period.snapshots.latest("edition")
    if (
        newest.edition > bulletin.snapshot.edition
        and newest.bulletins.exclude(state=State.DISCARDED).exists()
    ):
        return newest
    return take_snapshot(period, edition=newest.edition + 1, at=at)


def title_of(bulletin: Bulletin, section: str) -> str:
    """The title of a section, in the words that every language translates."""
    with translation.override(None):
        titles = {one.key: one.heading for one in sections_of(bulletin.kind, bulletin.snapshot.data, {})}
    return titles[section]


@transaction.atomic
def edit_words(bulletin: Bulletin, section: str, text: str, *, by: User, at: datetime, seen: int) -> Bulletin:
    """The Office puts a section in other words. Figures are named, never typed."""
    bulletin = Bulletin.objects.locked(bulletin.pk)
    require(may(Move.EDIT, bulletin, by=by))
    unchanged(seen, bulletin.version)
    data = bulletin.snapshot.data
    with translation.override(bulletin.campaign.paper_language):
        assembled = {one.key: one.text for one in sections_of(bulletin.kind, data, {})}
        known = set(figures_of(data))
    if section not in assembled:
        require(no("There is no such section."))
    require(check_words(text, known=known, before=assembled[section]))

    bulletin.words = {**bulletin.words, section: text}
    if text == assembled[section]:
        del bulletin.words[section]
    bulletin.writers = sorted({*bulletin.writers, by.pk})
    bulletin.version += 1
    bulletin.save(update_fields=["words", "writers", "version"])

    edited = Text("edited the section %(section)s", section=Text(title_of(bulletin, section)))
    record(edited, about=bulletin, by=by, at=at)
    return bulletin
