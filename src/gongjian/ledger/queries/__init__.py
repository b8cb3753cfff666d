from gongjian.ledger.queries.anchors import anchor_of, holds, holds_somewhere, lost
from gongjian.ledger.queries.chains import (
    OUTSIDE_CAMPAIGNS,
    Said,
    Walked,
    broken_links,
    chain_numbers,
    walked,
)
from gongjian.ledger.queries.proving import Kept, Proved, disagreements, every, stated
from gongjian.ledger.queries.remembering import Heads, forget, memory_of, remembered
from gongjian.ledger.queries.telling import history, last_number

__all__ = [
    "OUTSIDE_CAMPAIGNS",
    "Heads",
    "Kept",
    "Proved",
    "Said",
    "Walked",
    "anchor_of",
    "broken_links",
    "chain_numbers",
    "disagreements",
    "every",
    "forget",
    "history",
    "holds",
    "holds_somewhere",
    "last_number",
    "lost",
    "memory_of",
    "remembered",
    "stated",
    "walked",
]
