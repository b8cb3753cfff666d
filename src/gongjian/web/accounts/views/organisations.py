"""The tree of organisations below the campaign's own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.accounts import actions as accounts
from gongjian.accounts.models import Organisation
from gongjian.campaigns.queries import organisations_within
from gongjian.web.forms.organisations import OrganisationForm
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of

FIELDS = ("name", "short_name", "kind", "parent")


@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    within = organisations_within(campaign)
    form, status = (
        OrganisationForm(within, typed_in(request), initial={"parent": campaign.organisation_id}),
        200,
    )
    if form.is_bound:
        status = tried(
            form, lambda typed: accounts.found_organisation(**typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The organisation has been added."))
            return redirect("people:organisations", slug)
    taking_part = set(campaign.units.values_list("organisation_id", flat=True))
    context = {
        "tree": list(in_tree(within, root=campaign.organisation_id)),
        "taking_part": taking_part,
        "form": form,
    }
    return page(request, "accounts/organisations.html", context, status=status)


def in_tree(rows: Iterable[Organisation], *, root: int) -> Iterator[tuple[Organisation, int]]:
    """Every organisation after the one above it, with how deep it stands."""
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    by_number = {row.pk: row for row in rows}
    for row in by_number.values():
        below[row.parent_id].append(row)
    waiting = [(by_number[root], 0)]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(below[row.pk]) if child.pk != root]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    within = organisations_within(campaign)
    row = get_object_or_404(within.select_related("parent"), pk=pk)
    form, status = organisation_form(row, request, is_root=pk == campaign.organisation_id), 200
    if form.is_bound:
        status = tried(form, lambda typed: save_organisation(request, row, typed))
        if status == DONE:
            messages.success(request, gettext("The organisation has been changed."))
            return redirect("people:organisations", slug)
    assignments = campaign.role_assignments.filter(organisation=row, ended_at=None).select_related("person")
    context = {"organisation": row, "form": form, "assignments_here": assignments, "events": story_of(row)}
    return page(request, "accounts/organisation.html", context, status=status)


def organisation_form(row: Organisation, request: Request, *, is_root: bool) -> OrganisationForm:
    """The form of one organisation. The campaign's own keeps its place: what is above it is not this campaign's."""
    initial = {name: getattr(row, name) for name in FIELDS}
    form = OrganisationForm(organisations_within(request.campaign), typed_in(request), initial=initial)
    if is_root:
        del form.fields["parent"]
    return form


def save_organisation(request: Request, row: Organisation, typed: dict[str, Any]) -> Organisation:
    typed = {"parent": row.parent, **typed}
    return accounts.change_organisation(row, **typed, by=request.user, at=now(request))
