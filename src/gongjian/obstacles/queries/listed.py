"""The three lists, filtered and sorted, without asking once per row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from gongjian.obstacles.models import Obstacle, ObstacleQuerySet
from gongjian.obstacles.rules import OPEN, STATES_OF, Level, Listed, ObstacleState
from gongjian.reading.cells.finding import is_found, wanted_words

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
    return saying(found, wanted.q) if wanted.q else found


def saying(found: ObstacleQuerySet, typed: str) -> ObstacleQuerySet:
    """By number, or by words in any script and width, each of them somewhere in the obstacle or its project."""
    if typed.isdecimal():
        return found.filter(number=int(typed[:9]))
    wanted = wanted_words(typed)
    fields = ("words", "wanted", "project__name", "project__code")
    rows = found.order_by().values_list("pk", *fields)
    return found.filter(pk__in=[pk for pk, *texts in rows if is_found(wanted, texts)])


def sort_obstacles(found: ObstacleQuerySet, which: Listed, sort: str) -> ObstacleQuerySet:
    """A list in the order that was asked for; else the next limit first, and what is closed the newest first."""
    sort = sort or ("-closed" if which == Listed.CLOSED else "due")
    names = SORTS[sort.removeprefix("-")]
    turned = [f"-{name}" for name in names] if sort.startswith("-") else names
    return found.order_by(*turned)


def count_by_list(found: ObstacleQuerySet) -> dict[Listed, int]:
    """How many stand on each of the three lists."""
    by_state = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    return {which: sum(by_state.get(state, 0) for state in STATES_OF[which]) for which in Listed}


class ListedObstacle(NamedTuple):
    """One obstacle as a list shows it."""

    number: int
    words: str
    state: ObstacleState
    level: Level
    wanted_by: date
    due_on: date | None
    closed_at: datetime | None
    reopened: int
    project_code: str
    project_name: str
    kind: str
    unit_short: str
    unit_name: str
    group_short: str | None
    group_name: str | None
    handler: str | None
    asked_short: str | None
    asked_name: str | None

    @property
    def unit(self) -> str:
        return self.unit_short or self.unit_name

    @property
    def group(self) -> str:
        return self.group_short or self.group_name or ""

    @property
    def asked_of(self) -> str:
        return self.asked_short or self.asked_name or ""


LINE = (
    *("number", "words", "state", "level", "wanted_by", "due_on", "closed_at", "reopened"),
    *("project__code", "project__name", "kind__name", "unit__short_name", "unit__name"),
    *("group__short_name", "group__name", "handler__name", "asked_of__short_name", "asked_of__name"),
)


def listed_values(found: ObstacleQuerySet) -> "QuerySet[Obstacle, tuple[Any, ...]]":
    """The columns that a list shows, of each obstacle, in one question. Make each a ListedObstacle."""
    return found.values_list(*LINE)


@dataclass(frozen=True, slots=True)
class Heaped:
    """How many there are, and the first of them."""

    count: int
    first: list[ListedObstacle]


@dataclass(frozen=True, slots=True)
class GroupDesk:
    """What lies on a group's desk, the overdue first."""

    overdue: Heaped
    to_accept: Heaped
    in_hand: Heaped
    to_confirm: Heaped
    elsewhere: int  # escalated above the group
    closed: int


def desk_of(group: int, seen: ObstacleQuerySet, *, today: date, most: int = 25) -> GroupDesk:
    theirs, in_hand = seen.filter(group=group), Q(state=ObstacleState.IN_HAND, level=Level.GROUP)
    late, accept = Q(due_on__lt=today), Q(state=ObstacleState.NEW)
    piles = {
        "overdue": (accept | in_hand) & late,
        "to_accept": accept & ~late,
        "in_hand": in_hand & ~late,
        "to_confirm": Q(state=ObstacleState.SOLVED),
    }
    others = {
        "elsewhere": Q(state=ObstacleState.IN_HAND) & ~Q(level=Level.GROUP),
        "closed": Q(state=ObstacleState.CLOSED),
    }
    counts = theirs.aggregate(**{name: Count("pk", filter=one) for name, one in (piles | others).items()})

    def heaped(name: str) -> Heaped:
        return Heaped(counts[name], first_of(theirs.filter(piles[name]), most) if counts[name] else [])

    return GroupDesk(
        overdue=heaped("overdue"),
        to_accept=heaped("to_accept"),
        in_hand=heaped("in_hand"),
        to_confirm=heaped("to_confirm"),
        elsewhere=counts["elsewhere"],
        closed=counts["closed"],
    )


def first_of(found: ObstacleQuerySet, most: int) -> list[ListedObstacle]:
    return [ListedObstacle(*values) for values in listed_values(found.order_by("due_on", "number"))[:most]]
