"""The rows of the three lists, drawn by the second template language because people wait for them all day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.core.paginator import Page
from django.template import engines
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from gongjian.campaigns.models import Campaign
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.time_left import left
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries import ListedObstacle
from gongjian.obstacles.rules import Level, Listed, ObstacleState
from gongjian.ui import days
from gongjian.ui.templatetags import ui
from gongjian.web.obstacles.asked import Asked
from gongjian.web.shown.obstacles import tone_of

TONES = {
    ObstacleState.NEW: "info",
    ObstacleState.HANDED_BACK: "warning",
    ObstacleState.IN_HAND: "info",
    ObstacleState.SOLVED: "warning",
    ObstacleState.CLOSED: "success",
    ObstacleState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    url: str = ""
    order: str = "none"
    classes: str = ""


def place_of(obstacle: Obstacle) -> str:
    """On whose desk it is, in words."""
    if obstacle.state in (ObstacleState.CLOSED, ObstacleState.WITHDRAWN):
        return str(obstacle.group or obstacle.unit)
    if obstacle.state == ObstacleState.HANDED_BACK or obstacle.level == Level.OWNER:
        return str(obstacle.unit)
    if obstacle.level == Level.GROUP:
        handler = f" · {obstacle.handler}" if obstacle.handler_id else ""
        return f"{obstacle.group}{handler}"
    return str(capfirst(gettext(obstacle.level.label)))


def desk_told(line: ListedObstacle) -> str:
    """The same of a line of a list."""
    if line.state in (ObstacleState.CLOSED, ObstacleState.WITHDRAWN):
        return line.group or line.unit
    if line.state == ObstacleState.HANDED_BACK or line.level == Level.OWNER:
        return line.unit
    if line.level == Level.GROUP:
        return f"{line.group} · {line.handler}" if line.handler else line.group
    return str(capfirst(gettext(line.level.label)))


def render_part(name: str, **context: Any) -> SafeString:
    return mark_safe(engines["jinja2"].get_template(f"obstacles/{name}.html").render(context))


def table(campaign: Campaign, asked: Asked, page: Page[Any], *, today: date) -> SafeString:
    return render_part(
        "table",
        rows=rows(page.object_list, today=today, calendar=campaign.calendar()),
        heads=list(heads(asked)),
        is_closed=asked.which == Listed.CLOSED,
        address=reverse("obstacles:obstacle", args=[campaign.slug, 0]).removesuffix("0/"),
        marks=marks(get_language() or ""),
        day=cache(days.day),
    )


def rows(
    found: Iterable[Any], *, today: date, calendar: WorkCalendar
) -> Iterator[tuple[ListedObstacle, str, str, str]]:
    """Each line with its desk, its clock in words and the tone of it; each limit is counted once."""

    @cache
    def clock_in_words(due_on: date) -> tuple[str, str]:
        clock = left(due_on, today=today, calendar=calendar)
        return clock.words.say(gettext), tone_of(clock)

    for values in found:
        line = ListedObstacle(*values)
        words, tone = clock_in_words(line.due_on) if line.due_on else ("", "")
        yield line, desk_told(line), words, tone


def heads(asked: Asked) -> Iterator[Head]:
    closed = asked.which == Listed.CLOSED
    columns = [
        ("number", gettext("The obstacle"), "pinned"),
        ("", gettext("Kind"), ""),
        ("", gettext("Unit held up"), ""),
        ("level", gettext("On the desk of"), ""),
        ("wanted", gettext("Wanted by"), ""),
        ("closed", gettext("Closed"), "") if closed else ("due", gettext("Time left"), ""),
        ("", gettext("State"), ""),
    ]
    current = asked.sort or ("-closed" if closed else "due")
    for key, label, classes in columns:
        if not key:
            yield Head(label, classes=classes)
            continue
        order = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
        turned = f"-{key}" if order == "ascending" else key
        yield Head(label, asked.address(sort=turned), order, f"{classes} sortable".strip())


@cache
def marks(language: str) -> dict[ObstacleState, SafeString]:
    """The states in the reader's language, drawn once."""
    return {state: ui.mark(state, TONES[state]) for state in ObstacleState}
