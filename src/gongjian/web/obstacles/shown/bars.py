"""The analysis of obstacles as bars, each against the longest of its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from gongjian.obstacles.queries import Heap
from gongjian.ui.charts import BarPart

LATE, OPEN = "fill-serious", "part-1"


@dataclass(frozen=True, slots=True)
class Bars:
    rows: list[tuple[Any, list[BarPart]]]
    most: int


def age_bars(buckets: Sequence[Any]) -> Bars:
    rows = [(one, [BarPart(gettext("Still open"), one.count, OPEN)]) for one in buckets]
    return Bars(rows, max((one.count for one in buckets), default=0))


def heap_bars(heaps: Sequence[Heap]) -> Bars:
    return Bars([(one, heap_parts(one)) for one in heaps], max((one.open for one in heaps), default=0))


def heap_parts(heap: Heap) -> list[BarPart]:
    """What is open, and how much of that is overdue."""
    return [
        BarPart(gettext("Overdue"), heap.overdue, LATE),
        BarPart(gettext("Open, not overdue"), heap.open - heap.overdue, OPEN),
    ]
