"""What the campaign has promised. How far it has come stands on the overview."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.campaigns import actions
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.rules import Level
from gongjian.web.campaigns.forms import AddTarget, ChangeTarget
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of

FIELDS = ("name", "level", "operator", "value", "unit", "due_on", "counting", "line_of_work", "sentence")


@require_safe
def targets(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    rows = campaign.targets.select_related("line_of_work")
    level, line = request.GET.get("level", ""), request.GET.get("line", "")
    chosen = [
        row
        for row in rows
        if (not level or row.level == level)
        and (not line or (row.line_of_work and row.line_of_work.code == line))
    ]
    context = {
        "targets": chosen,
        "has_any": bool(rows),
        "levels": list(Level),
        "lines": campaign.lines_of_work.all(),
        "may_plan": may_plan(request.user, campaign),
    }
    return page(request, "campaigns/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    row = get_object_or_404(campaign.targets.select_related("line_of_work"), code=code)
    initial = {name: getattr(row, name) for name in FIELDS} | {"seen": row.version}
    form, status = ChangeTarget(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.change_target(row, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The target has been changed."))
            return redirect("campaigns:target", slug, code)
    context = {
        "form": form,
        "target": row,
        "may_plan": may_plan(request.user, campaign),
        "events": story_of(row),
    }
    return page(request, "campaigns/target.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_target(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form, status = AddTarget(campaign, typed_in(request), initial={"due_on": campaign.ends_on}), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.add_target(campaign, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The target has been added."))
            return redirect("campaigns:targets", slug)
    return page(request, "campaigns/target.html", {"form": form, "may_plan": True}, status=status)
