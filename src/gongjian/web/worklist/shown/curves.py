"""What was promised and what was reached, as charts."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from gongjian.standing.rules import Tally
from gongjian.standing.rules.curves import ProgressCurve
from gongjian.ui.charts import Line, LineChart

ALL = 100.0


def progress_chart(curve: ProgressCurve | None) -> LineChart | None:
    """Of an item, or of the items of a project together."""
    if not curve:
        return None
    promised = Line(gettext("Expected"), curve.promised, is_promise=True, names=curve.milestones)
    reached = Line(gettext("Actual"), curve.reached, steps=True)
    return LineChart(
        gettext("Curve"), (reached, promised), "%", today=curve.today, due_on=curve.due_on, whole=ALL
    )


def trend_chart(known: Sequence[tuple[date, Tally]]) -> LineChart | None:
    """Of the whole campaign, from data cut-off to data cut-off."""
    if len(known) < 2:
        return None
    done = tuple((day, part.completion * 100) for day, part in known)
    promised = tuple((day, part.expected * 100) for day, part in known)
    lines = (
        Line(gettext("Completion"), done, steps=True),
        Line(gettext("Expected"), promised, is_promise=True),
    )
    return LineChart(gettext("Trend"), lines, "%", whole=ALL)
