"""One person of the county: entered, corrected, given a slip, closed and reopened."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.accounts import actions
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.permissions import may_keep_person
from gongjian.campaigns.queries import assignments_held_by
from gongjian.kernel.verdict import no, require
from gongjian.web.county.asked import kept_by
from gongjian.web.county.forms import NewPerson, OnePerson
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request
from gongjian.web.shown.history import story_of

FIELDS = ("name", "organisation", "duty", "phone", "email")


def kept_person(request: Request, pk: int) -> User:
    rows = User.objects.filter(organisation__in=kept_by(request)).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: Request) -> HttpResponse:
    organisations = Organisation.objects.filter(pk__in=kept_by(request), closed_at=None)
    asked = request.GET.get("organisation", "")
    form, status = NewPerson(organisations, typed_in(request), initial={"organisation": asked}), 200
    found: list[User] = []
    if form.is_bound:
        status = tried(form, lambda typed: found.append(welcomed(request, typed)))
        if status == DONE:
            said = gettext("%(name)s has been added as %(username)s. A sign-in slip opens the account.")
            messages.success(request, said % {"name": found[0].name, "username": found[0].username})
            return redirect("county:person", found[0].pk)
    return render(request, "county/new_person.html", {"form": form}, status=status)


def welcomed(request: Request, typed: dict[str, Any]) -> User:
    said = {name: typed[name] for name in (*FIELDS, "username")}
    return actions.welcome_person(
        said.pop("username"), **said, password=None, by=request.user, at=timezone.now()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, pk: int) -> HttpResponse:
    somebody = kept_person(request, pk)
    organisations = Organisation.objects.filter(pk__in=kept_by(request), closed_at=None)
    initial = {name: getattr(somebody, name) for name in FIELDS}
    form, status = OnePerson(organisations, typed_in(request), initial=initial, somebody=somebody), 200
    if form.is_bound:
        status = tried(form, lambda typed: save_person(request, somebody, typed))
        if status == DONE:
            messages.success(request, gettext("Saved."))
            return redirect("county:person", pk)
    assignments, kept = assignments_held_by(somebody), kept_by(request)
    shown = [assignment for assignment in assignments if assignment.campaign.organisation_id in kept]
    context = {
        "person": somebody,
        "form": form,
        "may_keep": may_keep_person(request.user, somebody),
        "assignments": assignments,
        "shown": shown,
        "elsewhere": len(assignments) - len(shown),
        "events": story_of(somebody, most=30),
    }
    return render(request, "county/person.html", context, status=status)


def save_person(request: Request, somebody: User, typed: dict[str, Any]) -> User:
    at, by = timezone.now(), request.user
    addresses = {name: typed[name] for name in ("name", "phone", "email")}
    if any(getattr(somebody, name) != said for name, said in addresses.items()):
        actions.change_person(somebody, **addresses, by=by, at=at)
    return actions.place_person(somebody, typed["organisation"], duty=typed["duty"], by=by, at=at)


@require_POST
def open_or_close(request: Request, pk: int) -> HttpResponse:
    """Whoever sits in a campaign leaves there, where one sees what would lie on nobody's desk."""
    somebody = kept_person(request, pk)
    require(may_keep_person(request.user, somebody))
    is_active = request.POST.get("to") == "open"
    if not is_active and assignments_held_by(somebody):
        require(no("End the seats first, or hand the desk over, in the campaign."))
    actions.open_or_close_account(somebody, is_active=is_active, by=request.user, at=timezone.now())
    messages.success(
        request, gettext("The account is active.") if is_active else gettext("The account is closed.")
    )
    return redirect("county:person", pk)
