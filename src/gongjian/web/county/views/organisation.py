"""One organisation of the county: entered and corrected, and who keeps it."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.accounts import actions
from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.kernel.verdict import no, require
from gongjian.web.county.asked import kept_by, top_of
from gongjian.web.county.forms import OneOrganisation
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request
from gongjian.web.shown.history import story_of

STEP = 10
FIELDS = ("name", "short_name", "kind", "parent", "position")


@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: Request) -> HttpResponse:
    kept = Organisation.objects.filter(pk__in=kept_by(request), closed_at=None)
    last = kept.aggregate(last=Max("position"))["last"] or 0
    initial = {"parent": top_of(request).pk, "kind": OrganisationKind.DEPARTMENT, "position": last + STEP}
    form, status = OneOrganisation(kept, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(form, lambda typed: founded(request, typed))
        if status == DONE:
            messages.success(request, gettext("The organisation has been added."))
            return redirect("county:organisations")
    return render(request, "county/new_organisation.html", {"form": form}, status=status)


def founded(request: Request, typed: dict[str, Any]) -> Organisation:
    return actions.found_organisation(**typed, by=request.user, at=timezone.now())


def kept_organisation(request: Request, pk: int) -> Organisation:
    rows = Organisation.objects.filter(pk__in=kept_by(request)).select_related("parent")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, pk: int) -> HttpResponse:
    row = kept_organisation(request, pk)
    form, status = organisation_form(row, request), 200
    if form.is_bound:
        status = tried(form, lambda typed: save_organisation(request, row, typed))
        if status == DONE:
            messages.success(request, gettext("The organisation has been changed."))
            return redirect("county:organisation", pk)
    keepers = row.administrators.filter(ended_at=None).select_related("person__organisation")
    context = {
        "organisation": row,
        "form": form,
        "people": row.people.filter(is_active=True).order_by("pk"),
        "keepers": keepers,
        "candidates": row.people.filter(is_active=True)
        .exclude(pk__in=keepers.values("person"))
        .order_by("pk"),
        "events": story_of(row, *row.administrators.all(), most=30),
    }
    return render(request, "county/organisation.html", context, status=status)


def organisation_form(row: Organisation, request: Request) -> OneOrganisation:
    """The form of one organisation. The top of what somebody keeps stays where it is: what is above it is
    not theirs.
    """
    kept = Organisation.objects.filter(pk__in=kept_by(request), closed_at=None)
    initial = {name: getattr(row, name) for name in FIELDS} | {"other_names": "、".join(row.other_names)}
    form = OneOrganisation(kept, typed_in(request), initial=initial)
    if row.parent_id not in kept_by(request):
        del form.fields["parent"]
    return form


def save_organisation(request: Request, row: Organisation, typed: dict[str, Any]) -> Organisation:
    return actions.change_organisation(
        row, **{"parent": row.parent, **typed}, by=request.user, at=timezone.now()
    )


@require_POST
def appoint(request: Request, pk: int) -> HttpResponse:
    row = kept_organisation(request, pk)
    asked = request.POST.get("person", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 15):
        require(no("Choose who is to be administrator."))
    somebody = get_object_or_404(User, pk=int(asked), organisation=row)
    actions.appoint_administrator(somebody, row, by=request.user, at=timezone.now())
    messages.success(
        request, gettext("%(name)s now manages accounts and organisations here.") % {"name": somebody.name}
    )
    return redirect("county:organisation", pk)


@require_POST
def dismiss(request: Request, pk: int, keeper: int) -> HttpResponse:
    row = kept_organisation(request, pk)
    held = get_object_or_404(Administrator, pk=keeper, organisation=row, ended_at=None)
    actions.dismiss_administrator(held, by=request.user, at=timezone.now())
    messages.success(
        request, gettext("%(name)s is no longer an administrator here.") % {"name": held.person.name}
    )
    return redirect("county:organisation", pk)
