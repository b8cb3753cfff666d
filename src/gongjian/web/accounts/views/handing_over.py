"""An office changes hands: what lies on the desk, who comes after, and what has moved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.accounts.models import User
from gongjian.campaigns.models import RoleAssignment
from gongjian.campaigns.permissions import may_administer, may_pass_roles
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.notices.rules import OnDesk
from gongjian.rounds.actions import hand_over as hand_over_desk
from gongjian.rounds.permissions import may_read_handing_over
from gongjian.rounds.queries.handing_over import (
    desk_of_person,
    in_one_hand,
    last_handed_over,
    people_to_hand_over,
    roles_held,
    successors_for,
)
from gongjian.web.accounts.forms import HandOver
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page

MOST_CANDIDATES = 20
MOST_SHOWN = 30


def leaver(request: Request, slug: str, pk: int) -> User:
    return get_object_or_404(people_to_hand_over(request.user, campaign_of(request, slug)), pk=pk)


def roles_to_pass(request: Request, somebody: User) -> list[RoleAssignment]:
    held = list(roles_held(request.campaign, somebody))
    if may_administer(request.user, request.campaign):
        return held
    return [
        assignment
        for assignment in held
        if may_pass_roles(request.user, somebody, [assignment], request.campaign)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, slug: str, pk: int) -> HttpResponse:
    somebody = leaver(request, slug, pk)
    campaign, assignments = request.campaign, roles_to_pass(request, somebody)
    if assignments or may_administer(request.user, campaign):
        require(may_pass_roles(request.user, somebody, assignments, campaign))
    candidates = successors_for(campaign, somebody, asked="", by=request.user)
    ever = campaign.role_assignments.filter(person=somebody).select_related("person", "organisation")
    initial = {"assignments": [assignment.pk for assignment in assignments], "to": request.GET.get("to", "")}
    form, status = HandOver(ever, candidates, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(form, lambda typed: handed_over(request, somebody, typed))
        if status == DONE:
            messages.success(request, gettext("The desk has been handed over. Both have been notified."))
            return redirect("people:handed", slug, pk)
    context = {
        "person": somebody,
        "form": form,
        "assignments": assignments,
        "chosen": chosen_roles(form, assignments),
        "asked": request.GET.get("q", ""),
        "administers": may_administer(request.user, campaign),
        "questions": questions(request, somebody, form),
        **on_the_desk(request, somebody, assignments),
        **candidates_shown(request, somebody, form),
    }
    return page(request, "accounts/hand_over.html", context, status=status)


def handed_over(request: Request, somebody: User, typed: dict[str, Any]) -> object:
    return hand_over_desk(
        request.campaign,
        somebody,
        typed["to"],
        assignments=typed["assignments"],
        reason=typed["reason"],
        knowing=typed["knowing"],
        close_after=typed["close_after"],
        by=request.user,
        at=now(request),
    )


def chosen_roles(form: HandOver, assignments: list[RoleAssignment]) -> set[str]:
    if form.is_bound:
        return set(form.data.getlist("assignments"))  # type: ignore[attr-defined]
    return {str(assignment.pk) for assignment in assignments}


def on_the_desk(request: Request, somebody: User, assignments: list[RoleAssignment]) -> dict[str, Any]:
    """Everything that will move, with the addresses of what waits."""
    campaign = request.campaign
    desk = desk_of_person(campaign, somebody, assignments, by=request.user, at=now(request))
    waiting = [(one, address(request, one)) for one in desk.waiting[:MOST_SHOWN]]
    return {"desk": desk, "waiting": waiting, "more": max(0, len(desk.waiting) - MOST_SHOWN)}


def address(request: Request, one: OnDesk) -> str:
    return reverse(one.page, args=[request.campaign.slug, *one.args])


def candidates_shown(request: Request, somebody: User, form: HandOver) -> dict[str, Any]:
    """Those who were searched for, and the one who was chosen, whatever is searched."""
    asked = keepable(request.GET.get("q", "")).strip()[:100]
    found = successors_for(request.campaign, somebody, asked=asked, by=request.user)
    chosen = str(form["to"].value() or "")
    shown = list(found.select_related("organisation")[: MOST_CANDIDATES + 1])
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 15:
        first = form.fields["to"].queryset.filter(pk=int(chosen)).select_related("organisation")  # type: ignore[attr-defined]
        shown = [*first, *(one for one in shown if str(one.pk) != chosen)]
    return {
        "candidates": shown[:MOST_CANDIDATES],
        "are_more": len(shown) > MOST_CANDIDATES,
        "chosen_to": chosen,
    }


def questions(request: Request, somebody: User, form: HandOver) -> list[Any]:
    """What would lie in one hand: asked once a successor has been chosen."""
    typed = getattr(form, "cleaned_data", {})
    if not form.is_bound or not typed.get("to"):
        return []
    held = roles_held(request.campaign, somebody)
    assignments = list(held.filter(pk__in=[assignment.pk for assignment in typed.get("assignments") or ()]))
    return in_one_hand(request.campaign, somebody, typed["to"], assignments, at=now(request))


@require_safe
def handed(request: Request, slug: str, pk: int) -> HttpResponse:
    """What has moved, as the ledger has it."""
    campaign = campaign_of(request, slug)
    somebody = get_object_or_404(User, pk=pk)
    entry = last_handed_over(campaign, somebody)
    if entry is None:
        raise Http404
    require(may_read_handing_over(request.user, campaign, entry))
    return page(request, "accounts/handed.html", {"person": somebody, "entry": entry})
