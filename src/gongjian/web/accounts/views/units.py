"""Which organisations are responsible for items, and in which series they are ranked."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.campaigns import actions
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.queries import organisations_within, responsible_units
from gongjian.campaigns.rules import Role, Series
from gongjian.web.accounts.forms import ChangeUnit, EnlistUnit
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of


@require_http_methods(["GET", "HEAD", "POST"])
def units(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    free = organisations_within(campaign).exclude(pk__in=campaign.units.values("organisation"))
    form, status = EnlistUnit(free, typed_in(request), initial={"head_confirms": True}), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.enlist_unit(campaign, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The unit takes part."))
            return redirect("people:units", slug)
    series = request.GET.get("series", "")
    reporters, heads = seated(campaign, Role.REPORTER), seated(campaign, Role.HEAD)
    rows = [
        (row, reporters.get(row.organisation_id, 0), heads.get(row.organisation_id, 0))
        for row in responsible_units(campaign)
        if not series or row.series == series
    ]
    context = {"rows": rows, "form": form, "all_series": list(Series)}
    return page(request, "accounts/units.html", context, status=status)


def seated(campaign: Campaign, role: Role) -> dict[int, int]:
    """How many people sit in this role, by organisation."""
    counted = Count("pk", filter=Q(role=role))
    assignments = (
        RoleAssignment.objects.filter(campaign=campaign, ended_at=None).order_by().values("organisation")
    )
    return dict(assignments.annotate(people=counted).values_list("organisation", "people"))


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    row = get_object_or_404(responsible_units(campaign), pk=pk)
    initial = {"series": row.series or "", "head_confirms": row.head_confirms}
    form, status = ChangeUnit(typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.change_unit(row, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The unit has been changed."))
            return redirect("people:units", slug)
    assignments = campaign.role_assignments.filter(
        organisation=row.organisation_id, ended_at=None
    ).select_related("person")
    context = {"unit": row, "form": form, "assignments_here": assignments, "events": story_of(row)}
    return page(request, "accounts/unit.html", context, status=status)
