"""Anchors outside the database: what a chain was like at a moment, known to a paper, a log or a witness file."""

from collections.abc import Iterable

from gongjian.kernel.text import Text
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.rules import BEGINNING, Anchor, Finding, anchor_at


def anchor_of(campaign_id: int) -> Anchor:
    """The end of the chain as it is now."""
    number, seal = (
        Chain.objects.filter(campaign_id=campaign_id).values_list("number", "sha256").first() or (0, BEGINNING)
    )  # fmt: skip
    return anchor_at(number, seal)


def holds(anchor: Anchor, campaign_id: int) -> bool:
    """Whether the entry of this number still bears the seal that it bore then."""
    if not anchor.number:
        return True
    there = Entry.objects.filter(campaign_id=campaign_id, number=anchor.number)
    return there.filter(sha256__startswith=anchor.digits).exists()


def holds_somewhere(anchor: Anchor) -> bool:
    """The foot of a paper does not say whose chain it means; sixteen digits do not meet by chance."""
    return Entry.objects.filter(number=anchor.number, sha256__startswith=anchor.digits).exists()


def broken_anchors(known: Iterable[tuple[int, Anchor, str]]) -> Iterable[Finding]:
    """What somebody outside remembers of a chain that is another one now: the chain, the anchor, who remembers it."""
    for campaign, anchor, whom in known:
        if not holds(anchor, campaign):
            yield Finding(campaign, f"ledger:{anchor.number}", Text("The ledger has been written anew: %(witness)s remembers %(anchor)s.", witness=whom, anchor=str(anchor)))  # fmt: skip
