"""How things pass through the stages of a register: how many came so far, how many went on, how long it took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median

from gongjian.registers.rules.layout import Layout

History = Sequence[tuple[date, str]]
"""The marks of one entry that count, in the order in which they speak."""


@dataclass
class StageFlow:
    """One stage: who ever came there, who stands there now, who went on, who was lost from it; days in between."""

    code: str
    label: str
    came: int = 0
    now: int = 0
    went_on: int = 0
    lost: int = 0
    days: list[int] = field(default_factory=list)  # of those who went on
    waiting: list[int] = field(default_factory=list)  # of those who still stand there

    @property
    def conversion(self) -> float | None:
        return self.went_on / self.came if self.came else None

    @property
    def usual_days(self) -> float | None:
        return median(self.days) if self.days else None

    @property
    def longest_wait(self) -> int | None:
        return max(self.waiting, default=None)


def funnel(histories: Iterable[History], layout: Layout, *, today: date) -> list[StageFlow]:
    """Whoever was marked further on has come through every stage before; only marked stages have days."""
    flows = [StageFlow(stage.code, stage.label) for stage in layout.counted]
    for history in histories:
        if history:
            follow(history, flows, layout, today)
    return flows


def follow(history: History, flows: Sequence[StageFlow], layout: Layout, today: date) -> None:
    furthest = max(layout.place(stage) for _, stage in history)
    for place in range(furthest + 1):
        flows[place].came += 1
        flows[place].went_on += place < furthest
    last_on, last = history[-1]
    standing = layout.place(last)
    if standing >= 0:
        flows[standing].now += 1
        flows[standing].waiting.append((today - last_on).days)
    elif layout.is_outside(last) and furthest >= 0:
        flows[furthest].lost += 1
    for (since, stage), (until, later) in pairwise(history):
        if 0 <= layout.place(stage) < layout.place(later):
            flows[layout.place(stage)].days.append((until - since).days)
