from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.queries import campaigns_of, only_leads
from gongjian.campaigns.rules.life import Life
from gongjian.ledger.queries import remembered
from gongjian.notices.rules import Pile
from gongjian.rounds.permissions import may_see_unattended
from gongjian.rounds.queries.readiness import Missing, after_the_last_report, missing
from gongjian.web.answers.storage import as_of_now
from gongjian.web.desk.shown.agenda import agenda
from gongjian.web.desk.shown.following import followed_entries, lagging
from gongjian.web.desk.shown.leading import leading
from gongjian.web.desk.shown.pile import heaps, names_in, thing, whole_pile
from gongjian.web.desk.shown.rail import rail
from gongjian.web.desk.shown.steps import early_warnings
from gongjian.web.http import Request, campaign_of, now, page, today

PER_PAGE = 50


@require_GET
def home(request: Request) -> HttpResponse:
    """Straight to the desk of the one campaign, to a choice where there are several, or to a county's first morning."""
    campaigns = list(campaigns_of(request.user)[:2])
    if len(campaigns) == 1:
        return redirect("desk:desk", campaigns[0].slug)
    if not campaigns and organisations_administered_by([request.user]):
        return redirect("setup:guide")
    return redirect("setup:campaigns")


@require_GET
def desk(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    as_of_now(campaign, at=now(request))
    leads = only_leads(request.user, campaign)
    context = {
        "agenda": agenda(request),
        "heaps": heaps(request),
        "passage": campaign.passage(today(request)),
        "closes": sees_to_it(request),
        "early_warnings": [] if leads else early_warnings(request),
        "lagging": None if leads else lagging(request),
        "changed": [] if leads else followed_entries(request),
        "missing": check_list(request),
        "sees_unattended": may_see_unattended(request.user, campaign),
        "leads": leads,
        **rail(request),
        **(leading(request) if leads else {}),
    }
    return page(request, "desk/desk.html", context)


def check_list(request: Request) -> list[tuple[Missing, str]]:
    """What the Office and administrators see to: everything before the campaign begins, and how it will end."""
    campaign = request.campaign
    if not sees_to_it(request) or campaign.life not in (Life.PREPARING, Life.RUNNING):
        return []
    if campaign.life == Life.PREPARING:
        found = missing(campaign)
    else:
        day = today(request)
        untold = remembered(campaign, ("untold", day), lambda: after_the_last_report(campaign, today=day))
        found = [untold] if untold else []
    return [(one, address_of(one)) for one in found]


def sees_to_it(request: Request) -> bool:
    return bool(may_see_unattended(request.user, request.campaign))


def address_of(one: Missing) -> str:
    address = reverse(one.page, args=one.args)
    return f"{address}?{one.query}" if one.query else address


@require_GET
def pile(request: Request, slug: str, name: str) -> HttpResponse:
    """One pile with everything in it."""
    campaign_of(request, slug)
    if not Pile.knows(name):
        raise Http404
    paged = Paginator(whole_pile(request, Pile.of(name)), PER_PAGE).get_page(request.GET.get("page"))
    names = names_in(paged)
    context = {
        "pile": Pile.of(name),
        "page": paged,
        "things": [thing(request, one, names) for one in paged],
    }
    return page(request, "desk/pile.html", context)
