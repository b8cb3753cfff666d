"""What every pile of a desk is made of, with its addresses and in the reader's own day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile
from gongjian.rounds.queries import on_desks
from gongjian.web.http import Request, now, today

ALIKE = 5  # more of the same than this lie in one bundle
ALWAYS = (Pile.OWED, Pile.SENT_BACK, Pile.DECISION)
SHOWN = 12  # of a bundle; the rest lies one page further


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a desk, one click from being done."""

    title: Text
    detail: Text
    url: str
    due_on: date | None
    is_late: bool
    icon: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Things of the same sort, the earliest first: all of them counted, the first of them drawn."""

    things: tuple[Thing, ...]
    count: int
    late: int

    @property
    def first(self) -> Thing:
        return self.things[0]

    @property
    def is_tied(self) -> bool:
        return self.count > ALIKE

    @property
    def more(self) -> int:
        return self.count - len(self.things)


@dataclass(frozen=True, slots=True)
class Heap:
    """One pile of a desk."""

    count: int
    bundles: tuple[Bundle, ...]


def heaps(request: Request) -> Mapping[str, Heap]:
    """What this person owes, what came back, and what waits for a decision, each the earliest first."""
    found = on_desks(request.campaign, at=now(request), person=request.user)
    piles = {pile: [one for one in found if one.pile == pile] for pile in Pile}
    return {pile.value: heap(request, alike) for pile, alike in piles.items() if alike or pile in ALWAYS}


def heap(request: Request, found: Sequence[OnDesk], *, most: int = SHOWN) -> Heap:
    """Many of a sort make one bundle, where the first of them would lie; few lie as they are."""
    same: dict[str, list[OnDesk]] = {}
    for one in found:
        same.setdefault(one.title.msgid, []).append(one)
    groups = [
        group
        for alike in same.values()
        for group in ([alike] if len(alike) > ALIKE else [[one] for one in alike])
    ]
    groups.sort(key=lambda group: (group[0].due_on is None, group[0].due_on or date.max))
    return Heap(len(found), tuple(bundle(request, group, most) for group in groups))


def bundle(request: Request, alike: Sequence[OnDesk], most: int) -> Bundle:
    late = sum(one.is_late(today(request)) for one in alike)
    return Bundle(tuple(thing(request, one) for one in alike[:most]), len(alike), late)


def thing(request: Request, one: OnDesk) -> Thing:
    url = reverse(one.page, args=[request.campaign.slug, *one.args])
    return Thing(one.title, one.detail, url, one.due_on, one.is_late(today(request)), one.icon)


def whole_pile(request: Request, pile: Pile) -> list[Thing]:
    """Everything of one pile, for the page that shows nothing else."""
    found = on_desks(request.campaign, at=now(request), person=request.user)
    return [thing(request, one) for one in found if one.pile == pile]
