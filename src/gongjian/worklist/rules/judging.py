"""From the cells of a row, however they are written, to the row and to what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict
from gongjian.reading.cells.amounts import amount_of, money_of_amount, says_nothing, to_cent
from gongjian.reading.cells.days import day_of
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import plan_is_sound
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.measuring import Measured, measured
from gongjian.worklist.rules.row_words import text_of, tidy
from gongjian.worklist.rules.rows import (
    LATEST_AFTER_END,
    LONGEST,
    MOST_MONEY,
    MOST_WEIGHT,
    Judged,
    ListFacts,
    Row,
)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
SEVERAL = re.compile(r"[、,\uff0c;\uff1b/\s]+")
ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"}
DAYS_ACCEPTED = Text(
    "Accepted are days such as 2026-09-30, 2026.9.30, 9月30日, 9月底前, 9月上旬, 11月, 年底前."
)
MONEY_ACCEPTED = Text("Accepted are amounts such as 1200 (in 万元), 3,000万 or 1.5亿元.")
CODE_ACCEPTED = Text("Accepted are Latin letters, digits and hyphens, such as KC-007.")


@dataclass
class Judge:
    """One row before the judge: its cells, and what has been found about them so far."""

    values: Mapping[ListColumn, Value]
    facts: ListFacts
    money: Mapping[ListColumn, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def object(self, column: ListColumn, text: Text, accepted: Text | None = None) -> None:
        if not any(problem.column == column for problem in self.problems):
            self.problems.append(Problem(column, self.said(column)[:80], text, accepted))

    def note(self, column: ListColumn, text: Text) -> None:
        self.notes.append(Problem(column, self.said(column)[:80], text))

    def said(self, column: ListColumn) -> str:
        return text_of(self.values.get(column))

    def text(self, column: ListColumn) -> str:
        found = self.said(column)
        if found in ERRORS:
            self.object(column, Text("The formula in this cell gives an error."))
        most = LONGEST[column]
        if len(found) > most:
            self.object(
                column,
                Text("The text has %(count)s characters.", count=len(found)),
                Text("At most %(most)s characters.", most=most),
            )
        return found[:most]

    def name(self, column: ListColumn) -> str:
        found = self.text(column)
        if not found:
            self.object(column, Text("This cell must not be empty."))
        return found

    def code(self, column: ListColumn) -> str:
        found = self.text(column)
        if found and not CODE.fullmatch(found):
            self.object(column, Text("This code has signs that a code must not have."), CODE_ACCEPTED)
        return found

    def amount(self, column: ListColumn) -> Decimal | None:
        value = self.values.get(column)
        if says_nothing(value):
            return None
        read = amount_of(value)
        found = money_of_amount(read, self.money.get(column, "")) if read else None
        if found is None or found < 0 or found >= MOST_MONEY:
            self.object(column, Text("This is no amount of money."), MONEY_ACCEPTED)
            return None
        return found

    def day(self, column: ListColumn, *, at_start: bool = False) -> date | None:
        value = self.values.get(column)
        if says_nothing(value):
            return None
        found = day_of(value, self.facts.times, at_start=at_start)
        if found is None:
            self.object(column, Text("This cannot be read as one certain day."), DAYS_ACCEPTED)
        return found

    def weight(self) -> Decimal:
        value = self.values.get(ListColumn.WEIGHT)
        if says_nothing(value):
            return Decimal(1)
        read = amount_of(value)
        found = to_cent(read.number) if read and read.unit in ("", "分") else Decimal(0)
        if not 0 < found < MOST_WEIGHT:
            self.object(
                ListColumn.WEIGHT,
                Text("The weight must be a number above nothing."),
                Text("Leave it empty for 1."),
            )
            return Decimal(1)
        return found


def judged(
    values: Mapping[ListColumn, Value],
    facts: ListFacts,
    *,
    section: str = "",
    money: Mapping[ListColumn, str] | None = None,
    unknown: frozenset[ListColumn] = frozenset(),
) -> Judged:
    """The row that these cells mean. Whatever they say, the answer is a row and a list of problems."""
    judge = Judge(values, facts, money or {})
    for column in unknown:
        judge.object(
            column,
            Text("This formula was never calculated."),
            Text("Open the file in Excel or WPS, save it and bring it again."),
        )
    what = measured(judge.values, facts, judge.money)
    for column, text, accepted in what.problems:
        judge.object(column, text, accepted)
    unit = unit_of(judge)
    row = row_of(judge, what, section)
    check_plan(judge, row)
    return Judged(row, unit, tuple(judge.problems), tuple(judge.notes))


def row_of(judge: Judge, what: Measured, section: str) -> Row:
    starts_on, due_on = days_of(judge, what)
    return Row(
        project_name=judge.name(ListColumn.PROJECT_NAME),
        name=judge.name(ListColumn.NAME),
        project_code=judge.code(ListColumn.PROJECT_CODE),
        line_of_work=line_of(judge, section),
        scale=judge.text(ListColumn.SCALE),
        total_investment=judge.amount(ListColumn.TOTAL_INVESTMENT),
        year_investment=judge.amount(ListColumn.YEAR_INVESTMENT),
        item_code=judge.code(ListColumn.ITEM_CODE),
        measure=what.measure,
        unit_of_measure=what.unit,
        target=what.target,
        curve=what.curve,
        steps=what.steps,
        starts_on=starts_on,
        due_on=due_on,
        weight=judge.weight(),
        leading_official=official_of(judge),
        township=judge.text(ListColumn.TOWNSHIP),
        person=judge.text(ListColumn.PERSON),
        supporting_units=judge.text(ListColumn.SUPPORTING_UNITS) or others_of(judge),
        target_codes=targets_of(judge),
        remark=judge.text(ListColumn.REMARK),
    )


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
        said = Text("The due date %(day)s lies outside the campaign.", day=due_on)
        between = Text(
            "Accepted are days from %(first)s to %(last)s.", first=times.starts_on, last=times.ends_on
        )
        judge.object(ListColumn.DUE_ON, said, between)
    elif due_on > times.ends_on:
        judge.note(
            ListColumn.DUE_ON,
            Text("The due date lies after the end of the campaign, %(day)s.", day=times.ends_on),
        )


def check_plan(judge: Judge, row: Row) -> None:
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


def line_of(judge: Judge, section: str) -> str:
    lines = judge.facts.lines
    said = judge.said(ListColumn.LINE)
    for word in filter(None, (said, section)):
        if found := line_named(word, lines):
            return found
    if said:
        offered = Text("Accepted are: %(names)s.", names=list(judge.facts.line_names.values()))
        judge.object(ListColumn.LINE, Text("There is no such line of work."), offered)
    elif len(judge.facts.line_names) == 1:
        return next(iter(judge.facts.line_names))
    else:
        judge.note(ListColumn.LINE, Text("No line of work is given."))
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
        judge.note(ListColumn.LEADING_OFFICIAL, Text("This is none of the campaign's leading officials."))
    return found


def unit_of(judge: Judge) -> int | None:
    """The first unit that is named leads."""
    own, said = judge.facts.own_unit, judge.said(ListColumn.UNIT)
    if not said:
        if own is None:
            judge.object(
                ListColumn.UNIT,
                Text("The responsible unit is missing."),
                Text("Write the unit's name as it stands in the campaign."),
            )
        return own
    found = judge.facts.units.get(normal(said)) or judge.facts.units.get(normal(SEVERAL.split(said)[0]))
    ours = Text("Write the unit's name as it stands in the campaign.")
    if found is None:
        judge.object(ListColumn.UNIT, Text("There is no such unit in this campaign."), ours)
    elif own is not None and found != own:
        others = Text("Take the row out, or let the Office bring the file.")
        judge.object(ListColumn.UNIT, Text("This row belongs to another unit's list."), others)
    elif found in judge.facts.closed:
        judge.object(ListColumn.UNIT, judge.facts.closed[found])
    return found


def others_of(judge: Judge) -> str:
    """Units named behind the leading one support it."""
    said = judge.said(ListColumn.UNIT)
    if not said or normal(said) in judge.facts.units:
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
        offered = Text("Accepted are the codes of the targets: %(codes)s.", codes=sorted(set(known.values())))
        judge.object(
            ListColumn.TARGET_CODES, Text("There is no target %(code)s.", code=tidy(unknown[0])), offered
        )
        return ""
    return "、".join(dict.fromkeys(known[normal(word)] for word in words))
