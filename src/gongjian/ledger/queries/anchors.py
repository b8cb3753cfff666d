"""Anchors outside the database: what a chain was like at a moment, known to a paper, a log or a witness file."""

from gongjian.kernel.text import Text
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.rules import BEGINNING, Anchor, anchor_at


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


def lost(anchor: Anchor, campaign_id: int, *, witness: str) -> Text | None:
    """What a witness remembers and the ledger does not."""
    if holds(anchor, campaign_id):
        return None
    told = {"witness": witness, "anchor": str(anchor)}
    if Entry.objects.filter(campaign_id=campaign_id, number=anchor.number).exists():
        return Text("The ledger has been rewritten: %(witness)s records %(anchor)s.", **told)
    return Text("The ledger ends too early: %(witness)s records %(anchor)s. It was cut off, or an older copy "
        "was restored.", **told)  # fmt: skip


def holds_somewhere(anchor: Anchor) -> bool:
    """The foot of a paper does not say whose chain it means; sixteen digits do not meet by chance."""
    return Entry.objects.filter(number=anchor.number, sha256__startswith=anchor.digits).exists()
