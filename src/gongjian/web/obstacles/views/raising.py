"""What is in the way is said in one short form."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.obstacles import actions
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may, may_raise, projects_to_raise_in
from gongjian.obstacles.rules import ObstacleMove
from gongjian.orm import found_in
from gongjian.registers.models import RegisterEntry
from gongjian.reporting.models import Report
from gongjian.web.forms.fields import ROW
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles.forms import RaiseForm
from gongjian.web.obstacles.views.obstacle import visible_obstacle
from gongjian.worklist.models import Item, Project

either = require_http_methods(["GET", "HEAD", "POST"])
USUAL_DAYS = 10
MOST_PROJECTS = 300


@either
def new(request: Request, slug: str) -> HttpResponse:
    """Say what is in the way; what is known from where one comes stands there already."""
    campaign_of(request, slug)
    entry, report, item = entry_of(request), report_of(request), item_of(request)
    project = project_of(request, entry, item)
    if project is None:
        return choose_project(request)
    require(may_raise(request.user, project))
    form, status = (
        RaiseForm(project, typed_in(request), request.FILES or None, initial=begun(request, entry, item)),
        200,
    )
    if form.is_bound:
        raised: list[Obstacle] = []
        status = tried(
            form,
            lambda _: raised.append(
                actions.raise_obstacle(
                    project, form.draft(report=report, entry=entry), by=request.user, at=now(request)
                )
            ),
        )
        if status == DONE:
            messages.success(request, gettext("Raised and assigned. Each step is shown here."))
            return redirect("obstacles:obstacle", slug, raised[0].number)
    context = {"form": form, "project": project, "entry": entry}
    return page(request, "obstacles/raise.html", context, status=status)


def choose_project(request: Request) -> HttpResponse:
    """Where nothing is known yet, first of which project."""
    seen = projects_to_raise_in(request.user, request.campaign).order_by("code")
    q = keepable(request.GET.get("q", "")).strip()[:80]
    found = list(seen.filter(found_in(q, "name", "code"))[: MOST_PROJECTS + 1])
    context = {
        "projects": found[:MOST_PROJECTS],
        "is_searched": bool(q) or len(found) > MOST_PROJECTS,
        "q": q,
        "report": request.GET.get("report", ""),
    }
    return page(request, "obstacles/choose_project.html", context)


def entry_of(request: Request) -> RegisterEntry | None:
    typed = request.GET.get("entry", "")
    if not typed:
        return None
    if not ROW.fullmatch(typed):
        raise Http404
    seen = RegisterEntry.objects.visible_to(request.user, request.campaign).select_related(
        "project", "department"
    )
    return get_object_or_404(seen.distinct(), pk=int(typed))


def report_of(request: Request) -> Report | None:
    typed = request.GET.get("report", "")
    if not ROW.fullmatch(typed):
        return None
    return get_object_or_404(Report.objects.visible_to(request.user, request.campaign), pk=int(typed))


def item_of(request: Request) -> Item | None:
    code = request.GET.get("item", "")
    if not code:
        return None
    seen = Item.objects.visible_to(request.user, request.campaign).select_related("project__campaign")
    return get_object_or_404(seen.distinct(), code=code)


def project_of(request: Request, entry: RegisterEntry | None, item: Item | None) -> Project | None:
    if item:
        return item.project
    if entry:
        return entry.project
    code = request.GET.get("project", "")
    if not code:
        return None
    seen = projects_to_raise_in(request.user, request.campaign).select_related("campaign")
    return get_object_or_404(seen, code=code)


def begun(request: Request, entry: RegisterEntry | None, item: Item | None) -> dict[str, Any]:
    """The form as it stands before anybody types: a delayed permit is an obstacle in one click."""
    known: dict[str, Any] = {"wanted_by": today(request) + timedelta(days=USUAL_DAYS), "seen": 0}
    if item:
        known["items"] = [item.pk]
    if entry:
        known["words"] = gettext("The permit is late: %(name)s") % {"name": entry.name}
        known["wanted"] = gettext("Grant it, or state what is still missing.")
        known["asked_of"] = entry.department_id
        known["kind"] = request.campaign.obstacle_kinds.filter(ended_at=None, code="approval").first()
        if entry.item_id:
            known["items"] = [entry.item_id]
    return known


@either
def mend(request: Request, slug: str, number: int) -> HttpResponse:
    """Say it better and send it again."""
    obstacle = visible_obstacle(request, slug, number)
    require(may(ObstacleMove.MEND, obstacle, by=request.user))
    initial = {name: getattr(obstacle, name) for name in ("kind", "words", "wanted", "asked_of", "wanted_by")}
    initial |= {"items": list(obstacle.items.values_list("pk", flat=True)), "seen": obstacle.version}
    form, status = RaiseForm(obstacle.project, typed_in(request), request.FILES or None, initial=initial), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.mend(
                obstacle, form.draft(), by=request.user, at=now(request), seen=typed["seen"] or 0
            ),
        )
        if status == DONE:
            messages.success(request, gettext("Resubmitted."))
            return redirect("obstacles:obstacle", slug, number)
    context = {"form": form, "project": obstacle.project, "obstacle": obstacle}
    return page(request, "obstacles/raise.html", context, status=status)
