"""Cells of a list as a reader is told of them: words and days, not what is stored."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from gongjian.ui.days import day
from gongjian.worklist.models import ListVersion
from gongjian.worklist.queries.since_filed import SinceFiled, since_filed
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import ListColumn

DAYS = (ListColumn.STARTS_ON, ListColumn.DUE_ON)


def cell_in_words(column: str, value: str) -> str:
    if column == ListColumn.MEASURE and Measure.knows(value):
        return gettext(Measure.of(value).label)
    if column in DAYS and value:
        return day(date.fromisoformat(value), "long")
    return value


def difference(version: ListVersion) -> SinceFiled:
    """What a version says otherwise than the filed one, as the page says it."""
    found = since_filed(version)
    changed = [
        (
            row,
            [(column, cell_in_words(column, old), cell_in_words(column, new)) for column, old, new in cells],
        )
        for row, cells in found.changed
    ]
    return replace(found, changed=changed)
