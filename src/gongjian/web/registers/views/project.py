"""One project in one register: what stands there, how it came there, and what is left to do."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.kernel.verdict import no, require
from gongjian.registers import actions
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.permissions import may_write
from gongjian.registers.queries import curve_of, layout_of_register, permit_facts
from gongjian.registers.queries.open_moves import OpenMove, open_moves_of
from gongjian.registers.queries.permits import standard_permits
from gongjian.registers.queries.rows import over_at
from gongjian.registers.rules import Manner, PermitState, sums_of
from gongjian.registers.rules.counting import Stood
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, day_asked, day_typed, now, page, today
from gongjian.web.registers.asked import visible_entries, visible_project_in, visible_register
from gongjian.web.registers.forms.entries import EntryForm
from gongjian.web.registers.shown.projects import title_of, trend_chart_of
from gongjian.web.registers.shown.values import Filled, filled_in
from gongjian.web.shown.registers import permit_cell, steps_of, thing_counted
from gongjian.worklist.models import Project

either = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50


@require_safe
def project(request: Request, slug: str, code: str, project: str) -> HttpResponse:
    register = visible_register(request, slug, code)
    row = visible_project_in(request, register, project)
    context: dict[str, Any] = {
        "register": register,
        "line": title_of(register),
        "project": row,
        "may_write": bool(may_write(request.user, register, row)),
        "sees_project": Project.objects.visible_to(request.user, request.campaign).filter(pk=row.pk).exists(),
        "today": today(request),
        "day": day_asked(request),
    }
    if register.manner == Manner.PERMITS:
        return permits_of_project(request, register, row, context)
    return things_of_project(request, register, row, context)


def permits_of_project(request: Request, register: Register, row: Project, context: dict[str, Any]) -> HttpResponse:  # fmt: skip
    entries = visible_entries(request, register).filter(project=row).distinct()
    cells = [permit_cell(one) for one in permit_facts(entries, at=now(request))]
    have = {cell.facts.name for cell in cells}
    standard = standard_permits(register, row)
    context |= {
        "cells": cells,
        "granted": sum(cell.facts.state == PermitState.GRANTED for cell in cells),
        "missing": [one for one in standard if one.name not in have],
        "dropped": entries.exclude(dropped_at=None).select_related("dropped_by"),
    }
    return page(request, "registers/project_permits.html", context)


def things_of_project(request: Request, register: Register, row: Project, context: dict[str, Any]) -> HttpResponse:  # fmt: skip
    """With ?on=, the curve ends there; the list always shows today."""
    layout = layout_of_register(register)
    entries = visible_entries(request, register).filter(project=row).distinct()
    standing = list(entries.filter(dropped_at=None).select_related("item").order_by("number"))
    sums = sums_of([Stood(one.stage, one.quantity, one.reached) for one in standing], layout)
    points = curve_of(register, entries, through=context["day"], at=now(request))
    show = request.GET.get("show", "left")
    over = over_at(layout)
    left = [one for one in standing if one.stage not in over]
    shown = left if show == "left" and register.manner == Manner.EACH else standing
    if stage := next((one for one in layout.counted if one.code == show), None):
        shown = [one for one in left if layout.place(one.stage) < layout.place(stage.code)]
    paged = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    here = list(paged.object_list)
    filled, moves = filled_in(here, layout), open_moves_of(register, here, request.user)
    context |= {
        "layout": layout,
        "sums": sums,
        "steps": steps_of(sums, layout),
        "unit": thing_counted(layout),
        "curve": trend_chart_of(points, layout),
        "entries": paged,
        "rows": [entry_for_page(one, filled, moves.get(one.pk, ())) for one in here],
        "show": show,
        "tabs": tabs(standing, left, layout),
        "all": len(standing),
        "dropped": entries.exclude(dropped_at=None).select_related("dropped_by"),
    }
    return page(request, "registers/project_counted.html", context, part="entries")


def tabs(standing: list[Any], left: list[Any], layout: Any) -> list[tuple[str, str, int]]:
    """Who has not signed yet, who has not vacated yet … and everybody."""
    if layout.manner != Manner.EACH:
        return []
    waiting = [
        (one.code, gettext("Not yet: %(stage)s") % {"stage": one.label}, sum(layout.place(row.stage) < place for row in left))
        for place, one in enumerate(layout.counted)
    ]  # fmt: skip
    return [("left", gettext("Not finished"), len(left)), *waiting, ("all", gettext("All"), len(standing))]


def entry_for_page(entry: RegisterEntry, filled: Filled, moves: Sequence[OpenMove]) -> dict[str, Any]:
    """A row of the list; its button is the usual next stage, where the verb would accept it as it stands."""
    layout = filled.layout
    usual = layout.after(entry.stage)
    return {
        "entry": entry,
        "stage": layout.label(entry.stage),
        "is_done": usual is None,
        "next": next((one.stage for one in moves if one.stage == usual and one.at_once), None),
        "values": [(rule, filled.cell(rule, entry)) for rule in layout.fields],
        "numbers": [(one.label, entry.reached.get(one.code, "0")) for one in layout.stages],
    }


@either
def new_entry(request: Request, slug: str, code: str, project: str) -> HttpResponse:
    register = visible_register(request, slug, code)
    row = visible_project_in(request, register, project)
    require(may_write(request.user, register, row))
    form, status = EntryForm(register, row, typed_in(request), by=request.user), 200
    if form.is_bound:
        status = tried(form, lambda _typed: actions.add_entry(register, row, form.draft(), by=request.user, at=now(request)))  # fmt: skip
        if status == DONE:
            messages.success(request, gettext("Added."))
            again = "again" in request.POST
            return redirect("registers:new_entry" if again else "registers:project", slug, code, row.code)
    context = {"form": form, "register": register, "project": row}
    return page(request, "registers/entry_form.html", context, status=status)


@require_POST
def take_standard(request: Request, slug: str, code: str, project: str) -> HttpResponse:
    """The usual permits of the line, in one click; with a last day, worked back from it."""
    register = visible_register(request, slug, code)
    row = visible_project_in(request, register, project)
    require(may_write(request.user, register, row))
    needed_on = day_typed(request, "needed_on")
    taken = actions.take_standard_permits(
        register, row, by=request.user, at=now(request), needed_on=needed_on
    )
    messages.success(
        request, gettext("Permits added from the standard set: %(count)s.") % {"count": len(taken)}
    )
    return redirect("registers:project", slug, code, row.code)


@require_POST
def mark_many(request: Request, slug: str, code: str, project: str) -> HttpResponse:
    """Everybody who was ticked has reached the stage."""
    register = visible_register(request, slug, code)
    row = visible_project_in(request, register, project)
    require(may_write(request.user, register, row))
    numbers = [int(one) for one in request.POST.getlist("entry")[:500] if one.isdecimal() and len(one) < 10]
    chosen = list(
        visible_entries(request, register).filter(project=row, dropped_at=None, pk__in=numbers).distinct()
    )
    if not chosen:
        require(no("Select at least one row first."))
    on = day_typed(request, "on") or today(request)
    actions.mark_entries(chosen, request.POST.get("stage", "")[:40], on=on, by=request.user, at=now(request))
    messages.success(request, gettext("Marked: %(count)s.") % {"count": len(chosen)})
    return redirect("registers:project", slug, code, row.code)
