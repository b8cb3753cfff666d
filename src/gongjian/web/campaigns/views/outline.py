"""Lines of work and phases, on the page of the settings."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from gongjian.campaigns import actions
from gongjian.web.campaigns.forms import AddLine, LineForm, PhaseForm
from gongjian.web.campaigns.views.plan import draw_plan_page
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, campaign_of, now


@require_POST
def add_line(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form = AddLine(request.POST, prefix="line")
    status = tried(
        form, lambda typed: actions.add_line_of_work(campaign, **typed, by=request.user, at=now(request))
    )
    if status == DONE:
        return back(request, gettext("The line of work has been added."))
    return draw_plan_page(request, line_form=form, status=status)


@require_POST
def change_line(request: Request, slug: str, pk: int) -> HttpResponse:
    line = get_object_or_404(campaign_of(request, slug).lines_of_work, pk=pk)
    form = LineForm(request.POST, prefix="change")
    status = tried(
        form, lambda typed: actions.change_line_of_work(line, **typed, by=request.user, at=now(request))
    )
    if status == DONE:
        return back(request, gettext("The line of work has been changed."))
    return draw_refused_row(request, form, status, line=pk)


@require_POST
def remove_line(request: Request, slug: str, pk: int) -> HttpResponse:
    line = get_object_or_404(campaign_of(request, slug).lines_of_work, pk=pk)
    actions.remove_line_of_work(line, by=request.user, at=now(request))
    return back(request, gettext("The line of work has been removed."))


@require_POST
def add_phase(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form = PhaseForm(request.POST, prefix="phase")
    status = tried(form, lambda typed: actions.add_phase(campaign, **typed, by=request.user, at=now(request)))
    if status == DONE:
        return back(request, gettext("The phase has been added."))
    return draw_plan_page(request, phase_form=form, status=status)


@require_POST
def change_phase(request: Request, slug: str, pk: int) -> HttpResponse:
    phase = get_object_or_404(campaign_of(request, slug).phases, pk=pk)
    form = PhaseForm(request.POST, prefix="change")
    status = tried(form, lambda typed: actions.change_phase(phase, **typed, by=request.user, at=now(request)))
    if status == DONE:
        return back(request, gettext("The phase has been changed."))
    return draw_refused_row(request, form, status, phase=pk)


@require_POST
def remove_phase(request: Request, slug: str, pk: int) -> HttpResponse:
    phase = get_object_or_404(campaign_of(request, slug).phases, pk=pk)
    actions.remove_phase(phase, by=request.user, at=now(request))
    return back(request, gettext("The phase has been removed."))


def draw_refused_row(request: Request, form: forms.Form, status: int, **row: Any) -> HttpResponse:
    """The page again after a refusal, with what was typed in its row."""
    return draw_plan_page(request, change_form=form, status=status, changing=row)


def back(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("campaigns:settings", request.campaign.slug)
