"""What a file would change in a list: which of its rows are known there, which are new, which are missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongjian.intake.rules import HIDDEN_ROW, STRUCK, Change, Problem
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import amount_of
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value, is_blank
from gongjian.worklist.rules.as_filed import as_promised
from gongjian.worklist.rules.baseline import Measure
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.judging import judged
from gongjian.worklist.rules.promised import Promises
from gongjian.worklist.rules.row_words import row_in_words, text_of
from gongjian.worklist.rules.rows import EDITED, Judged, ListFacts, ListRowValues

MEASURED_TOGETHER = (ListColumn.MEASURE, ListColumn.TARGET, ListColumn.UNIT_OF_MEASURE, ListColumn.STEPS)
CODES = (ListColumn.PROJECT_CODE, ListColumn.ITEM_CODE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it stands in a list, with the mark that stays with it."""

    key: str
    unit: int
    row: ListRowValues
    item: int | None = None  # the item of the worklist that the row speaks of


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the file, understood and compared."""

    change: Change
    sheet: str
    number: int
    key: str
    judged: Judged
    old: ListRowValues | None = None


@dataclass
class KnownRows:
    """The rows of the lists that a file may touch, by everything by which a row can be found again."""

    by_key: dict[str, Kept] = field(default_factory=dict)
    by_code: dict[str, Kept] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Kept]] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)  # codes of others: whose they are
    found: dict[str, tuple[str, int]] = field(default_factory=dict)  # key: where in the file
    names: dict[tuple[int | None, str, str], tuple[str, int]] = field(default_factory=dict)
    codes: dict[str, tuple[str, int]] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    promises: Promises = Promises()

    @classmethod
    def of(
        cls,
        rows: Iterable[Kept],
        taken: Mapping[str, str],
        projects: Mapping[str, str] | None = None,
        promises: Promises | None = None,
    ) -> "KnownRows":
        register = cls(taken=dict(taken), projects=dict(projects or {}), promises=promises or Promises())
        for kept in rows:
            register.by_key[kept.key] = kept
            if kept.row.item_code:
                register.by_code[kept.row.item_code.lower()] = kept
            names = (normal(kept.row.project_name), normal(kept.row.name))
            register.by_name.setdefault(names, []).append(kept)
        return register

    def known(self, values: Mapping[ListColumn, Value]) -> tuple[Kept | None, bool]:
        """The row of the list that this one is, and whether it is a copy of one that the file had already."""
        by_key = self.by_key.get(text_of(values.get(ListColumn.KEY)))
        if by_key:
            return (None, True) if by_key.key in self.found else (by_key, False)
        by_code = self.by_code.get(text_of(values.get(ListColumn.ITEM_CODE)).lower())
        if by_code and by_code.key not in self.found:
            return by_code, False
        names = (
            normal(text_of(values.get(ListColumn.PROJECT_NAME))),
            normal(text_of(values.get(ListColumn.NAME))),
        )
        return next((kept for kept in self.by_name.get(names, []) if kept.key not in self.found), None), False

    def missing(self, units: Iterable[int]) -> list[Kept]:
        among = set(units)
        return [kept for kept in self.by_key.values() if kept.key not in self.found and kept.unit in among]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row as it comes out of the file, with what its sheet says of all its rows."""

    sheet: str
    number: int
    values: Mapping[ListColumn, Value]
    columns: frozenset[ListColumn]
    money: Mapping[ListColumn, str]
    section: str = ""
    is_hidden: bool = False
    unknown: frozenset[ListColumn] = frozenset()
    caption: str = ""
    ditto: Mapping[ListColumn, Value] = field(default_factory=dict)
    lost: Mapping[ListColumn, Value] = field(default_factory=dict)
    unread_steps: str = ""  # numbers in the columns of months
    named_by_sheet: bool = False  # its unit is the name of its sheet
    struck: frozenset[ListColumn] = frozenset()  # with words that are struck through


def placed(rows: Iterable[FileRow], register: KnownRows, facts: ListFacts) -> Iterator[Placed]:
    """Every row of the file, compared with the list. Columns that the file does not have stay as they are."""
    for row in rows:
        kept, is_copy = register.known(row.values)
        row = under_its_sheet(row, facts)
        values = completed(row, kept, facts)
        if is_copy:
            values = {column: value for column, value in values.items() if column != ListColumn.ITEM_CODE}
        found = judged(
            values, facts, section=row.section, money=row.money, caption=row.caption, unknown=row.unknown
        )
        found = as_it_stands(found, kept)
        found = with_notes(
            found, row, is_copy=is_copy, moved=bool(kept and found.unit not in (None, kept.unit))
        )
        found = once_only(
            as_promised(found, kept.item if kept else None, register.promises, values), row, kept, register
        )
        if kept:
            register.found[kept.key] = (row.sheet, row.number)
        yield Placed(
            change_of(found, kept),
            row.sheet,
            row.number,
            kept.key if kept else "",
            found,
            kept.row if kept else None,
        )


def under_its_sheet(row: FileRow, facts: ListFacts) -> FileRow:
    """A sheet that is called as a unit is the list of this unit, where its rows name none."""
    if (
        facts.own_unit
        or not is_blank(row.values.get(ListColumn.UNIT))
        or normal(row.sheet) not in facts.units
    ):
        return row
    columns = row.columns | {ListColumn.UNIT}
    return replace(
        row, values={**row.values, ListColumn.UNIT: row.sheet}, columns=columns, named_by_sheet=True
    )


def as_it_stands(found: Judged, kept: Kept | None) -> Judged:
    """16万平方米 where 160,000平方米 stand is no change: a quantity keeps the unit in which it was written first."""
    if kept is None or found.row.measure != kept.row.measure:
        return found
    old = Quantity.of(kept.row.target, kept.row.unit_of_measure)
    if not old.is_same(Quantity.of(found.row.target, found.row.unit_of_measure)):
        return found
    return replace(
        found, row=replace(found.row, target=kept.row.target, unit_of_measure=kept.row.unit_of_measure)
    )


def completed(row: FileRow, kept: Kept | None, facts: ListFacts) -> dict[ListColumn, Value]:
    if kept is None:
        return dict(row.values)
    stands = row_in_words(kept.row, facts)
    values = dict(row.values)
    together = any(column in row.columns for column in MEASURED_TOGETHER) and not only_a_number(row, kept.row)
    for column in EDITED:
        absent = column not in row.columns and not (together and column in MEASURED_TOGETHER)
        if absent or (column in CODES and not text_of(values.get(column))):
            values[column] = stands[column]
    return values


def only_a_number(row: FileRow, old: ListRowValues) -> bool:
    """A target without any unit or way of measuring in the file is counted as the row is counted already."""
    if old.measure == Measure.MILESTONE:
        return False
    others = (ListColumn.MEASURE, ListColumn.UNIT_OF_MEASURE)
    amount = amount_of(row.values.get(ListColumn.TARGET))
    says_unit = any(column in row.columns for column in others) or ListColumn.TARGET in row.money
    return amount is not None and not amount.unit and not says_unit


def change_of(found: Judged, kept: Kept | None) -> Change:
    if kept is None:
        return Change.NEW
    return Change.UNCHANGED if found.row == kept.row and found.unit in (None, kept.unit) else Change.CHANGED


def with_notes(found: Judged, row: FileRow, *, is_copy: bool, moved: bool) -> Judged:
    notes, problems = [*found.notes, *ditto_notes(row)], [*found.problems, *ditto_problems(row)]
    if row.is_hidden:
        notes.append(Problem(ListColumn.NAME, found.row.name[:80], HIDDEN_ROW))
    for column in sorted(row.struck, key=list(ListColumn).index):
        notes.append(Problem(column, text_of(row.values.get(column))[:80], STRUCK))
    if is_copy:
        notes.append(
            Problem(
                ListColumn.KEY,
                "",
                Text("A copy of another row: it counts as new and gets its own code."),
            )
        )
    if moved:
        problems.append(
            Problem(
                ListColumn.UNIT,
                "",
                Text("This item is in another unit's list."),
                Text("Responsible units are changed by a change request."),
            )
        )
    return replace(found, notes=tuple(notes), problems=tuple(problems))


def ditto_notes(row: FileRow) -> Iterator[Problem]:
    for column, value in row.ditto.items():
        above = text_of(value)[:80]
        yield Problem(column, above, Text("“Ditto” was read as the value above: %(value)s.", value=above))
    if row.named_by_sheet:
        yield Problem(ListColumn.UNIT, row.sheet[:80], Text("The unit was read from the name of the sheet."))
    if row.unread_steps:
        said = Text("Numbers in the columns of months are not read: a step needs words.")
        yield Problem(ListColumn.STEPS, row.unread_steps[:80], said)


def ditto_problems(row: FileRow) -> Iterator[Problem]:
    for column in sorted(row.lost, key=list(ListColumn).index):
        yield Problem(
            column,
            text_of(row.lost[column])[:80],
            Text("“Ditto” has nothing above it, or is followed by other words."),
        )


FREE_CODE = Text("If the cell is empty, a code is assigned.")


def once_only(found: Judged, row: FileRow, kept: Kept | None, register: KnownRows) -> Judged:
    """Nothing may stand twice in a file, and no code may belong to somebody else."""
    here, judged_row = (row.sheet, row.number), found.row
    problems = list(found.problems)
    if text := code_trouble(judged_row.item_code, here, kept, register):
        problems.append(Problem(ListColumn.ITEM_CODE, judged_row.item_code, text, FREE_CODE))
    project, name = judged_row.project_code.lower(), normal(judged_row.project_name)
    names = (found.unit, name, normal(judged_row.name))
    if all(names[1:]) and (first := register.names.setdefault(names, here)) != here:
        twice = Text("The same item of the same project already appears in row %(row)s.", row=first[1])
        differently = Text("Use different item names, or delete one of the rows.")
        problems.append(Problem(ListColumn.NAME, judged_row.name[:80], twice, differently))
    if project and name and register.projects.setdefault(project, name) != name:
        other = Text("This code belongs to a project of another name.")
        alike = Text("Use the same project name in all its rows, or leave the code empty.")
        problems.append(Problem(ListColumn.PROJECT_CODE, judged_row.project_code, other, alike))
    return replace(found, problems=tuple(problems))


def code_trouble(code: str, here: tuple[str, int], kept: Kept | None, register: KnownRows) -> Text | None:
    own = bool(code) and kept is not None and kept.row.item_code.lower() == code.lower()
    first = register.codes.setdefault(code.lower(), here)
    if not code or own:
        return None
    if code.lower() in register.taken:
        return Text("The code %(code)s is already in use.", code=code)
    return Text("The code already appears in row %(row)s.", row=first[1]) if first != here else None


def cell_changes(
    old: ListRowValues, new: ListRowValues, facts: ListFacts
) -> list[tuple[ListColumn, str, str]]:
    """Cell by cell what stood there and what will."""
    before, after = row_in_words(old, facts), row_in_words(new, facts)
    return [(column, before[column], after[column]) for column in EDITED if before[column] != after[column]]
