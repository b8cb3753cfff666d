"""Tables of tasks: who leads, who helps and by when stand in columns of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongjian.reading.plan.dates import whens
from gongjian.reading.plan.draft import Fact, FactKind, UnitPart
from gongjian.reading.plan.organisations import organisations
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.units import each_of_a_kind

COLUMNS = (
    ("task", re.compile(r"(?:重点)?(?:任务|项目|工作|事项|措施|内容)(?:名称|内容|事项|清单)?$|^名称$|工程名称")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("support", re.compile(r"配合|协办|参与|协同")),
    ("responsible", re.compile(r"责任(?:单位|部门|主体)|实施(?:单位|主体)|承办|落实单位")),
    ("due", re.compile(r"时限|期限|完成时间|时间节点|截止|时间要求")),
)  # fmt: skip
LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def cells_of(text: str) -> Iterator[list[Cell]]:
    place = 0
    for line in text.split("\n"):
        if "\t" in line:
            row, start = [], place
            for words in line.split("\t"):
                row.append(Cell(start, words))
                start += len(words) + 1
            yield row
        else:
            yield []
        place += len(line) + 1


def tables(paper: Paper) -> tuple[list[Fact], list[tuple[int, int]]]:
    """The facts of every table with a header that is understood, and the places of its rows."""
    facts: list[Fact] = []
    rows: list[tuple[int, int]] = []
    header: dict[int, str] = {}
    for row in cells_of(paper.text):
        if not row:
            header = {}
        elif found := understood(row):
            header = found
            rows.append((row[0].start, row[-1].end))
        elif header:
            rows.append((row[0].start, row[-1].end))
            facts += in_row(paper, row, header)
    return facts, rows


def understood(row: list[Cell]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        words = re.sub(r"\s|\(.{0,200}?\)", "", cell.words)
        name = next((name for name, pattern in COLUMNS if len(words) <= 10 and pattern.search(words)), "")
        if name and (name != "task" or name not in found.values()):
            found[place] = name
    return found if len(found) >= LEAST_COLUMNS and set(found.values()) - {"task"} else {}


def in_row(paper: Paper, row: list[Cell], header: dict[int, str]) -> Iterator[Fact]:
    columns = {name: row[place] for place, name in reversed(header.items()) if place < len(row)}
    task = columns["task"].words if "task" in columns else ""
    for place, name in header.items():
        if place >= len(row):
            continue
        if name == "due":
            yield from due_in(paper, row[place], task)
        elif name != "task":
            yield from units_in(
                paper, row[place], name, task, led="lead" in columns and bool(columns["lead"].words)
            )


def due_in(paper: Paper, cell: Cell, task: str) -> Iterator[Fact]:
    for when in whens(cell.words):
        date = when.last.iso(paper.year) if when.exact or when.ranged else when.iso(paper.year)
        if task:
            yield paper.fact(FactKind.DEADLINE, cell.start, cell.end, task[:60], date=date, exact=when.exact)


def units_in(paper: Paper, cell: Cell, column: str, task: str, *, led: bool) -> Iterator[Fact]:
    alone = column == "responsible" and (led or each_of_a_kind(cell.words))
    for place, (start, end, name) in enumerate(organisations(cell.words, trusted=True)):
        role = UnitPart.RESPONSIBLE if column == "responsible" else UnitPart.of(column)
        if column == "responsible" and place == 0 and not alone:
            role = UnitPart.LEAD
        yield paper.fact(
            FactKind.UNIT, cell.start + start, cell.start + end, name, role=role.value, duty=task[:40]
        )
