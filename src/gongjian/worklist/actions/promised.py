"""What is filed holds from the first word on: nobody signs, and nobody files, what a change request has to ask for."""

from collections import Counter
from collections.abc import Sequence

from gongjian.kernel.verdict import no, require
from gongjian.worklist.models import ListRow, ListVersion
from gongjian.worklist.queries.rows import promises
from gongjian.worklist.queries.since_filed import adopted, missing_among, moved_among
from gongjian.worklist.rules.promised import nothing_missing, nothing_moved


def check_against_filed(version: ListVersion, rows: Sequence[ListRow]) -> None:
    """What has been filed once moves by change requests only."""
    adopted(version, rows)
    codes = Counter(row.item_code for row in rows if row.item_code)
    if twice := {code for code, count in codes.items() if count > 1}:
        require(no("The code %(code)s appears twice in the list.", code=min(twice)))
    bound = promises(version.campaign, [version.unit_id])
    require(nothing_moved(moved_among(rows, bound)))
    require(nothing_missing(missing_among(version, rows)))
