"""Blank forms: the columns of a layout, with its headings in the script of the reader, and how to fill them in."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

import opencc
from django.utils.translation import gettext as _

from gongjian.documents.form_sheet import FormColumn, FormSheet, Guidance
from gongjian.documents.sheet import CellKind
from gongjian.intake.rules import Layout
from gongjian.intake.rules.layout import C
from gongjian.sandbox.papers import to_form

ENGLISH, TRADITIONAL = "en", "zh-hant"
USUAL_WIDTH = 14.0
BLANK_ROWS = 200


def blank_form(
    layout: Layout[C],
    *,
    title: str,
    notes: tuple[str, ...],
    said: Mapping[C, str],
    language: str,
    at: datetime,
    widths: Mapping[C, float] | None = None,
    choices: Mapping[C, tuple[str, ...]] | None = None,
) -> bytes:
    """An empty sheet with its checks, and a second one that says what goes where."""
    columns = tuple(form_columns(layout, language=language, widths=widths or {}, choices=choices or {}))
    sheet = FormSheet(
        name=title[:31],
        title=title,
        notes=notes,
        columns=columns,
        rows=[],
        empty_rows=BLANK_ROWS,
        frozen_columns=1,
        check_title=_("Please check"),
        check_choice=_("This is not among the choices of this column."),
    )
    return to_form(sheet, guidance(layout, said, title=title, language=language), at=at)


def form_columns(
    layout: Layout[C],
    *,
    language: str,
    widths: Mapping[C, float],
    choices: Mapping[C, tuple[str, ...]],
) -> Iterator[FormColumn]:
    for column in layout.columns:
        yield FormColumn(
            head=heading(layout, column, language),
            width=widths.get(column, USUAL_WIDTH),
            kind=CellKind.TEXT,
            choices=choices.get(column, ()),
            is_required=column in layout.required,
            is_grouped=column in layout.group,
        )


def guidance(layout: Layout[C], said: Mapping[C, str], *, title: str, language: str) -> Guidance:
    rows = [
        (
            heading(layout, column, language),
            _("required") if column in layout.required else "",
            said.get(column, ""),
        )
        for column in layout.columns
        if column not in layout.unasked
    ]
    return Guidance(_("How to fill this in"), title, rows)


def heading(layout: Layout[C], column: C, language: str) -> str:
    return column.label if language == ENGLISH else in_script(layout.headings[column], language)


@lru_cache(maxsize=256)
def in_script(word: str, language: str) -> str:
    return opencc.OpenCC("s2tw").convert(word) if language == TRADITIONAL else word
