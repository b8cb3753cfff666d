"""A register row by row: as a list, as a board of its stages, as a funnel; and many entries moved at once."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from gongjian.campaigns.queries import scope_of
from gongjian.kernel.verdict import NotAllowed, Refused, no, require
from gongjian.ledger.queries import remembered
from gongjian.registers import actions
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.permissions import may_add_somewhere, may_set_up
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.files import may_bring
from gongjian.registers.queries.open_moves import open_moves_of, to_write_in
from gongjian.registers.queries.rows import (
    EntriesWanted,
    at_every_stage,
    entries_found,
    entries_in_order,
    first_of_every_stage,
)
from gongjian.registers.queries.telling import funnel_of
from gongjian.registers.rules import Manner, ParentKind
from gongjian.web.http import Request, day_typed, now, page, today, words_typed
from gongjian.web.registers.asked import (
    BOARD,
    FUNNEL,
    NOT_STARTED,
    ROWS,
    VIEWS,
    RowsAsked,
    as_of,
    rows_asked,
    visible_entries,
)
from gongjian.web.registers.shown.board import columns_of_board
from gongjian.web.registers.shown.figures import figures_asked, funnel_rows
from gongjian.web.registers.shown.filters import filter_chips, filters_of, views_of
from gongjian.web.registers.shown.projects import title_of
from gongjian.web.registers.shown.rows import counted_at, row_heads, rows_of, stage_tabs
from gongjian.web.registers.shown.values import filled_in

PER_PAGE, CARDS, MOST_AT_ONCE = 50, 50, 500
T = TypeVar("T")
SHOWN = ("project__unit", "unit", "township")


def is_by_rows(register: Register, view: str) -> bool:
    """Whether a register is looked at row by row: always, where its entries stand under no project."""
    if register.parent_kind != ParentKind.PROJECT:
        return True
    return register.manner == Manner.EACH and view in VIEWS


def draw_rows(
    request: Request,
    register: Register,
    *,
    refusal: str = "",
    ticked: Collection[int] = (),
    status: int = 200,
) -> HttpResponse:
    layout = layout_of_register(register)
    asked = rows_asked(request.GET, register, layout)
    seen = visible_entries(request, register).filter(dropped_at=None)
    found = entries_found(seen, asked.wanted, layout, today=today(request))
    choices = filters_of(register, layout, asked)
    context = {
        "register": register,
        "line": title_of(register),
        "layout": layout,
        "as_of": as_of(request),
        "may_set_up": bool(may_set_up(request.user, register.campaign)),
        "may_bring": bool(may_bring(request.user, register)),
        "may_add": register.parent_kind != ParentKind.PROJECT and bool(may_add_somewhere(request.user, register)),
        "asked": asked,
        "views": views_of(register, asked.view, asked),
        "figures": figures_asked(request, register, seen),
        "choices": choices,
        "chips": filter_chips(asked, choices),
        "refusal": refusal,
        "ticked": ticked,
        "today": today(request),
        "moved_on": request.POST.get("on") or today(request),
        **DRAWN[asked.view](request, register, asked, found),
    }  # fmt: skip
    return page(request, "registers/rows.html", context, part="table", status=status)


def as_list(
    request: Request, register: Register, asked: RowsAsked, found: QuerySet[RegisterEntry]
) -> dict[str, Any]:
    layout = layout_of_register(register)
    standing = whole_or_anew(request, register, asked, "stages", lambda: at_every_stage(found, layout))
    here = found if asked.stage is None else found.filter(stage=asked.stage)
    ordered = entries_in_order(here.select_related(*SHOWN), asked.sort, layout)
    paged = PagesOfKnown(ordered, PER_PAGE, counted_at(asked, standing)).get_page(request.GET.get("page"))
    entries = list(paged.object_list)
    mine = visible_entries(request, register).filter(
        to_write_in(register, request.user), pk__in=[one.pk for one in entries]
    )
    return {
        "tabs": stage_tabs(asked, layout, standing),
        "heads": list(row_heads(layout)),
        "rows": list(rows_of(entries, filled_in(entries, layout), today=today(request))),
        "paged": paged,
        "writable": set(mine.values_list("pk", flat=True)) if register.manner == Manner.EACH else set(),
    }


def whole_or_anew(
    request: Request, register: Register, asked: RowsAsked, what: str, make: Callable[[], T]
) -> T:
    """What all rows that somebody sees add up to is remembered; what an address narrows is worked out each time."""
    if asked.wanted != EntriesWanted():
        return make()
    key = (what, register.pk, scope_of(request.user, request.campaign))
    return remembered(request.campaign, key, make)


def entries_narrowed(
    request: Request, register: Register, entries: QuerySet[RegisterEntry]
) -> QuerySet[RegisterEntry]:
    """What the address leaves of them, its stage included."""
    layout = layout_of_register(register)
    asked = rows_asked(request.GET, register, layout)
    found = entries_found(entries, asked.wanted, layout, today=today(request))
    return found if asked.stage is None else found.filter(stage=asked.stage)


class PagesOfKnown(Paginator[Any]):
    """Pages of a list whose length has been counted already."""

    def __init__(self, found: Any, per_page: int, count: int) -> None:
        super().__init__(found, per_page)
        self.count = count


def as_board(
    request: Request, register: Register, asked: RowsAsked, found: QuerySet[RegisterEntry]
) -> dict[str, Any]:
    layout = layout_of_register(register)
    standing = whole_or_anew(request, register, asked, "stages", lambda: at_every_stage(found, layout))
    entries = list(first_of_every_stage(found, layout, most=CARDS).select_related(*SHOWN))
    rows = rows_of(entries, filled_in(entries, layout), today=today(request))
    moves = open_moves_of(register, entries, request.user)
    columns = columns_of_board(asked, layout, standing, rows, moves)
    return {
        "columns": columns,
        "first_filled": next((one for one in columns if one.cards and not one.is_outside), None),
        "is_empty": not entries,
    }


def as_funnel(
    request: Request, register: Register, asked: RowsAsked, found: QuerySet[RegisterEntry]
) -> dict[str, Any]:
    day = today(request)
    flows = whole_or_anew(
        request, register, asked, f"funnel on {day}", lambda: funnel_of(register, found, today=day)
    )
    rows = funnel_rows(flows)
    return {
        "flows": rows,
        "widest": max((row.flow.came for row in rows), default=0),
        "is_empty": not any(row.flow.came for row in rows),
        "rows_address": asked.address(view=ROWS, stage=NOT_STARTED),
        "waiting": found.filter(stage="").count(),
    }


DRAWN = {ROWS: as_list, BOARD: as_board, FUNNEL: as_funnel}


def mark_rows(request: Request, register: Register) -> HttpResponse:
    """All rows that were ticked have reached a stage: all of them, or none. The list stays as it was asked for."""
    require(may_add_somewhere(request.user, register))
    if register.manner != Manner.EACH:
        raise Http404
    numbers = [
        int(one) for one in request.POST.getlist("code")[:MOST_AT_ONCE] if one.isdecimal() and len(one) < 10
    ]
    chosen = list(visible_entries(request, register).filter(dropped_at=None, pk__in=numbers))
    stage, note = request.POST.get("stage", "")[:40], words_typed(request, "note", most=300)
    try:
        if not chosen:
            require(no("Select at least one row first."))
        if not stage:
            require(no("Choose the stage that they have reached."))
        on = day_typed(request, "on") or today(request)
        actions.mark_entries(chosen, stage, on=on, by=request.user, at=now(request), note=note)
    except NotAllowed:
        raise
    except Refused as refusal:
        said = refusal.reason.say(gettext)
        return draw_rows(request, register, refusal=said, ticked=numbers, status=409)
    messages.success(request, gettext("Marked: %(count)s.") % {"count": len(chosen)})
    return redirect(request.get_full_path())
