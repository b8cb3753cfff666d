"""The first line of an item's page: how it stands, how much time is left, and whether anything moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import left
from gongjian.reporting.models import Figure
from gongjian.standing.rules import Standing

WORTH_SAYING = 2


@dataclass(frozen=True, slots=True)
class Band:
    time: Text | None
    is_late: bool
    still: Text


def band(standing: Standing | None, figures: Sequence[Figure], campaign: Campaign, *, today: date) -> Band:
    """`figures` are of one item, the newest first."""
    if standing is None or standing.done:
        return Band(None, False, Text(""))
    time = left(standing.due_on, today=today, calendar=campaign.calendar())
    return Band(time.words, time.is_late, still(figures))


def still(figures: Sequence[Figure]) -> Text:
    """How many reports in a row changed nothing, and how often the same cause was given for it."""
    counted = [one for one in figures if not one.ended_at]
    same = len(list(takewhile(lambda one: one.unchanged, counted)))
    cause = counted[0].cause if counted else ""
    again = len(list(takewhile(lambda one: one.cause == cause, counted))) if cause else 0
    if same >= WORTH_SAYING and again >= WORTH_SAYING:
        return Text("No change in %(same)s reports; the same cause %(again)s times", same=same, again=again)
    if same >= WORTH_SAYING:
        return Text("No change in %(same)s reports in a row", same=same)
    return Text("The same cause %(again)s times in a row", again=again) if again >= WORTH_SAYING else Text("")
