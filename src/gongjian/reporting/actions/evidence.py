"""Proof is attached to what a report says."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.reading.uploads import CheckedFile
from gongjian.reporting.models import Evidence, Report, ReportRow
from gongjian.reporting.permissions import may_write
from gongjian.reporting.queries.proofs import EVIDENCE

MOST_PER_ROW = 12


@transaction.atomic
def attach_file(row: ReportRow, file: CheckedFile, *, by: User, at: datetime) -> Evidence:
    """A checked file becomes proof of what the row says. The same file twice on a row is kept once."""
    row = locked_row(row, by=by, at=at)
    sha256 = vault.keep(settings.VAULT_DIR, file.content)
    if same := row.evidence.filter(sha256=sha256, removed_at=None).first():
        return same
    require_room(row)

    evidence = row.evidence.create(
        campaign_id=row.campaign_id,
        item_id=row.item_id,
        file_name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=sha256,
        added_at=at,
        added_by=by,
    )

    attached = Text("attached %(name)s", name=file.name)
    record(attached, about=evidence, by=by, at=at, sha256=sha256, proves=stated(EVIDENCE, evidence.pk))
    return evidence


@transaction.atomic
def attach_reference(row: ReportRow, reference: str, *, by: User, at: datetime) -> Evidence:
    """A written reference is proof too: a document's number, a place where the paper lies."""
    row = locked_row(row, by=by, at=at)
    if not reference.strip() or len(reference) > 300:
        require(no("State where the evidence can be found, in at most 300 characters."))
    require_room(row)

    evidence = row.evidence.create(
        campaign_id=row.campaign_id,
        item_id=row.item_id,
        reference=reference.strip(),
        added_at=at,
        added_by=by,
    )

    proves = stated(EVIDENCE, evidence.pk)
    record(Text("added a reference"), about=evidence, by=by, at=at, reference=reference, proves=proves)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> Evidence:
    """Proof that was attached by mistake no longer shows. It stays in the ledger."""
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    locked_row(evidence.row, by=by, at=at)
    if evidence.removed_at:
        return evidence

    evidence.removed_at = at
    evidence.save(update_fields=["removed_at"])

    removed = Text("removed %(name)s", name=str(evidence))
    record(removed, about=evidence, by=by, at=at, proves=stated(EVIDENCE, evidence.pk))
    return evidence


def locked_row(row: ReportRow, *, by: User, at: datetime) -> ReportRow:
    report = Report.objects.locked(row.report_id)
    require(may_write(report, by=by, today=report.campaign.day_of(at)))
    return ReportRow.objects.select_for_update(no_key=True).get(pk=row.pk)


def require_room(row: ReportRow) -> None:
    if row.evidence.filter(removed_at=None).count() >= MOST_PER_ROW:
        require(no("An item can have at most %(most)s pieces of evidence per report.", most=MOST_PER_ROW))
