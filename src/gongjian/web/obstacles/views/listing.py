"""The three lists: new, in hand, closed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gongjian.documents.media import XLSX
from gongjian.documents.sheet import CellKind, Column, Sheet, Workbook
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may_keep_kinds, may_see_desk
from gongjian.obstacles.queries import (
    SHOWN,
    count_by_list,
    found_by,
    groups_of,
    listed_values,
    sort_obstacles,
)
from gongjian.obstacles.rules import Listed
from gongjian.sandbox.papers import to_xlsx
from gongjian.ui.days import day
from gongjian.ui.holders import filter_menu
from gongjian.ui.sprite import icon
from gongjian.ui.templatetags.ui import initials
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles.asked import FILTERS, Asked, read_address
from gongjian.web.obstacles.shown.filters import Offered, chips, offered_in
from gongjian.web.obstacles.shown.table import place_of, render_part, table
from gongjian.web.shown.obstacles import clock_of

PER_PAGE = 50


@require_safe
def obstacles(request: Request, slug: str) -> HttpResponse:
    campaign, question = campaign_of(request, slug), read_address(request.GET)
    seen = Obstacle.objects.visible_to(request.user, campaign)
    found = found_by(seen, question.wanted, today=today(request))
    counts = count_by_list(found)
    shown = listed_values(sort_obstacles(found.listed(question.which), question.which, question.sort))
    paged = KnownCount(shown, PER_PAGE, counts[question.which]).get_page(request.GET.get("page"))
    groups = list(groups_of(campaign))
    offered = offered_in(campaign, groups)
    context = {
        "asked": question,
        "page": paged,
        "tabs": [
            (one, counts[one], question.address(list="" if one == Listed.IN_HAND else one, sort=""))
            for one in Listed
        ],
        "table": table(campaign, question, paged, today=today(request)) if counts[question.which] else "",
        "filters": filters(question, offered),
        "chips": chips(question, offered),
        "clear": question.address(**dict.fromkeys(FILTERS)),
        "groups": [group for group in groups if may_see_desk(request.user, campaign, group.pk)],
        "may_keep_kinds": bool(may_keep_kinds(request.user, campaign)),
    }
    return page(request, "obstacles/list.html", context, part="table")


class KnownCount(Paginator[Any]):
    """Pages of a list whose length has been counted already."""

    def __init__(self, found: Any, per_page: int, count: int) -> None:
        super().__init__(found, per_page)
        self.count = count


def filters(question: Asked, offered: Offered) -> SafeString:
    params = question.params
    return render_part(
        "filters",
        wanted=question.wanted,
        kept=[(name, params[name]) for name in ("list", "sort", "project", "item") if name in params],
        offered=offered,
        icon=icon,
        filter_menu=filter_menu,
        keys=initials,
    )


@require_safe
def export(request: Request, slug: str) -> HttpResponse:
    """The same list in the same order, all pages, as a workbook."""
    campaign, question = campaign_of(request, slug), read_address(request.GET)
    found = found_by(
        Obstacle.objects.visible_to(request.user, campaign), question.wanted, today=today(request)
    )
    shown = sort_obstacles(found.listed(question.which), question.which, question.sort).select_related(*SHOWN)
    sheet = Sheet(
        name=gettext("Obstacles"),
        columns=columns(),
        rows=[row(one, number, request) for number, one in enumerate(shown, start=1)],
        title=f"{campaign} {gettext('Obstacles')} {gettext(question.which.label)}",
        notes=(
            gettext("As known on %(day)s; obstacles: %(n)s")
            % {"day": day(today(request), "long"), "n": shown.count()},
        ),
        frozen_columns=3,
    )
    content = to_xlsx(Workbook((sheet,), title=sheet.title, author=campaign.office_name), at=now(request))
    response = HttpResponse(content, content_type=XLSX)
    name = f"obstacles-{campaign.slug}-{today(request)}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def columns() -> tuple[Column, ...]:
    """The usual columns of a county's list of problems."""
    return (
        Column(gettext("Serial no."), 6, CellKind.NUMBER),
        Column(gettext("Obstacle no."), 6, CellKind.NUMBER),
        Column(gettext("Project"), 28),
        Column(gettext("The obstacle"), 40),
        Column(gettext("Kind"), 12),
        Column(gettext("Solution needed"), 40),
        Column(gettext("Unit asked"), 18),
        Column(gettext("Unit held up"), 18),
        Column(gettext("Level"), 14),
        Column(gettext("On the desk of"), 20),
        Column(gettext("Raised"), 12, CellKind.DATE),
        Column(gettext("Wanted by"), 12, CellKind.DATE),
        Column(gettext("Due"), 12, CellKind.DATE),
        Column(gettext("Time left"), 18),
        Column(gettext("State"), 12),
        Column(gettext("How it was resolved"), 40),
        Column(gettext("Closed"), 12, CellKind.DATE),
    )


def row(one: Obstacle, number: int, request: Request) -> tuple[Any, ...]:
    campaign = request.campaign
    calendar = request.__dict__.setdefault("_calendar", campaign.calendar())
    clock = clock_of(one, today=today(request), calendar=calendar)
    return (
        number,
        one.number,
        f"{one.project.code} {one.project.name}",
        one.words,
        one.kind.name,
        one.wanted,
        str(one.asked_of or ""),
        str(one.unit),
        gettext(one.level.label),
        place_of(one),
        campaign.day_of(one.raised_at),
        one.wanted_by,
        one.due_on,
        clock.words.say(gettext) if clock else "",
        gettext(one.state.label),
        one.solution,
        campaign.day_of(one.closed_at) if one.closed_at else None,
    )
