"""A list is opened, signed, sent back and filed: one page per move, so that nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.kernel.verdict import Verdict, require
from gongjian.web.forms.confirming import ProofForm, ReasonForm, ScanForm, SeenForm
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.worklist.shown.cells import difference
from gongjian.web.worklist.views.lists import digits_now, versions_of, visible_unit
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.signing import add_scan, record_signature, send_list_back, sign_list
from gongjian.worklist.models import ListVersion
from gongjian.worklist.permissions import drawer, may
from gongjian.worklist.rules.lists import ListMove

Verb = Callable[..., object]
BINDS = (ListMove.SIGN, ListMove.RECORD, ListMove.FILE)


@dataclass(frozen=True, slots=True)
class Way:
    """How a move is made on a page: its verb, what it explains, and what it says when it is done."""

    verb: Verb
    lead: Any
    done: Any
    tone: str = "btn-primary"


WAYS = {
    ListMove.SIGN: Way(
        sign_list,
        gettext_lazy("You are responsible for this list. After signing, nobody can edit it; the Office files "
            "it or sends it back."),
        gettext_lazy("Signed. The list waits for the Office."),
    ),
    ListMove.RECORD: Way(
        record_signature,
        gettext_lazy("For a unit that has signed on paper: the scan of the signed and sealed page is kept "
            "with the list."),
        gettext_lazy("Recorded. Another person of the Office files the list."),
    ),
    ListMove.SEND_BACK: Way(
        send_list_back,
        gettext_lazy("The unit can edit its list again. The signed version is kept."),
        gettext_lazy("Sent back."),
    ),
    ListMove.FILE: Way(
        file_list,
        gettext_lazy("The list becomes the baseline: its projects, items and dates count from now on."),
        gettext_lazy("Filed. The list is the baseline now."),
    ),
}  # fmt: skip


@require_POST
def open_unit_list(request: Request, slug: str, unit: int) -> HttpResponse:
    organisation = visible_unit(request, slug, unit)
    open_list(campaign_of(request, slug), organisation, by=request.user, at=now(request))
    return redirect("worklist:unit_list", slug, unit)


def in_hand(request: Request, slug: str, unit: int) -> ListVersion:
    version: ListVersion | None = versions_of(request, visible_unit(request, slug, unit)).first()
    if version is None:
        raise Http404
    return version


def form_for(request: Request, move: ListMove, version: ListVersion) -> forms.Form:
    typed, initial = typed_in(request), {"seen": version.version}
    if move == ListMove.SIGN:
        return ProofForm(request, typed, initial=initial)
    if move == ListMove.RECORD:
        return ScanForm(typed, request.FILES or None, initial=initial)
    return (ReasonForm if move == ListMove.SEND_BACK else SeenForm)(typed, initial=initial)


def why_it_is_past(verdict: Verdict) -> str:
    """An old notice still leads to its move; nothing where somebody may not, or it has been done already."""
    return "" if verdict or verdict.personal or verdict.reached is not None else verdict.reason.say(gettext)


@require_http_methods(["GET", "HEAD", "POST"])
def list_move(request: Request, slug: str, unit: int, move: str) -> HttpResponse:
    """One move of a list, with what it asks for."""
    version = in_hand(request, slug, unit)
    if not ListMove.knows(move) or ListMove.of(move) not in WAYS:
        raise Http404
    made = ListMove.of(move)
    if request.method != "POST" and (reason := why_it_is_past(may(made, version, by=request.user))):
        messages.info(request, reason)
        return redirect("worklist:unit_list", slug, unit)
    require(may(made, version, by=request.user))
    form, way, status = form_for(request, made, version), WAYS[made], 200
    if form.is_bound:
        status = tried(form, lambda typed: act(request, way, version, typed))
        if status == DONE:
            messages.success(request, way.done)
            return redirect("worklist:unit_list", slug, unit)
    context = {
        "form": form,
        "title": made.label,
        "lead": way.lead,
        "tone": way.tone,
        "unit": version.unit,
        "version": version,
        "digits": digits_now(version),
        "count": version.rows.count(),
        "since": difference(version),
        "is_held_up": made in BINDS,
    }
    return page(request, "worklist/list_move.html", context, status=status)


def act(request: Request, way: Way, version: ListVersion, typed: dict[str, Any]) -> object:
    typed.pop("proof", None)
    values = [typed.pop("file")] if "file" in typed else []
    return way.verb(version, *values, **typed, by=request.user, at=now(request))


@require_http_methods(["GET", "HEAD", "POST"])
def list_scan_form(request: Request, slug: str, unit: int) -> HttpResponse:
    """The scan of the sealed page, beside what was signed in the system."""
    version = in_hand(request, slug, unit)
    require(drawer(request.user, version))
    form, status = ScanForm(typed_in(request), request.FILES or None, initial={"seen": version.version}), 200
    way = Way(
        add_scan, gettext("The scan is kept with the signed list; the list itself does not change."), ""
    )
    if form.is_bound:
        status = tried(form, lambda typed: act(request, way, version, typed))
        if status == DONE:
            messages.success(request, gettext("The scan has been saved."))
            return redirect("worklist:unit_list", slug, unit)
    context = {"form": form, "title": gettext("Add the scan of the sealed page"), "lead": way.lead, "tone": way.tone, "unit": version.unit, "version": version, "digits": digits_now(version), "count": version.rows.count()}  # fmt: skip
    return page(request, "worklist/list_move.html", context, status=status)
