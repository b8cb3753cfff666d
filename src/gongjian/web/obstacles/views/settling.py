"""A leading official settles a matter on a telephone: open it, choose, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.kernel.verdict import require
from gongjian.obstacles import actions
from gongjian.obstacles.permissions import may
from gongjian.obstacles.queries import rules_at
from gongjian.obstacles.rules import ObstacleMove, Ruling, next_level
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, now, page, today
from gongjian.web.obstacles.forms import SettleForm
from gongjian.web.obstacles.views.obstacle import visible_obstacle
from gongjian.web.shown.obstacles import clock_of, tone_of


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: Request, slug: str, number: int) -> HttpResponse:
    """The matter on one screen, with what is usually said as buttons."""
    found = visible_obstacle(request, slug, number)
    if request.method != "POST" and not may(ObstacleMove.SETTLE, found, by=request.user):
        return redirect("obstacles:obstacle", slug, number)
    require(may(ObstacleMove.SETTLE, found, by=request.user))
    days = rules_at(found.campaign, now(request)).settled_days
    due_on = found.campaign.calendar().add_workdays(today(request), days)
    form = SettleForm(found, typed_in(request), initial={"seen": found.version, "due_on": due_on})
    status = 200
    if form.is_bound:
        status = tried(form, lambda typed: actions.settle(found, **typed, by=request.user, at=now(request)))
        if status == DONE:
            messages.success(request, gettext("Settled. Those who carry it out see it on their desk."))
            return redirect("desk:desk", slug)
    chosen = request.POST.get("ruling") or request.GET.get("choice", "")
    clock = clock_of(found, today=today(request), calendar=found.campaign.calendar())
    highest = next_level(found.place()) is None
    context = {
        "obstacle": found,
        "form": form,
        "clock": clock,
        "clock_tone": tone_of(clock),
        "rulings": [one for one in Ruling if one != Ruling.HIGHER or not highest],
        "chosen": Ruling.of(chosen) if Ruling.knows(chosen) else None,
        "own_words": chosen == "own" or bool(form.errors),
        "comments": list(found.comments.select_related("by", "said_for").order_by("-at")[:5]),
        "escalated": found.steps.filter(happened="escalate").select_related("by").last(),
    }
    return page(request, "obstacles/settle.html", context, status=status)
