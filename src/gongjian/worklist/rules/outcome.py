"""What a dry run says: how many rows would change and how, and everything that is wrong in the file."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gongjian.intake.rules import Change, Problem, Sheet, letter_at, missing_column
from gongjian.kernel.text import Text
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import Curve, Measure, PromisedShare
from gongjian.worklist.rules.columns import ListColumn, names_of
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.judging import names_in
from gongjian.worklist.rules.merging import Kept, Placed, cell_changes
from gongjian.worklist.rules.promised import Promises
from gongjian.worklist.rules.row_words import row_in_words, text_of
from gongjian.worklist.rules.rows import ListFacts, ListRowValues

MOST_PROBLEMS, MOST_NOTES, MOST_SHOWN = 2_000, 500, 1_000
COUNTED = ("problems", "notes", "staying")
STAYS = Text(
    "Missing in the file. The item has been filed and is kept: items leave the list only by a change request."
)
WHOLE_ROW = (ListColumn.PROJECT_NAME, ListColumn.NAME, ListColumn.DUE_ON)


@dataclass
class Outcome:
    """Gathered row by row; of each kind no more than a page can show, but all are counted."""

    facts: ListFacts
    sheets: Sequence[Sheet[ListColumn]] = ()
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys([*Change, *COUNTED], 0))
    problems: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)  # in JSON: change, key, unit, row

    def take(self, row: Placed) -> None:
        self.counts[row.change] += 1
        self.complain(row, row.judged.problems, "problems", self.problems, MOST_PROBLEMS)
        self.complain(row, row.judged.notes, "notes", self.notes, MOST_NOTES)
        if row.change == Change.UNCHANGED:
            return
        if not row.judged.problems:
            self.prepare(row.change, row.key, row.judged.unit, to_json(row.judged.row))
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(self.row_to_show(row))

    def prepare(self, change: Change, key: str, unit: int | None, row: dict[str, Any] | None) -> None:
        self.prepared.append(json.dumps([change.value, key, unit, row], ensure_ascii=False))

    def complain(
        self, row: Placed, found: Iterable[Problem], kind: str, into: list[dict[str, Any]], most: int
    ) -> None:
        for problem in found:
            self.counts[kind] += 1
            if len(into) < most:
                letter = letter_at(self.sheets, row.sheet, row.number, problem.column)
                into.append(problem.to_json(row.sheet, row.number, letter))

    def row_to_show(self, row: Placed) -> dict[str, Any]:
        new = row.judged.row
        cells = cell_changes(row.old, new, self.facts) if row.old else self.first_cells(new)
        return {
            "change": row.change.value,
            "sheet": row.sheet,
            "row": row.number,
            "unit": row.judged.unit,
            "project": new.project_name[:120],
            "name": new.name[:160],
            "cells": [[column.value, old, after] for column, old, after in cells],
        }

    def first_cells(self, row: ListRowValues) -> list[tuple[ListColumn, str, str]]:
        words = row_in_words(row, self.facts)
        return [
            (column, "", words[column]) for column in words if words[column] and column not in WHOLE_ROW[:2]
        ]

    def miss(self, rows: Iterable[Kept], promises: Promises) -> None:
        for kept in rows:
            self.counts[Change.MISSING] += 1
            if promises.bind(kept.item):
                self.keep_filed(kept)
            else:
                self.prepare(Change.MISSING, kept.key, kept.unit, None)
            if len(self.shown) < MOST_SHOWN:
                told = {"change": Change.MISSING.value, "sheet": "", "row": 0, "unit": kept.unit, "cells": []}
                self.shown.append(told | {"project": kept.row.project_name, "name": kept.row.name})

    def keep_filed(self, kept: Kept) -> None:
        """What is filed does not go because a file forgets it."""
        self.counts["staying"] += 1
        self.counts["notes"] += 1
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Problem(ListColumn.NAME, kept.row.name[:80], STAYS).to_json("", 0, ""))

    def object_to_heading(self, sheet: Sheet[ListColumn]) -> None:
        """Without the columns that every list needs, no row of the sheet can be judged."""
        if sheet.head is None or not sheet.is_read:
            return
        for column in sheet.head.missing:
            self.counts["problems"] += 1
            self.problems.append(missing_column(column).to_json(sheet.name, sheet.head.last_row + 1, ""))


def units_named(values: Iterable[Mapping[ListColumn, Value]], facts: ListFacts) -> set[int]:
    """The units whose lists a file is about."""
    words = {text_of(row.get(ListColumn.UNIT)) for row in values}
    found = (next((facts.units[one] for one in names_in(word) if one in facts.units), None) for word in words)
    return {unit for unit in found if unit is not None}


def to_json(row: ListRowValues) -> dict[str, Any]:
    """The row as it waits to be written; what stands at its default is left out."""
    return {
        one.name: stored(getattr(row, one.name))
        for one in fields(row)
        if getattr(row, one.name) != one.default
    }


def stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [[step.on.isoformat(), str(step.share), step.name] for step in value]
    return str(value) if isinstance(value, Decimal | date) else value


def from_json(data: Mapping[str, Any]) -> ListRowValues:
    return ListRowValues(
        **{name: RESTORED[name](value) if name in RESTORED else value for name, value in data.items()}
    )


def steps_restored(kept: Sequence[Sequence[str]]) -> tuple[PromisedShare, ...]:
    return tuple(PromisedShare(date.fromisoformat(on), Fraction(share), name) for on, share, name in kept)


RESTORED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(names_of(Sort.MONEY, Sort.NUMBER), Decimal),
    **dict.fromkeys(names_of(Sort.DAY), date.fromisoformat),
    "target": Decimal,
    "measure": Measure.of,
    "curve": Curve.of,
    "steps": steps_restored,
}
