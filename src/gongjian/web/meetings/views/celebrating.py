"""A groundbreaking or a kick-off: who is ready, what happens when, and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.kernel.verdict import require
from gongjian.meetings import actions
from gongjian.meetings.models import CeremonyProject, Meeting
from gongjian.meetings.permissions import may_arrange, may_run_meetings, may_tell_of
from gongjian.meetings.queries import meeting_rules, name_of
from gongjian.meetings.queries.readiness import letters_of, permit_words, results_of
from gongjian.meetings.rules import CheckKind, MeetingKind
from gongjian.meetings.rules.programme import timed
from gongjian.meetings.rules.words import CELEBRATES
from gongjian.web.answers.handing import kept
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, now, page, seen
from gongjian.web.meetings.forms.ceremonies import (
    ChecksForm,
    EnterForm,
    PhotoForm,
    PointForm,
    ProgrammeForm,
    StartForm,
    VenueForm,
)
from gongjian.web.meetings.views.agenda import PLACES
from gongjian.web.meetings.views.meeting import either, visible_meeting


def visible_ceremony(request: Request, slug: str, pk: int) -> Meeting:
    found = visible_meeting(request, slug, pk)
    if found.kind not in CELEBRATES:
        raise Http404
    return found


@require_safe
def ceremony(request: Request, slug: str, pk: int) -> HttpResponse:
    return ceremony_page(request, visible_ceremony(request, slug, pk))


def ceremony_page(request: Request, found: Meeting, *, status: int = 200, **bound: Any) -> HttpResponse:
    points = list(found.programme.select_related("venue"))
    times = timed(found.starts_at, [one.minutes for one in points])
    projects = list(found.projects.select_related("project__unit", "venue").prefetch_related("checks"))
    arranging, breaks = may_arrange(request.user, found), found.kind == MeetingKind.GROUNDBREAKING
    context = {
        "meeting": found,
        "name": name_of(found),
        "points": list(zip(points, times, strict=True)),
        "minutes": sum(one.minutes for one in points),
        "projects": [told_of(request, one) for one in projects],
        "ready": sum(one.readiness().is_ready for one in projects),
        "on_programme": sum(one.on_programme for one in projects),
        "venues": list(found.venues.all()),
        "photos": list(found.photos.filter(removed_at=None)),
        "breaks_ground": breaks,
        "checks": list(CheckKind),
        "may_arrange": arranging,
        "office": may_run_meetings(request.user, found.campaign),
        "results": results_of(found, at=now(request)) if breaks and found.began_at else [],
        "letters": letters_of(found.campaign) if not breaks else None,
        **(forms_of(request, found, bound) if arranging else {}),
        "photo_form": bound.get("photo_form") or PhotoForm(auto_id="photo_%s"),
    }
    return page(request, "meetings/ceremony.html", context, status=status)


def told_of(request: Request, one: CeremonyProject) -> dict[str, Any]:
    checks = {check.kind: check for check in one.checks.all()}
    return {
        "entry": one,
        "checks": [(kind, checks.get(kind)) for kind in CheckKind],
        "is_ready": one.readiness().is_ready,
        "may_tell": may_tell_of(request.user, one),
    }


def forms_of(request: Request, found: Meeting, bound: dict[str, Any]) -> dict[str, Any]:
    rules = meeting_rules(found.campaign, now(request))
    return {
        "rules": rules,
        "point_form": bound.get("point_form") or PointForm(found, rules, auto_id="point_%s"),
        "venue_form": bound.get("venue_form") or VenueForm(auto_id="venue_%s"),
        "enter_form": bound.get("enter_form") or EnterForm(candidates(found), auto_id="enter_%s"),
    }


def candidates(found: Meeting) -> Any:
    """Projects of the campaign that do not stand in the list yet."""
    listed = found.projects.values("project")
    return found.campaign.projects.exclude(pk__in=listed).select_related("unit")


@require_POST
def enter(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    form = EnterForm(candidates(found), request.POST, auto_id="enter_%s")
    status = tried(
        form, lambda typed: actions.enter_project(found, typed["project"], by=request.user, at=now(request))
    )
    if status != DONE:
        return ceremony_page(request, found, status=status, enter_form=form)
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def add_point(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    rules = meeting_rules(found.campaign, now(request))
    form = PointForm(found, rules, request.POST, auto_id="point_%s")
    status = tried(
        form, lambda _typed: actions.add_point(found, form.point(), by=request.user, at=now(request))
    )
    if status != DONE:
        return ceremony_page(request, found, status=status, point_form=form)
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def handle_point(request: Request, slug: str, pk: int, point: int, move: str) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    one = get_object_or_404(found.programme, pk=point)
    if move in PLACES:
        actions.move_point(one, places=PLACES[move], by=request.user, at=now(request))
    elif move == "remove":
        actions.remove_point(one, by=request.user, at=now(request))
    else:
        raise Http404
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def add_venue(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    form = VenueForm(request.POST, auto_id="venue_%s")
    status = tried(form, lambda typed: actions.add_venue(found, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return ceremony_page(request, found, status=status, venue_form=form)
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def add_photo(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    form = PhotoForm(request.POST, request.FILES, auto_id="photo_%s")
    status = tried(
        form,
        lambda typed: actions.add_photo(
            found, typed["file"], caption=typed["caption"], by=request.user, at=now(request)
        ),
    )
    if status != DONE:
        return ceremony_page(request, found, status=status, photo_form=form)
    return redirect("meetings:ceremony", slug, pk)


@require_safe
def photo(request: Request, slug: str, pk: int, photo: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    one = get_object_or_404(found.photos.filter(removed_at=None), pk=photo)
    return kept(one.sha256, name=one.file_name, media_type=one.media_type)


@require_POST
def remove_photo(request: Request, slug: str, pk: int, photo: int) -> HttpResponse:
    found = visible_ceremony(request, slug, pk)
    actions.remove_photo(get_object_or_404(found.photos, pk=photo), by=request.user, at=now(request))
    return redirect("meetings:ceremony", slug, pk)


def visible_entry(request: Request, slug: str, pk: int, entry: int) -> CeremonyProject:
    found = visible_ceremony(request, slug, pk)
    related = ("meeting__campaign", "campaign", "project__unit", "venue", "told_by")
    return get_object_or_404(found.projects.select_related(*related), pk=entry)


@either
def ceremony_project(request: Request, slug: str, pk: int, entry: int) -> HttpResponse:
    """One project: is it ready, is it on the programme, has it begun?"""
    one = visible_entry(request, slug, pk, entry)
    if request.method == "POST":
        require(may_tell_of(request.user, one))
    registered = bool(permit_words(one.project, at=now(request)))
    form = ChecksForm(one, typed_in(request), registered=registered)
    status = 200
    if form.is_bound:
        status = tried(
            form,
            lambda _typed: actions.state_checks(one, form.checks_stated(), by=request.user, at=now(request)),
        )
        if status == DONE:
            messages.success(request, _("Done."))
            return redirect("meetings:ceremony_project", slug, pk, entry)
    return entry_page(request, one, status=status, checks_form=form)


def entry_page(request: Request, one: CeremonyProject, *, status: int = 200, **bound: Any) -> HttpResponse:
    started = {"started_on": one.started_on, "words": one.started_words, "seen": one.version}
    permits = permit_words(one.project, at=now(request))
    programme = {"venue": one.venue, "reason": one.because, "seen": one.version}
    context = {
        "entry": one,
        "meeting": one.meeting,
        "name": name_of(one.meeting),
        "readiness": one.readiness(),
        "permits": permits,
        "may_arrange": may_arrange(request.user, one.meeting),
        "may_tell": may_tell_of(request.user, one),
        "checks_form": bound.get("checks_form") or ChecksForm(one, registered=bool(permits)),
        "programme_form": bound.get("programme_form")
        or ProgrammeForm(one.meeting, initial=programme, auto_id="programme_%s"),
        "start_form": bound.get("start_form") or StartForm(initial=started, auto_id="start_%s"),
        "checks": list(one.checks.select_related("stated_by")),
    }
    return page(request, "meetings/ceremony_project.html", context, status=status)


@require_POST
def put_on(request: Request, slug: str, pk: int, entry: int) -> HttpResponse:
    one = visible_entry(request, slug, pk, entry)
    require(may_arrange(request.user, one.meeting))
    form = ProgrammeForm(one.meeting, request.POST, auto_id="programme_%s")
    status = tried(
        form, lambda typed: actions.put_on_programme(one, **typed, by=request.user, at=now(request))
    )
    if status != DONE:
        return entry_page(request, one, status=status, programme_form=form)
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def take_off(request: Request, slug: str, pk: int, entry: int) -> HttpResponse:
    one = visible_entry(request, slug, pk, entry)
    actions.take_off_programme(one, by=request.user, at=now(request), seen=seen(request))
    return redirect("meetings:ceremony", slug, pk)


@require_POST
def tell_start(request: Request, slug: str, pk: int, entry: int) -> HttpResponse:
    one = visible_entry(request, slug, pk, entry)
    require(may_tell_of(request.user, one))
    form = StartForm(request.POST, auto_id="start_%s")
    status = tried(form, lambda typed: actions.tell_start(one, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return entry_page(request, one, status=status, start_form=form)
    messages.success(request, _("Done."))
    return redirect("meetings:ceremony_project", slug, pk, entry)
