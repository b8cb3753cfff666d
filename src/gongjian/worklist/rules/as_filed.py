"""A row of a list held against what is filed: it may say the same, or in other words, and nothing else."""

from dataclasses import replace

from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.promised import LEFT, WITHOUT_QUANTITY, Promised, Promises, moved_parts
from gongjian.worklist.rules.rows import Judged, Row

BY_REQUEST = Text("What is filed changes by a change request only: ask for it on the page of the item.")


def as_promised(found: Judged, item: int | None, promises: Promises) -> Judged:
    """What the head must not sign is said where it is written."""
    row = found.row
    promised = promises.of(item, row.item_code)
    if promised is None:
        return found
    if promised.has_left:
        moved = [Problem(ListColumn.ITEM_CODE, row.item_code, LEFT, Text("Take the row out."))]
    else:
        written = said_by(row, promised)
        moved = [Problem(one.part.column, row.item_code, one.said(), BY_REQUEST) for one in moved_parts(promised, written)]  # fmt: skip
    bad = {problem.column for problem in found.problems}
    return replace(
        found, problems=(*found.problems, *(problem for problem in moved if problem.column not in bad))
    )


def said_by(row: Row, standing: Promised) -> Promised:
    """A list has no unit and no target of its own for what is counted in per cent or milestones."""
    counted = (row.unit_of_measure, row.target)
    if row.measure == standing.measure and row.measure in WITHOUT_QUANTITY:
        counted = (standing.unit_of_measure, standing.target)
    code = row.item_code or standing.code
    days = (row.starts_on, row.due_on)
    return Promised(*days, row.measure, *counted, row.curve, row.steps, standing.unit, code)
