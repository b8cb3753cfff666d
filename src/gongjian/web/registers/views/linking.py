"""An entry is split, joined with others, or becomes a project."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.orm import found_in
from gongjian.registers import actions
from gongjian.registers.models import RegisterEntry
from gongjian.registers.permissions import may_become_project, may_write_entry
from gongjian.registers.rules import Manner
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, now, page
from gongjian.web.registers.asked import LONGEST_SEARCH, others_to_join, visible_entry
from gongjian.web.registers.forms.moving import BecomeForm, JoinForm, SplitForm, TieForm, split_now
from gongjian.web.registers.shown.entry import may_be_split
from gongjian.worklist.actions import ProjectDraft
from gongjian.worklist.models import Project

either = require_http_methods(["GET", "HEAD", "POST"])
OFFERED = 300


def entry_to_link(request: Request, slug: str, pk: int) -> RegisterEntry:
    found = visible_entry(request, slug, pk)
    if found.register.manner != Manner.EACH:
        raise Http404
    return found


@either
def split(request: Request, slug: str, pk: int) -> HttpResponse:
    found = entry_to_link(request, slug, pk)
    require(may_write_entry(request.user, found))
    if not may_be_split(found):
        raise Http404
    form, status = SplitForm(found, typed_in(request), initial=split_now(found)), 200
    if form.is_bound:
        status = tried(form, lambda typed: actions.split_entry(found, form.parts(), reason=typed["reason"], by=request.user, at=now(request), seen=typed["seen"]))  # fmt: skip
        if status == DONE:
            messages.success(request, gettext("Split. The parts count from now on."))
            return redirect("registers:entry", slug, pk)
    context = {"form": form, "entry": found, "register": found.register, "project": found.project}
    return page(request, "registers/split.html", context, status=status)


@either
def join(request: Request, slug: str, pk: int) -> HttpResponse:
    """The others are chosen from a list that is searched; a very long one is narrowed by words first."""
    found = entry_to_link(request, slug, pk)
    require(may_write_entry(request.user, found))
    words = keepable(request.GET.get("q", "")).strip()[:LONGEST_SEARCH]
    all_others = others_to_join(request, found)
    others = (
        all_others.filter(found_in(words, "name", "township__name", "unit__name")) if words else all_others
    )
    form, status = JoinForm(others if not typed_in(request) else all_others, OFFERED, typed_in(request)), 200
    if form.is_bound:
        status = tried(form, lambda typed: actions.merge_entries(list(typed["others"]), found, reason=typed["reason"], by=request.user, at=now(request)))  # fmt: skip
        if status == DONE:
            messages.success(request, gettext("Joined. The others count no more from now on."))
            return redirect("registers:entry", slug, pk)
    count = others.count()
    context = {
        "form": form,
        "entry": found,
        "register": found.register,
        "project": found.project,
        "words": words,
        "count": count,
        "is_long": count > OFFERED or bool(words),
    }
    return page(request, "registers/join.html", context, status=status)


@either
def become(request: Request, slug: str, pk: int) -> HttpResponse:
    """A new project is made of it, or it is one that stands in the list."""
    found = entry_to_link(request, slug, pk)
    require(may_become_project(request.user, found))
    sent, status = typed_in(request), 200
    ties = sent is not None and "project" in sent
    projects = Project.objects.visible_to(request.user, request.campaign).order_by("code")
    new, tie = BecomeForm(found, None if ties else sent), TieForm(found, projects, sent if ties else None)
    if sent is not None:
        status = tried(tie, lambda typed: tied(request, found, typed)) if ties else tried(new, lambda typed: made(request, found, typed))  # fmt: skip
        if status == DONE:
            messages.success(
                request, gettext("It has become a project. The entry goes on counting in its register.")
            )
            return redirect("registers:entry", slug, pk)
    context = {"new": new, "tie": tie, "entry": found, "register": found.register, "project": found.project}
    return page(request, "registers/become.html", context, status=status)


def made(request: Request, found: RegisterEntry, typed: dict[str, Any]) -> RegisterEntry:
    seen, by, at = typed["seen"], request.user, now(request)
    draft = ProjectDraft(
        code=typed["code"],
        name=typed["name"],
        line_of_work=typed["line_of_work"],
        unit=typed["unit"],
        township=found.township,
    )
    return actions.make_project(found, draft, by=by, at=at, seen=seen)


def tied(request: Request, found: RegisterEntry, typed: dict[str, Any]) -> RegisterEntry:
    seen, by, at = typed["seen"], request.user, now(request)
    return actions.tie_to_project(found, typed["project"], by=by, at=at, seen=seen)
