"""What is the same for everybody until something is written down is worked out once, and remembered until then.

The version is the seals of the campaign's chain and of chain 0: every verb ends in one of them, in the transaction in which it
changes its rows, so nobody reads an older state than they have written, in whichever process. Only a page that is read
remembers: a campaign that a verb has in hand was never given a memory. Drafts are in no chain and are never remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from gongjian.ledger.models import Chain

T = TypeVar("T")
MOST = 32  # campaigns of which this process remembers something
MOST_THINGS = 500
UNKNOWN: Any = object()
HEAD = {"head_number": ("number", "pk"), "head_seal": ("sha256", "pk"), "outside_seal": ("sha256", None)}
MEMORIES: dict[int, "Memory"] = {}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one campaign as it is at one length of its chain."""

    number: int
    seal: str
    things: dict[Any, Any] = field(default_factory=dict)


def with_head(campaigns: QuerySet[Any]) -> QuerySet[Any]:
    """Campaigns, each with where its chain ends, in the same question."""
    asked: dict[str, Any] = {
        name: Subquery(
            Chain.objects.filter(campaign_id=0 if whose is None else OuterRef(whose)).values(column)[:1]
        )
        for name, (column, whose) in HEAD.items()
    }
    found: QuerySet[Any] = campaigns.annotate(**asked)
    return found


def begin_to_remember(campaign: Any) -> None:
    """For a campaign that came `with_head` and is only read from now on."""
    seal = ":".join(part or "" for part in (campaign.head_seal, campaign.outside_seal))
    known = MEMORIES.get(campaign.pk)
    if known is None or known.seal != seal:
        if len(MEMORIES) >= MOST:
            MEMORIES.clear()
        known = MEMORIES[campaign.pk] = Memory(campaign.head_number or 0, seal)
    campaign.__dict__["_memory"] = known


def memory_of(campaign: Model) -> Memory | None:
    memory: Memory | None = campaign.__dict__.get("_memory")
    return memory


def forget(campaign: Model) -> None:
    """From now on nothing is remembered of what this campaign in hand is asked: it may be older than its chain says."""
    campaign.__dict__.pop("_memory", None)


def remembered(campaign: Model, what: Any, make: Callable[[], T]) -> T:
    """The thing of this name, made where it is not remembered. It is shared: nobody may change it."""
    memory = memory_of(campaign)
    if memory is None:
        return make()
    thing: T = memory.things.get(what, UNKNOWN)  # another thread may clear what was there a moment ago
    if thing is UNKNOWN:
        if len(memory.things) >= MOST_THINGS:
            memory.things.clear()
        memory.things[what] = thing = make()
    return thing
