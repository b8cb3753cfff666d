"""The organisations that a sheet names: which of them are known, which are new, and what changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from gongjian.accounts.rules.columns import Column
from gongjian.accounts.rules.findings import Findings, SheetRow
from gongjian.accounts.rules.kinds import kind_of_name, kind_of_word
from gongjian.accounts.rules.known import Facts, OrganisationFacts
from gongjian.accounts.rules.names import Directory
from gongjian.accounts.rules.tree import may_stand_under
from gongjian.accounts.rules.words import OrganisationKind
from gongjian.kernel.text import Text
from gongjian.reading.cells.words import normal

LONGEST = {Column.UNIT: 120, Column.SHORT_NAME: 40, Column.OTHER_NAMES: 120, Column.SERIES: 40}
BETWEEN = re.compile(r"[、,，;；\n/]+")
NEW = "new"
FIELDS = {
    Column.SHORT_NAME: "short_name",
    Column.OTHER_NAMES: "other_names",
    Column.KIND: "kind",
    Column.SERIES: "series",
    Column.PARENT: "parent",
}


@dataclass
class Organisations:
    """The tree as it will stand when the sheet has been applied."""

    facts: Facts
    findings: Findings
    wanted: dict[int, OrganisationFacts] = field(default_factory=dict)
    order: dict[int, None] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    rows: dict[int, SheetRow] = field(default_factory=dict)
    words: dict[tuple[str, bool], int | None] = field(default_factory=dict)
    given: dict[tuple[int, Column], tuple[Any, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.directory = Directory(self.facts.county)
        for one in self.facts.organisations.values():
            self.directory.enter(one.ref, one.name, (one.short_name, *one.other_names))
        self.wanted |= self.facts.organisations
        self.parents |= {one.ref: one.parent for one in self.wanted.values()}
        self.founded_so_far = 0

    def read(self, rows: Iterable[SheetRow]) -> None:
        """First who there is, then what is said of them: an organisation may stand below one that comes later."""
        found = [(row, self.meant_by(row)) for row in rows if row.text(Column.UNIT)]
        for row, ref in found:
            if ref is not None and row.brings_organisations:
                self.write(ref, row)
        self.refuse_twins()
        self.put_in_order()

    def refuse_twins(self) -> None:
        """Two organisations of one name never stand under the same one."""
        standing: dict[tuple[int | None, str], int] = {}
        for ref in sorted(self.wanted, key=lambda ref: ref in self.rows):
            one = self.wanted[ref]
            other = standing.setdefault((one.parent, one.name), ref)
            if other != ref and ref in self.rows:
                text = Text("There is already an organisation called %(name)s here.", name=one.name)
                self.findings.object(self.rows[ref], Column.UNIT, text)

    def meant_by(self, row: SheetRow) -> int | None:
        """The organisation that a row names; nothing while that is open or wrong."""
        memo = (normal(row.text(Column.UNIT)), row.brings_organisations)
        if memo not in self.words:
            self.words[memo] = self.found(row)
        ref = self.words[memo]
        if ref is not None and row.brings_organisations:
            self.order.setdefault(ref)
        return ref

    def found(self, row: SheetRow) -> int | None:
        name = row.text(Column.UNIT)
        if len(name) > LONGEST[Column.UNIT]:
            self.findings.object(row, Column.UNIT, Text("The name is too long."))
            return None
        candidates = self.candidates(row)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            return self.asked(row, candidates)
        if row.brings_organisations:
            return self.founded(name)
        text = Text("No organisation is known by this name.")
        self.findings.object(row, Column.UNIT, text, Text("The name, short name or former name of an organisation below %(top)s.", top=self.top))  # fmt: skip
        return None

    def candidates(self, row: SheetRow) -> tuple[int, ...]:
        found = self.directory.find(row.text(Column.UNIT))
        if not found and row.brings_organisations:
            former = {
                ref for name in parts(row.text(Column.OTHER_NAMES)) for ref in self.directory.find(name)
            }
            found = tuple(former) if len(former) == 1 else ()
        above = self.directory.find(row.text(Column.PARENT)) if row.text(Column.PARENT) else ()
        below = tuple(ref for ref in found if self.wanted[ref].parent in above)
        return below if len(found) > 1 and len(below) == 1 else found

    def asked(self, row: SheetRow, candidates: tuple[int, ...]) -> int | None:
        name = row.text(Column.UNIT)
        options = [(str(ref), Text(self.full_name(ref))) for ref in candidates]
        if row.brings_organisations:
            options.append((NEW, Text("a new organisation")))
        text = Text("Several organisations are called “%(name)s”. Which one?", name=name)
        answer = self.findings.ask(row, Column.UNIT, f"unit|{normal(name)}", text, options)
        if answer == NEW:
            return self.founded(name)
        return int(answer) if answer else None

    def full_name(self, ref: int) -> str:
        one = self.wanted[ref]
        above = self.wanted.get(one.parent) if one.parent else None
        return f"{above.name} / {one.name}" if above and one.parent != self.facts.top else one.name

    def founded(self, name: str) -> int:
        self.founded_so_far += 1
        ref = -self.founded_so_far
        self.wanted[ref] = OrganisationFacts(ref, name, parent=self.facts.top)
        self.parents[ref] = self.facts.top
        self.directory.enter(ref, name)
        return ref

    def write(self, ref: int, row: SheetRow) -> None:
        self.rows.setdefault(ref, row)
        one, cells = self.wanted[ref], dict(self.cells(ref, row))
        for column, value in list(cells.items()):
            before, number = self.given.setdefault((ref, column), (value, row.number))
            if before != value:
                text = Text("Row %(row)s has different information for the same organisation.", row=number)
                self.findings.object(row, column, text)
        name = one.name
        if not set(self.directory.find(row.text(Column.UNIT))) & {ref}:
            name = row.text(Column.UNIT)  # found by its former name
        self.wanted[ref] = replace(
            one, name=name, **{FIELDS[column]: value for column, value in cells.items()}
        )

    def cells(self, ref: int, row: SheetRow) -> Iterator[tuple[Column, Any]]:
        """What the row says; an empty cell says nothing."""
        for column in (Column.SHORT_NAME, Column.OTHER_NAMES, Column.SERIES):
            if any(len(part) > LONGEST[column] for part in parts(row.text(column))):
                self.findings.object(row, column, Text("The name is too long."))
        if short := row.text(Column.SHORT_NAME):
            yield Column.SHORT_NAME, short[: LONGEST[Column.SHORT_NAME]]
        if others := parts(row.text(Column.OTHER_NAMES)):
            known = self.wanted[ref].other_names
            yield Column.OTHER_NAMES, (*known, *(name for name in others if name not in known))
        if kind := self.kind(ref, row):
            yield Column.KIND, kind
        if row.text(Column.SERIES) and (series := self.series(row)):
            yield Column.SERIES, series
        if row.text(Column.PARENT) and (parent := self.parent(ref, row)):
            yield Column.PARENT, parent

    def kind(self, ref: int, row: SheetRow) -> OrganisationKind | None:
        if word := row.text(Column.KIND):
            if kind := kind_of_word(word):
                return kind
            accepted = Text("One of: %(words)s.", words=tuple(OrganisationKind))
            self.findings.object(row, Column.KIND, Text("Unknown kind of organisation."), accepted)
        if ref > 0 or (ref, Column.KIND) in self.given or word:
            return None
        name = self.wanted[ref].name
        answer = self.findings.answers.get(f"kind|{normal(name)}", "")
        if OrganisationKind.knows(answer):
            return OrganisationKind.of(answer)
        if kind := kind_of_name(name):
            self.findings.note(row, Column.KIND, Text("Judging by its name, “%(name)s” is: %(kind)s.", name=name, kind=kind))  # fmt: skip
            return kind
        accepted = Text("One of: %(words)s.", words=tuple(OrganisationKind))
        self.findings.object(row, Column.KIND, Text("The name “%(name)s” does not show what kind of organisation it is.", name=name), accepted)  # fmt: skip
        return None

    def series(self, row: SheetRow) -> str:
        return code_of(row, Column.SERIES, self.facts.outside.series, self.findings)

    def parent(self, ref: int, row: SheetRow) -> int | None:
        found = self.directory.find(row.text(Column.PARENT))
        if len(found) != 1:
            text = Text("No organisation is known by this name.") if not found else Text("Several organisations have this name.")  # fmt: skip
            self.findings.object(row, Column.PARENT, text, Text("The full name of an organisation below %(top)s, or nothing.", top=self.top))  # fmt: skip
            return None
        verdict = may_stand_under(ref, found[0], parents=self.parents)
        if not verdict:
            self.findings.object(row, Column.PARENT, verdict.reason)
            return None
        self.parents[ref] = found[0]
        return found[0]

    @property
    def top(self) -> str:
        return self.wanted[self.facts.top].name

    def put_in_order(self) -> None:
        """The order of the sheet is the official order; who only comes behind the others changes none of them."""
        order = list(self.order)
        known = [ref for ref in order if ref > 0]
        placed = [self.wanted[ref].position for ref in known]
        stays = all(a < b for a, b in zip([0, *placed], placed, strict=False))
        begins = max((one.position for one in self.wanted.values()), default=0)
        if stays and order[: len(known)] == known:
            for number, ref in enumerate(order[len(known) :], start=begins + 1):
                self.wanted[ref] = replace(self.wanted[ref], position=number)
            return
        for number, ref in enumerate(order, start=1):
            self.wanted[ref] = replace(self.wanted[ref], position=number)


def parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in BETWEEN.split(text) if part.strip()))


def code_of(row: SheetRow, column: Column, words: Any, findings: Findings) -> str:
    """The code of a word that the caller knows; without any known words the word itself."""
    word = row.text(column)
    if not words:
        return word[:40]
    if code := {normal(key): value for key, value in words.items()}.get(normal(word)):
        return str(code)
    accepted = Text("One of: %(words)s.", words=tuple(dict.fromkeys(words)))
    findings.object(row, column, Text("“%(word)s” is not recognised.", word=word[:40]), accepted)
    return ""
