"""Bars: of lights, of named parts, of what is against what should be. Each stands in a row that names it."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongjian.kernel.vocabulary import Term
from gongjian.ui.charts.marks import across, element, hint
from gongjian.ui.charts.scales import WHOLE, drawable
from gongjian.ui.charts.values import BarPart, HeatCell
from gongjian.ui.numbers import Figure, number, percent

THICK = 12
TALL = 24  # cells may be links: WCAG 2.2, 2.5.8
GROUPED_FROM = 1000
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 72, 20, 3
HATCHED = frozenset({"fill-ahead"})  # beside "on schedule", which is about as bright


def paint_of_light(light: Term) -> str:
    return "fill-" + light.value.replace("_", "-")


def parts_of_lights(counts: Iterable[tuple[Term, int]]) -> list[BarPart]:
    """One part per light that occurs, in the order given."""
    return [BarPart(gettext(light.label), count, paint_of_light(light)) for light, count in counts if count]


def stack(
    parts: Sequence[BarPart],
    *,
    whole: float | None = None,
    longest: float | None = None,
    places: int | None = None,
) -> SafeString:
    """Parts one after the other: of a whole, which shows what is missing of it; or against the longest bar of a table; or full.

    What is no number and what is below nothing has no length."""
    known = [(part, drawable(part.value)) for part in parts]
    total = max(whole or longest or 0.0, sum(max(value or 0.0, 0.0) for _, value in known)) or 1.0
    words = [f"{part.name} {figure_of(value, places)}" for part, value in known]
    drawn: list[SafeString] = [element("rect", "chart-track", width="100%", height=THICK)] if whole else []
    before = 0.0
    for (part, value), said in zip(known, words, strict=True):
        if value and value > 0:
            drawn.extend(stretch(part.paint, before / total, value / total, hint(said)))
            before += value
    return bar_picture(drawn, ", ".join(words))


def figure_of(value: float | None, places: int | None) -> str:
    """Most bars count things, and a whole number below a thousand is written as it is."""
    if value is not None and places is None and value.is_integer() and 0 <= value < GROUPED_FROM:
        return str(int(value))
    return number(value, places)


def stretch(paint: str, start: float, share: float, said: SafeString) -> Iterator[SafeString]:
    x, width = across(start * WHOLE), across(share * WHOLE)
    yield element("rect", f"chart-part {paint}", said, x=x, width=width, height=THICK)
    if paint in HATCHED:
        end = across((start + share) * WHOLE)
        yield element("line", "chart-hatch", x1=x, x2=end, y1=THICK / 2, y2=THICK / 2)


def bar_picture(drawn: Iterable[str], spoken: str) -> SafeString:
    return element("svg", "chart-bar", *drawn, width="100%", height=THICK, role="img", aria_label=spoken)  # fmt: skip


def bullet_bar(actual: Figure, expected: Figure, paint: str = "") -> SafeString:
    """How far, with a tick where it should be; both are shares of one."""
    done, tick = drawable(actual), drawable(expected)
    spoken = gettext("Done %(done_text)s, expected %(tick_text)s") % {"done_text": percent(done), "tick_text": percent(tick)}  # fmt: skip
    drawn = [
        element("rect", "chart-track", width="100%", height=THICK),
        element("rect", f"chart-part {paint or 'part-1'}", width=across(held_within(done)), height=THICK),
    ]
    if tick is not None:
        x = across(held_within(tick))
        drawn.append(element("line", "chart-bar-tick", x1=x, x2=x, y1=-3, y2=THICK + 3))
    return bar_picture(drawn, spoken)


def held_within(share: float | None) -> float:
    return min(max(share or 0.0, 0.0), 1.0) * WHOLE


def spark(values: Sequence[Figure], spoken: str, *, low: float, high: float) -> SafeString:
    """The way of one figure in a row of a table, against the same low and high as its neighbours."""
    known = [drawable(value) for value in values]
    room, width = SPARK_HEIGHT - 2 * SPARK_EDGE, SPARK_WIDTH - 2 * SPARK_EDGE
    span = high - low or 1.0
    points = [
        (
            SPARK_EDGE + width * (place / (len(known) - 1) if len(known) > 1 else 1.0),
            SPARK_EDGE + room * (1 - min(max((value - low) / span, 0.0), 1.0)),
        )
        for place, value in enumerate(known)
        if value is not None
    ]
    if not points:
        return SafeString("")
    path = "M" + "L".join(f"{x:.0f} {y:.1f}" for x, y in points)
    last = element("circle", "chart-point point-1", cx=points[-1][0], cy=points[-1][1], r=2.5)
    line = element("path", "chart-line line-1", d=path)
    return element("svg", "chart-spark", line, last, width=SPARK_WIDTH, height=SPARK_HEIGHT, role="img", aria_label=spoken)  # fmt: skip


def strip(cells: Sequence[HeatCell]) -> SafeString:
    """A cell a period, as wide as each other; those that lead somewhere are links."""
    wide = WHOLE / max(len(cells), 1)
    drawn = []
    for place, cell in enumerate(cells):
        x = across(place * wide)
        shape = element("rect", f"chart-part {cell.paint}", hint(cell.name), x=x, width=across(wide), height=TALL)  # fmt: skip
        drawn.append(element("a", "", shape, href=cell.url, aria_label=cell.name) if cell.url else shape)
    spoken = ", ".join(cell.name for cell in cells)
    role = "group" if any(cell.url for cell in cells) else "img"
    return element("svg", "chart-bar", *drawn, width="100%", height=TALL, role=role, aria_label=spoken)


def key_of(parts: Sequence[BarPart]) -> SafeString:
    """A square and a name for each part."""
    square = '<svg class="chart-key" width="10" height="10" aria-hidden="true"><rect class="{}" width="10" height="10"/></svg>'
    return format_html(
        '<ul class="chart-keys">{}</ul>',
        format_html_join("", f"<li>{square}{{}}</li>", ((part.paint, part.name) for part in parts)),
    )
