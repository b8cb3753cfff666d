"""What items are called, what they weigh and who leads them is kept with the moment since which it is so."""

from collections.abc import Collection
from datetime import datetime

from gongjian.ledger.queries import Said, stated
from gongjian.worklist.models import Item, Particulars
from gongjian.worklist.models.projects import PARTICULAR
from gongjian.worklist.queries.known import unwritten
from gongjian.worklist.queries.proofs import PARTICULARS

BATCH = 500


def remember(campaign_id: int, *, at: datetime, projects: Collection[int] = (), items: Collection[int] = ()) -> tuple[list[int], Said]:  # fmt: skip
    """Write down what is new of these items, or of all items of these projects: which they are, and what the ledger says of it."""
    here = Item.objects.filter(campaign=campaign_id)
    here = here.filter(project__in=projects) if projects else here.filter(pk__in=items)
    found = unwritten(here)
    rows = [
        Particulars(
            campaign_id=campaign_id, item_id=item, known_at=at, **dict(zip(PARTICULAR, said, strict=True))
        )
        for item, said in found.items()
    ]
    Particulars.objects.bulk_create(rows, batch_size=BATCH)
    return list(found), stated(PARTICULARS, (campaign_id, at)) if rows else {}
