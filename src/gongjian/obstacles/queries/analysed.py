"""How old obstacles are, what keeps coming back, and how long it takes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.rules import OPEN, Bucket, ObstacleState, WorkdayCount, buckets, middle

FIELDS = ("state", "raised_at", "closed_at", "due_on", "reopened", "project_id", "kind__name", "group__name", "group__short_name", "unit__name", "unit__short_name")  # fmt: skip


class Row(NamedTuple):
    """One obstacle, as far as it is counted."""

    state: str
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
    rows = [Row(*values) for values in found]
    first = min([campaign.day_of(row.raised_at) for row in rows], default=today)
    count = WorkdayCount(campaign.calendar(), min(first, today), today)

    def days(row: Row) -> int:
        end = campaign.day_of(row.closed_at) if row.closed_at else today
        return count.between(campaign.day_of(row.raised_at), end)

    taken = [(row, days(row)) for row in rows]
    return Analysis(
        ages=buckets(age for row, age in taken if row.state in OPEN),
        whole=heaps(taken, lambda row: "", today=today)[0] if taken else Heap(""),
        kinds=heaps(taken, lambda row: row.kind, today=today),
        groups=heaps(taken, lambda row: row.group, today=today),
        units=heaps(taken, lambda row: row.unit, today=today),
        causes=repeated(rows, repeated_from),
    )


def heaps(taken: Iterable[tuple[Row, int]], name_of: Callable[[Row], str], *, today: date) -> list[Heap]:
    """The fullest first."""
    found: dict[str, Heap] = {}
    for row, age in taken:
        heap = found.setdefault(name_of(row), Heap(name_of(row)))
        is_open = row.state in OPEN
        heap.raised += 1
        heap.open += is_open
        heap.closed += not is_open
        heap.overdue += is_open and row.due_on is not None and row.due_on < today
        heap.reopened += row.reopened
        if not is_open:
            heap.days.append(age)
    return sorted(found.values(), key=lambda heap: (-heap.open, -heap.raised, heap.name))


def repeated(rows: Iterable[Row], least: int) -> list[Cause]:
    times: Counter[tuple[str, str]] = Counter()
    projects: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    still_open: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = (row.kind, row.unit)
        times[key] += 1
        projects[key].add(row.project)
        still_open[key] += row.state in OPEN
    return [
        Cause(*key, count, len(projects[key]), still_open[key])
        for key, count in sorted(times.items(), key=lambda one: (-one[1], one[0]))
        if count >= least
    ]
