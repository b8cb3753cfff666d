"""The people and organisations of a county, before and beside any campaign."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.accounts import actions
from gongjian.accounts.models import Organisation, User, official_people
from gongjian.accounts.papers import slips_of
from gongjian.accounts.queries import people_found
from gongjian.documents.media import PDF
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import no, require
from gongjian.rounds.queries.last_backup import how_backups_are
from gongjian.web.answers.handing import handed
from gongjian.web.county.asked import kept_by
from gongjian.web.http import Request

PER_PAGE = 50
WAITING = Q(password__startswith="!") & Q(code_hash="")


@require_safe
def people(request: Request) -> HttpResponse:
    found = filtered(request, kept_by(request))
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": found_waiting(kept_by(request)).count(),
        "asked": request.GET.get("q", ""),
        "state": request.GET.get("state", ""),
        "backup": how_backups_are(at=timezone.now()),
    }
    return render(request, "county/people.html", context)


def filtered(request: Request, kept: frozenset[int]) -> "QuerySet[User]":
    rows = User.objects.filter(organisation__in=kept).select_related("organisation")
    rows = rows.order_by(*official_people())
    asked = keepable(request.GET.get("q", "")).strip()
    if asked:
        rows = people_found(rows, asked)
    states = {"waiting": WAITING, "code": ~Q(code_hash=""), "closed": Q(is_active=False)}
    return rows.filter(states[state]) if (state := request.GET.get("state", "")) in states else rows


def found_waiting(kept: frozenset[int]) -> "QuerySet[User]":
    """Who has neither a password nor a code that could become one."""
    rows = User.objects.filter(WAITING, organisation__in=kept, is_active=True)
    return rows.select_related("organisation").order_by(*official_people())


@require_POST
def slips(request: Request) -> HttpResponse:
    """One slip a person, with a fresh code. They are printed once: whoever needs another gets a new code."""
    people = list(chosen(request, kept_by(request)))
    if not people:
        require(no("Nobody needs a slip: everybody already has a password or a slip."))
    given = actions.give_codes(people, by=request.user, at=timezone.now())
    content = slips_of(
        given,
        address=address_of(request),
        language=get_language() or settings.LANGUAGE_CODE,
        zone=ZoneInfo(settings.TIME_ZONE),
        at=timezone.now(),
    )
    return handed(content, name=f"{gettext('Sign-in slips')}.pdf", media_type=PDF, shown=False)


def address_of(request: Request) -> str:
    """The site's own address; where none is set, the one under which the administrator came."""
    set_by_operator = not settings.SITE_ADDRESS.endswith("//localhost")
    return settings.SITE_ADDRESS if set_by_operator else request.build_absolute_uri("/").rstrip("/")


def chosen(request: Request, kept: frozenset[int]) -> "QuerySet[User]":
    """Those who are ticked, when their button was pressed; else whoever cannot sign in yet."""
    if "chosen" not in request.POST:
        return found_waiting(kept)
    ticked = [
        int(one)
        for one in request.POST.getlist("person")
        if one.isascii() and one.isdigit() and len(one) < 15
    ]
    if not ticked:
        require(no("Select who is to get a new slip."))
    rows = User.objects.filter(pk__in=ticked, organisation__in=kept, is_active=True)
    return rows.select_related("organisation").order_by(*official_people())


@require_safe
def organisations(request: Request) -> HttpResponse:
    rows = Organisation.objects.filter(pk__in=kept_by(request)).annotate(staff=Count("people"))
    context = {"tree": list(tree(list(rows)))}
    return render(request, "county/organisations.html", context)


def tree(rows: list[Organisation]) -> "list[tuple[Organisation, int]]":
    """Every organisation below the one that it stands under, with its depth."""
    known = {row.pk for row in rows}
    below: dict[int | None, list[Organisation]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[tuple[Organisation, int]] = []

    def walk(parent: int | None, depth: int) -> None:
        for row in below.get(parent, []):
            found.append((row, depth))
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found
