"""Registers go out as Excel and come back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian import vault
from gongjian.documents.media import XLSX
from gongjian.intake.papers.marked import with_problems
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import NotAllowed, Refused, require
from gongjian.reading.grids.grid import MOST_BYTES
from gongjian.registers.actions import apply_import, remap, take_in, take_or_leave, undo_import
from gongjian.registers.models import Register, RegisterImport
from gongjian.registers.papers import blank_form, register_sheet
from gongjian.registers.queries.counts import layout_of_register
from gongjian.registers.queries.files import may_bring, parents_by_name
from gongjian.registers.rules import Manner, PermitState
from gongjian.registers.rules.layout import Layout
from gongjian.registers.rules.sheets import all_columns
from gongjian.ui.days import day
from gongjian.ui.locale_formats import ENGLISH, locale_format
from gongjian.web.answers.handing import handed
from gongjian.web.forms.reckoning import chosen_in, columns_chosen
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.registers.asked import visible_entries, visible_register
from gongjian.web.registers.views.rows import entries_narrowed, is_by_rows
from gongjian.web.shown.left_out import left_out_of
from gongjian.web.shown.reckoning import reckoning, rows_told

either = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE, EARLIER = 100, 10


@require_safe
def export(request: Request, slug: str, code: str) -> HttpResponse:
    """Everything that this person sees in the register, one project of it, or what the filters of its list leave."""
    register = visible_register(request, slug, code)
    entries = visible_entries(request, register).filter(dropped_at=None)
    if is_by_rows(register, request.GET.get("view", "")):
        entries = entries_narrowed(request, register, entries)
    if project := request.GET.get("project", ""):
        entries = entries.filter(project__code=project)
    content = register_sheet(register, entries.distinct(), at=now(request))
    return handed(content, name=f"{register.name}.xlsx", media_type=XLSX)


@require_safe
def blank(request: Request, slug: str, code: str) -> HttpResponse:
    register = visible_register(request, slug, code)
    content = blank_form(register, parents_by_name(register, request.user), at=now(request))
    return handed(content, name=f"{register.name} - {gettext('blank')}.xlsx", media_type=XLSX)


@either
def bring(request: Request, slug: str, code: str) -> HttpResponse:
    register, reason, status = visible_register(request, slug, code), "", 200
    require(may_bring(request.user, register))
    if request.method == "POST":
        try:
            return redirect("registers:import", slug, read(request, register).pk)
        except NotAllowed:
            raise
        except Refused as refusal:
            reason, status = refusal.reason.say(gettext), 422
    context = {"register": register, "reason": reason, "most": MOST_BYTES, "earlier": imports(request, register)[:EARLIER]}  # fmt: skip
    return page(request, "registers/bring.html", context, status=status)


def read(request: Request, register: Register) -> RegisterImport:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(Text("Choose a file first."))
    content = file.read(MOST_BYTES + 1)
    return take_in(register, file.name or "", content, by=request.user, at=now(request))


def imports(request: Request, register: Register | None = None) -> Any:
    """One's own files; all of them for those who see everything."""
    seen = RegisterImport.objects.visible_to(request.user, request.campaign)
    found = seen.select_related("register", "uploaded_by", "applied_by")
    return found.filter(register=register) if register else found


def visible_import(request: Request, slug: str, pk: int) -> RegisterImport:
    campaign_of(request, slug)
    found: RegisterImport = get_object_or_404(imports(request), pk=pk)
    visible_register(request, slug, found.register.code)
    return found


@require_safe
def look(request: Request, slug: str, pk: int) -> HttpResponse:
    """What the file would change, and what is wrong with it."""
    import_ = visible_import(request, slug, pk)
    outcome: dict[str, Any] = import_.outcome or {}
    counts = {"reckoning": 0, "notes": 0} | outcome["counts"]
    tab = request.GET.get("tab") or ("problems" if counts["problems"] else "new")
    labels = (("problems", gettext("Problems")), ("notes", gettext("Hints")), ("new", gettext("New")), ("changed", gettext("Changed")), ("reckoning", gettext("Not read")))  # fmt: skip
    mine = import_.uploaded_by_id == request.user.pk
    context = {
        "import": import_,
        "register": import_.register,
        "counts": counts,
        "tabs": [(name, label, counts[name]) for name, label in labels],
        "tab": tab,
        "left_out": left_out_of(import_.file_name, import_.sha256),
        "rows": Paginator(rows_under_tab(request, import_, outcome, tab), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "reckoning": reckoning(outcome),
        "columns": columns_said(layout_of_register(import_.register)),
        "may_apply": not counts["problems"] and not import_.applied_at and mine,
        "may_choose": mine and not import_.applied_at,
        "may_undo": mine and import_.applied_at and import_.undo and not import_.undone_at,
    }
    return page(request, "registers/import.html", context)


def columns_said(layout: Layout) -> list[tuple[str, str]]:
    """The columns as the reader calls them; Chinese headings are those of the county's own sheets."""
    in_english = locale_format() is ENGLISH
    return [(one.code, one.label if in_english else one.heading) for one in all_columns(layout)]


def rows_under_tab(
    request: Request, import_: RegisterImport, outcome: dict[str, Any], tab: str
) -> list[dict[str, Any]]:
    if tab in ("problems", "notes"):
        return [problem_for_page(one) for one in outcome.get(tab, [])]
    if tab == "reckoning":
        return rows_told(outcome.get("reckoned_rows", []), request.GET.get("kind", ""))
    layout = layout_of_register(import_.register)
    return [
        one | {"words": [mark_in_words(layout, *mark) for mark in one["marks"]]}
        for one in outcome["prepared"]
        if one["change"] == tab
    ]


def mark_in_words(layout: Layout, stage: str, on: str) -> str:
    state = gettext(PermitState.of(stage).label) if layout.manner == Manner.PERMITS else layout.label(stage)
    return f"{state} {day(date.fromisoformat(on))}"


def problem_for_page(problem: dict[str, Any]) -> dict[str, Any]:
    accepted = problem["accepted"]
    return problem | {
        "text": Text.from_json(problem["text"]),
        "accepted": Text.from_json(accepted) if accepted else None,
    }


@require_POST
def choose(request: Request, slug: str, pk: int) -> HttpResponse:
    """Which column is which, as the person says."""
    import_ = visible_import(request, slug, pk)
    known = {one.code for one in all_columns(layout_of_register(import_.register))}
    chosen = columns_chosen(request, import_.outcome or {}, known.__contains__)
    remap(import_, chosen, by=request.user, at=now(request))
    return redirect("registers:import", slug, pk)


@require_POST
def take(request: Request, slug: str, pk: int) -> HttpResponse:
    """A row or a sheet is taken after all, left out, or left to the program again."""
    import_ = visible_import(request, slug, pk)
    take_or_leave(import_, *chosen_in(request), by=request.user, at=now(request))
    return redirect(f"{reverse('registers:import', args=[slug, pk])}?tab=reckoning")


@require_POST
def undo(request: Request, slug: str, pk: int) -> HttpResponse:
    import_ = visible_import(request, slug, pk)
    undo_import(import_, by=request.user, at=now(request))
    messages.success(request, gettext("The register has been restored to before the file."))
    return redirect("registers:import", slug, pk)


@require_POST
def apply(request: Request, slug: str, pk: int) -> HttpResponse:
    import_ = visible_import(request, slug, pk)
    apply_import(import_, by=request.user, at=now(request))
    messages.success(request, gettext("The file has been applied to the register."))
    return redirect("registers:register", slug, import_.register.code)


@require_safe
def marked_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """The file itself with its problems marked where they stand."""
    import_ = visible_import(request, slug, pk)
    outcome: dict[str, Any] = import_.outcome or {}
    if not outcome.get("problems"):
        raise Http404
    content = vault.fetch(settings.VAULT_DIR, import_.sha256)
    copy = with_problems(import_.file_name, content, outcome["problems"], rows=outcome["rows"], say=gettext)
    name = import_.file_name.rsplit(".", 1)[0]
    return handed(copy, name=f"{name} - {gettext('problems')}.xlsx", media_type=XLSX)
