"""What the overview says: one figure with its sentence, the targets as cards, the worst, and what moved."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.ledger.queries import remembered
from gongjian.standing.queries import standings_at, trend
from gongjian.standing.rules import Standing, Tally, tally
from gongjian.ui.charts import LineChart
from gongjian.ui.days import day as written
from gongjian.ui.numbers import number
from gongjian.web.http import Request
from gongjian.web.worklist.shown.curves import trend_chart
from gongjian.web.worklist.shown.summing import MOST_WORST, Summed, lights_by, redness

NOTICEABLE = Fraction(1, 1000)  # a tenth of a percentage point, as it is shown


@dataclass(frozen=True, slots=True)
class Moved:
    """An item and by how much it came nearer since the cut-off, in shares."""

    item: Standing
    by: Fraction


@dataclass(frozen=True, slots=True)
class Since:
    """How it stood at the last data cut-off but one, and who has moved most since."""

    day: date
    whole: Tally
    moved: list[Moved]


BEHIND_BY = {
    -1: Text("%(points)s percentage points behind, %(moved)s more than on %(day)s").msgid,
    0: Text("%(points)s percentage points behind").msgid,
    1: Text("%(points)s percentage points behind, %(moved)s less than on %(day)s").msgid,
}
AHEAD_BY = {
    -1: Text("%(points)s percentage points ahead, %(moved)s less than on %(day)s").msgid,
    0: Text("%(points)s percentage points ahead").msgid,
    1: Text("%(points)s percentage points ahead, %(moved)s more than on %(day)s").msgid,
}
"""By whether it is worse than then, the same, or better."""


def headline(whole: Tally, since: Since | None) -> Text:
    """What the one figure means."""
    gap, change = whole.gap, whole.gap - since.whole.gap if since else Fraction(0)
    if abs(gap) < NOTICEABLE:
        return Text("On schedule")
    better = 0 if abs(change) < NOTICEABLE else 1 if change > 0 else -1
    said = (BEHIND_BY if gap < 0 else AHEAD_BY)[better]
    return Text(said, points=unsigned(gap), moved=unsigned(change), day=written(since.day) if since else "")


def unsigned(share: Fraction) -> str:
    return number(abs(share) * 100, 1)


def worst_units(request: Request, facts: Summed, past: date | None) -> list[dict[str, Any]]:
    rows = lights_by(request, facts, "unit", past, worst_first=True).rows
    return [row for row in rows if any(redness(row["tally"]))][:MOST_WORST]


def movers(campaign: Campaign, at: datetime, facts: Summed) -> Since | None:
    """Since the last cut-off before this day whose reports have been counted since."""
    on = campaign.day_of(at)
    days = list(
        campaign.periods.filter(cut_off_on__lt=on)
        .order_by("-nominal_on")
        .values_list("cut_off_on", flat=True)[:2]
    )
    if len(days) < 2:
        return None
    then = remembered(
        campaign, ("stood on", days[1]), lambda: standings_at(campaign, campaign.end_of(days[1]))
    )
    before = {one.item: Fraction(one.completion) for one in then}
    moved = [
        Moved(one, Fraction(one.completion) - before[one.item]) for one in facts.items if one.item in before
    ]
    moved = [one for one in moved if one.by > NOTICEABLE]
    moved.sort(key=lambda one: (-one.by, one.item.code))
    return Since(days[1], tally(then), moved[:MOST_WORST])


def trend_of(campaign: Campaign, at: datetime, whole: Tally) -> LineChart | None:
    """Completion and expectation at each data cut-off so far, and now."""
    gone = remembered(campaign, ("trend", campaign.day_of(at)), lambda: trend(campaign, at))
    return trend_chart([*gone, (campaign.day_of(at), whole)])
