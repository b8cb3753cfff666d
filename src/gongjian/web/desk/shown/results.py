"""What the ranking and the bulletins say: to those who make them, and to those who only read."""

from collections import Counter
from collections.abc import Iterator

from gongjian.assessment.permissions import periods_to_see
from gongjian.assessment.queries import published
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.ledger.queries import remembered
from gongjian.reporting.models import Period
from gongjian.reporting.queries import filings_now
from gongjian.reporting.rules import Filing
from gongjian.ui.days import day as written
from gongjian.web.desk.shown.cards import Card, Line, at
from gongjian.web.http import Request, now, today

MOST_PERIODS = 4
MOST_MOVED = 6
MOST_ISSUED = 6
BEST = 3
IN_TIME = (Filing.ON_TIME, Filing.EXCUSED)


def rankings(request: Request) -> Card:
    """The periods whose data are complete, and how far the ranking of each has come."""
    campaign = request.campaign
    periods = list(periods_to_see(request.user, campaign, today=today(request))[:MOST_PERIODS])
    made = ranking_bulletins(request, periods)
    filed: dict[int, Counter[Filing]] = {one.pk: Counter() for one in periods}
    for row in filings_now(campaign, now(request)):
        if row.report.period_id in filed:
            filed[row.report.period_id][row.filing] += 1
    lines = (ranking_line(request, one, made.get(one.pk), filed[one.pk]) for one in periods)
    return Card(
        Text("Ranking by period"),
        tuple(lines),
        at(request, "bulletins:list"),
        Text("Bulletins"),
        nothing=Text("The first data cut-off is still ahead."),
    )


def ranking_bulletins(request: Request, periods: list[Period]) -> dict[int, Bulletin]:
    """By period, the newest bulletin of its ranking."""
    seen = Bulletin.objects.visible_to(request.user, request.campaign)
    found = seen.filter(kind=BulletinKind.RANKING, period__in=periods).defer("content", "words")
    return {one.period_id: one for one in found.order_by("pk")}


def ranking_line(request: Request, period: Period, made: Bulletin | None, filed: Counter[Filing]) -> Line:
    in_time, owed = sum(filed[one] for one in IN_TIME), filed.total()
    state = (
        Text("issued no. %(number)s", number=made.number)
        if made and made.number
        else made.state
        if made
        else Text("to be drafted")
    )
    return Line(
        Text("Period of %(period)s", period=period.nominal_on),
        at(request, "bulletins:bulletin", made.pk) if made else at(request, "assessment:ranking", query=f"?period={period}"),
        Text("reports on time: %(count)s of %(all)s; late or missing: %(late)s", count=in_time, all=owed, late=owed - in_time),
        state,
        tone="" if made and made.number else "today",
    )  # fmt: skip


def movers(request: Request) -> Card:
    """Who rose and fell most in what was published last."""
    campaign = request.campaign
    lines = remembered(campaign, "moved", lambda: tuple(rises_and_falls(request)))
    return Card(Text("Rose or fell most"), lines, at(request, "assessment:ranking"), Text("Ranking"))


def rises_and_falls(request: Request) -> Iterator[Line]:
    found = [one for one in published(request.campaign) if one.change]
    found.sort(key=lambda one: (-abs(one.change or 0), one.place))
    for one in found[:MOST_MOVED]:
        up = (one.change or 0) > 0
        yield Line(
            str(one.unit),
            why=Text("%(series)s · place %(place)s", series=one.series, place=one.place),
            figure=f"▲{one.change}" if up else f"▼{one.fell}",
            tone="up" if up else "late",
        )


def best(request: Request) -> Card:
    """The first of each series, as it was published last."""
    campaign = request.campaign
    lines = remembered(campaign, "best", lambda: tuple(first_places(campaign)))
    url = at(request, "assessment:ranking")
    return Card(Text("First in the ranking"), lines, url, Text("Ranking"))


def first_places(campaign: Campaign) -> Iterator[Line]:
    for one in published(campaign):
        if one.place <= BEST:
            place = Text("Place %(place)s", place=one.place)
            yield Line(str(one.unit), why=one.series, figure=place)


def issued_bulletins(request: Request) -> Card:
    """What may be read and quoted: the newest first."""
    seen = Bulletin.objects.visible_to(request.user, request.campaign).issued().select_related("period")
    campaign, found = request.campaign, seen.defer("content", "words").order_by("-issued_at")
    lines = tuple(
        Line(
            Text("%(kind)s no. %(number)s", kind=one.kind, number=one.number),
            at(request, "bulletins:bulletin", one.pk),
            Text("Period of %(period)s", period=one.period.nominal_on),
            written(campaign.day_of(one.issued_at)) if one.issued_at else "",
        )
        for one in found[:MOST_ISSUED]
    )
    return Card(
        Text("Issued bulletins"),
        lines,
        at(request, "bulletins:list"),
        nothing=Text("No bulletin has been issued yet."),
    )
