"""A register as a sheet: to read, to fill in and to bring back."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.accounts.rules import Language
from gongjian.documents.form_sheet import Cell, FormColumn, FormSheet, Guidance
from gongjian.documents.sheet import CellKind
from gongjian.intake.papers.blank import in_script
from gongjian.kernel.text import spoken_day
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries.counts import layout_of_register
from gongjian.registers.queries.files import dates_of
from gongjian.registers.rules import FieldType, Layout, Manner, sheets
from gongjian.registers.rules.attributes import (
    FROM_FILES,
    NO_NAMES,
    AttributeKind,
    EntryAttribute,
    attributes_of,
)
from gongjian.registers.rules.layout import NUMBERS
from gongjian.registers.rules.sheets import SheetColumn, columns_of, kind_of
from gongjian.registers.rules.values import cell
from gongjian.sandbox.papers import to_form

KINDS: dict[FieldType, str] = {FieldType.DATE: CellKind.DATE, **dict.fromkeys(NUMBERS, CellKind.NUMBER)}
WIDE = {sheets.PROJECT: 28} | {one.name: one.width for one in FROM_FILES}
FROZEN, BLANK_ROWS = 4, 40
PARENTS = (sheets.PROJECT, sheets.TOWNSHIP)
Line = tuple[tuple[Cell, ...], bool]


def register_sheet(register: Register, entries: QuerySet[RegisterEntry], *, at: datetime) -> bytes:
    """What stands in the register, ready to be changed and brought back."""
    campaign = register.campaign
    with override(campaign.paper_language):
        layout = layout_of_register(register)
        said = _("As of %(day)s. Entries: %(count)s.") % {
            "day": spoken_day(campaign.day_of(at), _),
            "count": entries.count(),
        }
        rows = entry_lines(register, entries, layout)
        return to_form(form_sheet(register, layout, (said, no_names()), rows, parents=()), at=at)


def blank_form(register: Register, parents: Iterable[str], *, at: datetime) -> bytes:
    """An empty register with its checks, and a sheet that says what goes where."""
    with override(register.campaign.paper_language):
        layout = layout_of_register(register)
        notes = (_("Only the red columns are required."), no_names())
        form = form_sheet(register, layout, notes, [], parents=tuple(parents)[:500], empty_rows=BLANK_ROWS)
        return to_form(form, guidance(register, layout), at=at)


def no_names() -> str:
    return NO_NAMES.say(_)


def form_sheet(
    register: Register,
    layout: Layout,
    notes: tuple[str, ...],
    rows: Iterable[Line],
    *,
    parents: tuple[str, ...],
    empty_rows: int = 0,
) -> FormSheet:
    return FormSheet(
        name=register.name[:31],
        title=f"{register.campaign.name}: {register.name}",
        notes=notes,
        columns=tuple(form_columns(register, layout, parents)),
        rows=rows,
        empty_rows=empty_rows,
        frozen_columns=FROZEN,
        check_title=_("Please check"),
        check_day=_(
            "This is not a date. Enter a date such as 2026-09-30; words such as 9月底前 are also understood."
        ),
        check_choice=_("This is not among the choices of this column."),
    )


def form_columns(register: Register, layout: Layout, parents: tuple[str, ...]) -> Iterator[FormColumn]:
    language = register.campaign.paper_language
    for one in columns_of(layout):
        yield FormColumn(
            head=heading(one, language),
            width=WIDE.get(one.code, 12),
            kind=KINDS.get(kind_of(one, layout), CellKind.TEXT),
            choices=choices_of(one, layout, parents),
            must_choose=one.code == sheets.STAGE,
            is_hidden=one.code == sheets.KEY,
            is_required=one.is_required or one.code in PARENTS,
            is_grouped=one.code in (sheets.CODE, *PARENTS),
        )


def heading(one: SheetColumn, language: str) -> str:
    """In English our own words; a county's own names are never translated."""
    own = one.label == one.heading
    word = one.label if language == Language.ENGLISH or own else in_script(one.heading, language)
    return f"{word}\uff08{one.unit}\uff09" if one.unit else word


def choices_of(one: SheetColumn, layout: Layout, parents: tuple[str, ...]) -> tuple[str, ...]:
    if one.code == sheets.STAGE:
        return tuple(stage.label for stage in layout.stages)
    if one.code in (sheets.PROJECT, sheets.TOWNSHIP):
        return parents
    rule = layout.field(one.code.removeprefix(sheets.FIELD))
    if rule and rule.type == FieldType.YES_NO:
        return ("是", "否")
    return rule.choices if rule else ()


def entry_lines(register: Register, entries: QuerySet[RegisterEntry], layout: Layout) -> Iterator[Line]:
    related = ("project", "township", "unit", "department")
    found = list(entries.select_related(*related).order_by("project__code", "township__position", "number"))
    dates, columns, before = dates_of(register, [entry.pk for entry in found]), columns_of(layout), ""
    for entry in found:
        cells = cells_of(entry, register, layout, dates.get(entry.pk, {}))
        yield tuple(cells.get(one.code) for one in columns), entry.parent_name != before
        before = entry.parent_name


def cells_of(
    entry: RegisterEntry, register: Register, layout: Layout, dates: dict[str, date]
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {one.name: in_cell(one, getattr(entry, one.name)) for one in FROM_FILES}
    cells |= {
        sheets.KEY: f"{register.code}-{entry.number}",
        sheets.CODE: entry.project.code if entry.project else "",
        sheets.PROJECT: entry.project.name if entry.project else "",
        sheets.TOWNSHIP: str(entry.township or ""),
        sheets.STAGE: layout.label(entry.stage),
        sheets.ON: entry.stage_on,
    }
    cells |= {f"{sheets.REACHED}{code}": Decimal(value) for code, value in entry.reached.items()}
    cells |= {f"{sheets.FIELD}{rule.code}": cell(rule, entry.values.get(rule.code, "")) for rule in layout.fields}  # fmt: skip
    if layout.manner == Manner.PERMITS:
        cells |= {code: dates.get(code) for code in sheets.DATES}
    return cells


def in_cell(one: EntryAttribute, value: Any) -> Cell:
    """As a sheet wants it: numbers and days stay what they are."""
    return one.say(value) if one.kind == AttributeKind.ORGANISATION else value


def guidance(register: Register, layout: Layout) -> Guidance:
    said = {
        sheets.PROJECT: _("The project's full name, or its code. Rows below with an empty cell belong to the same project."),
        sheets.TOWNSHIP: _("The township. Rows below with an empty cell belong to the same township."),
        sheets.STAGE: _("The stage reached. If empty: not started."),
        sheets.ON: _("The date on which the stage was reached. If empty: today."),
        "correcting": _("The department's time limit is paused from here until the correction."),
    }  # fmt: skip
    said |= {one.name: one.guidance.say(_) for one in attributes_of(layout) if one.guidance}
    rules = {f"{sheets.FIELD}{rule.code}": rule for rule in layout.fields}
    rows = [
        (
            heading(one, register.campaign.paper_language),
            _("required") if one.is_required or one.code in PARENTS else "",
            said.get(one.code)
            or (_("Read by: %(consumer)s") % {"consumer": rules[one.code].consumer} if one.code in rules else ""),
        )
        for one in columns_of(layout)
        if one.code != sheets.KEY
    ]  # fmt: skip
    return Guidance(_("How to fill this in"), _("Instructions for the register"), rows)
