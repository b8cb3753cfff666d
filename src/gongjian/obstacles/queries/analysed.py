"""How old obstacles are, what keeps coming back, and how long it takes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

from django.db.models import QuerySet

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.rules import Bucket, ObstacleState, WorkdayCount, buckets, middle

FIELDS = ("raised_at", "closed_at", "due_on", "reopened", "project_id", "kind__name", "group__name", "group__short_name", "unit__name", "unit__short_name")  # fmt: skip


class CountedObstacle(NamedTuple):
    """One obstacle, as far as it is counted."""

    raised_at: datetime
    closed_at: datetime | None
    due_on: date | None
    reopened: int
    project: int
    kind: str
    group_name: str | None
    group_short: str | None
    unit_name: str
    unit_short: str

    @property
    def group(self) -> str:
        return self.group_short or self.group_name or ""

    @property
    def unit(self) -> str:
        return self.unit_short or self.unit_name


@dataclass(slots=True)
class Heap:
    """What is counted together: of a kind, a group or a unit."""

    name: str
    raised: int = 0
    open: int = 0
    overdue: int = 0
    closed: int = 0
    reopened: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def median_days(self) -> float | None:
        return middle(self.days)


class Cause(NamedTuple):
    """The same kind, again and again, in one unit."""

    kind: str
    unit: str
    times: int
    projects: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Analysis:
    ages: list[Bucket]
    whole: Heap
    kinds: list[Heap]
    groups: list[Heap]
    units: list[Heap]
    causes: list[Cause]


def analysed(campaign: Campaign, seen: QuerySet[Obstacle], *, today: date, repeated_from: int) -> Analysis:
    """Everything that was raised counts, except what was withdrawn."""
    found = seen.exclude(state=ObstacleState.WITHDRAWN).order_by().values_list(*FIELDS)
    rows, zone = [CountedObstacle(*values) for values in found], campaign.zone
    began = [row.raised_at.astimezone(zone).date() for row in rows]
    count = WorkdayCount(campaign.calendar(), min([*began, today]), today)
    ended = [row.closed_at.astimezone(zone).date() if row.closed_at else today for row in rows]
    taken = [(row, count.between(first, last)) for row, first, last in zip(rows, began, ended, strict=True)]
    kinds = heaps(taken, attrgetter("kind"), today=today)
    order = [str(one) for one in Organisation.objects.all()]
    return Analysis(
        ages=buckets(age for row, age in taken if row.closed_at is None),
        whole=whole_of(kinds),
        kinds=kinds,
        groups=heaps(taken, attrgetter("group"), today=today, order=order),
        units=heaps(taken, attrgetter("unit"), today=today, order=order),
        causes=repeated(rows, repeated_from, order),
    )


def heaps(
    taken: Iterable[tuple[CountedObstacle, int]],
    name_of: Callable[[CountedObstacle], str],
    *,
    today: date,
    order: Sequence[str] = (),
) -> list[Heap]:
    """The fullest first; of the equally full, as the county orders them."""
    places = {name: place for place, name in enumerate(order)}
    found: dict[str, Heap] = {}
    for row, age in taken:
        name = name_of(row)
        heap = found.get(name) or found.setdefault(name, Heap(name))
        heap.raised += 1
        heap.reopened += row.reopened
        if row.closed_at is None:
            heap.open += 1
            heap.overdue += row.due_on is not None and row.due_on < today
        else:
            heap.closed += 1
            heap.days.append(age)
    return sorted(
        found.values(), key=lambda heap: (-heap.open, -heap.raised, places.get(heap.name, 0), heap.name)
    )


def whole_of(parts: Iterable[Heap]) -> Heap:
    whole = Heap("")
    for part in parts:
        whole.raised += part.raised
        whole.open += part.open
        whole.overdue += part.overdue
        whole.closed += part.closed
        whole.reopened += part.reopened
        whole.days += part.days
    return whole


def repeated(rows: Iterable[CountedObstacle], least: int, order: Sequence[str]) -> list[Cause]:
    """The most frequent first; of the equally frequent, as the county orders its units."""
    places = {name: place for place, name in enumerate(order)}
    times: Counter[tuple[str, str]] = Counter()
    projects: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    still_open: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = (row.kind, row.unit)
        times[key] += 1
        projects[key].add(row.project)
        still_open[key] += row.closed_at is None
    return [
        Cause(*key, count, len(projects[key]), still_open[key])
        for key, count in sorted(
            times.items(), key=lambda one: (-one[1], one[0][0], places.get(one[0][1], 0))
        )
        if count >= least
    ]
