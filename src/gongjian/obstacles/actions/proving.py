"""A file or a written reference stands beside what is said. A photograph is never asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.models import Obstacle, Proof
from gongjian.obstacles.permissions import may_prove
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import ProofOf
from gongjian.reading.uploads import CheckedFile

MOST = 20  # proofs of one obstacle


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows: a checked file, a reference in words, or both."""

    reference: str = ""
    file: CheckedFile | None = None

    def __bool__(self) -> bool:
        return bool(self.reference.strip() or self.file)


@transaction.atomic
def attach(obstacle: Obstacle, shown: Shown, *, by: User, at: datetime) -> Proof:
    """Show what is in the way, while it is open."""
    obstacle = Obstacle.objects.locked(obstacle.pk)
    require(may_prove(by, obstacle))
    if not shown:
        require(no("Upload a file, or name the document that proves it."))

    proof = keep_proof(obstacle, shown, of=ProofOf.OBSTACLE, by=by, at=at)
    assert proof is not None

    attached = Text("added %(name)s to obstacle no. %(number)s", name=str(proof), number=obstacle.number)
    record(attached, about=obstacle, by=by, at=at, sha256=proof.sha256, proves=proof_of(obstacle.pk))
    return proof


def keep_proof(
    obstacle: Obstacle, shown: Shown | None, *, of: ProofOf, by: User, at: datetime
) -> Proof | None:
    """The same file twice is kept once."""
    if not shown:
        return None
    if obstacle.proofs.count() >= MOST:
        require(no("An obstacle can have at most %(most)s pieces of evidence.", most=MOST))
    proof = Proof(
        campaign_id=obstacle.campaign_id,
        obstacle=obstacle,
        of=of,
        reference=shown.reference.strip()[:300],
        added_at=at,
        added_by=by,
    )
    if shown.file:
        proof.sha256 = vault.keep(settings.VAULT_DIR, shown.file.content)
        proof.file_name, proof.media_type = shown.file.name, shown.file.media_type
        proof.size = len(shown.file.content)
        if same := obstacle.proofs.filter(sha256=proof.sha256, of=of).first():
            return same
    proof.save(force_insert=True)
    return proof
