"""Lines over a true axis of time, each named at its end."""

from collections.abc import Iterator
from math import ceil

from django.utils.safestring import SafeString

from gongjian.ui.charts.labels import axis_words, width_of
from gongjian.ui.charts.lettering import FLAG, end_names, flag_words, flags, milestones
from gongjian.ui.charts.marks import across, element, hint
from gongjian.ui.charts.plots import NARROW_PLOT, WIDE_PLOT, Plot, drawn_lines, numbers_of
from gongjian.ui.charts.scales import regular_days
from gongjian.ui.charts.values import Line
from gongjian.ui.days import day as day_in_words

HEAD, FOOT = 14.0, 26.0
DRAWN_WIDTH = 1000  # the curves are stretched from this to the width of the page
BETWEEN_WORDS = 14.0
MOST_POINTS = 26
WIDEST_DAY = "30/11"


def draw_lines(plot: Plot) -> SafeString:
    """Promises lie behind what was reached."""
    order = sorted(drawn_lines(plot.chart), key=lambda one: not one[1].is_promise)
    curves = element(
        "svg",
        "",
        *(element("path", paint_of(place, line), d=path_of(plot, line)) for place, line in order),
        width="100%",
        height=plot.height,
        viewBox=f"0 0 {DRAWN_WIDTH} {plot.height:.0f}",
        preserveAspectRatio="none",
        overflow="visible",
    )
    marks = [mark for place, line in order for mark in marks_of(plot, place, line)]
    drawing = [*grid(plot), curves, *marks, *flags(plot), *end_names(plot)]
    head = HEAD - min((word.y for _, word in flag_words(plot)), default=FLAG)
    return element(
        "svg",
        "chart-plot",
        element("g", "", *drawing, transform=f"translate(0 {head:.0f})"),
        width="100%",
        height=head + plot.height + FOOT,
        role="img",
        aria_label=sentence_of(plot),
    )


def paint_of(place: int, line: Line) -> str:
    return "chart-line is-promise" if line.is_promise else f"chart-line line-{place}"


def path_of(plot: Plot, line: Line) -> str:
    """A gap where nothing is known; what was counted goes on flat until it was counted again."""
    drawn, is_down = [], False
    for day, value in plot.held(line):
        if value is None:
            is_down = False
            continue
        x = f"{plot.days.at(day) * DRAWN_WIDTH / 100:.0f}"
        y = f"{plot.values.at(value):.1f}".removesuffix(".0")
        drawn.append(f"H{x}V{y}" if is_down and line.steps else f"{'L' if is_down else 'M'}{x} {y}")
        is_down = True
    return "".join(drawn)


def grid(plot: Plot) -> Iterator[SafeString]:
    for tick in plot.ticks:
        y = plot.values.at(tick)
        yield element("line", "chart-grid" if tick else "chart-base", x2="100%", y1=y, y2=y)
        yield element("text", "chart-value", plot.spoken(tick), x=-8, y=y + 4)
    if plot.unit_word:
        yield element("text", "chart-value", plot.unit_word, x=-8, y=-12)
    yield from day_marks(plot)


def day_marks(plot: Plot) -> Iterator[SafeString]:
    """As many days as fit; on a telephone every second or third of them, and half of these where there is still less room."""
    most = int(WIDE_PLOT / (width_of(WIDEST_DAY) + BETWEEN_WORDS))
    days = regular_days(plot.days.first, plot.days.last, most=most)
    written = axis_words(days)
    widest = max(map(width_of, written)) + BETWEEN_WORDS
    stride = ceil(len(days) / max(1, int(NARROW_PLOT / widest)))
    for place, (day, word) in enumerate(zip(days, written, strict=True)):
        x = across(plot.days.at(day))
        fine = " is-fine" if place % stride else " is-spare" if place // stride % 2 else ""
        yield element("line", "chart-tick", x1=x, x2=x, y1=plot.height, y2=plot.height + 5)
        yield element("text", "chart-day" + fine, word, x=x, y=plot.height + 19)


def marks_of(plot: Plot, place: int, line: Line) -> Iterator[SafeString]:
    """A mark for each value that was counted and for each milestone, with its sentence."""
    if line.is_promise:
        yield from milestones(plot, line)
        return
    found = numbers_of(line)
    for day, value in found if len(found) <= MOST_POINTS else ():
        words = hint(f"{line.name} · {day_in_words(day)}: {plot.spoken(value)}")
        x, y = across(plot.days.at(day)), plot.values.at(value)
        yield element("circle", f"chart-point point-{place}", words, cx=x, cy=y, r=3)


def sentence_of(plot: Plot) -> str:
    """What the picture shows, for those who do not see it: where each line ends."""
    ends = [
        f"{line.name} {plot.spoken(found[-1][1])} ({day_in_words(found[-1][0])})"
        for line in plot.chart.lines
        if (found := numbers_of(line))
    ]
    return f"{plot.chart.title}: {', '.join(ends)}"
