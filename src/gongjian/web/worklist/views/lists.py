"""Who has filed a list, what the whole amounts to, and the list of one unit."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Unit
from gongjian.campaigns.permissions import may_read_all
from gongjian.documents.media import XLSX
from gongjian.documents.sheet import CellKind, Column, Sheet, Workbook
from gongjian.kernel.text import Text
from gongjian.reading.cells.finding import is_found, wanted_words
from gongjian.sandbox.papers import to_xlsx
from gongjian.web.answers.handing import handed, kept
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of
from gongjian.web.shown.missing_signs import unprinted
from gongjian.web.worklist.shown.cells import difference
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListVersion
from gongjian.worklist.papers.list_paper import fingerprint_of, list_pdf
from gongjian.worklist.permissions import drawer, may_draw_up, may_edit_list, open_moves
from gongjian.worklist.queries.reconciled import Reconciliation, UnitRow, reconciled, rows_of_units
from gongjian.worklist.rules.columns import CELLS
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.fingerprints import in_fours
from gongjian.worklist.rules.lists import ListMove, ListState

NOT_BEGUN = "none"
SORTS = {
    "unit": None,
    "rows": lambda one: one.rows,
    "items": lambda one: one.items,
    "state": lambda one: one.state,
}
IN_HAND = (ListState.DRAFTING, ListState.SIGNED)
ROWS_PER_PAGE, MOST_SHOWN_CHANGES = 100, 20
TEXTS = (column.value for column, cell in CELLS.items() if cell.paper and cell.sort in (Sort.TEXT, Sort.NAME))
PRINTED = (*TEXTS, "line_of_work__name")


@require_safe
def lists(request: Request, slug: str) -> HttpResponse:
    """The Office's page of all lists; a unit's own people see their own."""
    campaign = campaign_of(request, slug)
    units = rows_of_units(campaign, units=Unit.objects.visible_to(request.user, campaign))
    office = may_edit_list(request.user, campaign)
    asked = {name: request.GET.get(name, "") for name in ("state", "q", "sort")}
    context: dict[str, Any] = {
        "rows": ordered(matching(units, asked["state"], asked["q"]), asked["sort"]),
        "asked": asked,
        "counts": counts_of(units),
        "all": len(units),
        "office": office,
        "reminder": reminder(units) if office else "",
        "whole": reconciled(campaign) if may_read_all(request.user, campaign) else None,
    }
    return page(request, "worklist/lists.html", context, part="table")


def matching(units: list[UnitRow], state: str, words: str) -> list[UnitRow]:
    if state not in ("", NOT_BEGUN) and not ListState.knows(state):
        raise Http404
    wanted = "" if state == NOT_BEGUN else state
    named = wanted_words(words[:80])
    return [one for one in units if (not state or one.state == wanted) and is_found(named, [one.name])]


def ordered(units: list[UnitRow], sort: str) -> list[UnitRow]:
    name = sort.removeprefix("-") or "unit"
    if name not in SORTS:
        raise Http404
    key = SORTS[name]
    found = sorted(units, key=key) if key else list(units)
    return found[::-1] if sort.startswith("-") else found


def counts_of(units: list[UnitRow]) -> list[tuple[str, Text, int]]:
    states = [(state.value, Text(state.label)) for state in ListState if state != ListState.SUPERSEDED]
    labels = [*states, (NOT_BEGUN, Text("not started"))]
    return [(code, label, sum((one.state or NOT_BEGUN) == code for one in units)) for code, label in labels]


def reminder(units: list[UnitRow]) -> str:
    """A text to copy into whatever the county talks through."""
    late = [one.name for one in units if not one.has_filed]
    if not late:
        return ""
    return gettext(
        "The following units have not filed their list yet: %(units)s. Please prepare it, have "
        "it signed by the head and send it to the Office."
    ) % {"units": gettext(", ").join(late)}


@require_safe
def export(request: Request, slug: str) -> HttpResponse:
    """Who has filed, and the reconciliation, as a workbook."""
    campaign = campaign_of(request, slug)
    whole = reconciled(campaign)
    sheets = (
        filing_sheet(rows_of_units(campaign, units=Unit.objects.visible_to(request.user, campaign))),
        line_sheet(whole),
        difference_sheet(whole),
    )
    content = to_xlsx(Workbook(sheets, title=str(campaign), author=campaign.office_name), at=now(request))
    return handed(content, name=f"lists-{campaign.slug}.xlsx", media_type=XLSX, shown=False)


@require_safe
def left(request: Request, slug: str) -> HttpResponse:
    """Items that left the list, with the reason: they stay in every comparison with earlier days."""
    campaign = campaign_of(request, slug)
    seen = Item.objects.visible_to(request.user, campaign).filter(withdrawn_at__isnull=False).distinct()
    items = seen.select_related("project", "baseline__unit").order_by("-withdrawn_at", "code")
    context = {"items": Paginator(items, ROWS_PER_PAGE).get_page(request.GET.get("page"))}
    return page(request, "worklist/left.html", context)


def filing_sheet(units: list[UnitRow]) -> Sheet:
    columns = (
        Column(gettext("Unit"), 26),
        Column(gettext("State"), 18),
        *(Column(gettext(name), 12, CellKind.NUMBER) for name in ("Version", "Rows", "Projects", "Items")),
    )
    rows = [
        (
            one.name,
            gettext(one.version.state.label if one.version else "not started"),
            one.version.number if one.version else None,
            *(one.rows, one.projects, one.items),
        )
        for one in units
    ]
    return Sheet(gettext("Lists"), columns, rows, title=gettext("Reporting status"))


def line_sheet(whole: Reconciliation) -> Sheet:
    columns = (
        Column(gettext("Line of work"), 26),
        *(
            Column(gettext(name), 16, CellKind.NUMBER)
            for name in ("In the plan", "Projects", "Items", "Difference")
        ),
    )
    total = [
        gettext("Total"),
        whole.projects.planned,
        whole.projects.projects,
        whole.items.items,
        whole.projects.gap,
    ]
    rows = [(one.name, one.planned, one.projects, one.items, one.gap) for one in whole.lines]
    return Sheet(gettext("By line of work"), columns, [*rows, tuple(total)], title=gettext("Reconciliation"))


def difference_sheet(whole: Reconciliation) -> Sheet:
    rows = [(one.say(gettext),) for one in whole.differences] or [(gettext("Everything agrees."),)]
    return Sheet(gettext("Differences"), (Column(gettext("Difference"), 90),), rows)


@require_safe
def unit_list(request: Request, slug: str, unit: int) -> HttpResponse:
    return unit_page(request, slug, unit)


def unit_page(request: Request, slug: str, unit: int) -> HttpResponse:
    campaign, organisation = campaign_of(request, slug), visible_unit(request, slug, unit)
    versions = list(versions_of(request, organisation))
    current = versions[0] if versions else None
    moves = open_moves(current, to=request.user) if current else []
    rows = current.rows.select_related("line_of_work", "item") if current else ListVersion.objects.none()
    context = {
        "unit": organisation,
        "current": current,
        "versions": [(one, in_fours(one.fingerprint)) for one in versions],
        "filed": next((one for one in versions if one.state == ListState.FILED), None),
        "moves": moves,
        "may_open": may_open(request, organisation, current),
        "may_draw": current is not None and bool(drawer(request.user, current)),
        "since": difference(current) if current and current.state in IN_HAND else None,
        "next_step": next_step(request, current, moves),
        "rows": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "unprinted": unprinted([*rows.values_list(*PRINTED)], campaign.paper_language.value) if current else [],
        "changes": ChangeRequest.objects.visible_to(request.user, campaign).filter(asking_unit=organisation).select_related("item")[:MOST_SHOWN_CHANGES],
        "letter": Letter.objects.visible_to(request.user, campaign).in_force().filter(unit=organisation).select_related("campaign").first(),
        "events": story_of(*versions, most=20) if versions else [],
    }  # fmt: skip
    return page(request, "worklist/unit_list.html", context)


def may_open(request: Request, unit: Organisation, current: ListVersion | None) -> bool:
    in_hand = current and current.state in IN_HAND
    return not in_hand and bool(may_draw_up(request.user, request.campaign, unit))


def next_step(request: Request, current: ListVersion | None, moves: list[ListMove]) -> str:
    """What to do next, as one sentence for this reader."""
    if current is None:
        return gettext("The list has not been started. Open it and type the rows, or import an Excel file.")
    if current.state == ListState.DRAFTING:
        if ListMove.SIGN in moves:
            return gettext(
                "When the rows are complete, sign the list with your password. Then the Office files it."
            )
        return gettext("Complete the rows; then the head of the unit signs the list.")
    if current.state == ListState.SIGNED:
        if ListMove.FILE in moves:
            return gettext("Review the list; file it, or send it back with a reason.")
        return gettext("The list is signed and waits for the Office.")
    return gettext(
        "The list is filed and binding. Dates, quantities and units change by a change request; new rows come with a new version."
    )


def visible_unit(request: Request, slug: str, unit: int) -> Organisation:
    """A unit of the campaign, for its own people and for those who see everything."""
    campaign = campaign_of(request, slug)
    seen = Unit.objects.visible_to(request.user, campaign).select_related("organisation")
    return get_object_or_404(seen, organisation=unit).organisation


def versions_of(request: Request, unit: Organisation) -> Any:
    seen = ListVersion.objects.visible_to(request.user, request.campaign).filter(unit=unit)
    related = ("campaign", "unit", "opened_by", "signed_by", "filed_by", "sent_back_by")
    return seen.select_related(*related).order_by("-number")


def visible_version(request: Request, slug: str, unit: int, number: int) -> ListVersion:
    organisation = visible_unit(request, slug, unit)
    version: ListVersion = get_object_or_404(versions_of(request, organisation), number=number)
    return version


@require_safe
def list_paper(request: Request, slug: str, unit: int, number: int) -> HttpResponse:
    """The kept bytes of what was signed; a draft is printed afresh and says that it is one."""
    version = visible_version(request, slug, unit, number)
    name = f"list-{version.campaign.year}-{version.unit_id}-v{version.number}.pdf"
    if version.paper:
        return kept(version.paper, name=name, media_type="application/pdf")
    rows = list(version.rows.select_related("line_of_work"))
    return handed(list_pdf(version, rows, at=now(request)), name=name, media_type="application/pdf")


@require_safe
def list_scan(request: Request, slug: str, unit: int, number: int) -> HttpResponse:
    version = visible_version(request, slug, unit, number)
    return kept(version.scan, name=version.scan_name, media_type=version.scan_type)


def digits_now(version: ListVersion) -> str:
    """The fingerprint that the list has, or would have if it were signed as it stands."""
    rows = list(version.rows.select_related("line_of_work"))
    return in_fours(version.fingerprint or fingerprint_of(version, rows))
