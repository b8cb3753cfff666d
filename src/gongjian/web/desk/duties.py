"""What somebody finds on the desk: what is owed, what came back, what waits for a decision, what has changed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.permissions import DRAFTING
from gongjian.bulletins.permissions import may as may_bulletin
from gongjian.bulletins.queries import may_be_drafted, to_acknowledge
from gongjian.bulletins.rules import Kind, Move
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.reporting.models import Report
from gongjian.reporting.queries import waiting_for_the_office
from gongjian.reporting.rules import State
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import listed_today
from gongjian.standing.queries.listed import Filter, Page
from gongjian.ui.days import day
from gongjian.web.desk.papers import lists_owed, papers_of_office, papers_to_sign
from gongjian.web.desk.pile import OnDesk
from gongjian.web.history import told
from gongjian.web.http import Request, now, today
from gongjian.worklist.rules import BEHIND

MOST_CHANGES = 12
ISSUED = Text("issued no. %(number)s").msgid  # how a bulletin came about is for the offices
MOST_LAGGING = 8


def owed(request: Request) -> Iterator[OnDesk]:
    """What this person must do, the earliest first."""
    yield from lists_owed(request)
    units = request.seats.organisations(Role.REPORTER, Role.HEAD)
    open_reports = reports_of(request, units, State.OPEN).filter(period__closed_at=None)
    for report in open_reports:
        yield report_on_desk(request, report, _("Fill in the half-monthly report"))
    for bulletin in to_acknowledge(request.user, request.campaign):
        title = _("Acknowledge the %(kind)s no. %(number)s") % {
            "kind": _(bulletin.kind.label),
            "number": bulletin.number,
        }
        yield OnDesk(
            title, day(bulletin.period.nominal_on, "long"), bulletin_url(request, bulletin), icon="news"
        )
    for kind in Kind:
        if request.seats.holds(*DRAFTING[kind]):
            yield from bulletins_to_draft(request, kind)


def bulletins_to_draft(request: Request, kind: Kind) -> Iterator[OnDesk]:
    for period in may_be_drafted(request.campaign, kind, now(request)):
        title = _("Draft the %(kind)s") % {"kind": _(kind.label)}
        detail = _("Period of %(period)s") % {"period": day(period.nominal_on, "long")}
        url = reverse("bulletins:list", args=[request.campaign.slug])
        yield OnDesk(title, detail, url, period.cut_off_on, icon="edit")


def came_back(request: Request) -> Iterator[OnDesk]:
    """Reports that were sent back, with the reason."""
    units = request.seats.organisations(Role.REPORTER, Role.HEAD)
    for report in reports_of(request, units, State.SENT_BACK).prefetch_related("submissions"):
        submissions = list(report.submissions.all())
        reason = submissions[-1].ended_because if submissions else ""
        yield report_on_desk(request, report, reason or _("Sent back"))


def decisions(request: Request) -> Iterator[OnDesk]:
    """What waits for this person's word."""
    yield from papers_to_sign(request)
    yield from papers_of_office(request)
    for report in reports_of(request, request.seats.organisations(Role.HEAD), State.SUBMITTED):
        yield report_on_desk(request, report, _("Confirm the report"), icon="clipboard-check")
    if request.seats.office:
        waiting = waiting_for_the_office(request.campaign)
        for report in waiting[:30]:
            yield report_on_desk(request, report, _("Receive the report or send it back"), icon="inbox")
    pending = Bulletin.objects.visible_to(request.user, request.campaign).exclude(issued_at__isnull=False)
    for bulletin in pending.select_related("campaign", "period"):
        yield from bulletin_moves(request, bulletin)


def bulletin_moves(request: Request, bulletin: Bulletin) -> Iterator[OnDesk]:
    titles = {
        Move.PROPOSE: _("Propose the %(kind)s"),
        Move.APPROVE: _("Approve the %(kind)s"),
        Move.ISSUE: _("Issue the %(kind)s"),
    }
    for move, title in titles.items():
        if may_bulletin(move, bulletin, by=request.user):
            named = title % {"kind": _(bulletin.kind.label)}
            yield OnDesk(
                named, day(bulletin.period.nominal_on, "long"), bulletin_url(request, bulletin), icon="news"
            )


def reports_of(request: Request, units: set[int], state: State) -> QuerySet[Report]:
    found = Report.objects.filter(campaign=request.campaign, unit__in=units, state=state)
    return found.select_related("period", "unit").order_by("period__due_on", "pk")


def report_on_desk(request: Request, report: Report, title: str, *, icon: str = "report") -> OnDesk:
    url = reverse("reporting:report", args=[request.campaign.slug, report.period, report.unit_id])
    due_on, detail = report.period.due_on, f"{report.unit} · {day(report.period.nominal_on, 'long')}"
    mine = report.unit_id in request.seats.organisations(Role.REPORTER, Role.HEAD)
    return OnDesk(title, detail, url, due_on, is_late=mine and due_on < today(request), icon=icon)


def bulletin_url(request: Request, bulletin: Bulletin) -> str:
    return reverse("bulletins:bulletin", args=[request.campaign.slug, bulletin.pk])


def lagging(request: Request) -> Page:
    """The items that lag most among those that this person answers for."""
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    return listed_today(
        seen, Filter(lights=BEHIND), sort="light", downwards=False, start=0, count=MOST_LAGGING
    )


def changed(request: Request) -> list[dict[str, Any]]:
    """The newest entries of the ledger about what this person follows."""
    entries = Entry.objects.filter(campaign_id=request.campaign.pk, actor_id__isnull=False)
    entries = entries.exclude(actor_id=request.user.pk)
    if not request.seats.sees_everything:
        units = request.seats.organisations(Role.REPORTER, Role.HEAD)
        mine = Report.objects.filter(campaign=request.campaign, unit__in=units).values_list("pk", flat=True)
        issued = Bulletin.objects.filter(campaign=request.campaign).issued().values_list("pk", flat=True)
        ours = Q(subject__in=[f"reporting.report:{pk}" for pk in mine])
        news = Q(subject__in=[f"bulletins.bulletin:{pk}" for pk in issued], verb__text=ISSUED)
        entries = entries.filter(ours | news)
    return told(entries.order_by("-number")[:MOST_CHANGES])


def next_obligations(request: Request) -> list[Any]:
    return list(obligations(request.campaign).filter(due_on__gte=today(request)).order_by("due_on", "pk")[:6])
