"""Requests to change what has been filed: asked for, agreed, decided."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.kernel.verdict import require
from gongjian.rounds.pages import may_open
from gongjian.web.answers.coming_back import onward
from gongjian.web.answers.handing import kept
from gongjian.web.forms.confirming import ReasonForm, RemarkForm, SeenForm
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of
from gongjian.web.worklist.forms.changes import ChangeForm, EvidenceForm, evidence_of, wish_of
from gongjian.web.worklist.forms.items import baseline_now
from gongjian.web.worklist.views.item import visible_item
from gongjian.worklist.actions.changes import (
    Wish,
    agree_to_change,
    ask_for_change,
    grant_change,
    refuse_change,
    withdraw_change,
)
from gongjian.worklist.models import ChangeRequest, Item
from gongjian.worklist.permissions import may_ask, may_change, may_open_closed_door, open_change_moves
from gongjian.worklist.rules.changes import ChangeMove, ChangeState

either = require_http_methods(["GET", "HEAD", "POST"])
VERBS: dict[ChangeMove, tuple[Callable[..., object], type[SeenForm]]] = {
    ChangeMove.AGREE: (agree_to_change, SeenForm),
    ChangeMove.GRANT: (grant_change, RemarkForm),
    ChangeMove.REFUSE: (refuse_change, ReasonForm),
    ChangeMove.WITHDRAW: (withdraw_change, SeenForm),
}


@require_safe
def changes(request: Request, slug: str) -> HttpResponse:
    campaign, state = campaign_of(request, slug), request.GET.get("state", "")
    seen = ChangeRequest.objects.visible_to(request.user, campaign)
    if state and not ChangeState.knows(state):
        raise Http404
    found = seen.filter(state=state) if state else seen
    context = {
        "changes": found.select_related("item", "asking_unit", "unit", "asked_by", "campaign"),
        "wanted": state,
        "counts": [(one, seen.filter(state=one).count()) for one in ChangeState],
        "all": seen.count(),
        "sees_lists": bool(may_open("worklist:lists", request.user, campaign)),
    }
    return page(request, "worklist/changes.html", context, part="table")


@either
def ask(request: Request, slug: str, code: str) -> HttpResponse:
    """Ask for another date, quantity or unit; what was promised first stands beside the form."""
    item = askable(request, slug, code)
    director = bool(may_open_closed_door(request.user, request.campaign))
    form = ChangeForm(
        request.campaign,
        typed_in(request),
        request.FILES or None,
        measure=item.measure,
        initial=baseline_now(item),
        director=director,
    )
    return asked_with(request, item, form, lambda typed: wish_of(typed), withdraws=False)


@either
def ask_to_withdraw(request: Request, slug: str, code: str) -> HttpResponse:
    """Ask that a filed item leaves the list."""
    item = askable(request, slug, code)
    director = bool(may_open_closed_door(request.user, request.campaign))
    form = EvidenceForm(typed_in(request), request.FILES or None, initial={"seen": item.version}, director=director)  # fmt: skip
    return asked_with(request, item, form, lambda typed: Wish(**evidence_of(typed)), withdraws=True)


def askable(request: Request, slug: str, code: str) -> Item:
    campaign_of(request, slug)
    item = visible_item(request, code)
    require(may_ask(request.user, item))
    return item


def asked_with(
    request: Request,
    item: Item,
    form: EvidenceForm,
    wished: Callable[[dict[str, Any]], Wish],
    *,
    withdraws: bool,
) -> HttpResponse:
    status = 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: ask_for_change(
                item, wished(typed), by=request.user, at=now(request), seen=typed["seen"]
            ),
        )
        if status == DONE:
            asked = item.change_requests.latest("number")
            messages.success(request, gettext("Requested. Nothing changes until the Office has granted it."))
            return redirect("worklist:change", request.campaign.slug, asked.number)
    first = item.baselines.select_related("unit").first()
    context = {"form": form, "item": item, "first": first, "withdraws": withdraws}
    return page(request, "worklist/change_form.html", context, status=status)


def visible_changes(request: Request, slug: str) -> QuerySet[ChangeRequest]:
    seen = ChangeRequest.objects.visible_to(request.user, campaign_of(request, slug))
    people = ("asked_by", "agreed_by", "receiver_agreed_by", "decided_by")
    return seen.select_related("campaign", "item__project", "item__baseline", "asking_unit", "unit", *people)


@require_safe
def change(request: Request, slug: str, number: int) -> HttpResponse:
    found = get_object_or_404(visible_changes(request, slug), number=number)
    return change_page(request, found)


def change_page(
    request: Request, found: ChangeRequest, *, form: SeenForm | None = None, move: str = "", status: int = 200
) -> HttpResponse:
    moves = [
        (
            one,
            form
            if form and one == move
            else VERBS[one][1](initial={"seen": found.version}, auto_id=f"{one}_%s"),
        )
        for one in open_change_moves(found, to=request.user)
    ]
    context = {
        "change": found,
        "moves": moves,
        "differences": change_rows(found),
        "events": story_of(found, most=20),
    }
    return page(request, "worklist/change.html", context, status=status)


def change_rows(found: ChangeRequest) -> list[tuple[str, str, Any, Any]]:
    """What a request would change, part by part: its name, its kind, what stands and what would stand."""
    before = found.before
    rows = [
        (gettext("Start"), "day", date.fromisoformat(before["starts_on"]), found.starts_on),
        (gettext("Due"), "day", date.fromisoformat(before["due_on"]), found.due_on),
        (gettext("Target quantity"), "number", Decimal(before["target"]), found.target),
        (gettext("Responsible unit"), "", before["unit"], str(found.unit)),
        (gettext("Responsible person"), "", before["person"], found.person),
        (gettext("Steps of the baseline"), "", len(before["steps"]), len(found.steps)),
    ]
    same_steps = before["steps"] == found.steps
    return [row for row in rows[:-1] if row[2] != row[3]] + ([] if same_steps else [rows[-1]])


@require_http_methods(["POST"])
def change_move(request: Request, slug: str, number: int, move: str) -> HttpResponse:
    found = get_object_or_404(visible_changes(request, slug), number=number)
    if not ChangeMove.knows(move):
        raise Http404
    made = ChangeMove.of(move)
    require(may_change(made, found, by=request.user))
    verb, kind = VERBS[made]
    form = kind(request.POST, auto_id=f"{made}_%s")
    status = tried(form, lambda typed: verb(found, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return change_page(request, found, form=form, move=move, status=status)
    messages.success(request, gettext("Done."))
    return onward(request) or redirect("worklist:change", slug, number)


@require_safe
def change_evidence(request: Request, slug: str, number: int) -> HttpResponse:
    found = get_object_or_404(visible_changes(request, slug), number=number)
    return kept(found.evidence, name=found.evidence_name, media_type=found.evidence_type)
