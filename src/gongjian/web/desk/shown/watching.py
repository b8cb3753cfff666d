"""What those look after who watch over others: what is stuck, who is late again, what was decided and is not done."""

from gongjian.campaigns.queries import scope_of
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import left
from gongjian.ledger.queries import remembered
from gongjian.meetings.models import Decision
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.queries import filings_now, punctuality_by_unit
from gongjian.web.desk.shown.cards import Card, Line, at
from gongjian.web.http import Request, now, today

MOST_STUCK = 5
MOST_LATE = 8
IN_A_ROW = 2


def stuck(request: Request) -> Card:
    """The open obstacles that are past their limit, the oldest first."""
    key = ("stuck", scope_of(request.user, request.campaign), today(request))
    lines = remembered(request.campaign, key, lambda: stuck_lines(request))
    return Card(Text("What is stuck"), lines, at(request, "obstacles:list", query="?overdue=1"))


def stuck_lines(request: Request) -> tuple[Line, ...]:
    day, calendar = today(request), request.campaign.calendar()
    seen = Obstacle.objects.visible_to(request.user, request.campaign).still_open()
    found = seen.filter(due_on__lt=day).select_related("project").order_by("due_on", "number")
    return tuple(
        Line(
            one.words,
            at(request, "obstacles:obstacle", one.number),
            one.project.name,
            note=left(one.due_on, today=day, calendar=calendar).words if one.due_on else "",
            tone="late",
        )
        for one in found[:MOST_STUCK]
    )


def late_in_a_row(request: Request) -> Card:
    """Units that were late or missing twice running, and how often by now."""
    rows = filings_now(request.campaign, now(request))
    names = {row.report.unit_id: str(row.report.unit) for row in rows}
    record = punctuality_by_unit(rows).items()
    late = [(names[unit], unit, one.late_streak) for unit, one in record if one.late_streak >= IN_A_ROW]
    late.sort(key=lambda one: -one[2])
    lines = tuple(
        Line(name, at(request, "worklist:list", query=f"?unit={unit}"), figure=Text("%(often)s times", often=often))
        for name, unit, often in late[:MOST_LATE]
    )  # fmt: skip
    url = at(request, "reporting:periods")
    return Card(Text("Late twice or more in a row"), lines, url, Text("Reports"))


def decisions_overdue(request: Request) -> Card:
    """What meetings decided and nobody has carried out in time, the oldest first."""
    day, calendar = today(request), request.campaign.calendar()
    late = Decision.objects.visible_to(request.user, request.campaign).overdue(day)
    found = late.select_related("unit").order_by("due_on", "number")
    lines = tuple(
        Line(
            one.words,
            at(request, "meetings:follow_up", one.number),
            Text("no. %(number)s · %(unit)s", number=one.number, unit=str(one.unit)),
            left(one.due_on, today=day, calendar=calendar).words if one.due_on else "",
            tone="late",
        )
        for one in found[:MOST_LATE]
    )
    return Card(
        Text("Decisions overdue"),
        lines,
        at(request, "meetings:follow_ups", query="?tab=overdue"),
        count=late.count() if lines else None,
        nothing=Text("Every decision that is due has been carried out."),
    )
