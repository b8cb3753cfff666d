"""One row before the judge: its cells as numbers, days and texts, and what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongjian.intake.rules import Problem
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import (
    amount_of,
    money_of_amount,
    question_about,
    says_nothing,
    to_cent,
)
from gongjian.reading.cells.days import day_of
from gongjian.reading.grids import Value
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.row_words import text_of
from gongjian.worklist.rules.rows import LONGEST, MOST_MONEY, MOST_WEIGHT, ListFacts

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
DAYS_ACCEPTED = Text(
    "Accepted: dates such as 2026-09-30, 2026.9.30, 9月30日, 9月底前, 9月上旬, 11月, 年底前."
)
MONEY_ACCEPTED = Text("Accepted: amounts such as 1200 (in 万元), 3,000万 or 1.5亿元.")
WEIGHT_UNITS = {"": 1, "分": 1, "%": 100}
TICKED = frozenset(["是", "有", "√", "✓", "✔", "☑", "★", "●", "1", "y", "yes", "true", "重点"])
NOT_TICKED = frozenset(["否", "无", "不是", "非", "×", "✗", "☐", "○", "0", "n", "no", "false", "一般"])
TICK_ACCEPTED = Text("Accepted: 是 or 否; left empty it means 否.")
CODE_ACCEPTED = Text("Accepted: Latin letters, digits and hyphens, such as KC-007.")


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
            self.problems.append(Problem(column, self.cell_text(column)[:80], text, accepted))

    def note(self, column: ListColumn, text: Text) -> None:
        self.notes.append(Problem(column, self.cell_text(column)[:80], text))

    def cell_text(self, column: ListColumn) -> str:
        return text_of(self.values.get(column))

    def text(self, column: ListColumn) -> str:
        found = self.cell_text(column)
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
            self.object(column, Text("This code contains characters that are not allowed."), CODE_ACCEPTED)
        return found

    def amount(self, column: ListColumn) -> Decimal | None:
        value = self.values.get(column)
        if says_nothing(value):
            return None
        read = amount_of(value)
        exact = money_of_amount(read, self.money.get(column, "")) if read else None
        if exact is None or exact < 0 or exact >= MOST_MONEY:
            asked = question_about(value) or Text("This is not an amount of money.")
            self.object(column, asked, MONEY_ACCEPTED)
            return None
        found = to_cent(exact)
        if found != exact:
            self.note(column, Text("Stored in 万元 with two decimals: %(kept)s.", kept=plain(found)))
        return found

    def day(self, column: ListColumn, *, at_start: bool = False) -> date | None:
        value = self.values.get(column)
        if says_nothing(value):
            return None
        found = day_of(value, self.facts.times, at_start=at_start)
        if found is None:
            self.object(column, Text("This is not one definite date."), DAYS_ACCEPTED)
        return found

    def tick(self, column: ListColumn) -> bool:
        said = self.cell_text(column).lower()
        if said and said not in TICKED | NOT_TICKED and not says_nothing(said):
            self.object(column, Text("This is neither yes nor no."), TICK_ACCEPTED)
        return said in TICKED

    def weight(self, column: ListColumn) -> Decimal:
        value = self.values.get(column)
        if says_nothing(value):
            return Decimal(1)
        read = amount_of(value)
        number = read.number / WEIGHT_UNITS[read.unit] if read and read.unit in WEIGHT_UNITS else Decimal(0)
        found = to_cent(number)
        if not 0 < found < MOST_WEIGHT:
            self.object(
                column,
                question_about(value) or Text("The weight must be a number above zero."),
                Text("If empty: 1."),
            )
            return Decimal(1)
        return found
