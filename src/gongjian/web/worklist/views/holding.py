"""The director accepts that an item is blocked, and ends it again."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.kernel.verdict import require
from gongjian.standing import actions
from gongjian.standing.permissions import may_hold
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.worklist.forms.items import HoldForm
from gongjian.web.worklist.views.item import visible_item

USUAL_DAYS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    item = visible_item(request, code)
    require(may_hold(request.user, campaign))
    named = item.project.obstacles.still_open().filter(number=number_asked(request)).first()
    initial = {"until": today(request) + timedelta(days=USUAL_DAYS), "obstacle": named}
    form, status = HoldForm(item, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.grant_hold(item, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The reason has been accepted."))
            return redirect("worklist:item", slug, code)
    return page(request, "worklist/hold_form.html", {"form": form, "item": item}, status=status)


def number_asked(request: Request) -> int:
    """The obstacle from whose page somebody comes."""
    typed = request.GET.get("obstacle", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


@require_POST
def end_hold(request: Request, slug: str, code: str) -> HttpResponse:
    campaign_of(request, slug)
    running = visible_item(request, code).holds.filter(ended_at=None).first()
    if not running:
        raise Http404
    actions.end_hold(running, by=request.user, at=now(request))
    messages.success(request, gettext("The hold has ended. The item's light follows its figures again."))
    return redirect("worklist:item", slug, code)
