"""The words on a line chart: flags of days, names of milestones, and of each line at its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, product
from math import copysign

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongjian.ui.charts.labels import EM, Box, short_day, shortened_to, width_of
from gongjian.ui.charts.marks import across, element, hint
from gongjian.ui.charts.plots import (
    NARROW_PLOT,
    PADDING_STEP,
    PER_LABEL,
    PER_SHORT_LABEL,
    WIDE_PLOT,
    Plot,
    drawn_lines,
    numbers_of,
)
from gongjian.ui.charts.scales import MIDDLE, spread
from gongjian.ui.charts.values import Line
from gongjian.ui.days import day as day_in_words

FLAG, FLAG_GAP = -12.0, 8.0
STROKE = 1.5
SIDES = ("is-middle", "is-after", "is-before")
HALFWAY_DOWN = 15  # from a name to its value
AFTER_DASH = 23
TEXT_HEIGHT = 16.0
LEAST_LEFT = 30.0
ABOVE, BELOW = 8.0, 16.0
WIDEST_MILESTONE = 10 * EM


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the plot, beside a place of it."""

    text: str
    at: float
    y: float
    aside: str
    dx: float = 0

    def drawn(self, css: str) -> SafeString:
        aside = {"dx": self.dx} if self.dx else {}
        return element("text", f"{css} {self.aside}", self.text, x=across(self.at), y=self.y, **aside)

    def box(self, plot_width: float = WIDE_PLOT) -> Box:
        """From its place on, on the narrowest plot for which it is shown: on a wider one nothing comes nearer to its place."""
        x, width = self.at * plot_width / 100 + self.dx, width_of(self.text)
        left = x - {"is-before": width, "is-middle": width / 2}.get(self.aside, 0)
        to_its_place = x - self.dx - copysign(STROKE, -self.dx) if self.dx else x
        return Box(min(left, to_its_place), max(left + width, to_its_place), self.y - EM, self.y + 3)


def flags(plot: Plot) -> Iterator[SafeString]:
    """Today as a line, the due date as a flag."""
    for css, word in flag_words(plot):
        x = across(word.at)
        yield element("line", css, x1=x, x2=x, y1=word.y + 4, y2=plot.height)
        yield word.drawn(f"{css}-word")


def flag_words(plot: Plot) -> list[tuple[str, Word]]:
    """Each in the middle of its line where there is room, else at a side of it; where there is none, one above the other."""
    today, due = plot.chart.today, plot.chart.due_on
    named = [
        ("chart-due", due, gettext("Due")),
        ("chart-today", today if today != due else None, gettext("Today")),
    ]
    known = [(css, f"{word} {short_day(day)}", plot.days.at(day)) for css, day, word in named if day]
    for sides in product(SIDES, repeat=len(known)):
        words = [Word(text, at, FLAG, side) for (_, text, at), side in zip(known, sides, strict=True)]
        if all(fits_above(plot, word) for word in words) and not any(
            close(one, other) for one, other in combinations(words, 2)
        ):
            break
    else:
        words = [
            Word(text, at, FLAG - TEXT_HEIGHT * n, nearest_side(at)) for n, (_, text, at) in enumerate(known)
        ]
    return [(css, word) for (css, _, _), word in zip(known, words, strict=True)]


def fits_above(plot: Plot, word: Word) -> bool:
    box, (left, right) = word.box(NARROW_PLOT), plot.paddings
    return box.left >= -left * PADDING_STEP and box.right <= NARROW_PLOT + right * PADDING_STEP


def close(one: Word, other: Word) -> bool:
    first, second = one.box(NARROW_PLOT), other.box(NARROW_PLOT)
    return first.left < second.right + FLAG_GAP and second.left < first.right + FLAG_GAP


def nearest_side(at: float) -> str:
    return "is-after" if at < MIDDLE else "is-before"


def end_names(plot: Plot) -> Iterator[SafeString]:
    """Beside the plot where a line goes to its edge, else above its last value."""
    if plot.at_the_edge:
        yield element("svg", "", *names_at_the_edge(plot), x="100%", overflow="visible")
    for word in words_inside(plot):
        yield word.drawn("chart-name is-strong")


def names_at_the_edge(plot: Plot) -> Iterator[SafeString]:
    edge, is_high = plot.at_the_edge, plot.has_high_labels
    ends = [plot.values.at(plot.last_value(line)) for _, line in edge]
    gap, room_below = (PER_LABEL, HALFWAY_DOWN) if is_high else (PER_SHORT_LABEL, 0)
    places = spread(ends, gap=gap, low=8, high=plot.height - room_below)
    for (place, line), end, y in zip(edge, ends, places, strict=True):
        css = "is-promise" if line.is_promise else f"line-{place}"
        name, value = plot.end_words(line)
        yield element("path", f"chart-line {css}", d=f"M1 {end:.0f}L7 {y - 4:.0f}h12")
        if is_high:
            yield element("text", "chart-name", name, x=AFTER_DASH, y=y)
            yield element("text", "chart-name is-strong", value, x=AFTER_DASH, y=y + HALFWAY_DOWN)
        else:
            strong = element("tspan", "is-strong", value)
            yield element("text", "chart-name", f"{name} ", strong, x=AFTER_DASH, y=y)


def words_inside(plot: Plot) -> list[Word]:
    lines = [line for _, line in drawn_lines(plot.chart) if not plot.reaches_the_edge(line)]
    wanted = [plot.values.at(plot.last_value(line)) + offset_of(plot, line) for line in lines]
    places = spread(wanted, gap=TEXT_HEIGHT, low=10, high=plot.height - 6)
    ends = [plot.days.at(plot.held(line)[-1][0]) for line in lines]
    return [
        Word(" ".join(plot.end_words(line)), at, y, "is-before" if at > LEAST_LEFT else "is-after")
        for line, at, y in zip(lines, ends, places, strict=True)
    ]


def offset_of(plot: Plot, line: Line) -> float:
    """Above the last value; below it where another line runs just above."""
    here = plot.values.at(plot.last_value(line))
    end = plot.held(line)[-1][0]
    others = [value_by(one, end) for one in plot.chart.lines if one is not line]
    beside = [plot.values.at(value) for value in others if value is not None]
    return BELOW if any(0 < here - y < TEXT_HEIGHT + ABOVE for y in beside) else -ABOVE


def value_by(line: Line, day: date) -> float | None:
    """What a line last said by that day."""
    return next((value for on, value in reversed(numbers_of(line)) if on <= day), None)


def milestones(plot: Plot, line: Line) -> Iterator[SafeString]:
    """Each with a hint; their names where they lie on nothing, left of the jump or above what follows it."""
    taken = [*(word.box() for word in words_inside(plot)), *strokes(plot)]
    shares = dict(numbers_of(line))
    for day, name in line.names.items():
        if not name or day not in shares:
            continue
        at, y = plot.days.at(day), plot.values.at(shares[day])
        hinted = hint(f"{name} · {day_in_words(day)}: {plot.spoken(shares[day])}")
        yield element("circle", "chart-milestone", hinted, cx=across(at), cy=y, r=3)
        written = shortened_to(name, WIDEST_MILESTONE)
        tried = (Word(written, at, max(y + 4, 10), "is-before", -7), Word(written, at, y - 7, "is-after", 5))
        free = [word for word in tried if is_free(word.box(), taken)]
        if free:
            taken.append(free[0].box())
            yield free[0].drawn("chart-name is-fine")


def is_free(box: Box, taken: Iterable[Box]) -> bool:
    return box.left >= 0 and box.right <= WIDE_PLOT and box.top >= -2 and not any(map(box.meets, taken))


def strokes(plot: Plot) -> Iterator[Box]:
    """Where the lines run, stretch by stretch."""
    for _, line in drawn_lines(plot.chart):
        known = [
            (plot.days.at(day) * WIDE_PLOT / 100, plot.values.at(value))
            for day, value in plot.held(line)
            if value is not None
        ]
        for (x, y), (following, last) in pairwise(known):
            if line.steps:
                yield Box(x, following, y - 1, y + 1)
                yield Box(following - 1, following + 1, min(y, last), max(y, last))
            else:
                yield Box(min(x, following) - 1, following + 1, min(y, last) - 1, max(y, last) + 1)
