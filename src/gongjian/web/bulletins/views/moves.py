"""A bulletin is drafted, worded, approved, issued, acknowledged."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.accounts.models import Organisation
from gongjian.bulletins import actions, papers
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.permissions import drafter, may_acknowledge
from gongjian.bulletins.rules import BulletinKind
from gongjian.kernel.days import day_of
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import Outdated, Refused, no, require
from gongjian.reporting.models import Period
from gongjian.web.answers.coming_back import onward
from gongjian.web.bulletins.views.bulletins import bulletin_page, visible_bulletin
from gongjian.web.http import Request, campaign_of, now, seen, words_typed


@require_POST
def draft(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    kind = request.POST.get("kind", "")
    if not BulletinKind.knows(kind):
        raise Http404
    period = get_object_or_404(Period, campaign=campaign, nominal_on=day_of(request.POST.get("period", "")))
    bulletin = actions.draft(period, BulletinKind.of(kind), by=request.user, at=now(request))
    messages.success(request, _("Drafted from the data as known at the cut-off."))
    return back_to(bulletin)


@require_POST
def edit(request: Request, slug: str, pk: int, section: str) -> HttpResponse:
    """Put a section in other words. A refused text comes back with everything that was typed."""
    bulletin = visible_bulletin(request, slug, pk)
    require(drafter(request.user, bulletin))
    typed = keepable(request.POST.get("text", "").replace("\r\n", "\n")).strip()
    with translation.override(bulletin.campaign.paper_language):
        text = papers.with_codes(typed, bulletin.snapshot.data)
    try:
        actions.edit_words(bulletin, section, text, by=request.user, at=now(request), seen=seen(request))
    except Outdated as conflict:
        return draw_refusal(request, bulletin, section, typed, conflict, status=409)
    except Refused as refusal:
        return draw_refusal(request, bulletin, section, typed, refusal, status=422)
    return back_to(bulletin)


def draw_refusal(
    request: Request, bulletin: Bulletin, section: str, typed: str, refusal: Refused, *, status: int
) -> HttpResponse:
    fresh = visible_bulletin(request, bulletin.campaign.slug, bulletin.pk)
    reason = refusal.reason.say(_)
    return bulletin_page(request, fresh, editing=section, typed=typed, reason=reason, status=status)


@require_POST
def propose(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin = visible_bulletin(request, slug, pk)
    return back_to(actions.propose(bulletin, by=request.user, at=now(request), seen=seen(request)))


@require_POST
def return_to_draft(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin, reason = visible_bulletin(request, slug, pk), words_typed(request, "reason", most=500)
    return back_to(
        actions.return_to_draft(bulletin, reason=reason, by=request.user, at=now(request), seen=seen(request))
    )


@require_POST
def approve(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin = visible_bulletin(request, slug, pk)
    return back_to(actions.approve(bulletin, by=request.user, at=now(request), seen=seen(request)))


@require_POST
def issue(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin = visible_bulletin(request, slug, pk)
    bulletin = actions.issue(bulletin, by=request.user, at=now(request), seen=seen(request))
    messages.success(request, _("Issued as no. %(number)s.") % {"number": bulletin.number})
    return back_to(bulletin)


@require_POST
def discard(request: Request, slug: str, pk: int) -> HttpResponse:
    actions.discard(visible_bulletin(request, slug, pk), by=request.user, at=now(request), seen=seen(request))
    return redirect("bulletins:list", slug)


@require_POST
def correct(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin, reason = visible_bulletin(request, slug, pk), words_typed(request, "reason", most=500)
    return back_to(actions.draft_correction(bulletin, reason=reason, by=request.user, at=now(request)))


@require_POST
def acknowledge(request: Request, slug: str, pk: int) -> HttpResponse:
    bulletin = visible_bulletin(request, slug, pk)
    require(may_acknowledge(request.user, bulletin.campaign))
    units = Organisation.objects.filter(pk__in=units_named(request))
    if not units:
        require(no("Choose the unit that acknowledges."))
    for unit in units:
        actions.acknowledge(bulletin, unit, by=request.user, at=now(request))
    messages.success(request, _("Acknowledged."))
    return onward(request) or back_to(bulletin)


def units_named(request: Request) -> list[int]:
    return [int(typed) for typed in request.POST.getlist("unit") if typed.isdecimal() and len(typed) < 19]


def back_to(bulletin: Bulletin) -> HttpResponse:
    return redirect("bulletins:bulletin", bulletin.campaign.slug, bulletin.pk)
