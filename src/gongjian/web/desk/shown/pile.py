"""What every pile of a desk is made of, with its addresses and in the reader's own day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongjian.accounts.models import User, official_people
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import left
from gongjian.notices.rules import OnDesk, Pile, Press
from gongjian.web.http import Request, today

ALIKE = 5  # more of the same than this lie in one bundle
MOST_NAMES = 3
SHOWN = 12  # of a bundle; the rest lies one page further


@dataclass(frozen=True, slots=True)
class Pressed:
    """Where a button sends with nothing to type, and what it says."""

    url: str
    verb: Text
    sends: tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a desk, one click from being done."""

    title: Text
    detail: Text
    url: str
    due_on: date | None
    is_late: bool
    icon: str
    is_today: bool = False
    fell: Text | None = None
    held_by: tuple[str, ...] = ()
    when: Text | None = None
    pile: Pile = Pile.OWED
    press: Pressed | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Things of the same sort, the earliest first: all of them counted, the first of them drawn."""

    things: tuple[Thing, ...]
    count: int

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


def heap(request: Request, found: Sequence[OnDesk], pile: Pile, *, most: int = SHOWN) -> Heap:
    """One pile of what lies on a desk, the earliest first."""
    alike = [one for one in found if one.pile == pile]
    return Heap(len(alike), bundled(request, alike, most=most))


def bundled(request: Request, found: Sequence[OnDesk], *, most: int = SHOWN) -> tuple[Bundle, ...]:
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
    names = names_in(one for group in groups for one in group[:most])
    return tuple(bundle(request, group, names, most) for group in groups)


def bundle(request: Request, alike: Sequence[OnDesk], names: Mapping[int, str], most: int) -> Bundle:
    return Bundle(tuple(thing(request, one, names) for one in alike[:most]), len(alike))


def names_in(things: Iterable[OnDesk]) -> Mapping[int, str]:
    """The names of those with whom these things lie."""
    people = {pk for one in things for pk in one.held_by}
    found = User.objects.filter(pk__in=people).order_by(*official_people())
    return {person.pk: str(person) for person in found} if people else {}


def thing(request: Request, one: OnDesk, names: Mapping[int, str]) -> Thing:
    day, calendar = today(request), request.campaign.calendar()
    args = [request.campaign.slug, *one.args]
    return Thing(
        title=one.title,
        detail=one.detail,
        url=reverse(one.page, args=args),
        due_on=one.due_on,
        is_late=one.is_late(day),
        icon=one.icon,
        is_today=one.due_on == day,
        fell=one.fell,
        held_by=tuple(name for pk, name in names.items() if pk in one.held_by)[:MOST_NAMES],
        when=left(one.due_on, today=day, calendar=calendar).words if one.due_on else None,
        pile=one.pile,
        press=pressed(request, one.press) if one.press else None,
    )


def pressed(request: Request, press: Press) -> Pressed:
    url = reverse(press.page, args=[request.campaign.slug, *press.args])
    return Pressed(url, press.verb, press.sends)
