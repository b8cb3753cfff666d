"""The table of the worklist, drawn by the second template language because people wait for it all day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.template import engines
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from gongjian.campaigns.models import Campaign
from gongjian.standing.queries import Page
from gongjian.standing.rules import Standing
from gongjian.standing.rules.attributes import GROUPS, ItemWord, unit_in_words
from gongjian.standing.rules.declaring import ColumnPlace, Look
from gongjian.ui import days, numbers
from gongjian.ui.charts.scales import length
from gongjian.ui.templatetags import ui
from gongjian.web.worklist.asked import ALL, SIZES, URGENCY, Asked
from gongjian.web.worklist.shown.columns import value_in_words
from gongjian.web.worklist.shown.words import Chip, clear_address
from gongjian.worklist.rules import Confidence, Forecast, Light

AROUND = 2  # pages shown on either side of the present one
TOOLS = {
    "icon": ui.icon,
    "number": numbers.number,
    "percent": numbers.percent,
    "points": numbers.points,
    "unit_of": lambda one: value_in_words(unit_in_words(one)),
    "said": value_in_words,
}
NUMBERS = (Look.AMOUNT, Look.PERCENT, Look.POINTS)  # stand to the right


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    unit: str
    classes: str
    url: str
    order: str


@dataclass(frozen=True, slots=True)
class PagerLink:
    """One step of the pager; without an address it leads nowhere."""

    label: str
    url: str = ""
    icon: str = ""
    said: str = ""
    rel: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class LightLink:
    light: Light
    count: int
    chosen: bool
    url: str


def render_part(name: str, context: dict[str, Any]) -> SafeString:
    template = engines["jinja2"].get_template(f"worklist/{name}.html")
    return mark_safe(template.render(context))


def table(
    campaign: Campaign, asked: Asked, found: Page, chips: list[Chip], *, today: date, why_empty: str
) -> SafeString:
    first = (asked.page - 1) * asked.size
    context = TOOLS | {
        "rows": found.rows,
        "total": found.total,
        "first": first + 1,
        "last": first + len(found.rows),
        "groups": found.groups,
        "group_of": lambda one: getattr(one, asked.group),
        "group_name": GROUPS[asked.group].title if asked.group else None,
        "heads": list(heads(asked)),
        "cells": [(one.look.value, one.read) for one in asked.columns if one.place != ColumnPlace.ALWAYS],
        "marks": [
            one.read for name, one in ALL.items() if one.look == Look.CHIP and name not in asked.chosen
        ],
        "light_links": list(light_links(asked, found)),
        "chips": chips,
        "clear_url": clear_address(asked),
        "filtered": asked.filters,
        "why_empty": why_empty,
        "kept": kept(asked),
        "kept_days": [(name, value) for name, value in asked.params.items() if name != "on"],
        "query": asked.address(),
        "params": asked.params,
        "steps": list(steps(asked, found.total)),
        "sizes": [
            PagerLink(str(size), "" if size == asked.size else asked.address(size=size)) for size in SIZES
        ],
        "bar": bar_drawer(),
        "day": cache(days.day),
        "badges": badges(get_language() or ""),
        "forecasts": forecasts(get_language() or ""),
        "today": today,
    }
    return render_part("table", context | addresses(campaign))


def addresses(campaign: Campaign) -> dict[str, str]:
    """Where the rows lead, up to the code that each of them adds; and where they go as a sheet."""
    return {
        "item_address": reverse("worklist:item", args=[campaign.slug, "0"]).removesuffix("0/"),
        "project_address": reverse("worklist:project", args=[campaign.slug, "0"]).removesuffix("0/"),
        "export_address": reverse("worklist:export", args=[campaign.slug]),
    }


def heads(asked: Asked) -> Iterator[Head]:
    """The code, the item and the marks that have no column of their own share one, which stays where it is."""
    for column in asked.columns:
        if column.word == ItemWord.CODE:
            continue
        pinned = column.word == ItemWord.ITEM
        sort = "code" if pinned else (column.ordered_as or column.word.value) if column.order else ""
        order, turned = "none", sort
        if sort and sort == asked.sort:
            order = "descending" if asked.downwards else "ascending"
            turned = sort if asked.downwards else f"-{sort}"
        kinds = {"pinned": pinned, "number": column.look in NUMBERS, "sortable": bool(sort)}
        classes = " ".join(name for name, so in kinds.items() if so)
        url = asked.address(sort=None if turned == URGENCY else turned) if sort else ""
        yield Head(gettext(column.word.label), column.unit.say(gettext), classes, url, order)


def light_links(asked: Asked, found: Page) -> Iterator[LightLink]:
    """How many of each light; a click adds it to the filter or takes it off."""
    for light in Light:
        chosen, count = light in asked.lights, found.lights.get(light, 0)
        if count or chosen:
            lights = [one for one in Light if (one in asked.lights) != (one == light)]
            yield LightLink(light, count, chosen, asked.address(light=",".join(lights)))


def kept(asked: Asked) -> list[tuple[str, str]]:
    """What the form of the filters does not show and yet keeps."""
    return [
        (name, asked.params[name]) for name in ("light", "sort", "size", "cols", "on") if name in asked.params
    ]


def steps(asked: Asked, total: int) -> Iterator[PagerLink]:
    last = max(1, -(-total // asked.size))
    if last == 1:
        return
    if asked.page > 1:
        yield PagerLink("", page(asked, asked.page - 1), "chevron-left", gettext("Previous page"), "prev")
    before = 0
    for number in range(1, last + 1):
        if number not in (1, last) and abs(number - asked.page) > AROUND:
            continue
        if number > before + 1:
            yield PagerLink("…")
        before, here = number, number == asked.page
        yield PagerLink(str(number), "" if here else page(asked, number), current=here)
    if asked.page < last:
        yield PagerLink("", page(asked, asked.page + 1), "chevron-right", gettext("Next page"), "next")


def page(asked: Asked, number: int) -> str:
    return asked.address(page=number if number > 1 else None)


BAR = (
    '<span class="progress-cell tone-{tone}">'
    '<svg class="bar" width="100" height="8" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{said}">'
    '<rect class="bar-track" width="100" height="8"/><rect class="bar-fill" width="{done}" height="8"/>'
    '<path class="bar-tick" d="M{tick} 0V8"/></svg><span class="progress-number">{share}</span></span>'
)


def bar_drawer() -> Callable[[Standing], SafeString]:
    """Draws how far an item is, with a tick where it should be. Everything in it is a number or our own word."""
    sentence = escape(gettext("Done %(done)s, expected %(expected)s"))

    def bar(one: Standing) -> SafeString:
        share, expected = numbers.percent(one.share), numbers.percent(one.expected)
        said = sentence % {"done": share, "expected": expected}
        done, tick = length(one.share), length(one.expected)
        return mark_safe(BAR.format(tone=ui.css(one.light), said=said, done=done, tick=tick, share=share))

    return bar


@cache
def badges(language: str) -> dict[Light, SafeString]:
    """The lights in the reader's language, drawn once."""
    return {light: ui.light(light) for light in Light}


@cache
def forecasts(language: str) -> dict[tuple[Forecast | None, Confidence], SafeString]:
    """Every forecast with every way of agreeing or not with the figures."""
    marks: dict[tuple[Forecast | None, Confidence], SafeString] = {}
    for confidence in Confidence:
        marks[None, confidence] = SafeString("–")
        for forecast in Forecast:
            marks[forecast, confidence] = forecast_mark(forecast, confidence)
    return marks


def forecast_mark(forecast: Forecast, confidence: Confidence) -> SafeString:
    if confidence == Confidence.AGREES:
        return format_html('<span class="state">{}</span>', capfirst(gettext(forecast.label)))
    return format_html(
        '<span class="state state-warning disagrees" title="{}">{}</span>',
        capfirst(gettext(confidence.label)),
        capfirst(gettext(forecast.label)),
    )
