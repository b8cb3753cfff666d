"""The campaign itself: its name and days, and the names on its papers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.campaigns import actions
from gongjian.campaigns.models import LineOfWork, Phase
from gongjian.web.campaigns.forms import AddLine, CampaignForm, LineForm, PhaseForm
from gongjian.web.forms.trying import DONE, tried, typed_in
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
    "planned_projects",
    "planned_items",
)
MOST_DIGITS = 12


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form, status = campaign_form(request), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.change_campaign(campaign, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The settings have been saved."))
            return redirect("campaigns:settings", slug)
    return draw_plan_page(request, form=form, status=status)


def campaign_form(request: Request, *, blank: bool = False) -> CampaignForm:
    campaign = request.campaign
    initial = {name: getattr(campaign, name) for name in FIELDS} | {"seen": campaign.version}
    return CampaignForm(None if blank else typed_in(request), initial=initial)


def draw_plan_page(
    request: Request, *, status: int = 200, changing: dict[str, int] | None = None, **drawn_forms: forms.Form
) -> HttpResponse:
    """The page with the form that somebody works on, and the others empty."""
    campaign = request.campaign
    lines, phases = list(campaign.lines_of_work.all()), list(campaign.phases.all())
    asked = changing or {name: row_asked(request, name) for name in ("line", "phase")}
    line = next((row for row in lines if row.pk == asked.get("line")), None)
    phase = next((row for row in phases if row.pk == asked.get("phase")), None)
    change_form = drawn_forms.get("change_form")
    context: dict[str, Any] = {
        "lines": lines,
        "phases": phases,
        "line_changed": line,
        "phase_changed": phase,
        "change_line": change_form or LineForm(prefix="change", initial=values(line, LineForm)),
        "change_phase": change_form or PhaseForm(prefix="change", initial=values(phase, PhaseForm)),
        "form": drawn_forms.get("form") or campaign_form(request, blank=True),
        "line_form": drawn_forms.get("line_form") or AddLine(prefix="line"),
        "phase_form": drawn_forms.get("phase_form") or PhaseForm(prefix="phase"),
    }
    return page(request, "campaigns/settings.html", context, status=status)


def row_asked(request: Request, name: str) -> int:
    """Which row somebody wants to change in its place."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < MOST_DIGITS else 0


def values(row: LineOfWork | Phase | None, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields} if row else {}
