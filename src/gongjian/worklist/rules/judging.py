"""From the cells of a row, however they are written, to the row and to what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from gongjian.kernel.quantities import may_add
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict
from gongjian.reading.cells.amounts import is_error, says_nothing
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import counted_in, plan_is_sound
from gongjian.worklist.rules.columns import CELLS, NAMES, ListColumn
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.judge import DAYS_ACCEPTED, Judge
from gongjian.worklist.rules.measuring import Measured, measured
from gongjian.worklist.rules.row_words import tidy
from gongjian.worklist.rules.rows import LATEST_AFTER_END, LONGEST, Judged, ListFacts, ListRowValues

REMARK = re.compile(r"[(（][^()（）]*[)）]\s*$|^(?:牵头|责任|主办)(?:单位|部门)?[:：]\s*")
PART = re.compile(r"^[(（]?其中\s*[:：,，、\s]?")
SEVERAL = re.compile(r"[、,\uff0c;\uff1b/\s]+")


def judged(
    values: Mapping[ListColumn, Value],
    facts: ListFacts,
    *,
    section: str = "",
    money: Mapping[ListColumn, str] | None = None,
    caption: str = "",
    unknown: frozenset[ListColumn] = frozenset(),
) -> Judged:
    """The row that these cells mean. Whatever they say, the answer is a row and a list of problems."""
    judge = Judge(values, facts, money or {})
    for column in unknown:
        judge.object(
            column,
            Text("This formula was never calculated."),
            Text("Open the file in Excel or WPS, save it and import it again."),
        )
    for column, value in values.items():
        if is_error(value):
            judge.object(column, Text("The formula in this cell gives an error."))
    what = measured(judge.values, facts, judge.money, caption)
    for column, text, accepted in what.problems:
        judge.object(column, text, accepted)
    for text in what.notes:
        judge.note(ListColumn.TARGET, text)
    unit = judge_unit(judge)
    row = row_of(judge, what, section)
    check_plan(judge, row)
    note_odd(judge, row)
    note_apart(judge, row)
    return Judged(row, unit, tuple(judge.problems), tuple(judge.notes))


def row_of(judge: Judge, what: Measured, section: str) -> ListRowValues:
    starts_on, due_on = days_of(judge, what)
    together: dict[str, Any] = {
        "measure": what.measure,
        "unit_of_measure": what.unit,
        "target": what.target,
        "curve": what.curve,
        "steps": what.steps,
        "starts_on": starts_on,
        "due_on": due_on,
    }
    values: dict[str, Any] = {
        name: together[name] if name in together else said_in(judge, name, section) for name in NAMES
    }
    return ListRowValues(**values)


def said_in(judge: Judge, name: str, section: str) -> Any:
    """What a cell says by itself: as it is looked up, else as its sort is read."""
    column = ListColumn.of(name)
    if column == ListColumn.LINE:
        return line_of(judge, section)
    look_up = LOOKED_UP.get(column)
    return look_up(judge) if look_up else READ[CELLS[column].sort](judge, column)


def days_of(judge: Judge, what: Measured) -> tuple[date, date | None]:
    times = judge.facts.times
    due_on = judge.day(ListColumn.DUE_ON)
    if due_on is None and says_nothing(judge.values.get(ListColumn.DUE_ON)):
        due_on = what.steps[-1].on if what.steps else None
        if due_on is None:
            judge.object(ListColumn.DUE_ON, Text("This cell must not be empty."), DAYS_ACCEPTED)
    starts_on = judge.day(ListColumn.STARTS_ON, at_start=True) or times.starts_on
    if due_on:
        check_due(judge, due_on)
    return starts_on, due_on


def check_due(judge: Judge, due_on: date) -> None:
    times = judge.facts.times
    latest = times.ends_on + timedelta(days=LATEST_AFTER_END)
    if not times.starts_on <= due_on <= latest:
        said = Text("The due date %(day)s is outside the campaign.", day=due_on)
        between = Text(
            "Accepted: dates from %(first)s to %(last)s.", first=times.starts_on, last=times.ends_on
        )
        judge.object(ListColumn.DUE_ON, said, between)
    elif due_on > times.ends_on:
        judge.note(
            ListColumn.DUE_ON,
            Text("The due date is after the end of the campaign, %(day)s.", day=times.ends_on),
        )


def check_plan(judge: Judge, row: ListRowValues) -> None:
    plan = row.plan()
    if plan is None or any(
        problem.column in (ListColumn.STEPS, ListColumn.DUE_ON) for problem in judge.problems
    ):
        return
    verdict: Verdict = plan_is_sound(row.measure, plan)
    if verdict:
        return
    if plan.due_on < plan.starts_on:
        judge.object(ListColumn.STARTS_ON, verdict.reason)
    else:
        judge.object(ListColumn.STEPS if plan.steps else ListColumn.TARGET, verdict.reason)


def note_odd(judge: Judge, row: ListRowValues) -> None:
    """What can hardly be meant, and what may be counted twice."""
    if row.year_investment and row.total_investment and row.year_investment > row.total_investment:
        judge.note(ListColumn.YEAR_INVESTMENT, Text("This year's investment is more than the total. Check the units of both."))  # fmt: skip
    for column, name in ((ListColumn.PROJECT_NAME, row.project_name), (ListColumn.NAME, row.name)):
        if PART.match(name):
            judge.note(
                column,
                Text(
                    "“Of which”: this row is counted in addition to the row it is part of. Check for "
                    "double counting."
                ),
            )


def note_apart(judge: Judge, row: ListRowValues) -> None:
    """An item that measures something else than a target adds nothing to it: said before it is filed."""
    own = counted_in(row.measure, row.unit_of_measure)
    for code in row.target_codes.split("、"):
        verdict = may_add(own, judge.facts.sums.get(code, own))
        if not verdict:
            judge.note(ListColumn.TARGET_CODES, verdict.reason)


def line_of(judge: Judge, section: str) -> str:
    lines = judge.facts.lines
    said = judge.cell_text(ListColumn.LINE)
    for word in filter(None, (said, section)):
        if found := line_named(word, lines):
            return found
    if said:
        offered = Text("Accepted: %(names)s.", names=list(judge.facts.line_names.values()))
        judge.object(ListColumn.LINE, Text("There is no such line of work."), offered)
    elif len(judge.facts.line_names) == 1:
        return next(iter(judge.facts.line_names))
    else:
        judge.note(ListColumn.LINE, Text("The line of work is missing."))
    return ""


def line_named(word: str, lines: Mapping[str, str]) -> str:
    """By code or name; a name may be written shorter or longer, as long as only one fits."""
    key = normal(word)
    if key in lines:
        return lines[key]
    near = {code for name, code in lines.items() if len(key) >= 2 and (key in name or name in key)}
    return near.pop() if len(near) == 1 else ""


def official_of(judge: Judge) -> str:
    found = judge.text(ListColumn.LEADING_OFFICIAL)
    known = judge.facts.officials
    if found and known and not any(normal(one) in known for one in SEVERAL.split(found)):
        judge.note(
            ListColumn.LEADING_OFFICIAL, Text("This person is not one of the campaign's leading officials.")
        )
    return found


def judge_unit(judge: Judge) -> int | None:
    """Takes a row under judgement; gives the unit that leads, the first that is named, or objects."""
    own, said = judge.facts.own_unit, judge.cell_text(ListColumn.UNIT)
    if not said:
        if own is None:
            judge.object(
                ListColumn.UNIT,
                Text("The responsible unit is missing."),
                Text("Enter the unit's name as used in the campaign."),
            )
        return own
    found = next((judge.facts.units[name] for name in names_in(said) if name in judge.facts.units), None)
    ours = Text("Enter the unit's name as used in the campaign.")
    if found is None:
        judge.object(ListColumn.UNIT, Text("There is no such unit in this campaign."), ours)
    elif own is not None and found != own:
        others = Text("Delete the row, or let the Office import the file.")
        judge.object(ListColumn.UNIT, Text("This row belongs to another unit's list."), others)
    elif found in judge.facts.closed:
        judge.object(ListColumn.UNIT, judge.facts.closed[found])
    return found


def names_in(said: str) -> Iterator[str]:
    """The whole cell, the first name in it, and each without a remark behind it: 县住建局（牵头）."""
    for text in (said, SEVERAL.split(said)[0]):
        yield normal(text)
        yield normal(REMARK.sub("", text))


def others_of(judge: Judge) -> str:
    """Units named behind the leading one support it."""
    said = judge.cell_text(ListColumn.UNIT)
    if not said or normal(REMARK.sub("", said)) in judge.facts.units or normal(said) in judge.facts.units:
        return ""
    return "、".join(SEVERAL.split(said)[1:])[: LONGEST[ListColumn.SUPPORTING_UNITS]]


def targets_of(judge: Judge) -> str:
    said = judge.text(ListColumn.TARGET_CODES)
    words = [word for word in SEVERAL.split(said) if not says_nothing(word)]
    known = judge.facts.targets
    if normal(said) in known:
        return known[normal(said)]
    unknown = [word for word in words if normal(word) not in known]
    if unknown:
        offered = Text("Accepted: the codes of the targets: %(codes)s.", codes=sorted(set(known.values())))
        judge.object(
            ListColumn.TARGET_CODES, Text("There is no target %(code)s.", code=tidy(unknown[0])), offered
        )
        return ""
    return "、".join(dict.fromkeys(known[normal(word)] for word in words))


def supporters_of(judge: Judge) -> str:
    return judge.text(ListColumn.SUPPORTING_UNITS) or others_of(judge)


LOOKED_UP: dict[ListColumn, Callable[[Judge], str]] = {
    ListColumn.LEADING_OFFICIAL: official_of,
    ListColumn.SUPPORTING_UNITS: supporters_of,
    ListColumn.TARGET_CODES: targets_of,
}
READ: dict[Sort, Callable[[Judge, ListColumn], Any]] = {
    Sort.TEXT: Judge.text,
    Sort.NAME: Judge.name,
    Sort.CODE: Judge.code,
    Sort.MONEY: Judge.amount,
    Sort.NUMBER: Judge.weight,
    Sort.TICK: Judge.tick,
}
