"""What somebody typed into the sheet of a list."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from gongjian.kernel.signs import keepable
from gongjian.worklist.actions.rows import TypedRow
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import ListColumn

MOST_ROWS, LONGEST_TYPED = 5_000, 2_000


def typed_rows(sent: Mapping[str, Any]) -> tuple[list[TypedRow], dict[str, int]]:
    """What somebody typed: rows to keep, and rows to delete with the versions that were seen."""
    rows = sent.get("save")
    gone = sent.get("delete")
    typed = [
        typed_row(row)
        for row in (rows if isinstance(rows, list) else [])[:MOST_ROWS]
        if isinstance(row, dict)
    ]
    deleted = {
        str(key)[:40]: seen
        for key, seen in (gone if isinstance(gone, dict) else {}).items()
        if isinstance(seen, int)
    }
    return [row for row in typed if row.key], deleted


def typed_row(row: Mapping[str, Any]) -> TypedRow:
    values = row.get("values")
    seen = row.get("seen")
    said = {gettext(measure.label): measure.value for measure in Measure}
    cells = {
        ListColumn.of(name): keepable(str(value))[:LONGEST_TYPED]
        for name, value in (values if isinstance(values, dict) else {}).items()
        if ListColumn.knows(name) and isinstance(value, str | int | float)
    }
    if ListColumn.MEASURE in cells:
        cells[ListColumn.MEASURE] = said.get(cells[ListColumn.MEASURE], cells[ListColumn.MEASURE])
    return TypedRow(str(row.get("key") or "")[:40], cells, seen if isinstance(seen, int) else 0)
