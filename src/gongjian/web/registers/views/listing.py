"""The registers of a campaign, and one register over all its projects."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.orm import found_in
from gongjian.registers.models import Register
from gongjian.registers.permissions import may_set_up
from gongjian.registers.queries import counts_by_project, counts_on, layout_of_register, permit_facts
from gongjian.registers.queries.files import may_bring
from gongjian.registers.rules import Manner, ParentKind, PermitState, Sums
from gongjian.web.http import Request, campaign_of, day_asked, now, page
from gongjian.web.registers.asked import as_of, projects_in, visible_entries, visible_register
from gongjian.web.registers.shown.figures import figures_asked
from gongjian.web.registers.shown.filters import views_of
from gongjian.web.registers.shown.projects import matrix, project_rows, queues, sorted_rows, title_of
from gongjian.web.registers.views.rows import draw_rows, is_by_rows, mark_rows
from gongjian.web.shown.registers import steps_of, thing_counted
from gongjian.worklist.models import Project

PER_PAGE = 50


@require_safe
def registers(request: Request, slug: str) -> HttpResponse:
    """All registers by line of work, each with what it adds up to."""
    campaign = campaign_of(request, slug)
    seen = Register.objects.visible_to(request.user, campaign).select_related("line_of_work", "group")
    found = list(seen.distinct())
    context = {
        "registers": [register_for_list(request, register) for register in found],
        "may_set_up": bool(may_set_up(request.user, campaign)),
    }
    return page(request, "registers/registers.html", context)


def register_for_list(request: Request, register: Register) -> dict[str, Any]:
    layout = layout_of_register(register)
    counts = counts_by_project(register, visible_entries(request, register))
    whole = sum(counts.values(), Sums())
    return {
        "register": register,
        "line": title_of(register),
        "projects": len(counts) if register.parent_kind == ParentKind.PROJECT else 0,
        "is_begun": bool(counts),
        "whole": whole.whole,
        "steps": steps_of(whole, layout),
        "unit": thing_counted(layout),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request, slug: str, code: str) -> HttpResponse:
    """One register: permits as a matrix or by department, things project by project or row by row."""
    found = visible_register(request, slug, code)
    if request.method == "POST":
        return mark_rows(request, found)
    if is_by_rows(found, request.GET.get("view", "")):
        return draw_rows(request, found)
    shared: dict[str, Any] = {
        "register": found,
        "line": title_of(found),
        "on": day_asked(request),
        "as_of": as_of(request),
        "may_set_up": bool(may_set_up(request.user, found.campaign)),
        "may_bring": bool(may_bring(request.user, found)),
        "query": request.GET.get("q", "")[:80],
        "wanted_line": request.GET.get("line", ""),
        "lines": list(found.campaign.lines_of_work.all()) if not found.line_of_work_id else [],
    }
    if found.manner == Manner.PERMITS:
        return permits(request, found, shared)
    return draw_sums(request, found, shared)


def projects_asked(request: Request, register: Register) -> list[Project]:
    found = projects_in(request, register)
    if words := request.GET.get("q", "").strip()[:80]:
        found = found.filter(found_in(words, "name", "code", "unit__name", "unit__short_name"))
    if line := request.GET.get("line", ""):
        found = found.filter(line_of_work__code=line)
    return list(found.order_by("code").distinct())


def draw_sums(request: Request, register: Register, shared: dict[str, Any]) -> HttpResponse:
    layout, entries = layout_of_register(register), visible_entries(request, register)
    if past := as_of(request):
        counts = counts_on(register, entries, past, at=register.campaign.end_of(past))
    else:
        counts = counts_by_project(register, entries)
    rows = project_rows(projects_asked(request, register), counts, layout)
    show = request.GET.get("show", "begun")
    begun = [row for row in rows if row.begun]
    shown = begun if show == "begun" else [row for row in rows if not row.begun] if show == "none" else rows
    whole = sum((row.sums for row in shown), Sums())
    context = shared | {
        "layout": layout,
        "views": views_of(register, ""),
        "figures": figures_asked(request, register, entries),
        "rows": Paginator(sorted_rows(shown, request.GET.get("sort", "")), PER_PAGE).get_page(request.GET.get("page")),
        "whole": whole,
        "steps": steps_of(whole, layout),
        "unit": thing_counted(layout),
        "show": show,
        "tabs": [("begun", gettext("Register started"), len(begun)), ("none", gettext("Register not started"), len(rows) - len(begun)), ("all", gettext("All"), len(rows))],
    }  # fmt: skip
    return page(request, "registers/counted.html", context, part="table")


def permits(request: Request, register: Register, shared: dict[str, Any]) -> HttpResponse:
    at = register.campaign.end_of(shared["as_of"]) if shared["as_of"] else now(request)
    projects = projects_asked(request, register)
    facts = permit_facts(visible_entries(request, register).filter(project__in=projects).distinct(), at=at)
    view, state = request.GET.get("view", "matrix"), request.GET.get("state", "")
    entered = {one.entry.project_id for one in facts}
    if state == "late":
        facts = [one for one in facts if one.is_late]
    elif PermitState.knows(state):
        facts = [one for one in facts if one.state == state]
    wanted = {one.entry.project_id for one in facts}
    names, rows = matrix(facts, [one for one in projects if one.pk in wanted])
    context = shared | {
        "names": names,
        "rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "queues": queues(facts) if view == "queue" else [],
        "view": view,
        "state": state,
        "states": list(PermitState),
        "stats": permit_stats(facts),
        "without": [one for one in projects if one.pk not in entered][:200],
    }
    return page(request, "registers/permits.html", context, part="table")


def permit_stats(facts: Sequence[Any]) -> dict[str, int]:
    return {
        "all": len(facts),
        "granted": sum(one.state == PermitState.GRANTED for one in facts),
        "with_department": sum(one.with_department for one in facts),
        "late": sum(one.is_late for one in facts),
        "correcting": sum(one.state == PermitState.CORRECTING for one in facts),
    }
