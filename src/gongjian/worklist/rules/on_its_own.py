"""A file of lists read on its own, without a campaign in a database: facts come as values, and so does the answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gongjian.intake.rules import Choices, Problem, letter_at, missing_column, notes_of_sheet, reckoned
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.days import Times
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Grid
from gongjian.worklist.rules.baseline import Measure
from gongjian.worklist.rules.columns import names_of
from gongjian.worklist.rules.declaring import WORDS, Sort
from gongjian.worklist.rules.merging import KnownRows, Placed, placed
from gongjian.worklist.rules.reading import NEEDED, file_rows, has_list, sheets_read
from gongjian.worklist.rules.rows import ListFacts, ListRowValues

Said = tuple[str, int, str, str, Text, str]


def times_from(data: Mapping[str, Any], *, year: int) -> Times:
    year = int(data.get("year", year))
    starts_on, ends_on = str(data.get("from") or f"{year}-01-01"), str(data.get("to") or f"{year}-12-31")
    return Times(year, date.fromisoformat(starts_on), date.fromisoformat(ends_on))


def facts_from(data: Mapping[str, Any], *, unit: str = "", year: int) -> tuple[ListFacts, dict[int, str]]:
    """What the file of facts says, and the units' full names. A unit that is named needs not stand in it."""
    lines = dict(data.get("lines", {}))
    units: list[Mapping[str, Any]] = list(data.get("units", []))
    names = {number: str(one["name"]) for number, one in enumerate(units, start=1)}
    known = {normal(word): number for number, one in enumerate(units, start=1) for word in (*one.get("short", []), one["name"])}  # fmt: skip
    own = known.get(normal(unit)) if unit else None
    if own is None and (unit or not units):
        own = len(units) + 1
        names[own] = unit
        known |= {normal(unit): own} if unit else {}
    facts = ListFacts(
        times=times_from(data, year=year),
        lines={normal(word): code for code, name in lines.items() for word in (name, code)},
        line_names=lines,
        units=known,
        own_unit=own,
        officials=frozenset(map(normal, data.get("officials", []))),
        targets={normal(code): code for code in data.get("targets", [])},
    )
    return facts, names


def list_read(grids: Sequence[Grid], facts: ListFacts, names: Mapping[int, str]) -> dict[str, Any]:
    """Everything that the file says: its rows, what is wrong with them, and what was taken for what."""
    sheets = sheets_read(grids, Choices(), facts.times)
    rows, problems, notes = list[dict[str, Any]](), list[Said](), list[Said]()
    for sheet in sheets:
        if sheet.head and sheet.is_read:
            missing = [missing_column(column) for column in sheet.head.missing]
            problems += [problem_at_cell(one, sheet.name, sheet.head.last_row + 1, "") for one in missing]
    for row in placed(file_rows(sheets, facts.times), KnownRows(), facts):
        for found, into in ((row.judged.problems, problems), (row.judged.notes, notes)):
            at = (row.sheet, row.number)
            into += [problem_at_cell(one, *at, letter_at(sheets, *at, one.column)) for one in found]
        rows.append(describe_row(row, names))
    notes += [note for sheet in sheets for note in notes_of_sheet(sheet)]
    refused = None if has_list(sheets) else NEEDED
    return {
        "rows": rows,
        "problems": problems,
        "notes": notes,
        "refused": refused,
        "reckoning": reckoned(sheets),
    }


def problem_at_cell(problem: Problem, sheet: str, row: int, letter: str) -> Said:
    """Takes a problem and its place; gives them as one row: sheet, row, letter, column, what is wrong,
    what stood there.
    """
    return sheet, row, letter, problem.column.value, problem.text, problem.value


def describe_row(placed_row: Placed, names: Mapping[int, str]) -> dict[str, Any]:
    """Takes a row of the file with its place; gives the words and numbers that other programs get."""
    row: ListRowValues = placed_row.judged.row
    counted = row.measure not in (Measure.PERCENT, Measure.MILESTONE)
    return {
        "sheet": placed_row.sheet,
        "row": placed_row.number,
        **{name: getattr(row, name) for name in names_of(*WORDS, Sort.TICK)},
        **{name: said_plainly(getattr(row, name)) for name in names_of(Sort.MONEY, Sort.NUMBER, Sort.DAY)},
        "line": row.line_of_work,
        "unit": names.get(placed_row.judged.unit or 0, ""),
        "measure": row.measure.value,
        "target": plain(row.target) if counted else "",
        "unit_of_measure": row.unit_of_measure,
        "steps": [step.on.isoformat() for step in row.steps],
        "step_names": [step.name for step in row.steps],
    }


def said_plainly(value: Decimal | date | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value.isoformat() if value else None
