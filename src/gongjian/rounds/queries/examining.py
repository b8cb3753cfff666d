"""Everything held against the ledger: chains, rows, seals, kept files, printed papers and witnesses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings

from gongjian import vault
from gongjian.bulletins.papers.again import printed_again
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.ledger.models import Chain
from gongjian.ledger.queries import (
    OUTSIDE_CAMPAIGNS,
    Kept,
    Proved,
    Walked,
    chain_numbers,
    disagreements,
    holds_somewhere,
    walked,
)
from gongjian.ledger.rules import Anchor, Finding
from gongjian.rounds.queries.proofs import KEPT, KEPT_OUTSIDE, PROVED, SEALS
from gongjian.rounds.queries.witnesses import against_witnesses

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Check:
    """One part of an examination: what is looked at, and what is found when it is run."""

    label: Text
    run: Callable[[], Iterable[Finding]]


@dataclass
class Examination:
    """An examination of all campaigns, or of one and of what belongs to none. The parts are run in their order."""

    campaign: Campaign | None = None
    against: tuple[Anchor, ...] = ()
    walks: dict[int, Walked] = field(default_factory=dict)
    intact: set[str] = field(default_factory=set)  # kept files that have been read and are whole

    @property
    def campaigns(self) -> dict[int, str]:
        known = Campaign.objects.filter(pk=self.campaign.pk) if self.campaign else Campaign.objects.all()
        return dict(known.order_by("pk").values_list("pk", "slug"))

    def checks(self) -> list[Check]:
        parts = self.of_chains()
        for number in self.campaigns:
            parts += [Check(Text("Rows against their entries"), partial(self.rows, number, kind)) for kind in PROVED]  # fmt: skip
            parts += [Check(Text("Seals"), partial(seals, number)) for seals in SEALS]
            parts += [Check(Text("Stored files"), partial(self.files, kept, number)) for kept in KEPT]
            parts.append(Check(Text("Bulletins compared with a reprint"), partial(printed_again, number)))
        parts += [Check(Text("Stored files"), partial(self.files, kept, None)) for kept in KEPT_OUTSIDE]
        parts.append(Check(Text("Witnesses outside the database"), against_witnesses))
        parts.append(Check(Text("Witnesses outside the database"), self.anchors))
        return parts

    def of_chains(self) -> list[Check]:
        label = Text("The ledger's chains")
        numbers = {OUTSIDE_CAMPAIGNS, *self.campaigns} | (set() if self.campaign else chain_numbers())
        return [*(Check(label, partial(self.chain, number)) for number in sorted(numbers)), Check(label, self.whereabouts)]  # fmt: skip

    def chain(self, number: int) -> Iterator[Finding]:
        walk = self.walks[number] = walked(number)
        yield from walk.findings

    def whereabouts(self) -> Iterator[Finding]:
        """Every campaign has its chain, and every chain its campaign or its end; nothing to look at is nothing proved."""
        outside = self.walks[OUTSIDE_CAMPAIGNS]
        if not any(walk.entries for walk in self.walks.values()):
            yield Finding(
                OUTSIDE_CAMPAIGNS, "ledger", Text("There is nothing to check: there are no entries.")
            )
        campaigns = self.campaigns
        opened = set() if self.campaign else set(outside.opened)
        for number in sorted(opened | set(self.walks) | set(campaigns)):
            if number == OUTSIDE_CAMPAIGNS:
                continue
            if what := self.amiss(number, outside, is_there=number in campaigns):
                yield Finding(number, "ledger", what)

    def amiss(self, number: int, outside: Walked, *, is_there: bool) -> Text | None:
        walk = self.walks.get(number) or Walked(number)
        if is_there:
            if not walk.entries or not Chain.objects.filter(campaign_id=number).exists():
                return Text("The ledger of this campaign is missing.")
            return (
                None
                if number in outside.opened
                else Text("No ledger entry records the opening of this campaign.")
            )
        if number not in outside.closed:
            return Text("The campaign no longer exists, and no ledger entry records its deletion.")
        if outside.closed[number] != (walk.entries, walk.seal):
            return Text("The ledger of a deleted campaign does not end as it was closed.")
        return None

    def rows(self, number: int, kind: Proved) -> Iterator[Finding]:
        yield from disagreements(kind, self.walks[number])

    def files(self, kept: Kept, number: int | None) -> Iterator[Finding]:
        for pk, sha256 in kept.named(number).iterator(chunk_size=CHUNK):
            if sha256 in self.intact:
                continue
            state = vault.looked_at(settings.VAULT_DIR, sha256)
            if state == vault.State.WHOLE:
                self.intact.add(sha256)
                continue
            missing = Text("The stored file %(file)s is missing.", file=sha256[:16])
            damaged = Text("The stored file %(file)s is damaged.", file=sha256[:16])
            what = missing if state == vault.State.MISSING else damaged
            yield Finding(number or OUTSIDE_CAMPAIGNS, f"{kept.label}:{pk}", what)

    def anchors(self) -> Iterator[Finding]:
        for anchor in self.against:
            if not holds_somewhere(anchor):
                yield Finding(OUTSIDE_CAMPAIGNS, f"ledger:{anchor.number}", Text("The ledger has been rewritten: no chain has %(anchor)s.", anchor=str(anchor)))  # fmt: skip

    @property
    def entries(self) -> int:
        return sum(walk.entries for walk in self.walks.values())
