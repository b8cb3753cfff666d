"""What a sheet of organisations and people would change, read without changing anything."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongjian.accounts.rules.columns import BOTH, OF_ORGANISATIONS, Column
from gongjian.accounts.rules.findings import MOST_SHOWN, Findings, SheetRow, text_of
from gongjian.accounts.rules.known import Facts, OrganisationFacts, PersonFacts, changed_cells
from gongjian.accounts.rules.organisations_in import Organisations
from gongjian.accounts.rules.people_in import People
from gongjian.intake.rules import HIDDEN_ROW, STRUCK, Headed, Walk, headed, raw_rows
from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid

MOST_ROWS = 20_000
NO_HEADING = Text("No header was found. A list of organisations or people needs a column for the organisation "
    "(单位名称) and one more, such as the name (姓名).")  # fmt: skip
TOO_MANY = Text("The file has more than %(most)s rows.", most=MOST_ROWS)
Sheets = list[tuple[Grid, Headed[Column]]]
Fact = OrganisationFacts | PersonFacts


@dataclass(frozen=True)
class Plan:
    """What would be written, and all that was found on the way."""

    facts: Facts
    organisations: Organisations
    people: People
    findings: Findings
    sheets: Sheets
    walks: Mapping[str, Walk[Column]]
    rows: int

    @property
    def is_ready(self) -> bool:
        return not self.findings.counts["problems"] and not self.findings.open_questions

    def changes(self) -> Iterator[tuple[Fact | None, Fact]]:
        """Every organisation and person that is new or not as before: what stood there, and what will."""
        for one in self.organisations.wanted.values():
            if one != (old := self.facts.organisations.get(one.ref)):
                yield old, one
        for person in self.people.wanted.values():
            if person != (known := self.facts.people.get(person.ref)):
                yield known, person

    def outcome(self) -> dict[str, Any]:
        changes = list(self.changes())
        return {
            "sheets": [told_of(grid, head, self.walks[grid.name]) for grid, head in self.sheets],
            "rows": self.rows,
            "counts": self.counts(changes),
            "problems": self.findings.problems,
            "notes": self.findings.notes,
            "questions": list(self.findings.questions.values()),
            "shown": [self.shown(old, new) for old, new in changes[:MOST_SHOWN]],
            "fingerprint": self.fingerprint(changes),
        }

    def counts(self, changes: Sequence[tuple[Fact | None, Fact]]) -> dict[str, int]:
        new = [type(one) for old, one in changes if old is None]
        changed = [type(one) for old, one in changes if old is not None]
        named = len(self.organisations.order), len(self.people.claimed)
        counts = dict[str, int]()
        for kind, what, count in zip((OrganisationFacts, PersonFacts), ("organisations", "people"), named, strict=True):  # fmt: skip
            counts[f"{what}_new"], counts[f"{what}_changed"] = new.count(kind), changed.count(kind)
            counts[f"{what}_unchanged"] = max(0, count - new.count(kind) - changed.count(kind))
        return {**counts, **self.findings.counts, "questions": self.findings.open_questions}

    def shown(self, old: Fact | None, new: Fact) -> dict[str, Any]:
        blank = type(new)(new.ref, "")
        row = self.people.claimed[new.ref].row if new.ref in self.people.claimed and isinstance(new, PersonFacts) else None  # fmt: skip
        return {
            "what": "person" if isinstance(new, PersonFacts) else "organisation",
            "change": "changed" if old else "new",
            "ref": new.ref,
            "name": new.name,
            "at": self.value_in_words("organisation", new.organisation)
            if isinstance(new, PersonFacts)
            else "",
            "sheet": row.sheet if row else "",
            "row": row.number if row else 0,
            "cells": [
                [field, self.value_in_words(field, before) if old else "", self.value_in_words(field, after)]
                for field, before, after in changed_cells(old or blank, new)
            ],
        }

    def value_in_words(self, field: str, value: Any) -> str:
        if field in ("parent", "organisation"):
            one = self.organisations.wanted.get(value) if value else None
            return one.name if one else ""
        return "、".join(value) if isinstance(value, tuple) else str(value or "")

    def fingerprint(self, changes: Sequence[tuple[Fact | None, Fact]]) -> str:
        """Of all that would be written: what a person agreed to is what happens, or nothing does."""
        content = json.dumps([[repr(old), repr(new)] for old, new in changes], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


def plan_of(
    grids: Sequence[Grid], facts: Facts, *, mapping: Mapping[str, str], answers: Mapping[str, str]
) -> Plan | Text:
    """The plan, or a sentence about why the file as a whole cannot be read."""
    seen = [grid for grid in grids if not grid.is_hidden]
    sheets = [(grid, head) for grid in seen if (head := headed(grid, BOTH, mapping))]
    sheets = [(grid, head) for grid, head in sheets if Column.UNIT in head.columns]
    if not sheets:
        return NO_HEADING
    if sum(len(grid.rows) - head.last_row - 1 for grid, head in sheets) > MOST_ROWS:
        return TOO_MANY
    findings, walks = Findings(answers), {grid.name: Walk[Column]() for grid, _ in sheets}
    rows = [row for grid, head in sheets for row in read_rows(grid, head, walks[grid.name])]
    for row in rows:
        look_at_cells(row, findings)
    organisations = Organisations(facts, findings)
    organisations.read(sorted(rows, key=lambda row: not row.brings_organisations))
    people = People(facts, organisations, findings)
    people.read(rows)
    return Plan(facts, organisations, people, findings, sheets, walks, len(rows))


def look_at_cells(row: SheetRow, findings: Findings) -> None:
    for column in row.unknown:
        findings.object(row, column, Text("This formula was never calculated."), Text("Open the file in Excel or WPS, save it and import it again."))  # fmt: skip
    if row.is_hidden:
        findings.note(row, Column.PERSON if row.text(Column.PERSON) else Column.UNIT, HIDDEN_ROW)
    for column in sorted(row.struck, key=list(Column).index):
        findings.note(row, column, STRUCK)


def read_rows(grid: Grid, head: Headed[Column], walk: Walk[Column]) -> Iterator[SheetRow]:
    letters = {column: one.letter for column, one in head.columns.items()}
    brings = Column.PERSON not in head.columns or any(column in head.columns for column in OF_ORGANISATIONS)
    for raw in raw_rows(grid, head, walk):
        texts = {column: text_of(value) for column, value in raw.values.items()}
        yield SheetRow(grid.name, raw.number, texts, letters, brings, raw.unknown, raw.is_hidden, raw.struck)


def told_of(grid: Grid, head: Headed[Column], walk: Walk[Column]) -> dict[str, Any]:
    return {
        "name": grid.name,
        "header": [head.first_row + 1, head.last_row + 1],
        "skipped": walk.skipped,
        "columns": [[one.letter, one.text, one.key, one.column or ""] for one in head.headings],
    }
