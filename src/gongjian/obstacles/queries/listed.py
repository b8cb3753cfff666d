"""The three lists, filtered and sorted, without asking once per row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongjian.obstacles.models import Obstacle, ObstacleQuerySet
from gongjian.obstacles.rules import OPEN, STATES_OF, Level, Listed, ObstacleState

SORTS = {
    "due": ("due_on", "number"),
    "number": ("number",),
    "raised": ("raised_at", "number"),
    "wanted": ("wanted_by", "number"),
    "level": ("level", "due_on", "number"),
    "closed": ("closed_at", "number"),
}
SHOWN = ("project", "kind", "unit", "group", "handler", "asked_of")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. Nothing filled in means all of them."""

    q: str = ""
    kind: int | None = None
    group: int | None = None
    unit: int | None = None
    line: int | None = None
    level: Level | None = None
    project: str = ""
    item: str = ""
    overdue: bool = False


def found_by(seen: ObstacleQuerySet, wanted: Wanted, *, today: date) -> ObstacleQuerySet:
    found = seen
    for name, value in (
        ("kind", wanted.kind),
        ("group", wanted.group),
        ("unit", wanted.unit),
        ("project__line_of_work", wanted.line),
        ("level", wanted.level),
        ("project__code", wanted.project),
    ):
        found = found.filter(**{name: value}) if value else found
    if wanted.item:
        found = found.filter(items__code=wanted.item)
    if wanted.overdue:
        found = found.filter(state__in=OPEN, due_on__lt=today)
    return found.filter(words_like(wanted.q)) if wanted.q else found


def words_like(q: str) -> Q:
    if q.isdecimal():
        return Q(number=int(q[:9]))
    return (
        Q(words__icontains=q)
        | Q(wanted__icontains=q)
        | Q(project__name__icontains=q)
        | Q(project__code__iexact=q)
    )


def in_order(found: ObstacleQuerySet, which: Listed, sort: str) -> ObstacleQuerySet:
    """The next limit first; what is closed, the newest first."""
    sort = sort or ("-closed" if which == Listed.CLOSED else "due")
    names = SORTS[sort.removeprefix("-")]
    turned = [f"-{name}" for name in names] if sort.startswith("-") else names
    return found.order_by(*turned)


def counted(found: ObstacleQuerySet) -> dict[Listed, int]:
    """How many stand on each of the three lists."""
    by_state = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    return {which: sum(by_state.get(state, 0) for state in STATES_OF[which]) for which in Listed}


@dataclass(frozen=True, slots=True)
class GroupDesk:
    """What lies on a group's desk, the overdue first."""

    overdue: list[Obstacle]
    to_accept: list[Obstacle]
    in_hand: list[Obstacle]
    to_confirm: list[Obstacle]
    elsewhere: int  # lifted above the group
    closed: int

    def piles(self) -> Iterator[list[Obstacle]]:
        yield from (self.overdue, self.to_accept, self.in_hand, self.to_confirm)


def desk_of(group: int, seen: ObstacleQuerySet, *, today: date, most: int = 200) -> GroupDesk:
    theirs = seen.filter(group=group)
    mine = theirs.filter(level=Level.GROUP)
    waiting = mine.filter(state__in=(ObstacleState.NEW, ObstacleState.IN_HAND))
    shown = waiting.select_related(*SHOWN).order_by("due_on", "number")[:most]
    late = [one for one in shown if one.due_on and one.due_on < today]
    rest = [one for one in shown if one not in set(late)]
    solved = theirs.filter(state=ObstacleState.SOLVED).select_related(*SHOWN).order_by("due_on", "number")
    return GroupDesk(
        overdue=late,
        to_accept=[one for one in rest if one.state == ObstacleState.NEW],
        in_hand=[one for one in rest if one.state == ObstacleState.IN_HAND],
        to_confirm=list(solved[:most]),
        elsewhere=theirs.filter(state=ObstacleState.IN_HAND).exclude(level=Level.GROUP).count(),
        closed=theirs.filter(state=ObstacleState.CLOSED).count(),
    )
