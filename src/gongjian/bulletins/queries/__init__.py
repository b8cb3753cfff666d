from gongjian.bulletins.queries.asked import may_be_drafted, newest_issued, next_number, to_acknowledge
from gongjian.bulletins.queries.desk import on_desk
from gongjian.bulletins.queries.differences import Difference, compare_snapshots
from gongjian.bulletins.queries.snapshot import places_in, snapshot_of

__all__ = [
    "Difference",
    "compare_snapshots",
    "may_be_drafted",
    "newest_issued",
    "next_number",
    "on_desk",
    "places_in",
    "snapshot_of",
    "to_acknowledge",
]
