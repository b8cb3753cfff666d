"""A line chart with its scales: what its marks and its words stand on."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from gongjian.ui.charts.labels import EM, shortened_to, width_of
from gongjian.ui.charts.scales import TimeScale, ValueScale, drawable, round_values
from gongjian.ui.charts.values import Line, LineChart
from gongjian.ui.numbers import number, percent

PER_CENT = "%"
PAINTS = 6
HEIGHT = 180.0
PER_LABEL, PER_SHORT_LABEL = 32.0, 17.0  # a name above its value; where there are many, beside it
MOST_HIGH_LABELS = 3
WIDEST_NAME = 7 * EM
WIDEST_UNIT = 4 * EM
WIDE_PLOT, NARROW_PLOT = 440.0, 190.0  # the least plots on a page and on a telephone
PADDING_STEP = 16
MOST_RIGHT = 8 * PADDING_STEP
VALUE_GAP, NAME_GAP = 12, 26
AT_THE_EDGE = 97.0


@dataclass(frozen=True)
class Plot:
    chart: LineChart
    days: TimeScale
    values: ValueScale
    ticks: tuple[float, ...]

    @property
    def height(self) -> float:
        return self.values.height

    @property
    def unit_word(self) -> str:
        """A unit that stands above the axis; per cent stands at each value."""
        return "" if self.chart.unit == PER_CENT else shortened_to(self.chart.unit, WIDEST_UNIT)

    def spoken(self, value: float) -> str:
        """As the rest of the page writes it: per cent with one place."""
        if self.chart.unit == PER_CENT:
            return percent(value / 100, 0 if value.is_integer() else 1)
        return number(round(value, 2))

    @cached_property
    def paddings(self) -> tuple[int, int]:
        """How much room the words beside the plot need, left and right, in steps of the styles."""
        beside = [*(self.spoken(tick) for tick in self.ticks), self.unit_word]
        left = max(map(width_of, beside)) + VALUE_GAP
        ends = [self.end_words(line) for _, line in self.at_the_edge]
        words = [word for pair in ends for word in pair] if self.has_high_labels else map(" ".join, ends)
        right = max(map(width_of, words), default=0) + NAME_GAP
        return ceil(left / PADDING_STEP), max(ceil(right / PADDING_STEP), 2)

    def held(self, line: Line) -> list[tuple[date, float | None]]:
        """What was counted last holds until today, and so does what was promised in full."""
        points = [(day, drawable(value)) for day, value in line.points]
        today = self.chart.today
        if (line.steps or line.is_promise) and today and today > points[-1][0]:
            points.append((today, points[-1][1]))
        return points

    def last_value(self, line: Line) -> float:
        return numbers_of(line)[-1][1]

    def reaches_the_edge(self, line: Line) -> bool:
        return self.days.at(self.held(line)[-1][0]) > AT_THE_EDGE

    def end_words(self, line: Line) -> tuple[str, str]:
        """Its name and its last value; a name beside a value leaves it room."""
        value = self.spoken(self.last_value(line))
        room = WIDEST_NAME if self.has_high_labels else MOST_RIGHT - NAME_GAP - width_of(f" {value}")
        return shortened_to(line.name, min(WIDEST_NAME, max(room, 2 * EM))), value

    @property
    def at_the_edge(self) -> list[tuple[int, Line]]:
        """The lines that are named beside the plot."""
        return [(place, line) for place, line in drawn_lines(self.chart) if self.reaches_the_edge(line)]

    @property
    def has_high_labels(self) -> bool:
        return len(self.at_the_edge) <= MOST_HIGH_LABELS


def numbers_of(line: Line) -> list[tuple[date, float]]:
    return [(day, value) for day, one in line.points if (value := drawable(one)) is not None]


def drawn_lines(chart: LineChart) -> list[tuple[int, Line]]:
    """Those that have a number, with their places: a place is a colour and a dash, and there are six."""
    return [(place % PAINTS + 1, line) for place, line in enumerate(chart.lines) if numbers_of(line)]


def plot_of(chart: LineChart) -> Plot | None:
    """Nothing where there is no number to draw."""
    drawn = [value for line in chart.lines for _, value in numbers_of(line)]
    if not drawn:
        return None
    days, ticks = chart.days(), round_values(chart.whole or max(drawn))
    height = max(HEIGHT, PER_SHORT_LABEL * len(chart.lines))
    return Plot(chart, TimeScale(days[0], days[-1]), ValueScale(ticks[-1], height), ticks)
