"""Everything held against the ledger, for those who answer for it: begun by a button, shown while it goes on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.life import Life
from gongjian.rounds.actions import ask_for_audit
from gongjian.rounds.models import Audit
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.work.queries import waits_for

TASK = "hold_against_ledger"
MOST_EARLIER = 20


@require_safe
def audit(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    newest = campaign.audits.select_related("asked_by").first()
    waits = bool(newest and newest.finished_at is None and waits_for(TASK, newest.pk))
    context = {
        "audit": newest,
        "waits": waits,
        "given_up": bool(newest and newest.finished_at is None and not waits),
        "earlier": earlier(campaign, newest),
        "may_begin": not waits and campaign.life != Life.ARCHIVED,
    }
    return page(request, "campaigns/audit.html", context, part="audit")


def earlier(campaign: Campaign, newest: Audit | None) -> list[Audit]:
    done = campaign.audits.exclude(finished_at=None).select_related("asked_by")
    return list((done.exclude(pk=newest.pk) if newest else done)[:MOST_EARLIER])


@require_POST
def begin(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    ask_for_audit(campaign, by=request.user, at=now(request))
    return redirect("campaigns:audit", slug)
