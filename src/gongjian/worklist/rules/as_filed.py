"""A row of a list held against what is filed: it may say the same, or in other words, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.reading.grids import Value
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.promised import LEFT, WITHOUT_QUANTITY, Promised, Promises, moved_parts
from gongjian.worklist.rules.row_words import text_of
from gongjian.worklist.rules.rows import Judged, ListRowValues

TAKE_OUT = Text("Delete the row.")


def as_promised(
    found: Judged, item: int | None, promises: Promises, values: Mapping[ListColumn, Value]
) -> Judged:
    """What the head must not sign is said where it is written."""
    row = found.row
    promised = promises.of(item, row.item_code)
    if promised is None:
        return found
    if promised.has_left:
        moved = [(ListColumn.ITEM_CODE, LEFT, TAKE_OUT)]
    else:
        ask = Text(
            "Filed content changes only by a change request: start it on the page of item %(code)s.",
            code=promised.code,
        )
        moved = [
            (one.part.column, one.in_words(), ask) for one in moved_parts(promised, said_by(row, promised))
        ]
    bad = {problem.column for problem in found.problems}
    more = (
        Problem(column, text_of(values.get(column))[:80], said, instead)
        for column, said, instead in moved
        if column not in bad
    )
    return replace(found, problems=(*found.problems, *more))


def said_by(row: ListRowValues, standing: Promised) -> Promised:
    """A list has no unit and no target of its own for what is counted in per cent or milestones."""
    counted = (row.unit_of_measure, row.target)
    if row.measure == standing.measure and row.measure in WITHOUT_QUANTITY:
        counted = (standing.unit_of_measure, standing.target)
    code = row.item_code or standing.code
    days = (row.starts_on, row.due_on)
    return Promised(*days, row.measure, *counted, row.curve, row.steps, standing.unit, code)
