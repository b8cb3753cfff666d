"""The sheet of a list as the page draws it: its columns, and its cells in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from gongjian.campaigns.models import Campaign
from gongjian.documents.sheet import CellKind
from gongjian.worklist.queries.rows import officials
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import CELLS, ListColumn, names_of
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.row_words import YES
from gongjian.worklist.rules.rows import EDITED, ListFacts

FIRST = (ListColumn.PROJECT_NAME, ListColumn.NAME, ListColumn.DUE_ON)
ORDER = (*FIRST, *(column for column in EDITED if column not in FIRST))
PIXELS, NARROWEST = 13, 130  # of a letter, and of a column


def columns_of(campaign: Campaign, facts: ListFacts) -> list[dict[str, Any]]:
    choices = {
        ListColumn.LINE: ["", *facts.line_names.values()],
        ListColumn.MEASURE: ["", *(gettext(measure.label) for measure in Measure)],
        ListColumn.LEADING_OFFICIAL: ["", *officials(campaign)],
        **{ListColumn.of(name): ["", YES] for name in names_of(Sort.TICK)},
    }
    return [
        {
            "field": column.value,
            "title": capfirst(gettext(column.label)),
            "width": max(NARROWEST, round(PIXELS * CELLS[column].width)),
            "choices": choices.get(column, []),
            "open": column == ListColumn.LEADING_OFFICIAL,
            "required": CELLS[column].is_required,
            "number": CELLS[column].in_sheet in (CellKind.MONEY, CellKind.NUMBER),
            "longest": CELLS[column].longest or 500,
        }
        for column in ORDER
    ]


def cells_in_language(words: Mapping[ListColumn, str]) -> dict[str, str]:
    """The cells as they are shown: the way of measuring in the reader's language."""
    cells = {column.value: words[column] for column in ORDER}
    code = words[ListColumn.MEASURE]
    return cells | {
        ListColumn.MEASURE.value: gettext(Measure.of(code).label) if Measure.knows(code) else code
    }
