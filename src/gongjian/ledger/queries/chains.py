"""Walking along a chain: what is there, and what its head and its neighbours say ought to be there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from gongjian.kernel.text import Text
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.rules import BEGINNING, Anchor, Finding, Walk, anchor_at

OUTSIDE_CAMPAIGNS = 0
CHUNK = 1000
Said = dict[str, str]
"""What the entries said last of each row or group of rows, by its name; nothing where they said that it is gone."""


@dataclass(slots=True)
class Walked:
    """A chain after somebody has walked along it."""

    campaign: int
    entries: int = 0
    seal: str = BEGINNING
    first_at_fault: int | None = None
    said: Said = field(default_factory=dict)
    opened: dict[int, str] = field(default_factory=dict)  # chains that were begun: the name of the campaign
    closed: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # chains that were ended: length and seal
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.findings

    @property
    def anchor(self) -> Anchor:
        return anchor_at(self.entries, self.seal)

    def found(self, number: int | None, what: Text) -> None:
        about = f"ledger:{number}" if number else "ledger"
        self.findings.append(Finding(self.campaign, about, what))


def chain_numbers() -> set[int]:
    """Every chain of which anything is there, be it a head without entries or entries without a head."""
    heads = Chain.objects.values_list("campaign_id", flat=True)
    entries = Entry.objects.order_by().values_list("campaign_id", flat=True).distinct()
    return {*heads, *entries}


def broken_links(campaign_id: int) -> list[int]:
    """The numbers of entries that were changed, removed or inserted after the fact."""
    walk = Walk()
    for entry in entries_of(campaign_id):
        walk.step(entry.link())
    return walk.broken


def entries_of(campaign_id: int) -> Iterator[Entry]:
    return Entry.objects.filter(campaign_id=campaign_id).order_by("number").iterator(chunk_size=CHUNK)


def walked(campaign_id: int) -> Walked:
    """The whole chain, from its first entry to its head, and what it says of everything else."""
    result, walk = Walked(campaign_id), Walk()
    for entry in entries_of(campaign_id):
        if not walk.step(entry.link()) and result.first_at_fault is None:
            result.first_at_fault = entry.number
            result.found(entry.number, Text("This entry was changed, or an entry before it was removed or inserted."))  # fmt: skip
        result.entries += 1
        remember(result, entry.facts)
    result.seal = walk.seal
    against_head(result, walk)
    return result


def remember(result: Walked, facts: Mapping[str, Any]) -> None:
    result.said.update(facts.get("proves") or {})
    if "opens_chain" in facts:
        result.opened[int(facts["opens_chain"])] = str(facts.get("campaign", ""))
    if "closes_chain" in facts:
        result.closed[int(facts["closes_chain"])] = (int(facts["entries"]), str(facts["seal"]))


def against_head(result: Walked, walk: Walk) -> None:
    """What was written meanwhile belongs to it, as far as the head has moved on with it."""
    newest = Entry.objects.filter(campaign_id=result.campaign).aggregate(last=Max("number"))["last"] or 0
    head = Chain.objects.filter(campaign_id=result.campaign).first()
    if head is None:
        if newest:
            result.found(None, Text("The head of this chain is missing."))
        return
    there = Entry.objects.filter(campaign_id=result.campaign, number__lte=head.number).order_by("-number").first()  # fmt: skip
    seal = there.sha256 if there else BEGINNING
    last = there.number if there else 0
    if newest > head.number:
        result.found(newest, Text("There are entries after the end named by the head of the chain: no. %(number)s.", number=head.number))  # fmt: skip
    elif last < head.number:
        result.found(last + 1, Text("The entries after no. %(last)s are missing; the head of the chain names no. %(number)s.", last=last, number=head.number))  # fmt: skip
    elif seal != head.sha256:
        result.found(head.number, Text("The head of the chain and its last entry do not agree."))
