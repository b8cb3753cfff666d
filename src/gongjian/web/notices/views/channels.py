"""Where notices go besides the inbox, what became of them, and the words around them."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.campaigns.permissions import may_plan
from gongjian.notices import actions
from gongjian.notices.models import Delivery, Robot
from gongjian.notices.queries import county_wording, delivery_log, robots_of
from gongjian.notices.rules import PLACES, STANDARD, Channel, DeliveryState, WordingKind
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.notices.forms import ChangeRobot, RobotForm, WordingForm, draft_of

PER_PAGE = 50
FIELDS = ("name", "kind", "address", "organisation", "language")


@require_safe
def log(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    found = delivery_log(
        campaign.pk, state=request.GET.get("state", ""), channel=request.GET.get("channel", "")
    )
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "states": list(DeliveryState),
        "channels": list(Channel),
        "sends_email": bool(settings.EMAIL_HOST),
        "has_robots": robots_of(campaign.pk).exists(),
    }
    return page(request, "notices/log.html", context, part="list")


@require_POST
def again(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    may = may_plan(request.user, campaign)
    delivery = get_object_or_404(Delivery, campaign_id=campaign.pk, pk=pk)
    actions.try_again(delivery, may=may, by=request.user, at=now(request))
    messages.success(request, _("It will be resent."))
    return redirect("notices:log", slug)


@require_safe
def channels(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    context = {
        "robots": robots_of(campaign.pk),
        "sends_email": bool(settings.EMAIL_HOST),
        "bases": settings.ROBOT_BASES,
        "wordings": [
            (
                kind,
                county_wording(campaign.pk, kind) or _(STANDARD[kind]),
                bool(county_wording(campaign.pk, kind)),
            )
            for kind in WordingKind
        ],
    }
    return page(request, "notices/channels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_robot(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    may = may_plan(request.user, campaign)
    form, status = RobotForm(campaign, typed_in(request)), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.add_robot(
                campaign.pk, draft_of(typed), may=may, by=request.user, at=now(request)
            ),
        )
        if status == DONE:
            messages.success(request, _("The robot posts from the next reminders on."))
            return redirect("notices:channels", slug)
    return page(request, "notices/robot.html", {"form": form, "bases": settings.ROBOT_BASES}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def robot(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    may = may_plan(request.user, campaign)
    row = get_object_or_404(Robot, campaign_id=campaign.pk, pk=pk, ended_at=None)
    initial = {name: getattr(row, name) for name in FIELDS} | {"seen": row.version}
    form, status = ChangeRobot(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.change_robot(
                row, draft_of(typed), may=may, by=request.user, at=now(request), seen=typed["seen"]
            ),
        )
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("notices:channels", slug)
    context = {"form": form, "robot": row, "bases": settings.ROBOT_BASES}
    return page(request, "notices/robot.html", context, status=status)


@require_POST
def end(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    may = may_plan(request.user, campaign)
    row = get_object_or_404(Robot, campaign_id=campaign.pk, pk=pk)
    actions.end_robot(row, may=may, by=request.user, at=now(request))
    messages.success(request, _("The robot is switched off."))
    return redirect("notices:channels", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: Request, slug: str, kind: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    may = may_plan(request.user, campaign)
    if not WordingKind.knows(kind):
        raise Http404
    which = WordingKind.of(kind)
    form, status = WordingForm(typed_in(request), initial={"words": county_wording(campaign.pk, which)}), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.set_wording(
                campaign.pk, which, typed["words"], may=may, by=request.user, at=now(request)
            ),
        )
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("notices:channels", slug)
    context = {
        "form": form,
        "kind": which,
        "standard": _(STANDARD[which]),
        "places": [f"${{{place}}}" for place in PLACES],
    }
    return page(request, "notices/wording.html", context, status=status)
