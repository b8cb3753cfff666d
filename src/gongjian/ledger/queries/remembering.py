"""What is the same for everybody until something is written down is worked out once, and remembered until then.

The version is the seals of the campaign's chain and of chain 0: every verb ends in one of them, in the transaction in which it
changes its rows, so nobody reads an older state than they have written, in whichever process. Only a page that is read
remembers: a campaign that a verb has in hand was never given a memory. Drafts are in no chain and are never remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from gongjian.ledger.models import Chain

T = TypeVar("T")
MOST = 32  # campaigns of which this process remembers something
MOST_THINGS = 1500
UNKNOWN: Any = object()
OUTSIDE = 0  # the chain of what belongs to no campaign
MEMORIES: dict[int, "Memory"] = {}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one campaign as it is at one length of its chain."""

    number: int
    seal: str
    things: dict[Any, Any] = field(default_factory=dict)


class Heads:
    """Where every chain ends, asked once for a page."""

    def __init__(self) -> None:
        rows = Chain.objects.order_by("campaign_id").values_list("campaign_id", "number", "sha256")
        self.ends = {campaign: (number, seal) for campaign, number, seal in rows}

    def remember(self) -> None:
        """What concerns several campaigns is remembered until any chain grows."""
        seal = ":".join(f"{pk} {seal}" for pk, (_number, seal) in self.ends.items())
        self.__dict__["_memory"] = memory_at(OUTSIDE, 0, seal)

    def begin_to_remember(self, campaign: Any) -> None:
        """For a campaign that was asked for after these heads and is only read from now on."""
        number, seal = self.ends.get(campaign.pk, (0, ""))
        outside = self.ends.get(OUTSIDE, (0, ""))[1]
        campaign.__dict__["_memory"] = memory_at(campaign.pk, number, f"{seal}:{outside}")


def memory_at(pk: int, number: int, seal: str) -> Memory:
    known = MEMORIES.get(pk)
    if known is None or known.seal != seal:
        if len(MEMORIES) >= MOST:
            MEMORIES.clear()
        known = MEMORIES[pk] = Memory(number, seal)
    return known


def memory_of(campaign: Model | Heads) -> Memory | None:
    memory: Memory | None = campaign.__dict__.get("_memory")
    return memory


def forget(campaign: Model) -> None:
    """From now on nothing is remembered of what this campaign in hand is asked: it may be older than its chain says."""
    campaign.__dict__.pop("_memory", None)


def remembered(campaign: Model | Heads, what: Any, make: Callable[[], T]) -> T:
    """The thing of this name, made where it is not remembered. It is shared: nobody may change it."""
    memory = memory_of(campaign)
    if memory is None:
        return make()
    thing: T = memory.things.get(what, UNKNOWN)  # another thread may clear what was there a moment ago
    if thing is UNKNOWN:
        if len(memory.things) >= MOST_THINGS:
            memory.things.clear()
        thing = make()  # … and making it may find that the campaign is older than its chain says
        if memory_of(campaign) is memory:
            memory.things[what] = thing
    return thing
