"""One entry: what it is, where it stands, how it came there; and everything that moves it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.kernel.verdict import require
from gongjian.registers import actions
from gongjian.registers.models import RegisterEntry, StageMark
from gongjian.registers.permissions import (
    may_become_project,
    may_move,
    may_undo,
    may_write_entry,
    of_the_unit,
    open_permit_moves,
)
from gongjian.registers.queries import layout_of_register, permit_facts
from gongjian.registers.queries.open_moves import open_moves_of
from gongjian.registers.rules import Layout, Manner, PermitMove, PermitState
from gongjian.web.answers.coming_back import onward
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, now, page, seen, today
from gongjian.web.registers.asked import others_to_join, visible_entries, visible_entry
from gongjian.web.registers.forms.entries import CountForm, DropForm, EntryForm, MoveForm, count_now
from gongjian.web.registers.forms.files import ACCEPTED
from gongjian.web.registers.forms.moving import MarkForm
from gongjian.web.registers.shown.entry import (
    check_lists,
    entry_facts,
    fields_told,
    file_boxes,
    may_be_split,
    steps_on_the_way,
)
from gongjian.web.registers.shown.values import filled_in
from gongjian.web.shown.history import story_of
from gongjian.web.shown.registers import permit_cell
from gongjian.worklist.models import Project

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
    filled = filled_in([found], layout)
    groups = fields_told(found, filled)
    marks = list(found.marks.select_related("by", "undone_by").order_by("-number"))
    totals = found.register.manner == Manner.TOTALS and may_change
    context = {
        "entry": found,
        "register": found.register,
        "layout": layout,
        "facts": entry_facts(found, layout),
        "lines": groups[0].lines,
        "groups": groups[1:],
        "checks": check_lists(groups),
        "boxes": file_boxes(layout, found.files.filter(removed_at=None).select_related("added_by")),
        "file_form": forms.get("files"),
        "accepted": ACCEPTED,
        "stage": layout.label(found.stage),
        "is_outside": layout.is_outside(found.stage),
        "numbers": [(one.label, found.reached.get(one.code, "0")) for one in layout.stages],
        "marks": marks_told(marks, found, layout),
        "may_change": may_change,
        "may_undo": bool(may_undo(request.user, found)) and sum(not one.undone_at for one in marks) > 1,
        "count_form": forms.get("count") or (CountForm(layout, initial=count_now(found, today(request))) if totals else None),
        "drop_form": forms.get("drop") or DropForm(initial={"seen": found.version}, auto_id="drop_%s"),
        "events": story_of(found, most=20),
        "today": today(request),
    }  # fmt: skip
    if found.register.manner == Manner.PERMITS:
        context |= permit_context(request, found, forms)
    if found.register.manner == Manner.EACH:
        context |= moves_context(request, found, forms) | links_context(request, found)
        context |= {"track": steps_on_the_way(found, layout, marks), "worked": filled.worked(found)}
    return page(request, "registers/entry.html", context, status=status)


def moves_context(request: Request, found: RegisterEntry, forms: dict[str, Any]) -> dict[str, Any]:
    """The usual next stage first; all others behind it, and what must be filled in before."""
    layout = layout_of_register(found.register)
    moves = open_moves_of(found.register, [found], request.user).get(found.pk)
    usual = layout.after(found.stage)
    asked = forms.get("mark")
    offered = [one.stage.code for one in moves or () if not one.missing]
    stage = request.GET.get("stage", "")
    begun = {"on": today(request), "stage": stage if stage in offered else next(iter(offered), "")}
    return {
        "may_mark": moves is not None,
        "usual": next(
            (one for one in moves or () if usual and one.stage.code == usual.code and one.at_once), None
        ),
        "blocked": [one for one in moves or () if one.missing],
        "mark_form": asked or MarkForm(layout, offered, initial=begun, auto_id="mark_%s"),
        "mark_open": bool(asked) or stage in offered,
    }


def links_context(request: Request, found: RegisterEntry) -> dict[str, Any]:
    """What it was, what became of it, and what it may still become."""
    seen = visible_entries(request)
    may_change = bool(may_write_entry(request.user, found))
    sees = Project.objects.visible_to(request.user, request.campaign).filter(pk=found.became_id or 0)
    return {
        "parts": list(seen.filter(split_from=found)),
        "joined": list(seen.filter(merged_into=found)),
        "sees_became": sees.exists(),
        "may_split": may_change and may_be_split(found),
        "may_join": may_change and others_to_join(request, found).exists(),
        "may_become": found.project_id is None and bool(may_become_project(request.user, found)),
    }


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
    if found.project is None or not of_the_unit(request.user, found.project):
        return ""
    return f"{reverse('obstacles:raise', args=[request.campaign.slug])}?entry={found.pk}"


def marks_told(marks: Iterable[StageMark], found: RegisterEntry, layout: Layout) -> list[dict[str, Any]]:
    told = []
    for one in marks:
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
    form, status = (
        EntryForm(found.register, found.parent, typed_in(request), by=request.user, entry=found),
        200,
    )
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
    """A stage is reached: the usual one in one click, any other with its day and its reason."""
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    form = MarkForm(layout_of_register(found.register), None, request.POST, auto_id="mark_%s")

    def marked(typed: dict[str, Any]) -> object:
        on, at = typed["on"] or today(request), now(request)
        return actions.mark_entries(
            [found], typed["stage"], on=on, by=request.user, at=at, note=typed["note"]
        )

    status = tried(form, marked)
    if status != DONE:
        return entry_page(request, found, form=form, move="mark", status=status)
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
    return list_of(request, found)


def list_of(request: Request, found: RegisterEntry) -> HttpResponse:
    """The list in which an entry stands."""
    slug, code = request.campaign.slug, found.register.code
    if found.project:
        return redirect("registers:project", slug, code, found.project.code)
    return redirect("registers:register", slug, code)


def back(request: Request, found: RegisterEntry) -> HttpResponse:
    """To the list from which the click came, or to the entry."""
    came_from = request.POST.get("next", "")
    if came_from.startswith(f"/c/{request.campaign.slug}/registers/"):
        return redirect(f"{came_from}#entry-{found.pk}" if "anchor" in request.POST else came_from)
    return redirect("registers:entry", request.campaign.slug, found.pk)
