"""Lists come in as files: brought, looked at, mended, applied, taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts.models import Organisation
from gongjian.documents.media import XLSX
from gongjian.intake.rules import Change, Taken
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import NotAllowed, Refused, require
from gongjian.reading.grids.grid import MOST_BYTES
from gongjian.web.answers.handing import handed
from gongjian.web.forms.reckoning import chosen_in, columns_chosen
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.left_out import left_out_of
from gongjian.web.shown.reckoning import reckoning, rows_told
from gongjian.web.worklist.shown.cells import cell_in_words
from gongjian.web.worklist.views.lists import visible_unit
from gongjian.work.queries import waits_for
from gongjian.worklist.actions.applying import apply_import, undo_import
from gongjian.worklist.actions.imports import kept_values, remap, take_in, take_or_leave
from gongjian.worklist.models import ListImport
from gongjian.worklist.papers.annotated import annotated
from gongjian.worklist.permissions import may_draw_up, may_edit_list
from gongjian.worklist.queries.rows import import_is_untouched
from gongjian.worklist.rules.columns import ListColumn

either = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50
EARLIER = 10
TABS = ("problems", "new", "changed", "missing", "notes", "reckoning")


@either
def bring(request: Request, slug: str, unit: int) -> HttpResponse:
    """A unit's file."""
    organisation = visible_unit(request, slug, unit)
    require(may_draw_up(request.user, request.campaign, organisation))
    return brought(request, organisation)


@either
def bring_all(request: Request, slug: str) -> HttpResponse:
    """One file with the lists of several units, for the Office."""
    campaign_of(request, slug)
    return brought(request, None)


def brought(request: Request, unit: Organisation | None) -> HttpResponse:
    reason, status = "", 200
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refused(Text("Choose a file first."))
            content = file.read(MOST_BYTES + 1)
            import_ = take_in(
                request.campaign, unit, file.name or "", content, by=request.user, at=now(request)
            )
            return redirect("worklist:list_import", request.campaign.slug, import_.pk)
        except NotAllowed:
            raise
        except Refused as refusal:
            reason, status = refusal.reason.say(gettext), 422
    earlier = ListImport.objects.visible_to(request.user, request.campaign).filter(unit=unit)
    context = {
        "unit": unit,
        "reason": reason,
        "earlier": earlier.select_related("uploaded_by")[:EARLIER],
        "most": MOST_BYTES,
    }
    return page(request, "worklist/list_bring.html", context, status=status)


@require_safe
def look(request: Request, slug: str, pk: int) -> HttpResponse:
    import_ = visible_import(request, slug, pk)
    outcome: dict[str, Any] = import_.outcome or {}
    tab = tab_of(request, outcome)
    context = {
        "import": import_,
        "unit": import_.unit,
        "outcome": outcome,
        "given_up": not outcome and not waits_for("read_list_file", import_.pk),
        "refused": Text.from_json(outcome["refused"]) if "refused" in outcome else None,
        "tabs": [(name, LABELS[name], outcome["counts"].get(name, 0)) for name in TABS] if "counts" in outcome else [],
        "tab": tab,
        "droppable": droppable(outcome.get("counts", {})),
        "left_out": left_out_of(import_.file_name, import_.sha256) if outcome else (),
        "rows": Paginator(rows_under_tab(outcome, tab, request), PER_PAGE).get_page(request.GET.get("page")),
        "reckoning": reckoning(outcome),
        "kinds": [*Taken],
        "kind": request.GET.get("kind", ""),
        "columns": [(column.value, column) for column in ListColumn if column != ListColumn.KEY],
        "may_act": may_act(request, import_),
        "may_choose": may_act(request, import_) and not import_.applied_at,
        "may_undo": bool(import_.applied_at and not import_.undone_at and import_is_untouched(import_)),
    }  # fmt: skip
    return page(request, "worklist/list_import.html", context, part="outcome")


LABELS = {
    "problems": Text("Problems"),
    "new": Text("New"),
    "changed": Text("Changed"),
    "missing": Text("Missing in the file"),
    "notes": Text("Hints"),
    "reckoning": Text("Not read"),
}


def droppable(counts: dict[str, int]) -> int:
    return counts.get("missing", 0) - counts.get("staying", 0)


def tab_of(request: Request, outcome: dict[str, Any]) -> str:
    counts = outcome.get("counts", {})
    asked = request.GET.get("tab", "")
    return asked if asked in TABS else next((name for name in TABS if counts.get(name)), "new")


def rows_under_tab(outcome: dict[str, Any], tab: str, request: Request) -> list[dict[str, Any]]:
    if tab == "reckoning":
        kept = kept_values(outcome["reckoned_rows"]) if outcome.get("reckoned_rows") else []
        return rows_told(kept, request.GET.get("kind", ""))
    if tab in ("problems", "notes"):
        return [problem_for_page(problem) for problem in outcome.get(tab, [])]
    return [changed_row(row) for row in outcome.get("shown", []) if row["change"] == tab]


def problem_for_page(problem: dict[str, Any]) -> dict[str, Any]:
    accepted = problem["accepted"]
    return problem | {
        "column": ListColumn.of(problem["column"]),
        "text": Text.from_json(problem["text"]),
        "accepted": Text.from_json(accepted) if accepted else None,
    }


def changed_row(row: dict[str, Any]) -> dict[str, Any]:
    cells = [
        (ListColumn.of(name), cell_in_words(name, old), cell_in_words(name, new))
        for name, old, new in row["cells"]
    ]
    return row | {"cells": cells, "change": Change.of(row["change"])}


@require_POST
def choose(request: Request, slug: str, pk: int) -> HttpResponse:
    """Which column is which, as the person says."""
    import_ = visible_import(request, slug, pk)
    chosen = columns_chosen(request, import_.outcome or {}, ListColumn.knows)
    remap(import_, chosen, by=request.user, at=now(request))
    return redirect("worklist:list_import", slug, pk)


@require_POST
def take(request: Request, slug: str, pk: int) -> HttpResponse:
    """A row or a sheet is taken after all, left out, or left to the program again."""
    import_ = visible_import(request, slug, pk)
    take_or_leave(import_, *chosen_in(request), by=request.user, at=now(request))
    return redirect(f"{reverse('worklist:list_import', args=[slug, pk])}?tab=reckoning")


@require_POST
def apply(request: Request, slug: str, pk: int) -> HttpResponse:
    import_ = visible_import(request, slug, pk)
    drop = request.POST.get("drop_missing") == "1"
    apply_import(import_, by=request.user, at=now(request), drop_missing=drop)
    messages.success(request, gettext("The file has been applied to the list."))
    return redirect("worklist:list_import", slug, pk)


@require_POST
def undo(request: Request, slug: str, pk: int) -> HttpResponse:
    import_ = visible_import(request, slug, pk)
    undo_import(import_, by=request.user, at=now(request))
    messages.success(request, gettext("The list has been restored to before the file."))
    return redirect("worklist:list_import", slug, pk)


@require_safe
def marked_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """The file itself with its problems marked where they stand."""
    import_ = visible_import(request, slug, pk)
    if not import_.outcome or "problems" not in import_.outcome:
        raise Http404
    content = annotated(import_, folder=settings.VAULT_DIR, say=gettext)
    name = import_.file_name.rsplit(".", 1)[0]
    return handed(content, name=f"{name} - {gettext('problems')}.xlsx", media_type=XLSX)


def visible_import(request: Request, slug: str, pk: int) -> ListImport:
    """An import of a unit for its own people, of all units for those who see everything."""
    campaign = campaign_of(request, slug)
    seen = ListImport.objects.visible_to(request.user, campaign)
    return get_object_or_404(seen.select_related("unit", "campaign", "uploaded_by", "applied_by"), pk=pk)


def may_act(request: Request, import_: ListImport) -> bool:
    if import_.unit:
        return bool(may_draw_up(request.user, import_.campaign, import_.unit))
    return bool(may_edit_list(request.user, import_.campaign))
