"""What obstacles tell: a group's desk, and the analysis."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.time_left import left
from gongjian.kernel.verdict import require
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may_see_desk
from gongjian.obstacles.queries import Heap, Heaped, ListedObstacle, analysed, desk_of, groups_of, rules_at
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles.shown.bars import age_bars, heap_bars, heap_parts
from gongjian.web.obstacles.shown.table import render_part
from gongjian.web.shown.obstacles import tone_of


@require_safe
def group_desk(request: Request, slug: str, pk: int) -> HttpResponse:
    """A group's desk: in five seconds one sees what is overdue."""
    campaign = campaign_of(request, slug)
    group = get_object_or_404(groups_of(campaign), pk=pk)
    require(may_see_desk(request.user, campaign, pk))
    desk = desk_of(pk, Obstacle.objects.visible_to(request.user, campaign), today=today(request))
    address = reverse("obstacles:list", args=[slug])
    overdue, of_group = f"{address}?group={pk}&overdue=1", f"{address}?group={pk}"
    calendar, address_of = (
        campaign.calendar(),
        reverse("obstacles:obstacle", args=[slug, 0]).removesuffix("0/"),
    )
    piles = [
        ("overdue", gettext("Overdue"), desk.overdue, overdue),
        ("accept", gettext("To accept or return"), desk.to_accept, f"{of_group}&list=new"),
        ("hand", gettext("In progress"), desk.in_hand, of_group),
        ("confirm", gettext("Waiting for confirmation"), desk.to_confirm, of_group),
    ]
    context = {
        "group": group,
        "desk": desk,
        "drawn_piles": [
            render_part(
                "pile",
                key=key,
                title=title,
                pile=pile,
                more=more,
                address=address_of,
                told=clocks(pile, today=today(request), calendar=calendar),
            )
            for key, title, pile, more in piles
            if pile.count
        ],
    }
    return page(request, "obstacles/group.html", context)


def clocks(pile: Heaped, *, today: date, calendar: WorkCalendar) -> Iterator[tuple[ListedObstacle, str, str]]:
    for line in pile.first:
        clock = left(line.due_on or today, today=today, calendar=calendar)
        yield line, clock.words.say(gettext), tone_of(clock)


@require_safe
def analysis(request: Request, slug: str) -> HttpResponse:
    """How old obstacles are, what keeps coming back, and how long each takes."""
    campaign = campaign_of(request, slug)
    least = rules_at(campaign, now(request)).repeated_from
    seen = Obstacle.objects.visible_to(request.user, campaign)
    found = analysed(campaign, seen, today=today(request), repeated_from=least)
    context = {
        "found": found,
        "ages": age_bars(found.ages),
        "key": heap_parts(Heap("")),
        "heaps": [
            (_("By kind"), heap_bars(found.kinds)),
            (_("By group"), heap_bars(found.groups)),
            (_("By unit"), heap_bars(found.units)),
        ],
        "least": least,
    }
    return page(request, "obstacles/analysis.html", context)
