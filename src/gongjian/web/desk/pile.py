"""What every pile of a desk is made of, with its addresses and in the reader's own day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile
from gongjian.rounds.queries import on_desks
from gongjian.web.http import Request, now, today

ALIKE = 5  # more of the same than this lie in one bundle


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
    """Things of the same sort, the earliest first."""

    things: tuple[Thing, ...]

    @property
    def first(self) -> Thing:
        return self.things[0]

    @property
    def late(self) -> int:
        return sum(thing.is_late for thing in self.things)

    @property
    def is_tied(self) -> bool:
        return len(self.things) > ALIKE


def bundled(things: Iterable[Thing]) -> list[Bundle]:
    """Many of a sort make one bundle, where the first of them would lie; few lie as they are."""
    found: dict[str, list[Thing]] = {}
    for thing in things:
        found.setdefault(thing.title.msgid, []).append(thing)
    tied = {msgid for msgid, same in found.items() if len(same) > ALIKE}
    bundles, seen = [], set()
    for thing in (thing for same in found.values() for thing in same):
        msgid = thing.title.msgid
        if msgid not in tied:
            bundles.append(Bundle((thing,)))
        elif msgid not in seen:
            bundles.append(Bundle(tuple(found[msgid])))
            seen.add(msgid)
    return sorted(bundles, key=lambda one: (one.first.due_on is None, one.first.due_on or date.max))


def piles(request: Request) -> Mapping[str, list[Thing]]:
    """What this person owes, what came back, and what waits for a decision, each the earliest first."""
    return sorted_out(request, on_desks(request.campaign, at=now(request), person=request.user))


def sorted_out(request: Request, found: Iterable[OnDesk]) -> dict[str, list[Thing]]:
    sorted_by: dict[str, list[Thing]] = {pile.value: [] for pile in Pile}
    for one in found:
        sorted_by[one.pile.value].append(thing(request, one))
    return sorted_by


def thing(request: Request, one: OnDesk) -> Thing:
    url = reverse(one.page, args=[request.campaign.slug, *one.args])
    return Thing(one.title, one.detail, url, one.due_on, one.is_late(today(request)), one.icon)
