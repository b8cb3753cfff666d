"""Who sits where: what the sheets have proposed becomes roles and units of a campaign."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.accounts.models import User
from gongjian.campaigns.actions import give_roles_as_proposed
from gongjian.campaigns.queries import organisations_within, proposed_roles, proposed_units
from gongjian.web.http import Request, campaign_of, now, page


@require_http_methods(["GET", "HEAD", "POST"])
def giving_roles(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    if request.method == "POST":
        people = list(dict.fromkeys(person for person, _ in proposed_roles(campaign)))
        units = [organisation for organisation, _ in proposed_units(campaign)]
        give_roles_as_proposed(campaign, people, by=request.user, at=now(request), organisations=units)
        messages.success(request, gettext("The seats have been given."))
        return redirect("county:roles", slug)
    everybody = User.objects.filter(organisation__in=organisations_within(campaign), is_active=True)
    assignments = campaign.role_assignments.filter(ended_at=None)
    context = {
        "assignments": proposed_roles(campaign),
        "units": proposed_units(campaign),
        "unit_count": campaign.units.count(),
        "seated": assignments.values("person").distinct().count(),
        "silent": everybody.filter(proposed_role="").exclude(pk__in=assignments.values("person")).count(),
    }
    return page(request, "county/roles.html", context)
