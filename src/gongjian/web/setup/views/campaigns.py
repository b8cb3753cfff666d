"""The campaigns that somebody sits in or keeps; opening one, its life, and deleting one that never began."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts.models import Organisation
from gongjian.accounts.queries import organisations_kept_by
from gongjian.campaigns import actions as plan
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer, may_open_any_campaign, open_life_moves
from gongjian.campaigns.queries import campaigns_of
from gongjian.campaigns.rules.life import Life, LifeMove
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.orm import found_in
from gongjian.rounds.actions import Opening, delete_prepared, open_for
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, seen
from gongjian.web.setup.forms import DeleteForm, OpenCampaign, Way


@require_safe
def campaigns(request: Request) -> HttpResponse:
    kept = organisations_kept_by(request.user)
    mine = campaigns_of(request.user)
    others = Campaign.objects.filter(organisation__in=kept).exclude(pk__in=mine.values("pk"))
    asked = keepable(request.GET.get("q", "")).strip()
    if asked:
        mine, others = (rows.filter(found_in(asked, "name", "slug")) for rows in (mine, others))
    context = {"mine": list(mine), "others": list(others), "may_open": bool(kept), "asked": asked}
    return render(request, "setup/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: Request) -> HttpResponse:
    kept = organisations_kept_by(request.user)
    require(may_open_any_campaign(kept))
    form, status, opened = opening_form(request, kept), 200, []
    if form.is_bound:
        status = tried(form, lambda typed: opened.append(open_it(request, typed)))
        if status == DONE:
            return after_opening(request, opened[0], form.cleaned_data)
    return render(request, "setup/open.html", {"form": form}, status=status)


def opening_form(request: Request, kept: frozenset[int]) -> OpenCampaign:
    tops = Organisation.objects.filter(pk__in=kept).exclude(parent__in=kept)
    earlier: QuerySet[Campaign] = Campaign.objects.filter(organisation__in=kept).order_by("-pk")
    today = timezone.localdate()
    initial = {"organisation": tops.first(), "slug": free_slug(today.year), "way": Way.PLAN}
    files = request.FILES if request.method == "POST" else None
    return OpenCampaign(tops, earlier, typed_in(request), files, initial=initial)


def free_slug(year: int) -> str:
    taken = set(Campaign.objects.filter(slug__startswith=f"gj{year}").values_list("slug", flat=True))
    return next(
        slug for slug in (f"gj{year}", *(f"gj{year}-{n}" for n in range(2, 1000))) if slug not in taken
    )


def open_it(request: Request, typed: dict[str, Any]) -> Campaign:
    opening = Opening(
        slug=typed["slug"], name=typed["name"], starts_on=typed["starts_on"], ends_on=typed["ends_on"]
    )
    source = typed["copy_of"] if typed["way"] == Way.COPY else None
    return open_for(
        typed["organisation"], opening, by=request.user, at=timezone.now(), copy_of=source,
        plan=(typed["plan"].name, typed["plan"].read()) if typed["way"] == Way.PLAN else None,
    )  # fmt: skip


def after_opening(request: Request, campaign: Campaign, typed: dict[str, Any]) -> HttpResponse:
    messages.success(
        request, gettext("The campaign is open. You administer it; now give everybody else their seats.")
    )
    paper = campaign.plan_papers.first()
    if paper:
        return redirect("campaigns:plan_paper", campaign.slug, paper.pk)
    return redirect("county:roles", campaign.slug)


@require_safe
def life(request: Request, slug: str) -> HttpResponse:
    return draw_campaign_page(request, campaign_of(request, slug))


def draw_campaign_page(request: Request, campaign: Campaign, *, status: int = 200, form: DeleteForm | None = None) -> HttpResponse:  # fmt: skip
    context = {
        "moves": open_life_moves(campaign, to=request.user),
        "states": [(state, state == campaign.life) for state in Life],
        "may_delete": campaign.life == Life.PREPARING and may_administer(request.user, campaign),
        "form": form or DeleteForm(),
    }
    return page(request, "setup/life.html", context, status=status)


@require_POST
def move(request: Request, slug: str, move: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    if not LifeMove.knows(move):
        raise Http404
    plan.move_campaign(campaign, LifeMove.of(move), by=request.user, at=now(request), seen=seen(request))
    messages.success(request, gettext("Saved."))
    return redirect("setup:life", slug)


@require_POST
def delete(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form = DeleteForm(request.POST)
    status = tried(form, lambda typed: delete_prepared(campaign, typed=typed["typed"], by=request.user, at=now(request)))  # fmt: skip
    if status != DONE:
        return draw_campaign_page(request, campaign, status=status, form=form)
    messages.success(request, gettext("The campaign has been deleted."))
    return redirect("setup:campaigns")
