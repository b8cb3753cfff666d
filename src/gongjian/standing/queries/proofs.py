"""What this room can prove: which reasons were accepted, for how long."""

from gongjian.ledger.queries import Proved, every
from gongjian.standing.models import Hold

HOLDS = Proved(Hold, every(Hold), by=("item_id",))

PROVED = (HOLDS,)
