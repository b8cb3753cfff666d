"""Every component, live. Only where the installation says so."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.web.answers.saving import kept
from gongjian.web.gallery.forms import SampleForm
from gongjian.web.gallery.shown import samples
from gongjian.web.gallery.shown.work import work
from gongjian.web.navigation import Drawn, Link, Links

ERRORS = (400, 403, 404, 405, 409, 413, 429, 500, 503)
SECTIONS = {
    "lights": (_("Lights"), "gauge"),
    "figures": (_("Figures"), "chart-bar"),
    "work": (_("Work"), "checklist"),
    "tables": (_("Tables"), "columns"),
    "controls": (_("Controls"), "adjustments-horizontal"),
    "forms": (_("Forms"), "edit"),
    "charts": (_("Charts"), "chart-line"),
    "messages": (_("Messages"), "bell"),
}


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    open_here()
    return render(request, "gallery/gallery.html", gallery_context(request))


@login_not_required
@require_POST
def sample_refusal(request: HttpRequest) -> HttpResponse:
    """A refusal, to see what it looks like."""
    open_here()
    context = {"reason": "A sample refusal: nobody signs off their own work.", "changed": []}
    small = bool(request.headers.get("HX-Request"))
    return render(request, "refused.html#part" if small else "refused.html", context, status=409)


@login_not_required
@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Says that it has saved, and forgets. The word "conflict" is answered as a colleague's change would be."""
    open_here()
    if "conflict" in request.POST.dict().values():
        return kept({"html": render_to_string("gallery/_conflict.html", {}, request)}, status=409)
    if "error" in request.POST.dict().values():
        return kept({"version": "2", "errors": dict.fromkeys(request.POST, "…")}, status=422)
    return kept({"version": "2", "saved_at": datetime.now(UTC).isoformat()})


@login_not_required
@require_safe
def error(request: HttpRequest, status: int) -> HttpResponse:
    open_here()
    if status not in ERRORS:
        raise Http404
    return render(request, f"{status}.html", status=status)


def open_here() -> None:
    if not settings.GALLERY:
        raise Http404


def gallery_context(request: HttpRequest) -> dict[str, Any]:
    wrong = SampleForm({"name": "", "share": "120", "due_on": "31 Sep 2026"})
    return {
        "way": navigation(),
        "tally": samples.tally(),
        "rows": samples.rows(),
        "charts": samples.charts(),
        "events": samples.events(),
        "page": samples.page_of_many(request),
        "form": SampleForm(
            initial={
                "share": 37,
                "due_on": samples.TODAY,
                "unit": "3",
                "units": ["1", "2"],
                "steps": samples.STEPS,
            }
        ),
        "wrong": wrong,
        **work(),
        "today": samples.TODAY,
        "at": samples.AT,
        "demo": banner(request),
        "as_of": samples.TODAY,
        "errors": ERRORS,
        "chips": [
            {"label": gettext("Light"), "value": gettext("lagging"), "remove_url": "?"},
            {"label": gettext("Unit"), "value": gettext("Sample unit %(n)s") % {"n": 1}, "remove_url": "?"},
        ],
    }


def banner(request: HttpRequest) -> SafeString:
    said = {"today": samples.TODAY, "next_deadline": samples.TODAY, "next_day_url": "/ui/sentences/"}
    return render_to_string("ui/_demo_banner.html", {"demo": said}, request)


def navigation() -> Drawn:
    links = tuple(
        Link(gettext(words), f"#{section}", sign, active=section == "lights")
        for section, (words, sign) in SECTIONS.items()
    )
    return Drawn(render_to_string("ui/_navigation.html", {"navigation": [Links("", links)]}))
