"""How far an obstacle has come: the steps of its way with their days, and the clock on the one that runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from gongjian.kernel.text import Text
from gongjian.kernel.time_left import Left
from gongjian.obstacles.models import Obstacle, ObstacleEvent
from gongjian.obstacles.rules import Happened, Level, ObstacleState, is_above

DONE, CURRENT, AHEAD = "done", "current", "ahead"
H, S = Happened, ObstacleState


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: str
    on: date | None = None
    words: Text | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """An obstacle with the moves that led to where it is, the latest first."""

    found: Obstacle
    steps: Sequence[ObstacleEvent]
    clock: Left | None
    recheck: Any
    today: date

    def moved(self, what: Happened) -> date | None:
        """The day on which this happened last; what a reopening undid has not happened."""
        for step in self.steps:
            if step.happened == what:
                return self.day(step.at)
            if step.happened == H.REOPENED and what in (H.SOLVED, H.CLOSED, H.RECHECKED):
                return None
        return None

    def day(self, at: datetime) -> date:
        return self.found.campaign.day_of(at)

    def step(self, label: str, *, running: bool, on: date | None = None) -> Step:
        if not running:
            return Step(label, DONE if on else AHEAD, on)
        if self.clock is None:
            return Step(label, CURRENT, on)
        tone = "is-late" if self.clock.is_late else "is-short" if self.clock.is_short else ""
        return Step(label, CURRENT, self.found.due_on, self.clock.words, tone)


def track(way: Way) -> list[Step]:
    """The steps that it took, takes and has before it; a step that it passed by is none."""
    state = way.found.state
    raised = way.step(_("Raised"), running=state == S.HANDED_BACK, on=way.day(way.found.raised_at))
    if state == S.WITHDRAWN:
        return [raised, Step(_("Withdrawn"), DONE, way.moved(H.WITHDRAWN))]
    return [raised, *taken_up(way), *between(way), *ending(way)]


def taken_up(way: Way) -> Iterator[Step]:
    waits, on = way.found.state == S.NEW, way.moved(H.ACCEPTED)
    if waits or on or way.found.state == S.HANDED_BACK:
        yield way.step(
            _("Taken up"), running=waits, on=None if way.found.state in (S.NEW, S.HANDED_BACK) else on
        )


def between(way: Way) -> Iterator[Step]:
    """The work on it, and a ruling from above where there was or is to be one: before the work that it asks for."""
    in_hand, above = way.found.state == S.IN_HAND, is_above(way.found.level, Level.GROUP)
    settled = way.moved(H.SETTLED)
    rules = in_hand and above
    ruling = way.step(_("Ruled on"), running=rules, on=settled)
    worked_until = way.moved(H.ESCALATED) if rules and way.moved(H.ACCEPTED) else way.moved(H.SOLVED)
    work = way.step(_("Worked on"), running=in_hand and not above, on=worked_until)
    steps = [work, ruling] if rules and work.state == DONE else [ruling, work]
    yield from (one for one in steps if one is work or rules or settled)


def ending(way: Way) -> Iterator[Step]:
    state, checked = way.found.state, way.moved(H.RECHECKED)
    closed = way.day(way.found.closed_at) if state == S.CLOSED and way.found.closed_at else None
    yield way.step(_("Closing"), running=state == S.SOLVED, on=closed)
    if way.recheck:
        late = "is-late" if way.recheck.due_on < way.today else ""
        yield Step(_("Re-check"), CURRENT, way.recheck.due_on, tone=late)
    elif checked or state != S.CLOSED:
        yield Step(_("Re-check"), DONE if checked else AHEAD, checked)
