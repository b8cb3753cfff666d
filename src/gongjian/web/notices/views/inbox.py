"""What somebody was told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.text import Text
from gongjian.notices.actions import mark_read
from gongjian.notices.models import Notice
from gongjian.notices.papers import address_of, when
from gongjian.web.http import Request, campaign_of, now, page

PER_PAGE = 20


@require_safe
def inbox(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    found = Notice.objects.of(request.user, campaign.pk)
    if request.GET.get("show") == "unread":
        found = found.unread()
    paged = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": paged,
        "notices": [(notice, [line_for_page(line) for line in notice.lines]) for notice in paged],
        "unread": Notice.objects.of(request.user, campaign.pk).unread().count(),
        "only_unread": request.GET.get("show") == "unread",
        "may_plan": may_plan(request.user, campaign),
    }
    return page(request, "notices/inbox.html", context, part="list")


@require_POST
def read(request: Request, slug: str) -> HttpResponse:
    """One notice, all answers, or everything."""
    campaign = campaign_of(request, slug)
    found = Notice.objects.of(request.user, campaign.pk).unread()
    typed = request.POST.get("notice", "")
    if typed.isdecimal() and len(typed) < 19:
        found = found.filter(pk=int(typed))
    if only_answers := request.POST.get("only") == "answers":
        found = found.answers()
    mark_read(found, by=request.user, at=now(request))
    return redirect("desk:desk" if only_answers else "notices:inbox", slug)


def line_for_page(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": Text.from_json(line["title"]),
        "detail": Text.from_json(line["detail"]),
        "url": address_of(line),
        "when": when(line["reason"], line.get("due_on", "")) if line.get("reason") else "",
    }
