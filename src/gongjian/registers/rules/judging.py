"""From the cells of a row to what it would change, and to what is wrong with it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gongjian.intake.rules import HIDDEN_ROW, STRUCK, Change, Problem
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import is_error
from gongjian.reading.cells.words import normal
from gongjian.registers.rules import sheets
from gongjian.registers.rules.attributes import BY_NAME, ONE, EntryAttribute, attributes_of
from gongjian.registers.rules.counting import Stood, falls_behind, may_arrive, may_go, totals_are_sound
from gongjian.registers.rules.filed import Facts, Filed, Standing
from gongjian.registers.rules.one_row import Reader
from gongjian.registers.rules.permits import PERMIT_MOVES, PermitMove, PermitState
from gongjian.registers.rules.sheets import FileRow, SheetColumn
from gongjian.registers.rules.values import NO_PERSON, names_a_person, read_value
from gongjian.registers.rules.words import FieldType, Manner, Mover, ParentKind

BY_HAND = Text("Do this on the entry's page, with a reason.")


def judged(row: FileRow, facts: Facts) -> Filed:
    """What this row wants of the register."""
    judge = Reader(row, facts)
    look_at_cells(judge)
    name_it(judge)
    read_fields(judge)
    read_attributes(judge)
    match facts.layout.manner:
        case Manner.PERMITS:
            read_dates(judge)
        case Manner.EACH:
            read_stage(judge)
        case Manner.TOTALS:
            read_totals(judge)
    found = judge.found
    if found.old and not found.problems:
        found.change = Change.UNCHANGED if is_same(found, found.old) else Change.CHANGED
    return found


def look_at_cells(judge: Reader) -> None:
    """What is wrong with a cell whatever its column is, and 同上."""
    row = judge.row
    for code in row.unknown:
        judge.object(code, Text("This formula was never calculated."), Text("Open the file in Excel or WPS, save it and import it again."))  # fmt: skip
    for code in row.lost:
        judge.object(code, Text("“Ditto” has nothing above it, or is followed by other words."))
    for code, value in row.values.items():
        if is_error(value):
            judge.object(code, Text("The formula in this cell gives an error."))
    if row.is_hidden:
        judge.note(sheets.NAME, HIDDEN_ROW)
    for code in sorted(row.struck):
        judge.note(code, STRUCK)
    for code in row.ditto:
        judge.note(code, Text("“Ditto” was read as the value above: %(value)s.", value=judge.text(code)[:80]))


def name_it(judge: Reader) -> None:
    found, facts = judge.found, judge.facts
    found.name = judge.text(sheets.NAME)
    if not found.name or len(found.name) > BY_NAME[sheets.NAME].longest:
        judge.object(sheets.NAME, Text("Enter a number or a short designation."))
    elif names_a_person(found.name):
        judge.object(sheets.NAME, NO_PERSON)
    find_parent(judge)
    found.old = facts.by_key.get(judge.text(sheets.KEY)) or facts.by_name.get((found.parent, found.name))
    if found.old and found.old.parent != found.parent:
        column = next(iter(sheets.parent_columns(facts.layout.parent)), sheets.NAME)
        judge.object(column, Text("This row belongs to something else. Leave its key empty for a new one."))


def find_parent(judge: Reader) -> None:
    """The project or township that a row names; rows of the line itself name none."""
    found, parents = judge.found, judge.facts.parents
    columns = sheets.parent_columns(judge.facts.layout.parent)
    named = [column for column in columns if judge.text(column)]
    found.parent = next(
        (parents[word] for column in named if (word := normal(judge.text(column))) in parents), 0
    )
    if not columns or found.parent:
        return
    if judge.facts.layout.parent == ParentKind.TOWNSHIP:
        judge.object(sheets.TOWNSHIP, Text("There is no such township of yours in this campaign."))
        return
    column = sheets.CODE if sheets.CODE in named else sheets.PROJECT
    judge.object(column, Text("There is no such project of yours in this register's line of work."), Text("Enter the project's code or full name."))  # fmt: skip


def read_fields(judge: Reader) -> None:
    found, old = judge.found, judge.found.old
    found.values = dict(old.values) if old else {}
    for rule in judge.facts.layout.fields:
        code = f"{sheets.FIELD}{rule.code}"
        if code not in judge.row.values and old:
            continue
        unit, said = judge.row.units.get(code, ""), judge.value(code)
        said = None if rule.type == FieldType.DATE and judge.says_not_yet(code) else said
        value = read_value(rule, said, judge.facts.known, unit)
        if isinstance(value, Text):
            judge.object(code, value)
        elif value:
            found.values[rule.code] = value
        else:
            found.values.pop(rule.code, None)


def read_attributes(judge: Reader) -> None:
    for one in attributes_of(judge.facts.layout):
        if one.is_said:
            keep_or_read(judge, one)


def keep_or_read(judge: Reader, one: EntryAttribute) -> None:
    """A column that the file does not have says nothing; one that it has says what stands there."""
    old = judge.found.old
    if one.name in judge.row.values:
        judge.found.said[one.name] = judge.read(one)
    elif old and one.name in old.said:
        judge.found.said[one.name] = old.said[one.name]


def read_stage(judge: Reader) -> None:
    found, layout, old = judge.found, judge.facts.layout, judge.found.old
    quantity = judge.number(sheets.QUANTITY)
    found.quantity = quantity if quantity is not None else (old.quantity if old else ONE)
    if layout.unit and quantity is None and not old and not is_error(judge.value(sheets.QUANTITY)):
        judge.note(sheets.QUANTITY, Text("Empty: counted as 1%(unit)s.", unit=layout.unit))
    typed = "" if not (old and old.stage) and judge.says_not_yet(sheets.STAGE) else judge.text(sheets.STAGE)
    known = {normal(word): one.code for one in layout.stages for word in sheets.stage_words(one.label, "")}
    on = judge.past_day(sheets.ON)
    if read_stage_days(judge, stage_named=known.get(normal(typed), "") if typed else "") or not typed:
        return
    stage = known.get(normal(typed))
    if stage is None:
        names = [one.label for one in layout.stages]
        judge.object(sheets.STAGE, Text("There is no such stage."), Text("Accepted: %(names)s.", names=names))  # fmt: skip
        return
    before = old.stage if old else ""
    if stage == before:
        return
    arrive(judge, before, stage, sheets.STAGE)
    follow(judge, stage, on or judge.facts.today, sheets.ON)


def read_stage_days(judge: Reader, *, stage_named: str) -> bool:
    """A day for each stage, in columns of its own. Stages that were reached before stay as they are."""
    layout, old = judge.facts.layout, judge.found.old
    before, last = (old.stage if old else ""), date.min
    place, fresh = layout.place(before), list[tuple[str, date, str]]()
    for code in layout.codes:
        column = f"{sheets.REACHED_ON}{code}"
        day = judge.past_day(column)
        if day and day < last:
            judge.object(column, Text("An earlier stage has a later date."))
        if day and layout.place(code) > place:
            fresh.append((code, day, column))
        last = max(day or last, last)
    for code, day, column in fresh:
        arrive(judge, before, code, column)
        follow(judge, code, day, column)
        before = code
    if fresh and stage_named and stage_named != fresh[-1][0]:
        judge.object(sheets.STAGE, Text("According to the dates of the stages it should be “%(stage)s”.", stage=layout.label(fresh[-1][0])))  # fmt: skip
    return bool(fresh)


def arrive(judge: Reader, before: str, stage: str, column: str) -> None:
    """A file leads to no stage to which nobody could go on the entry's page."""
    layout, old = judge.facts.layout, judge.found.old
    judge.refuse(column, may_go(layout, before, stage, note=""), BY_HAND)
    filled = {*judge.found.values, *(old.holds_files if old else ())}
    judge.refuse(column, may_arrive(layout, stage, filled), BY_HAND)
    rule = layout.stage(stage)
    own = rule is not None and rule.mover == Mover.SECOND and old is not None and old.is_mine
    if rule and rule.mover != Mover.WRITER and (own or not judge.facts.is_office):
        judge.object(column, Text("“%(stage)s” is not marked by a file: it is confirmed by somebody else on the entry's page.", stage=rule.label))  # fmt: skip


def read_totals(judge: Reader) -> None:
    found, layout, old = judge.found, judge.facts.layout, judge.found.old
    quantity = judge.number(sheets.QUANTITY)
    found.quantity = quantity if quantity is not None else (old.quantity if old else Decimal(0))
    reached = {
        code: Decimal(value) for code, value in (old.reached if old else {}).items() if code in layout.codes
    }
    for code in layout.codes:
        number = judge.number(f"{sheets.REACHED}{code}")
        if number is not None:
            reached[code] = number
    on = judge.past_day(sheets.ON) or judge.facts.today
    found.reached = {code: plain(reached[code]) for code in layout.codes if reached.get(code)}
    judge.refuse(sheets.QUANTITY, totals_are_sound(layout, found.quantity, reached))
    new = Stood("", found.quantity, found.reached)
    if old and (old.quantity, dict(old.reached)) != (found.quantity, found.reached):
        if falls_behind(layout, Stood("", old.quantity, old.reached), new):
            judge.object(sheets.QUANTITY, Text("A number has decreased. Give the reason."), BY_HAND)
        follow(judge, "", on, sheets.ON)
    elif not old:
        found.marks.append(("", on))


def read_dates(judge: Reader) -> None:
    """New days of a permit's way; those that stand already stay."""
    found, old = judge.found, judge.found.old
    known = dict(old.dates) if old else {}
    fresh: list[tuple[date, int, str]] = []
    for place, code in enumerate(sheets.DATES):
        day = judge.past_day(code)
        if day and code in known and known[code] != day:
            stands = Text("The recorded date is %(day)s. A file cannot change it.", day=known[code])
            judge.object(code, stands, BY_HAND)
        elif day and code not in known:
            fresh.append((day, place, code))
    state = PermitState.of(old.stage) if old and PermitState.knows(old.stage) else PermitState.NEEDED
    for day, _, code in sorted(fresh):
        target = PermitState.of(code)
        moves = [move for move in PermitMove if PERMIT_MOVES.target(move) == target]
        if not any(PERMIT_MOVES.check(move, state) for move in moves):
            judge.object(code, Text("“%(state)s” cannot follow “%(before)s”.", state=target, before=state))
        follow(judge, code, day, code)
        state = target
    if state == PermitState.GRANTED and fresh and not found.said.get(sheets.REFERENCE):
        judge.object(sheets.REFERENCE, Text("Enter the permit number: it is the evidence."))


def follow(judge: Reader, stage: str, on: date, column: str) -> None:
    last = judge.found.old.last_on if judge.found.old else None
    if last and on < last:
        late = Text("The last mark is dated %(day)s. An earlier date cannot follow it.", day=last)
        judge.object(column, late)
    judge.found.marks.append((stage, on))


def is_same(found: Filed, old: Standing) -> bool:
    said = {code: value for code, value in found.said.items() if value}
    before = {code: value for code, value in old.said.items() if value}
    return (
        not found.marks
        and (found.name, found.quantity, found.values) == (old.name, old.quantity, dict(old.values))
        and said == before
    )


def problems_of(
    rows: Sequence[tuple[FileRow, Filed]], facts: Facts
) -> list[tuple[FileRow, Problem[SheetColumn]]]:
    """All that is wrong, and rows that say the same thing twice."""
    problems = [(row, problem) for row, one in rows for problem in one.problems]
    seen: dict[tuple[int, str], int] = {}
    for row, one in rows:
        same = (one.parent, one.name)
        is_known = one.parent or facts.layout.parent == ParentKind.LINE
        if is_known and same in seen:
            twice = Text("The row repeats row %(row)s.", row=seen[same])
            problems.append((row, Problem(facts.columns[sheets.NAME], one.name, twice)))
        seen.setdefault(same, row.number)
    return problems
