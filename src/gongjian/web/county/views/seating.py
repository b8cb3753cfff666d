"""Who sits where: what the sheets have proposed becomes seats and units of a campaign."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.accounts.models import User
from gongjian.campaigns.actions import seat_as_proposed
from gongjian.campaigns.queries import organisations_within, proposed_seats, proposed_units
from gongjian.web.http import Request, campaign_of, now, page


@require_http_methods(["GET", "HEAD", "POST"])
def seating(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    if request.method == "POST":
        people = list(dict.fromkeys(person for person, _ in proposed_seats(campaign)))
        units = [organisation for organisation, _ in proposed_units(campaign)]
        seat_as_proposed(campaign, people, by=request.user, at=now(request), organisations=units)
        messages.success(request, gettext("The seats have been given."))
        return redirect("county:seating", slug)
    everybody = User.objects.filter(organisation__in=organisations_within(campaign), is_active=True)
    seats = campaign.seats.filter(ended_at=None)
    context = {
        "seats": proposed_seats(campaign),
        "units": proposed_units(campaign),
        "unit_count": campaign.units.count(),
        "seated": seats.values("person").distinct().count(),
        "silent": everybody.filter(proposed_role="").exclude(pk__in=seats.values("person")).count(),
    }
    return page(request, "county/seating.html", context)
