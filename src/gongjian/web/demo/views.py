"""What there is in the demo only: entering with one click, and letting the days pass."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import Duties
from gongjian.simulation.actions import live_through
from gongjian.web.http import Request, campaign_of, today, words_typed


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the simulated people. There is no such address outside the demo."""
    if not settings.DEMO:
        raise Http404
    people = User.objects.filter(is_active=True, seats__campaign__clock__isnull=False).distinct()
    person = get_object_or_404(people, username=words_typed(request, "username", most=150))
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@require_POST
def move_clock(request: Request, slug: str) -> HttpResponse:
    """Let the days pass, with their people and their evening rounds."""
    campaign = campaign_of(request, slug)
    if not settings.DEMO or not hasattr(campaign, "clock"):
        raise Http404
    to_deadline = request.POST.get("to") == "next-deadline"
    live_through(
        campaign, next_deadline(request, campaign) if to_deadline else tomorrow(request), real=timezone.now()
    )
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if here else "/")


def tomorrow(request: Request) -> date:
    return today(request) + timedelta(days=1)


def next_deadline(request: Request, campaign: Campaign) -> date:
    ahead = obligations(campaign, Duties.REPORT, Duties.BULLETIN).filter(due_on__gt=today(request))
    first = ahead.order_by("due_on").first()
    return first.due_on if first else tomorrow(request)
