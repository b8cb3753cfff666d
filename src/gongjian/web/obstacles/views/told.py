"""What obstacles tell: a group's desk, and the analysis."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from gongjian.campaigns.rules import Role
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries import Heap, analysed, desk_of, groups_of, rules_at
from gongjian.ui.bars import length
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles.table import clock_of, tone_of


@require_GET
def group_desk(request: Request, slug: str, pk: int) -> HttpResponse:
    """A group's desk: in five seconds one sees what is overdue."""
    campaign = campaign_of(request, slug)
    group = get_object_or_404(groups_of(campaign), pk=pk)
    if not (request.seats.sees_everything or request.seats.holds(Role.MEMBER, at=pk)):
        raise Http404
    seen = Obstacle.objects.visible_to(request.user, campaign)
    desk = desk_of(pk, seen, today=today(request))
    context = {
        "group": group,
        "desk": desk,
        "piles": [
            ("overdue", _("Overdue"), with_clocks(request, desk.overdue)),
            ("accept", _("To accept or hand back"), with_clocks(request, desk.to_accept)),
            ("hand", _("In hand"), with_clocks(request, desk.in_hand)),
            ("confirm", _("Waiting for confirmation"), with_clocks(request, desk.to_confirm)),
        ],
    }
    return page(request, "obstacles/group.html", context)


def with_clocks(request: Request, found: list[Obstacle]) -> list[tuple[Obstacle, Any, str]]:
    calendar, day = request.campaign.calendar(), today(request)
    told = ((one, clock_of(one, today=day, calendar=calendar)) for one in found)
    return [(one, clock, tone_of(clock)) for one, clock in told]


@require_GET
def analysis(request: Request, slug: str) -> HttpResponse:
    """How old obstacles are, what keeps coming back, and how long each takes."""
    campaign = campaign_of(request, slug)
    if not sees_analysis(request):
        raise Http404
    least = rules_at(campaign, now(request)).repeated_from
    seen = Obstacle.objects.visible_to(request.user, campaign)
    found = analysed(campaign, seen, today=today(request), repeated_from=least)
    oldest = max([bucket.count for bucket in found.ages], default=0) or 1
    context = {
        "found": found,
        "ages": [(bucket, length(bucket.count / oldest)) for bucket in found.ages],
        "heaps": [
            (_("By kind"), barred(found.kinds)),
            (_("By group"), barred(found.groups)),
            (_("By unit"), barred(found.units)),
        ],
        "least": least,
    }
    return page(request, "obstacles/analysis.html", context)


def barred(heaps: list[Heap]) -> list[tuple[Heap, str]]:
    most = max([heap.open for heap in heaps], default=0) or 1
    return [(heap, length(heap.open / most)) for heap in heaps]


def sees_analysis(request: Request) -> bool:
    return request.seats.sees_everything or request.seats.holds(Role.MEMBER)
