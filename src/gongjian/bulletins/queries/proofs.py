"""What this room can prove: issued bulletins, the data behind them, and their files."""

from collections.abc import Iterator

from django.db.models import Q

from gongjian.bulletins.models import Acknowledgement, Bulletin, BulletinFile, Snapshot
from gongjian.bulletins.rules import State
from gongjian.kernel.text import Text
from gongjian.ledger.queries import Kept, Proved, every
from gongjian.ledger.rules import BEGINNING, Finding, sealed

SNAPSHOTS = Proved(Snapshot, every(Snapshot))
BULLETINS = Proved(Bulletin, every(Bulletin), only=Q(state=State.ISSUED))
FILES = Proved(BulletinFile, every(BulletinFile), by=("bulletin_id",))
ACKNOWLEDGED = Proved(Acknowledgement, every(Acknowledgement))

PROVED = (SNAPSHOTS, BULLETINS, FILES, ACKNOWLEDGED)
KEPT = (Kept(BulletinFile),)


def seals(campaign_id: int) -> Iterator[Finding]:
    """The seals of snapshots and of issued bulletins, worked out again."""
    snapshots = Snapshot.objects.filter(campaign=campaign_id).order_by("pk")
    for snapshot in snapshots.iterator(chunk_size=20):
        if sealed(BEGINNING, snapshot.data) != snapshot.sha256:
            yield Finding(campaign_id, SNAPSHOTS.name((snapshot.pk,)), Text("The seal does not match the data."))  # fmt: skip
    issued = Bulletin.objects.filter(campaign=campaign_id, state=State.ISSUED).order_by("pk")
    for pk, behind, content, sha256 in issued.values_list("pk", "snapshot__sha256", "content", "sha256").iterator(chunk_size=20):  # fmt: skip
        if sealed(behind, content or {}) != sha256:
            yield Finding(campaign_id, BULLETINS.name((pk,)), Text("The seal does not match the content."))
