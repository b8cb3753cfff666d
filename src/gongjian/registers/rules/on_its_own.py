"""A file of a register read on its own, without a campaign in a database: facts come as values, and so does the answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongjian.intake.rules import Choices, Problem, notes_of_sheet, reckoned
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Grid
from gongjian.registers.rules.filed import Facts, Filed
from gongjian.registers.rules.layout import Layout, layout_of
from gongjian.registers.rules.reading import RegisterRead, register_read
from gongjian.registers.rules.sheets import FileRow, SheetColumn
from gongjian.registers.rules.values import Known, by_name
from gongjian.registers.rules.words import Manner
from gongjian.worklist.rules.on_its_own import times_from

KINDS = {"permits": Manner.PERMITS, "houses": Manner.EACH, "policy": Manner.TOTALS}
Said = tuple[str, int, str, str, Text, str]


def layout_from(data: Mapping[str, Any], kind: str) -> Layout:
    """How the register looks that the file of facts describes under its kind."""
    found: Mapping[str, Any] = data.get("registers", {}).get(kind, {})
    return layout_of(
        Manner.of(found.get("manner", KINDS[kind].value)),
        [{**one, "label": one["name"]} for one in found.get("fields", [])],
        [{"code": one["code"], "label": one["name"]} for one in found.get("stages", [])],
        thing=found.get("unit", ""),
        unit=found.get("size", ""),
    )


def facts_from(
    data: Mapping[str, Any], kind: str, *, today: date
) -> tuple[Facts, dict[int, tuple[str, str]]]:
    """What a row is judged by, and the projects by their numbers: code and name."""
    projects = dict(enumerate(dict(data.get("projects", {})).items(), start=1))
    today = date.fromisoformat(data["today"]) if "today" in data else today
    facts = Facts(
        layout=layout_from(data, kind),
        known=Known(times_from(data, year=today.year), organisations_from(data)),
        today=today,
        parents={normal(word): number for number, pair in projects.items() for word in pair},
    )
    return facts, projects


def organisations_from(data: Mapping[str, Any]) -> dict[str, str]:
    units = ((one["name"], *one.get("short", [])) for one in data.get("units", []))
    return by_name([*((name,) for name in data.get("organisations", [])), *units])


def register_told(
    grids: Sequence[Grid], facts: Facts, projects: Mapping[int, tuple[str, str]]
) -> dict[str, Any]:
    """Everything that the file says: its rows, what is wrong with them, and what was taken for what."""
    found = register_read(grids, facts, Choices())
    problems = [problem_at_cell(found, row, problem) for row, problem in found.problems]
    notes = [problem_at_cell(found, row, note) for row, one in found.rows for note in one.notes]
    notes += [note for sheet in found.sheets for note in notes_of_sheet(sheet)]
    rows = [describe_row(row, one, projects) for row, one in found.rows]
    return {"rows": rows, "problems": problems, "notes": notes, "refused": found.refused, "reckoning": reckoned(found.sheets)}  # fmt: skip


def problem_at_cell(found: RegisterRead, row: FileRow, problem: Problem[SheetColumn]) -> Said:
    """Takes a problem; gives where it stands (sheet, row, letter, column), what is wrong, and what stood there."""
    letter = found.letter(row, problem.column)
    return row.sheet, row.number, letter, problem.column.code, problem.text, problem.value


def describe_row(row: FileRow, one: Filed, projects: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """Takes a row of the file and what was read of it; gives the words and numbers that other programs get."""
    code, name = projects.get(one.parent, ("", ""))
    return {
        "sheet": row.sheet,
        "row": row.number,
        "project_code": code,
        "project_name": name,
        "name": one.name,
        "quantity": plain(one.quantity),
        "reached": one.reached,
        "stage": one.marks[-1][0] if one.marks else "",
        "values": one.values,
        **one.said,
        "marks": [[stage, on.isoformat()] for stage, on in one.marks],
    }
