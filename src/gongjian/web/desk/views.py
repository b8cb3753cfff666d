from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.queries import campaigns_of, only_leads
from gongjian.campaigns.rules.life import Life
from gongjian.ledger.queries import remembered
from gongjian.notices.models import Notice
from gongjian.notices.rules import Pile
from gongjian.rounds.permissions import may_see_unattended
from gongjian.rounds.queries import on_desks
from gongjian.rounds.queries.rails import rails_of
from gongjian.rounds.queries.readiness import Missing, after_the_last_report, missing
from gongjian.rounds.rules.rails import Rail
from gongjian.web.answers.storage import as_of_now
from gongjian.web.desk.shown.agenda import agenda
from gongjian.web.desk.shown.beside import beside
from gongjian.web.desk.shown.pile import heap, names_in, thing
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.once import page_once

PER_PAGE = 50


@require_safe
def home(request: Request) -> HttpResponse:
    """Straight to the desk of the one campaign, to a choice where there are several, or to a county's first morning."""
    campaigns = list(campaigns_of(request.user)[:2])
    if len(campaigns) == 1:
        return redirect("desk:desk", campaigns[0].slug)
    if not campaigns and organisations_administered_by([request.user]):
        return redirect("setup:guide")
    return redirect("setup:campaigns")


@require_safe
def desk(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    if campaign.life == Life.PREPARING:  # what is missing then may lie outside the chain
        return page(request, "desk/desk.html", desk_context(request))
    answers = Notice.objects.of(request.user, campaign.pk).answers().unread()
    return page_once(
        request, "desk/desk.html", tuple(answers.values_list("pk", flat=True)), lambda: desk_context(request)
    )


def desk_context(request: Request) -> dict[str, Any]:
    campaign = request.campaign
    as_of_now(campaign, at=now(request))
    found = on_desks(campaign, at=now(request), person=request.user)
    return {
        "agenda": agenda(request, found),
        "answers": heap(request, found, Pile.ANSWER),
        "passage": campaign.passage(today(request)),
        "closes": sees_to_it(request),
        "missing": check_list(request),
        "leads": only_leads(request.user, campaign),
        **beside(request, found),
    }


def check_list(request: Request) -> list[tuple[Missing, str]]:
    """Before the campaign begins the Office and the administrators see to everything; how it will end is the Office's."""
    campaign, found = request.campaign, []
    if campaign.life == Life.PREPARING and sees_to_it(request):
        found = missing(campaign)
    if campaign.life == Life.RUNNING and Rail.QUESTIONS in rails_of(request.user, campaign):
        day = today(request)
        untold = remembered(campaign, ("untold", day), lambda: after_the_last_report(campaign, today=day))
        found = [untold] if untold else []
    return [(one, address_of(one)) for one in found]


def sees_to_it(request: Request) -> bool:
    return bool(may_see_unattended(request.user, request.campaign))


def address_of(one: Missing) -> str:
    address = reverse(one.page, args=one.args)
    return f"{address}?{one.query}" if one.query else address


@require_safe
def pile(request: Request, slug: str, name: str) -> HttpResponse:
    """One pile with everything in it."""
    campaign_of(request, slug)
    if not Pile.knows(name):
        raise Http404
    found = on_desks(request.campaign, at=now(request), person=request.user)
    alike = [one for one in found if one.pile == Pile.of(name)]
    paged = Paginator(alike, PER_PAGE).get_page(request.GET.get("page"))
    names = names_in(paged)
    context = {
        "pile": Pile.of(name),
        "page": paged,
        "things": [thing(request, one, names) for one in paged],
    }
    return page(request, "desk/pile.html", context)
