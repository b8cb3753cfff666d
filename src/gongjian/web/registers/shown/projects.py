"""A register as its pages draw it: projects, permits in a matrix, the queues of departments, a trend."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from gongjian.registers.models import Register
from gongjian.registers.queries import PermitFacts
from gongjian.registers.rules import Layout, Sums, queue_order, urgency
from gongjian.ui.charts import Line, LineChart
from gongjian.web.shown.registers import PermitCell, StageShare, permit_cell, steps_of, thing_counted
from gongjian.worklist.models import Project


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in the table of a register."""

    project: Project
    sums: Sums
    steps: Sequence[StageShare]

    @property
    def begun(self) -> bool:
        return bool(self.sums.whole.things or self.sums.whole.quantity)

    @property
    def first_share(self) -> Any:
        return self.steps[0].share if self.steps else 0

    @property
    def last_share(self) -> Any:
        return self.steps[-1].share if self.steps else 0


SORTS = {
    "project": lambda row: row.project.code,
    "unit": lambda row: (*row.project.unit.official_place, row.project.code),
    "whole": lambda row: row.sums.whole.things,
    "first": lambda row: row.first_share,
    "last": lambda row: row.last_share,
}


def project_rows(projects: Iterable[Project], counts: dict[int, Sums], layout: Layout) -> list[ProjectRow]:
    return [
        ProjectRow(project, sums, steps_of(sums, layout))
        for project in projects
        for sums in [counts.get(project.pk, Sums())]
    ]


def sorted_rows(rows: list[ProjectRow], wanted: str) -> list[ProjectRow]:
    by = SORTS.get(wanted.lstrip("-"), SORTS["project"])
    return sorted(rows, key=by, reverse=wanted.startswith("-"))


def trend_chart_of(points: Sequence[tuple[date, Sums]], layout: Layout) -> LineChart | None:
    """One line per stage, and one for the whole: what was counted holds until it is counted again."""
    if not points:
        return None
    whole = Line(gettext("Total number"), tuple((day, sums.whole.things) for day, sums in points), steps=True)
    stages = [
        Line(gettext(one.label), tuple((day, sums.at(one.code).things) for day, sums in points), steps=True)
        for one in layout.counted
    ]
    return LineChart(gettext("Day by day"), (whole, *stages), thing_counted(layout))


@dataclass(frozen=True, slots=True)
class MatrixRow:
    project: Project
    cells: Sequence[PermitCell | None]


def matrix(facts: Sequence[PermitFacts], projects: Collection[Project]) -> tuple[list[str], list[MatrixRow]]:
    """Projects against permits, the permits as they are usually met, line of work by line of work."""
    by_project: dict[int, dict[str, PermitCell]] = {}
    names = dict[str, None]()
    codes = {project.pk: project.code for project in projects}
    for one in sorted(facts, key=lambda one: codes.get(one.entry.project_id or 0, "")):
        by_project.setdefault(one.entry.project_id or 0, {})[one.name] = permit_cell(one)
        names[one.name] = None
    rows = [MatrixRow(one, [by_project.get(one.pk, {}).get(name) for name in names]) for one in projects]
    return list(names), rows


@dataclass(frozen=True, slots=True)
class Queue:
    """What one department has before it, the most urgent first."""

    department: str
    cells: Sequence[PermitCell]

    @property
    def late(self) -> int:
        return sum(cell.facts.is_late for cell in self.cells)


def queues(facts: Iterable[PermitFacts]) -> list[Queue]:
    """Only what is with a department, in the order of the rules."""
    by_department: dict[str, list[PermitCell]] = {}
    for one in facts:
        if one.with_department:
            by_department.setdefault(one.department or "–", []).append(permit_cell(one))
    found = [
        Queue(name, sorted(cells, key=lambda cell: urgency(cell.facts.days_left)))
        for name, cells in by_department.items()
    ]
    return sorted(
        found, key=lambda queue: queue_order(queue.department, late=queue.late, waiting=len(queue.cells))
    )


def title_of(register: Register) -> str:
    line = register.line_of_work
    return str(line) if line else gettext("All lines of work")
