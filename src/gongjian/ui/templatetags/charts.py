"""Charts in templates: {% load charts %} brings all of them. What they take is in `ui/charts/values.py`."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongjian.kernel.vocabulary import Term
from gongjian.ui.charts import BarPart, HeatCell, LineChart
from gongjian.ui.charts.bars import bullet_bar, key_of, paint_of_light, parts_of_lights, spark, stack, strip
from gongjian.ui.charts.lines import draw_lines
from gongjian.ui.charts.plots import plot_of
from gongjian.ui.charts.tables import table_of
from gongjian.ui.numbers import Figure

register = template.Library()


@register.inclusion_tag("ui/charts/_line_chart.html")
def line_chart(chart: LineChart) -> dict[str, Any]:
    """Lines over a true axis of time, and their table on demand."""
    plot = plot_of(chart)
    if not plot:
        return {"picture": ""}
    left, right = plot.paddings
    return {"picture": draw_lines(plot), "left": left, "right": right, "table": table_of(plot)}


@register.simple_tag
def stacked_bar(
    parts: Sequence[BarPart],
    whole: float | None = None,
    longest: float | None = None,
    places: int | None = None,
) -> SafeString:
    """Named parts one after the other: of a whole, or against the longest bar of their table."""
    return stack(parts, whole=whole, longest=longest, places=places)


@register.simple_tag
def light_stack(counts: Iterable[tuple[Term, int]]) -> SafeString:
    """How many of each light, as one full bar."""
    return stack(parts_of_lights(counts))


@register.simple_tag
def bullet(actual: Figure, expected: Figure = None, light: Term | None = None) -> SafeString:
    """How far (a share of one), with a tick where it should be."""
    return bullet_bar(actual, expected, paint_of_light(light) if light else "")


@register.simple_tag
def sparkline(values: Sequence[Figure], spoken: str, low: float, high: float) -> SafeString:
    """The way of one figure, in a row of a table."""
    return spark(values, spoken, low=low, high=high)


@register.simple_tag
def heat_strip(cells: Sequence[HeatCell]) -> SafeString:
    """One row of units against periods."""
    return strip(cells)


@register.simple_tag
def bar_key(parts: Sequence[BarPart]) -> SafeString:
    """Which part of the bars below is which."""
    return key_of(parts)


@register.simple_tag
def light_counts(counts: Iterable[tuple[Term, int]]) -> SafeString:
    """The figures of a light_stack, each with the shape of its light; the bar has said them already."""
    return format_html_join(
        "",
        '<span class="light light-count light-{}" title="{}" aria-hidden="true">{}</span>',
        (
            (light.value.replace("_", "-") if count else "none", gettext(light.label), count or "")
            for light, count in counts
        ),
    )
