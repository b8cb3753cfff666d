"""What has changed in what somebody follows: the ledger, as far as it is theirs to read."""

from typing import Any

from django.db.models import Q

from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.models import Report
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Filter, Page, listed_today
from gongjian.web.history import told
from gongjian.web.http import Request, today
from gongjian.worklist.models import Item
from gongjian.worklist.rules import BEHIND

MOST_CHANGES = 12
ISSUED = Text("issued no. %(number)s").msgid  # how a bulletin came about is for the offices
MOST_LAGGING = 8
MOST_FOLLOWED = 60


def changed(request: Request) -> list[dict[str, Any]]:
    """The newest entries of the ledger about what this person follows."""
    entries = Entry.objects.filter(campaign_id=request.campaign.pk, actor_id__isnull=False)
    entries = entries.exclude(actor_id=request.user.pk)
    if not request.seats.sees_everything:
        issued = Bulletin.objects.filter(campaign=request.campaign).issued().values_list("pk", flat=True)
        news = Q(subject__in=[f"bulletins.bulletin:{pk}" for pk in issued], verb__text=ISSUED)
        entries = entries.filter(Q(subject__in=subjects(request)) | news)
    return told(entries.order_by("-number")[:MOST_CHANGES])


def subjects(request: Request) -> list[str]:
    """The unit's own reports, the items that somebody answers for, and the obstacles that concern them."""
    units = request.seats.organisations(Role.REPORTER, Role.HEAD)
    reports = Report.objects.filter(campaign=request.campaign, unit__in=units).values_list("pk", flat=True)
    items = Item.objects.visible_to(request.user, request.campaign).values_list("pk", flat=True)
    open_ones = Obstacle.objects.visible_to(request.user, request.campaign).still_open()
    obstacles = open_ones.order_by("-moved_at").values_list("pk", flat=True)[:MOST_FOLLOWED]
    return [
        *(f"reporting.report:{pk}" for pk in reports),
        *(f"worklist.item:{pk}" for pk in items),
        *(f"obstacles.obstacle:{pk}" for pk in obstacles),
    ]


def lagging(request: Request) -> Page:
    """The items that lag most among those that this person answers for."""
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    return listed_today(
        seen, Filter(answers={"light": BEHIND}), sort="light", downwards=False, start=0, count=MOST_LAGGING
    )


def next_obligations(request: Request) -> list[Any]:
    return list(obligations(request.campaign).filter(due_on__gte=today(request)).order_by("due_on", "pk")[:6])
