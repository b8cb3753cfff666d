"""The kinds of obstacles, and to which group each goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.obstacles import actions
from gongjian.obstacles.actions import KindDraft
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, seen
from gongjian.web.obstacles.forms import KindForm

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def kinds(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    rows = campaign.obstacle_kinds.select_related("group").order_by("ended_at", "position")
    return page(request, "obstacles/kinds.html", {"kinds": list(rows)})


@require_POST
def take_standard(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    made = actions.take_the_plans_kinds(campaign, by=request.user, at=now(request))
    messages.success(request, gettext("Added kinds: %(n)s") % {"n": len(made)})
    return redirect("obstacles:kinds", slug)


@either
def new(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form, status = KindForm(campaign, typed_in(request), initial={"seen": 0, "is_complex": True}), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.add_kind(campaign, draft_of(typed), by=request.user, at=now(request))
        )
        if status == DONE:
            return redirect("obstacles:kinds", slug)
    return page(request, "obstacles/kind_form.html", {"form": form}, status=status)


@either
def change(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    kind = get_object_or_404(campaign.obstacle_kinds, pk=pk)
    initial = {"name": kind.name, "group": kind.group_id, "is_complex": kind.is_complex, "seen": kind.version}
    form, status = KindForm(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.change_kind(
                kind, draft_of(typed), by=request.user, at=now(request), seen=typed["seen"] or 0
            ),
        )
        if status == DONE:
            return redirect("obstacles:kinds", slug)
    return page(request, "obstacles/kind_form.html", {"form": form, "kind": kind}, status=status)


@require_POST
def end(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    kind = get_object_or_404(campaign.obstacle_kinds, pk=pk)
    actions.end_kind(kind, by=request.user, at=now(request), seen=seen(request))
    return redirect("obstacles:kinds", slug)


def draft_of(typed: dict[str, object]) -> KindDraft:
    return KindDraft(name=typed["name"], group=typed["group"], is_complex=typed["is_complex"])  # type: ignore[arg-type]
