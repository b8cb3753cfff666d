"""Every sheet, row and column of a file: what it was taken for, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic

from gongjian.intake.rules.heading import Headed, headed, key_of, next_heading
from gongjian.intake.rules.layout import C, Layout
from gongjian.intake.rules.passing import COUNTED, MARKED, MOST_BETWEEN, MOST_NOTE_CELLS, Sight
from gongjian.intake.rules.rows import RawRow, Walk, raw_rows
from gongjian.intake.rules.taken import Choices, ColumnTaken, SheetTaken, Taken
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import says_nothing
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Grid, is_blank, letter_of

READ = Text("Header found.")
NO_HEADING = Text("No list header was found in it.")
CONTINUED = Text("It has no header row: it was read with the header of “%(name)s”.").msgid
BELOW = Text("Another header was found in row %(row)s.").msgid
OVERVIEW = Text("Its header has no column for %(columns)s, and the list is on another sheet.").msgid
HIDDEN, BLANK = Text("It is hidden in the file."), Text("It is empty.")
BY_HAND, LEFT_OUT = Text("Included manually."), Text("Skipped manually.")
NO_WORDS = Text("This column has no header.")
SHOWN_HEADING = 60
MOST_TABLES = (
    20  # below the first of a sheet; what comes then is read under the last heading, and objected to
)
COUNTING = "序号"  # says nothing of its row


@dataclass
class Sheet(Generic[C]):
    """One sheet or table of the file, with the heading under which it is read."""

    grid: Grid
    taken: SheetTaken
    why: Text
    head: Headed[C] | None = None  # as found, whether it is read or not
    walk: Walk[C] = field(default_factory=Walk)
    also_read: Mapping[int, C] = field(default_factory=dict)  # places that a column is put together from

    @property
    def is_read(self) -> bool:
        return self.head is not None and self.taken in (SheetTaken.READ, SheetTaken.CONTINUED)

    @property
    def name(self) -> str:
        return self.grid.name

    def refuse(self) -> None:
        """Its heading is not the one that is needed here."""
        if self.is_read:
            self.taken, self.why = SheetTaken.NO_HEADING, NO_HEADING

    @property
    def length(self) -> int:
        return max(0, len(self.grid.rows) - self.head.last_row - 1) if self.head and self.is_read else 0

    def rows(self) -> Iterator[RawRow[C]]:
        return raw_rows(self.grid, self.head, self.walk) if self.head and self.is_read else iter(())

    def headings(self) -> dict[str, str]:
        """What stands over the columns that are read, by their codes."""
        return {column.value: one.text for column, one in self.head.columns.items()} if self.head else {}

    def letter(self, column: C | None) -> str:
        found = self.head.columns.get(column) if self.head and column else None
        if found:
            return found.letter
        return next((letter_of(place) for place, one in self.also_read.items() if one == column), "")


def sheets_of_list(grids: Sequence[Grid], layout: Layout[C], choices: Choices) -> list[Sheet[C]]:
    """What every sheet is, in the order of the file. A table without a heading may go on from the one before."""
    sheets: list[Sheet[C]] = []
    before: Sheet[C] | None = None
    for grid in grids:
        sheet = sheet_of(grid, layout, choices, before)
        for part in [sheet, *tables_below(sheet, layout, choices)]:
            sheets.append(part)
            before = part if part.is_read else before
    complete = any(sheet.is_read and sheet.head and not sheet.head.missing for sheet in sheets)
    for sheet in sheets:
        if complete and sheet.head and choices.sheets.get(sheet.name) is None and is_overview(sheet.head):
            sheet.taken, sheet.why = SheetTaken.OVERVIEW, Text(OVERVIEW, columns=list(sheet.head.missing))
    return sheets


def tables_below(sheet: Sheet[C], layout: Layout[C], choices: Choices) -> Iterator[Sheet[C]]:
    """Tables with columns of their own below the first one; the one above is cut where the next begins."""
    for _ in range(MOST_TABLES):
        if not sheet.head or sheet.taken != SheetTaken.READ:
            return
        head = next_heading(sheet.grid, sheet.head, layout, choices.columns)
        if head is None:
            return
        section, begins = section_above(sheet.grid, head)
        rows = sheet.grid.rows
        below = replace(sheet.grid, rows=[*([[]] * begins), *rows[begins:]])
        sheet.grid = replace(sheet.grid, rows=rows[:begins])
        walk = Walk[C](choices.of_sheet(sheet.name), section, stands_under=sheet.walk)
        sheet = Sheet(below, SheetTaken.READ, Text(BELOW, row=head.first_row + 1), head, walk)
        yield sheet


def section_above(grid: Grid, head: Headed[C]) -> tuple[str, int]:
    """一、重大前期项目, in a line of its own right above a heading, stands over its whole table; and the line's row."""
    for row in range(head.last_row - 1, max(head.first_row - 1 - MOST_BETWEEN, -1), -1):
        filled = [value for value in grid.rows[row] if not is_blank(value)]
        line = normal(filled[0][:80]) if len(filled) == 1 and isinstance(filled[0], str) else ""
        if found := MARKED.match(line):
            return COUNTED.sub("", line[found.end() :]), min(row, head.first_row)
        if len(filled) > MOST_NOTE_CELLS:
            return "", head.first_row
    return section_before(grid), head.first_row


def section_before(grid: Grid) -> str:
    """The same where it stands in the document, between two tables."""
    lines = ((line, MARKED.match(line)) for line in map(normal, grid.lines_above()))
    return next((COUNTED.sub("", line[found.end() :]) for line, found in lines if found), "")


def letter_at(sheets: Sequence[Sheet[C]], name: str, row: int, column: C) -> str:
    """Where a column stands in the table of this row: a sheet may have several."""
    found = ""
    for sheet in sheets:
        if sheet.name == name and sheet.head and sheet.is_read and (sheet.head.first_row < row or not found):
            found = sheet.letter(column)
    return found


def sheet_of(grid: Grid, layout: Layout[C], choices: Choices, before: Sheet[C] | None) -> Sheet[C]:
    chosen, walk = choices.sheets.get(grid.name), Walk[C](choices.of_sheet(grid.name))
    if says_nothing_at_all(grid):
        return Sheet(grid, SheetTaken.BLANK, BLANK, None, walk)
    if grid.is_hidden and chosen is None:
        return Sheet(grid, SheetTaken.HIDDEN, HIDDEN, None, walk)
    head = headed(grid, layout, choices.columns)
    if chosen is False:
        return Sheet(grid, SheetTaken.LEFT_OUT, LEFT_OUT, head, walk)
    if head:
        walk.section, _ = section_above(grid, head)
        return Sheet(grid, SheetTaken.READ, BY_HAND if chosen else READ, head, walk)
    if before and before.head and (chosen or goes_on(grid, before)):
        own = Headed(-1, -1, before.head.headings, before.head.layout, before.head.caption)
        walk.follows, walk.section = before.walk, section_before(grid)
        return Sheet(grid, SheetTaken.CONTINUED, Text(CONTINUED, name=before.name), own, walk)
    return Sheet(grid, SheetTaken.NO_HEADING, NO_HEADING, None, walk)


def says_nothing_at_all(grid: Grid) -> bool:
    return all(is_blank(value) for line in grid.rows for value in line)


def is_overview(head: Headed[C]) -> bool:
    missing = head.missing
    return head.layout.row_name in missing or len(missing) > 1


def goes_on(grid: Grid, before: Sheet[C]) -> bool:
    """Its columns fit under the heading of the table before, and its rows are items there."""
    head = before.head
    if head is None:
        return False
    needed = [head.columns[one].place for one in head.layout.required if one in head.columns]
    if not needed or not max(needed) < grid.width <= max(before.grid.width, max(needed) + 1):
        return False
    sight = Sight(grid, Headed(-1, -1, head.headings, head.layout), grid.covered())
    rows = [row for row, line in enumerate(grid.rows) if not all(map(is_blank, line))]
    items = [row for row in rows if sight.is_item(row) and is_dated(sight, row)]
    return bool(items) and len(items) * 2 >= len(rows)


def is_dated(sight: Sight[C], row: int) -> bool:
    """What stands in its columns of days is no text without any number."""
    said = [sight.seen(row, column) for column in sight.head.layout.dated if column in sight.places]
    said = [value for value in said if not says_nothing(value)]
    return all(not isinstance(value, str) or any(sign in DAY_SIGNS for sign in value) for value in said)


DAY_SIGNS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十底末旬年月日同〃")


def columns_of_sheet(sheet: Sheet[C]) -> list[ColumnTaken]:
    """Every column, with its heading, what it was read as, and what of it was not read."""
    if sheet.head is None:
        return []
    found: list[ColumnTaken] = []
    headings = {heading.place: heading for heading in sheet.head.headings}
    for place in range(max([sheet.grid.width, *(place + 1 for place in headings)])):
        heading, filled = headings.get(place), sheet.walk.unread.get(place, 0)
        if heading is None and not filled:
            continue
        text = heading.text if heading else ""
        column = (heading.column if heading else None) or sheet.also_read.get(place)
        why = (heading.why if heading else NO_WORDS) or Text("")
        if column and heading and not heading.column:
            why = Text("Read together with other columns.")
        name, money = column.value if column else "", heading.money if heading else ""
        words = (letter_of(place), text[:SHOWN_HEADING], key_of(place, text))
        hidden = place in sheet.grid.hidden_columns
        found.append(ColumnTaken(*words, name, why, 0 if column else filled, money, hidden))
    return found


HIDDEN_COLUMN = Text("The column is hidden in the file, but is read anyway.")


def hidden_columns(sheet: Sheet[C]) -> Iterator[ColumnTaken]:
    """Columns that are read although nobody sees them; our own mark of a row lies there by right."""
    mark = sheet.head.layout.mark if sheet.head else None
    for one in columns_of_sheet(sheet):
        if one.is_hidden and one.column and not (mark and one.column == mark.value):
            yield one


def unread_columns(sheet: Sheet[C]) -> list[ColumnTaken]:
    """Columns in which rows say something that nobody reads."""
    return [one for one in columns_of_sheet(sheet) if not one.column and one.filled and one.key != COUNTING]


def notes_of_sheet(sheet: Sheet[C]) -> Iterator[tuple[str, int, str, str, Text, str]]:
    """What is to be said of a sheet as a whole: sheet, row, letter, column, sentence, value."""
    first = sheet.head.last_row + 1 if sheet.head else 0
    if not sheet.is_read:
        if sheet.taken != SheetTaken.BLANK:
            yield sheet.name, first, "", "", Text("The sheet was not read: %(why)s", why=sheet.why), ""
        return
    for one in hidden_columns(sheet):
        yield sheet.name, first, one.letter, one.heading, HIDDEN_COLUMN, one.heading
    if sheet.taken == SheetTaken.CONTINUED:
        yield sheet.name, 0, "", "", sheet.why, ""
        return
    for one in unread_columns(sheet):
        said = Text("The column is not read: %(why)s Cells with content: %(count)s.", why=one.why, count=one.filled)  # fmt: skip
        yield sheet.name, first, one.letter, one.heading, said, one.heading


def reckoned(sheets: Sequence[Sheet[C]], *, with_rows: bool = True) -> list[dict[str, Any]]:
    """The whole reckoning, as it is kept and printed. It is made when all rows have been walked."""
    return [
        {
            "name": sheet.name,
            "taken": sheet.taken.value,
            "why": sheet.why.to_json(),
            "header": [sheet.head.first_row + 1, sheet.head.last_row + 1] if sheet.head else None,
            "columns": [one.to_json() for one in columns_of_sheet(sheet)],
            "counts": counts_of(sheet),
            **({"rows": row_lines(sheet)} if with_rows else {}),
        }
        for sheet in sheets
    ]


def row_lines(sheet: Sheet[C]) -> list[dict[str, Any]]:
    return [
        {"row": one.number, "taken": one.taken.value, "why": one.why.to_json(), "words": one.words}
        for one in sheet.walk.rows
    ]


def rows_reckoned(sheets: Sequence[Sheet[C]]) -> list[list[Any]]:
    """Every row that was walked: sheet, row, what it was taken for, its first words. The reasons are few and told once."""
    return [
        [sheet.name, one.number, one.taken.value, one.why.msgid, one.words]
        for sheet in sheets
        if sheet.is_read
        for one in sheet.walk.rows
    ]


def not_read(sheets: Sequence[Sheet[C]]) -> int:
    """How much of the file was left out: rows that are not empty, columns with something in them, whole sheets."""
    count = 0
    for sheet in sheets:
        if sheet.is_read:
            counts = counts_of(sheet)
            count += sum(counts.values()) - counts["data"] - counts.get("blank", 0)
        elif sheet.taken != SheetTaken.BLANK:
            count += 1
    return count


def counts_of(sheet: Sheet[C]) -> dict[str, int]:
    counts = sheet.walk.skipped
    return {
        Taken.DATA.value: len(sheet.walk.rows) - sum(counts.values()),
        **counts,
        "unread_columns": len(unread_columns(sheet)) if sheet.is_read else 0,
    }
