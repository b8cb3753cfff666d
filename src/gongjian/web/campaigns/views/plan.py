"""The campaign itself: its name and days, the names on its papers, its lines of work and phases."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.campaigns import actions
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.verdict import require
from gongjian.web.campaigns.forms import AddLine, AddPhase, CampaignForm
from gongjian.web.forms import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page

FIELDS = (
    "name",
    "starts_on",
    "ends_on",
    "paper_language",
    "office_name",
    "supervisors_name",
    "paper_code",
    "ranking_code",
)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    require(may_plan(request.user, campaign))
    form, status = campaign_form(request), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.change_campaign(campaign, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The settings have been saved."))
            return redirect("campaigns:settings", slug)
    return drawn(request, form=form, status=status)


def campaign_form(request: Request, *, blank: bool = False) -> CampaignForm:
    campaign = request.campaign
    initial = {name: getattr(campaign, name) for name in FIELDS} | {"seen": campaign.version}
    return CampaignForm(None if blank else typed_in(request), initial=initial)


def drawn(request: Request, *, status: int = 200, **drawn_forms: forms.Form) -> HttpResponse:
    """The page with the form that somebody works on, and the others empty."""
    campaign = request.campaign
    context: dict[str, Any] = {
        "lines": campaign.lines_of_work.all(),
        "phases": campaign.phases.all(),
        "form": drawn_forms.get("form") or campaign_form(request, blank=True),
        "line_form": drawn_forms.get("line_form") or AddLine(prefix="line"),
        "phase_form": drawn_forms.get("phase_form") or AddPhase(prefix="phase"),
    }
    return page(request, "campaigns/settings.html", context, status=status)


@require_POST
def add_line(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    require(may_plan(request.user, campaign))
    form = AddLine(request.POST, prefix="line")
    status = tried(
        form, lambda typed: actions.add_line_of_work(campaign, **typed, by=request.user, at=now(request))
    )
    if status == DONE:
        messages.success(request, gettext("The line of work has been added."))
        return redirect("campaigns:settings", slug)
    return drawn(request, line_form=form, status=status)


@require_POST
def add_phase(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    require(may_plan(request.user, campaign))
    form = AddPhase(request.POST, prefix="phase")
    status = tried(form, lambda typed: actions.add_phase(campaign, **typed, by=request.user, at=now(request)))
    if status == DONE:
        messages.success(request, gettext("The phase has been added."))
        return redirect("campaigns:settings", slug)
    return drawn(request, phase_form=form, status=status)
