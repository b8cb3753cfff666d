"""One entry: what it is, where it stands, how it came there; and everything that moves it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.kernel.verdict import require
from gongjian.registers import actions
from gongjian.registers.models import RegisterEntry
from gongjian.registers.permissions import (
    may_move,
    may_undo,
    may_write_entry,
    of_the_unit,
    open_permit_moves,
)
from gongjian.registers.queries import layout_of_register, permit_facts
from gongjian.registers.rules import Layout, Manner, PermitMove, PermitState
from gongjian.registers.rules.values import values_by_field
from gongjian.web.answers.coming_back import onward
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, day_typed, now, page, seen, today
from gongjian.web.registers.asked import visible_entry
from gongjian.web.registers.forms.entries import CountForm, DropForm, EntryForm, MoveForm, count_now
from gongjian.web.registers.shown import entry_facts
from gongjian.web.shown.history import story_of
from gongjian.web.shown.registers import permit_cell

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def entry(request: Request, slug: str, pk: int) -> HttpResponse:
    return entry_page(request, visible_entry(request, slug, pk))


def entry_page(
    request: Request, found: RegisterEntry, *, form: Any = None, move: str = "", status: int = 200
) -> HttpResponse:
    layout = layout_of_register(found.register)
    may_change = bool(may_write_entry(request.user, found))
    forms: dict[str, Any] = {move: form} if form else {}
    totals = found.register.manner == Manner.TOTALS and may_change
    context = {
        "entry": found,
        "register": found.register,
        "layout": layout,
        "facts": entry_facts(found, layout),
        "values": list(values_by_field(layout, found.values)),
        "stage": layout.label(found.stage),
        "next": layout.after(found.stage) if found.register.manner == Manner.EACH else None,
        "numbers": [(one.label, found.reached.get(one.code, "0")) for one in layout.stages],
        "marks": marks_told(found, layout),
        "may_change": may_change,
        "may_undo": bool(may_undo(request.user, found)) and found.marks.filter(undone_at=None).count() > 1,
        "count_form": forms.get("count") or (CountForm(layout, initial=count_now(found, today(request))) if totals else None),
        "drop_form": forms.get("drop") or DropForm(initial={"seen": found.version}, auto_id="drop_%s"),
        "events": story_of(found, most=20),
        "today": today(request),
    }  # fmt: skip
    if found.register.manner == Manner.PERMITS:
        context |= permit_context(request, found, forms)
    return page(request, "registers/entry.html", context, status=status)


def permit_context(request: Request, found: RegisterEntry, forms: dict[str, Any]) -> dict[str, Any]:
    facts = permit_facts(RegisterEntry.objects.filter(pk=found.pk), at=now(request))
    moves = [(one, forms.get(one.value) or move_form(request, found, one)) for one in open_permit_moves(found, to=request.user)]  # fmt: skip
    return {
        "cell": permit_cell(facts[0]) if facts else None,
        "moves": moves,
        "obstacle_url": obstacle_url(request, found) if facts and facts[0].is_late else "",
    }


def move_form(request: Request, found: RegisterEntry, move: PermitMove) -> MoveForm:
    initial = {"on": today(request), "seen": found.version}
    return MoveForm(move=move, reference=found.reference, initial=initial, auto_id=f"{move.value}_%s")


def obstacle_url(request: Request, found: RegisterEntry) -> str:
    """Where a delayed permit is made an obstacle, by the unit that it holds up or by the Office."""
    if not of_the_unit(request.user, found.project):
        return ""
    return f"{reverse('obstacles:raise', args=[request.campaign.slug])}?entry={found.pk}"


def marks_told(found: RegisterEntry, layout: Layout) -> list[dict[str, Any]]:
    told = []
    for one in found.marks.select_related("by", "undone_by").order_by("-number"):
        if found.register.manner == Manner.PERMITS:
            words: Any = PermitState.of(one.stage)
        elif one.reached:
            words = "; ".join(f"{layout.label(code)} {value}" for code, value in one.reached.items())
        else:
            words = layout.label(one.stage) or gettext("not started")
        told.append({"mark": one, "words": words})
    return told


@either
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    form, status = EntryForm(found.register, found.project, typed_in(request), entry=found), 200
    if form.is_bound:
        status = tried(form, lambda typed: actions.change_entry(found, form.draft(), by=request.user, at=now(request), seen=typed["seen"]))  # fmt: skip
        if status == DONE:
            messages.success(request, gettext("Saved."))
            return redirect("registers:entry", slug, pk)
    context = {"form": form, "entry": found, "register": found.register, "project": found.project}
    return page(request, "registers/entry_form.html", context, status=status)


@require_POST
def move(request: Request, slug: str, pk: int, move: str) -> HttpResponse:
    """A permit moves on."""
    found = visible_entry(request, slug, pk)
    if not PermitMove.knows(move):
        raise Http404
    made = PermitMove.of(move)
    require(may_move(made, found, by=request.user))
    form = MoveForm(request.POST, move=made, reference=found.reference, auto_id=f"{made.value}_%s")
    status = tried(
        form, lambda typed: actions.move_permit(found, made, **typed, by=request.user, at=now(request))
    )
    if status != DONE:
        return entry_page(request, found, form=form, move=move, status=status)
    messages.success(request, gettext("Done."))
    return onward(request) or redirect("registers:entry", slug, pk)


@require_POST
def count(request: Request, slug: str, pk: int) -> HttpResponse:
    """New totals."""
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    form = CountForm(layout_of_register(found.register), request.POST)
    status = tried(
        form,
        lambda typed: actions.count_totals(
            found,
            typed["quantity"],
            form.reached(),
            on=typed["on"],
            note=typed["note"],
            by=request.user,
            at=now(request),
            seen=typed["seen"],
        ),
    )
    if status != DONE:
        return entry_page(request, found, form=form, move="count", status=status)
    messages.success(request, gettext("Counted."))
    return back(request, found)


@require_POST
def mark(request: Request, slug: str, pk: int) -> HttpResponse:
    """One click: the next stage is reached."""
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    on = day_typed(request, "on") or today(request)
    stage, note = request.POST.get("stage", "")[:40], request.POST.get("note", "")[:300]
    actions.mark_entries([found], stage, on=on, by=request.user, at=now(request), note=note)
    messages.success(request, gettext("Marked: %(name)s.") % {"name": found.name})
    return back(request, found)


@require_POST
def undo(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_entry(request, slug, pk)
    actions.undo_mark(found, by=request.user, at=now(request), seen=seen(request))
    messages.success(request, gettext("Undone: %(name)s.") % {"name": found.name})
    return back(request, found)


@require_POST
def drop(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    form = DropForm(request.POST, auto_id="drop_%s")
    status = tried(form, lambda typed: actions.drop_entry(found, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return entry_page(request, found, form=form, move="drop", status=status)
    messages.success(request, gettext("Cancelled. The entry can still be read with its reason."))
    return redirect("registers:project", slug, found.register.code, found.project.code)


def back(request: Request, found: RegisterEntry) -> HttpResponse:
    """To the list from which the click came, or to the entry."""
    came_from = request.POST.get("next", "")
    if came_from.startswith(f"/c/{request.campaign.slug}/registers/"):
        return redirect(came_from)
    return redirect("registers:entry", request.campaign.slug, found.pk)
