"""People and their roles, as the administrators of a campaign keep them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts import actions as accounts
from gongjian.accounts.models import User
from gongjian.accounts.queries import people_found
from gongjian.campaigns import actions
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.permissions import may_keep_account
from gongjian.campaigns.queries import organisations_within, people_within
from gongjian.campaigns.rules import Role
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.rounds.actions import close_account, end_role_and_tell, renew_password
from gongjian.rounds.queries.handing_over import would_lie
from gongjian.rounds.rules.unattended import LeftAlone
from gongjian.web.accounts.forms import ChangePerson, GiveRole, SetPassword, Welcome
from gongjian.web.forms.trying import CONFLICT, DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of

PEOPLE_PER_PAGE = 50
LONGEST_NUMBER = 18
ORDERS = {"name": "name", "username": "username", "joined": "date_joined"}


def person_of(request: Request, slug: str, pk: int) -> User:
    return get_object_or_404(people_within(campaign_of(request, slug)), pk=pk)


@require_safe
def people(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    assignments = RoleAssignment.objects.filter(campaign=campaign, ended_at=None).select_related(
        "organisation"
    )
    found = filtered(people_within(campaign), request, campaign).order_by(*order_of(request))
    found = found.prefetch_related(Prefetch("role_assignments", queryset=assignments, to_attr="held"))
    paged = Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    names = ("q", "role", "organisation", "state")
    context = {
        "page": paged,
        "roles": list(Role),
        "organisations": organisations_within(campaign),
        "is_filtered": any(request.GET.get(name) for name in names),
    }
    return page(request, "accounts/people.html", context, part="list")


def filtered(rows: QuerySet[User], request: Request, campaign: Campaign) -> QuerySet[User]:
    asked, role, organisation, state = (
        keepable(request.GET.get(name, "")).strip() for name in ("q", "role", "organisation", "state")
    )
    held = RoleAssignment.objects.filter(campaign=campaign, ended_at=None)
    if asked:
        rows = people_found(rows, asked)
    if Role.knows(role):
        rows = rows.filter(pk__in=held.filter(role=role).values("person"))
    if known := organisations_within(campaign).filter(pk__in=numbers(organisation)).first():
        rows = rows.filter(pk__in=held.filter(organisation=known).values("person"))
    if state == "without_role":
        rows = rows.exclude(pk__in=held.values("person"))
    if state == "closed":
        rows = rows.filter(is_active=False)
    return rows


def numbers(typed: str) -> list[int]:
    return [int(typed)] if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_NUMBER else []


def order_of(request: Request) -> tuple[str, str]:
    sort = request.GET.get("sort", "name")
    field = ORDERS.get(sort.removeprefix("-"), "name")
    return ("-" if sort.startswith("-") else "") + field, "pk"


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: Request, slug: str) -> HttpResponse:
    campaign_of(request, slug)
    form, status, newcomers = Welcome(typed_in(request)), 200, []
    if form.is_bound:
        status = tried(form, lambda typed: newcomers.append(welcomed(request, typed)))
        if status == DONE:
            messages.success(request, gettext("The account is active. Now give this person a seat."))
            return after_welcome(request, newcomers[0])
    return page(request, "accounts/person_form.html", {"form": form}, status=status)


def after_welcome(request: Request, newcomer: User) -> HttpResponse:
    """Back to the desk that waits for a successor, where somebody came from there."""
    slug = request.campaign.slug
    if known := people_within(request.campaign).filter(pk__in=numbers(request.GET.get("for", ""))).first():
        return redirect(f"{reverse('people:hand_over', args=[slug, known.pk])}?to={newcomer.pk}")
    return redirect("people:person", slug, newcomer.pk)


def welcomed(request: Request, typed: dict[str, Any]) -> User:
    return accounts.welcome_person(
        typed["username"],
        name=typed["name"],
        password=typed["password"] or None,
        by=request.user,
        at=now(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, slug: str, pk: int) -> HttpResponse:
    somebody = person_of(request, slug, pk)
    if request.method != "POST":
        return draw_person_page(request, somebody)

    def change(typed: dict[str, Any]) -> User:
        return accounts.change_person(
            somebody, **typed, by=request.user, at=now(request), may=may_keep_account
        )

    return answered(request, somebody, "form", change_form(somebody, request), change)


def change_form(somebody: User, request: Request | None = None) -> ChangePerson:
    initial = {"name": somebody.name, "email": somebody.email, "phone": somebody.phone}
    return ChangePerson(request.POST if request else None, initial=initial)


def answered(
    request: Request,
    somebody: User,
    name: str,
    form: forms.Form,
    verb: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """One of the page's forms was sent: act, or show the page again with what was typed into it."""
    status = tried(form, verb)
    if status == DONE:
        messages.success(request, gettext("Saved."))
        return redirect("people:person", request.campaign.slug, somebody.pk)
    return draw_person_page(request, somebody, status=status, **{name: form})


def draw_person_page(
    request: Request, somebody: User, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    campaign = request.campaign
    assignments = list(
        campaign.role_assignments.filter(person=somebody)
        .select_related("organisation")
        .order_by("-given_at", "-pk")
    )
    context: dict[str, Any] = {
        "person": somebody,
        "held": [assignment for assignment in assignments if not assignment.ended_at],
        "past": [assignment for assignment in assignments if assignment.ended_at],
        "may_keep": may_keep_account(request.user, somebody),
        "events": story_of(somebody, *assignments, most=30),
        "form": change_form(somebody),
        "role_form": GiveRole(organisations_within(campaign), prefix="assignment"),
        "password_form": SetPassword(somebody, prefix="password"),
        **bound,
    }
    return page(request, "accounts/person.html", context, status=status)


@require_POST
def give_role(request: Request, slug: str, pk: int) -> HttpResponse:
    somebody = person_of(request, slug, pk)
    campaign = request.campaign
    form = GiveRole(organisations_within(campaign), request.POST, prefix="assignment")
    return answered(
        request,
        somebody,
        "role_form",
        form,
        lambda typed: actions.give_role(campaign, somebody, **typed, by=request.user, at=now(request)),
    )


@require_POST
def end_role(request: Request, slug: str, pk: int, assignment: int) -> HttpResponse:
    somebody = person_of(request, slug, pk)
    held = get_object_or_404(request.campaign.role_assignments, pk=assignment, person=somebody)
    lost = {} if held.ended_at else would_lie(somebody, at=now(request), assignments=[held])
    leave_it = bool(request.POST.get("leave_it"))
    if lost and not leave_it:
        return leaving(request, somebody, lost)
    end_role_and_tell(held, by=request.user, at=now(request), leave_it=leave_it)
    messages.success(request, gettext("The seat has ended."))
    return redirect("people:person", slug, pk)


@require_POST
def set_password(request: Request, slug: str, pk: int) -> HttpResponse:
    somebody = person_of(request, slug, pk)

    def change(typed: dict[str, Any]) -> User:
        require(may_keep_account(request.user, somebody))
        return renew_password(somebody, request.campaign, **typed, by=request.user, at=now(request))

    form = SetPassword(somebody, request.POST, prefix="password")
    return answered(request, somebody, "password_form", form, change)


@require_POST
def open_or_close(request: Request, slug: str, pk: int) -> HttpResponse:
    somebody = person_of(request, slug, pk)
    require(may_keep_account(request.user, somebody))
    if request.POST.get("to") == "open":
        accounts.open_or_close_account(
            somebody, is_active=True, by=request.user, at=now(request), may=may_keep_account
        )
        messages.success(request, gettext("The account is active."))
        return redirect("people:person", slug, pk)
    lost = would_lie(somebody, at=now(request)) if somebody.is_active else {}
    leave_it = bool(request.POST.get("leave_it"))
    if lost and not leave_it and somebody != request.user:
        return leaving(request, somebody, lost)
    close_account(somebody, request.campaign, by=request.user, at=now(request), leave_it=leave_it)
    messages.success(request, gettext("The account is closed."))
    return redirect("people:person", slug, pk)


def leaving(request: Request, somebody: User, lost: dict[Campaign, list[LeftAlone]]) -> HttpResponse:
    """What would lie on nobody's desk, before it does: hand it over first, or leave it knowingly."""
    context = {"person": somebody, "lost": lost.items(), "to": request.POST.get("to", "")}
    return page(request, "accounts/leaving.html", context, status=CONFLICT)
