"""What there is in the demo only: entering with one click, and letting the days pass."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import ObligationKind
from gongjian.simulation.actions import ask_for_days
from gongjian.simulation.queries import latest_remarks, passage_under_way
from gongjian.web.http import Request, campaign_of, page, today, words_typed

SHOWN = 100


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the simulated people. There is no such address outside the demo."""
    if not settings.DEMO:
        raise Http404
    people = User.objects.filter(is_active=True, role_assignments__campaign__clock__isnull=False).distinct()
    person = get_object_or_404(people, username=words_typed(request, "username", most=150))
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@login_not_required
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the days have passed; the last answer has the page come anew."""
    if not settings.DEMO:
        raise Http404
    under_way = passage_under_way()
    response = render(request, "ui/_passing.html", {"passage": under_way})
    if not under_way:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def move_clock(request: Request, slug: str) -> HttpResponse:
    """Have the days pass, with their people and their evening rounds. A worker does it."""
    campaign = with_own_clock(request, slug)
    to_deadline = request.POST.get("to") == "next-deadline"
    through = next_deadline(request, campaign) if to_deadline else tomorrow(request)
    ask_for_days(campaign, through, by=request.user, real=timezone.now())
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if here else "/")


@require_safe
def days(request: Request, slug: str) -> HttpResponse:
    """How far the days have passed, and what the simulated people were refused."""
    campaign = with_own_clock(request, slug)
    context = {"passage": passage_under_way(campaign), "remarks": latest_remarks(campaign, most=SHOWN)}
    return page(request, "demo/days.html", context)


def with_own_clock(request: Request, slug: str) -> Campaign:
    campaign = campaign_of(request, slug)
    if not settings.DEMO or not hasattr(campaign, "clock"):
        raise Http404
    return campaign


def tomorrow(request: Request) -> date:
    return today(request) + timedelta(days=1)


def next_deadline(request: Request, campaign: Campaign) -> date:
    ahead = obligations(campaign, ObligationKind.REPORT, ObligationKind.BULLETIN).filter(
        due_on__gt=today(request)
    )
    first = ahead.order_by("due_on").first()
    return first.due_on if first else tomorrow(request)
