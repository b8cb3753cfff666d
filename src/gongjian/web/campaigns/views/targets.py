"""What the campaign has promised. How far it has come stands on the overview."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.campaigns import actions
from gongjian.campaigns.models import Target
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.rules import Level
from gongjian.kernel.verdict import require
from gongjian.ledger.queries import remembered
from gongjian.registers.models import Register, RegisterEntry
from gongjian.standing.actions import bind_target, keep_figure
from gongjian.standing.permissions import may_bind, may_keep
from gongjian.standing.queries import derivation_of, standings_at
from gongjian.standing.queries.bindings import binding_at
from gongjian.web.campaigns.forms import AddTarget, BindTarget, ChangeTarget, KeepFigure
from gongjian.web.campaigns.shown.targets import bound_now, rows_behind, source_of
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, day_asked, now, page, today
from gongjian.web.shown.history import story_of
from gongjian.web.shown.targets import card

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
    return target_page(request, row, form, status=status)


def target_page(
    request: Request, row: Target, form: Any = None, *, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The target with what stands behind its figure; `more` are forms that were refused."""
    campaign, past = request.campaign, day_asked(request)
    at = campaign.end_of(past) if past < today(request) else now(request)
    what = ("derivation", row.pk, min(past, today(request)))
    found, rows = remembered(campaign, what, lambda: derivation_of(row, standings_at(campaign, at), at=at))
    seen = RegisterEntry.objects.visible_to(request.user, campaign).select_related(
        "project", "township", "unit"
    )
    source = source_of(found.binding, Register.objects.visible_to(request.user, campaign))
    initial = {name: getattr(row, name) for name in FIELDS} | {"seen": row.version}
    forms = {
        "form": form or ChangeTarget(campaign, initial=initial),
        "bind_form": BindTarget(campaign, initial=bound_now(found.binding), auto_id="bind_%s"),
        "keep_form": KeepFigure(initial={"on": today(request)}, auto_id="keep_%s"),
    }
    context = forms | {
        "target": row,
        "card": card(found, campaign.day_of(at)),
        "found": found,
        "source": source,
        "on": campaign.day_of(at),
        "is_past": past < today(request),
        "rows": rows_behind(source, rows, seen, request.GET.get("page")),
        "figures": row.hand_figures.select_related("by").order_by("-pk")[:20],
        "may_plan": may_plan(request.user, campaign),
        "may_bind": bool(may_bind(request.user, campaign)),
        "may_keep": bool(may_keep(request.user, campaign, found.binding)),
        "events": story_of(row),
    }
    return page(request, "campaigns/target.html", context | (more or {}), status=status)


@require_POST
def bind(request: Request, slug: str, code: str) -> HttpResponse:
    """The target counts something else from now on."""
    campaign = campaign_of(request, slug)
    row = get_object_or_404(campaign.targets, code=code)
    require(may_bind(request.user, campaign))
    form = BindTarget(campaign, request.POST, auto_id="bind_%s")
    status = tried(form, lambda _typed: bind_target(row, form.draft(), by=request.user, at=now(request)))
    if status != DONE:
        return target_page(request, row, more={"bind_form": form}, status=status)
    messages.success(request, gettext("Saved. What was said of earlier days stays as it was."))
    return redirect("campaigns:target", slug, code)


@require_POST
def keep(request: Request, slug: str, code: str) -> HttpResponse:
    """The keeper says what has been reached."""
    campaign = campaign_of(request, slug)
    row = get_object_or_404(campaign.targets, code=code)
    require(may_keep(request.user, campaign, binding_at(row, now(request))))
    form = KeepFigure(request.POST, auto_id="keep_%s")
    status = tried(form, lambda typed: keep_figure(row, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return target_page(request, row, more={"keep_form": form}, status=status)
    messages.success(request, gettext("Saved."))
    return redirect("campaigns:target", slug, code)


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
