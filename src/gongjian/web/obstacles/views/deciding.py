"""More time, and what the rule proposes to escalate: a person decides."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from gongjian.kernel.verdict import require
from gongjian.obstacles import actions
from gongjian.obstacles.permissions import may_ask_for_time, may_decide_time, office
from gongjian.web.http import Request, now
from gongjian.web.obstacles import forms
from gongjian.web.obstacles.views.beside import do_and_go_back
from gongjian.web.obstacles.views.obstacle import visible_obstacle


@require_POST
def ask_for_time(request: Request, slug: str, number: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    require(may_ask_for_time(request.user, found))
    form = forms.MoreTimeForm(found, request.POST, auto_id="time_%s")
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.ask_for_time(found, **typed, by=request.user, at=now(request)),
        move="time",
    )


@require_POST
def decide_time(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    asked = get_object_or_404(found.more_time.select_related("obstacle__campaign"), pk=pk)
    require(may_decide_time(request.user, asked))
    form = forms.DecisionForm(request.POST, auto_id="decide_%s")
    granted = request.POST.get("decision") == "yes"
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.decide_time(asked, granted=granted, **typed, by=request.user, at=now(request)),
        move="decide",
    )


@require_POST
def decide_escalation(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    proposal = get_object_or_404(found.escalation_proposals, pk=pk)
    require(office(request.user, found))
    form = forms.DecisionForm(request.POST, auto_id="decide_%s")
    confirmed = request.POST.get("decision") == "yes"
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.decide_escalation(
            proposal, confirmed=confirmed, **typed, by=request.user, at=now(request)
        ),
        move="decide",
    )
