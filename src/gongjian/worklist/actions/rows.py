"""The rows of a list while it is drawn up: typed into the sheet, or brought in a file.

What is typed is nobody's word yet, so the ledger does not hear of it before the head signs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Outdated, no, require
from gongjian.ledger.actions import require_open
from gongjian.reading.cells.words import normal
from gongjian.worklist.actions.many_rows import put_down
from gongjian.worklist.models import CodeSeries, Item, ListRow, ListVersion, Project
from gongjian.worklist.permissions import LIST_WHO
from gongjian.worklist.queries.rows import (
    codes_of_others,
    fields_of,
    kept_rows,
    line_codes,
    list_facts,
    projects_of_others,
    promises,
    row_from,
)
from gongjian.worklist.rules.codes import CodeBook, numbers_given
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove, ListState
from gongjian.worklist.rules.merging import FileRow, KnownRows, Placed, placed
from gongjian.worklist.rules.promised import nothing_missing
from gongjian.worklist.rules.row_words import row_in_words
from gongjian.worklist.rules.rows import EDITED, ListFacts, ListRowValues

ON_THE_PAGE = "sheet"
MOST_ASKED = 800  # values in one question to the database


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as somebody typed it into the sheet: only the cells that changed, and the version that they saw."""

    key: str
    values: Mapping[ListColumn, str]
    seen: int = 0  # none: a new row


@dataclass(frozen=True, slots=True)
class SavedRow:
    """What became of a typed row: written with this version, or not for these reasons."""

    key: str
    mark: str  # a new row is typed under a passing key and gets its own
    version: int
    words: Mapping[ListColumn, str]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@transaction.atomic
def save_typed_rows(
    list_version: ListVersion, typed: Sequence[TypedRow], *, by: User, at: datetime
) -> list[SavedRow]:
    """Keep the rows that are right as a whole, and say of the others what is wrong with them."""
    list_version = ListVersion.objects.locked(list_version.pk)
    require_open(list_version)
    require_editable(list_version, by=by)
    facts = list_facts(list_version.campaign, list_version.unit)
    stored = {row.key: row for row in list_version.rows.filter(key__in=[one.key for one in typed])}
    refuse_overtaken(typed, stored, facts)

    codes = [one.values.get(ListColumn.ITEM_CODE, "") for one in typed]
    taken = codes_of_others(list_version.campaign, [list_version], among=[code for code in codes if code])
    projects = projects_of_others(list_version.campaign, [list_version])
    promised = promises(list_version.campaign, [list_version.unit_id])
    register = KnownRows.of(kept_rows([list_version], facts), taken, projects, promised)
    found = list(placed(file_rows(typed, stored, register, facts), register, facts))
    written = write_right_ones(list_version, typed, found)
    return [saved_row(one, row, written.get(one.key), facts) for one, row in zip(typed, found, strict=True)]


def write_right_ones(
    list_version: ListVersion, typed: Sequence[TypedRow], found: Sequence[Placed]
) -> dict[str, ListRow]:
    """New rows behind the last one, changed rows in their place, by the marks with which they were typed."""
    marks = {one.key: row.key or uuid4().hex for one, row in zip(typed, found, strict=True)}
    right = [
        (marks[one.key], row.judged.row)
        for one, row in zip(typed, found, strict=True)
        if not row.judged.problems
    ]
    whole = all(row.project_code and row.item_code for _, row in right)
    book = CodeBook() if whole else code_book(list_version.campaign)
    written = {row.key: row for row in upsert(list_version, right, book)}
    if written:
        moved_on(list_version)
    return {key: written[mark] for key, mark in marks.items() if mark in written}


@transaction.atomic
def delete_rows(list_version: ListVersion, seen: Mapping[str, int], *, by: User, at: datetime) -> int:
    """Take rows out of the list while it is drawn up; `seen` are their versions by their keys."""
    list_version = ListVersion.objects.locked(list_version.pk)
    require_open(list_version)
    require_editable(list_version, by=by)
    rows = list(list_version.rows.filter(key__in=list(seen)))
    facts = list_facts(list_version.campaign, list_version.unit)
    refuse_overtaken(
        [TypedRow(key, {}, version) for key, version in seen.items()], {row.key: row for row in rows}, facts
    )

    bound = promises(list_version.campaign, [list_version.unit_id])
    require(nothing_missing([row.name for row in rows if bound.bind(row.item_id)]))
    ListRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    moved_on(list_version)
    return len(rows)


def require_editable(list_version: ListVersion, *, by: User) -> None:
    """Who, then when; a list that is filed says what to do instead."""
    require(LIST_WHO[ListMove.EDIT](by, list_version))
    if list_version.state == ListState.FILED:
        require(no("The list has been filed. Changes need a change request."))
    if list_version.state == ListState.SIGNED:
        require(
            no("The list has been signed by the head. It can be changed again when the Office sends it back.")
        )
    require(LIST_MOVES.check(ListMove.EDIT, list_version.state))


def refuse_overtaken(typed: Iterable[TypedRow], stored: Mapping[str, ListRow], facts: ListFacts) -> None:
    """A colleague was faster: say what stands there now."""
    lines = {row.line_of_work_id: row.line_of_work.code for row in stored.values() if row.line_of_work}
    changed = []
    for one in typed:
        row = stored.get(one.key)
        if one.seen and (row is None or row.version != one.seen):
            changed.append(what_stands_there(one, row, lines, facts))
    if changed:
        raise Outdated(
            Text(
                "Somebody else has changed these rows in the meantime. Your version was not "
                "saved over theirs."
            ),
            tuple(changed),
        )


def what_stands_there(
    one: TypedRow, row: ListRow | None, lines: Mapping[int | None, str], facts: ListFacts
) -> Text:
    if row is None:
        return Text("The row has been deleted.")
    words = row_in_words(row_from(row, lines), facts)
    said = [f"{words[column]}" for column in one.values if column in words]
    return Text("“%(item)s” is now: %(words)s", item=row.name, words=said or [row.name])


def file_rows(
    typed: Sequence[TypedRow], stored: Mapping[str, ListRow], register: KnownRows, facts: ListFacts
) -> list[FileRow]:
    """The typed rows as rows of a file that has only the columns that were typed in."""
    rows = []
    for number, one in enumerate(typed, start=1):
        kept = register.by_key.get(one.key)
        values = dict(row_in_words(kept.row, facts)) if kept else {}
        values |= {column: value for column, value in one.values.items() if column in EDITED}
        values[ListColumn.KEY] = one.key
        rows.append(FileRow(ON_THE_PAGE, number, values, frozenset(EDITED), {}))
    for place, kept in enumerate(register.by_key.values(), start=1):
        if kept.key not in stored:  # what is typed must not say the same as a row that is not
            names = (kept.unit, normal(kept.row.project_name), normal(kept.row.name))
            register.names[names] = ("", place)
            register.codes[kept.row.item_code.lower()] = ("", place)
            register.projects.setdefault(kept.row.project_code.lower(), names[1])
    return rows


def upsert(
    list_version: ListVersion, wanted: Sequence[tuple[str, ListRowValues]], book: CodeBook
) -> list[ListRow]:
    keys = [key for key, _ in wanted]
    rows = list_version.rows.filter(key__in=keys) if len(keys) < MOST_ASKED else list_version.rows.all()
    stored = {row.key: row for row in rows}
    lines = dict(list_version.campaign.lines_of_work.values_list("code", "pk"))
    last = list_version.rows.aggregate(last=Max("position"))["last"] or 0
    written = []
    for key, row in wanted:
        kept = stored.get(key)
        if kept is None:
            last += 1
            kept = ListRow(
                campaign_id=list_version.campaign_id,
                list_version=list_version,
                key=key,
                position=last,
                version=0,
            )
        for name, value in fields_of(book.coded(row), lines).items():
            setattr(kept, name, value)
        kept.version += 1
        written.append(kept)
    put_down(written)
    remember_numbers(list_version.campaign_id, book)
    return written


def moved_on(list_version: ListVersion) -> None:
    ListVersion.objects.filter(pk=list_version.pk).update(version=F("version") + 1)
    list_version.version += 1


def code_book(campaign: Campaign) -> CodeBook:
    """What has been given so far in this campaign, anywhere."""
    given = dict(CodeSeries.objects.filter(campaign=campaign).values_list("beginning", "last"))
    rows = ListRow.objects.filter(campaign=campaign).values_list("project_code", "project_name", "item_code")
    projects = list(Project.objects.filter(campaign=campaign).values_list("code", "name"))
    book = numbers_given((code for code, _ in projects), given)
    book.learn(Item.objects.filter(campaign=campaign).values_list("code", flat=True).iterator())
    for project, name, item in rows.order_by("list_version_id", "position").iterator():
        book.learn((project, item))
        if project:
            book.projects.setdefault(normal(name), project)
    book.projects |= {normal(name): code for code, name in projects}
    return book


def remember_numbers(campaign: int, book: CodeBook) -> None:
    series = [
        CodeSeries(campaign_id=campaign, beginning=beginning, last=book.last[beginning])
        for beginning in sorted(book.touched)
    ]
    CodeSeries.objects.bulk_create(
        series, update_conflicts=True, unique_fields=["campaign", "beginning"], update_fields=["last"]
    )


def saved_row(one: TypedRow, row: Placed, stored: ListRow | None, facts: ListFacts) -> SavedRow:
    if stored is None:
        return SavedRow(one.key, one.key, one.seen, {}, row.judged.problems, row.judged.notes)
    words = row_in_words(row_from(stored, line_codes([stored.list_version])), facts)
    return SavedRow(one.key, stored.key, stored.version, words, (), row.judged.notes)
