"""What a chart is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongjian.ui.numbers import Figure


@dataclass(frozen=True, slots=True)
class Line:
    """A series over time. What was counted holds until it is counted again (`steps`); two values of one day are a jump."""

    name: str
    points: tuple[tuple[date, Figure], ...]
    steps: bool = False
    is_promise: bool = False  # quiet and dashed, behind what was reached
    names: Mapping[date, str] = field(default_factory=dict)  # of milestones, by the day of their jump


@dataclass(frozen=True, slots=True)
class LineChart:
    """Some series on one true axis of time."""

    title: str
    lines: tuple[Line, ...]
    unit: str = ""
    today: date | None = None
    due_on: date | None = None
    whole: float | None = None  # the value at the head of the axis, where it is known: 100 per cent

    def days(self) -> list[date]:
        """Every day of which something is said, in order."""
        marked = [day for day in (self.today, self.due_on) if day]
        return sorted(
            {day for line in self.lines for day, _ in line.points}.union(marked if self.lines else ())
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart, for those who hear the page or want to read them off."""

    heads: tuple[str, ...]
    rows: tuple[tuple[date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: its name, how much it is, and how it is painted (`part-1` … `part-6`, or a light's `fill-…`)."""

    name: str
    value: Figure
    paint: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One period of a strip: painted as its light, with a sentence, and a way to what it speaks of."""

    name: str
    paint: str
    url: str = ""
