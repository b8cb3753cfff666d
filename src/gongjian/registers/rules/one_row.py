"""One row of a register as it is read: its cells as texts, numbers and days, and what is wrong with them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongjian.intake.rules import Problem
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict
from gongjian.reading.cells.amounts import is_error, says_nothing
from gongjian.reading.cells.days import day_of
from gongjian.reading.cells.numbers import number_in
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.registers.rules.attributes import BY_NAME, MOST_WORKDAYS, AttributeKind, EntryAttribute
from gongjian.registers.rules.counting import MOST
from gongjian.registers.rules.filed import Facts, Filed
from gongjian.registers.rules.sheets import FileRow
from gongjian.registers.rules.values import NO_PERSON, NOT_YET_SAID, names_a_person, says_not_yet

DAYS = Text("Accepted: dates such as 2026-09-30, 2026.9.30, 9月30日.")


@dataclass
class Reader:
    row: FileRow
    facts: Facts
    found: Filed = field(default_factory=Filed)

    def value(self, code: str) -> Value:
        return self.row.values.get(code)

    def text(self, code: str) -> str:
        value = self.value(code)
        if says_nothing(value):
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip()

    def object(self, code: str, text: Text, accepted: Text | None = None) -> None:
        column = self.facts.columns[code]
        if not any(problem.column == column for problem in self.found.problems):
            self.found.problems.append(Problem(column, self.text(code)[:80], text, accepted))

    def note(self, code: str, text: Text) -> None:
        self.found.notes.append(Problem(self.facts.columns[code], self.text(code)[:80], text))

    def refuse(self, code: str, verdict: Verdict, accepted: Text | None = None) -> None:
        if not verdict:
            self.object(code, verdict.reason, accepted)

    def read(self, one: EntryAttribute) -> str:
        """What the column of an attribute says, as it is kept."""
        match one.kind:
            case AttributeKind.DAY:
                day = self.day(one.name)
                return day.isoformat() if day else ""
            case AttributeKind.WORKDAYS:
                return self.workdays(one.name)
            case AttributeKind.ORGANISATION:
                return self.organisation(one.name)
        text = self.text(one.name)
        if names_a_person(text):
            self.object(one.name, NO_PERSON)
        if len(text) > one.longest:
            self.object(one.name, Text("At most %(most)s characters.", most=one.longest))
        return text[: one.longest]

    def organisation(self, code: str) -> str:
        typed = self.text(code)
        name = self.facts.known.organisations.get(normal(typed), "") if typed else ""
        if typed and not name:
            self.object(code, Text("There is no such organisation in this county."))
        return name

    def number(self, code: str) -> Decimal | None:
        if says_nothing(self.value(code)) or is_error(self.value(code)):
            return None
        found = number_in(self.value(code), *self.units_of(code), heading=self.row.units.get(code, ""))
        if isinstance(found, Text) or found < 0:
            asked = found if isinstance(found, Text) else Text("This is not a number.")
            self.object(code, asked, Text("Accepted: numbers from 0 up."))
            return None
        if found >= MOST:
            self.object(code, Text("This number is too large."))
            return None
        return found

    def workdays(self, code: str) -> str:
        """A limit in whole working days; a date that was typed into its column is none."""
        number = self.number(code)
        if number is None:
            return ""
        if number != int(number) or not 1 <= number <= MOST_WORKDAYS:
            said = Text("%(number)s is not a valid number of working days.", number=plain(number))
            self.object(code, said, Text("Accepted: whole numbers from 1 to %(most)s.", most=MOST_WORKDAYS))
        return plain(number)

    def units_of(self, code: str) -> tuple[str, ...]:
        """In what a column is counted, and by which other words people may say so."""
        if code in BY_NAME and BY_NAME[code].kind == AttributeKind.WORKDAYS:
            return ("个工作日", "工作日", "日", "天", "个")
        layout = self.facts.layout
        return (layout.unit or layout.thing, layout.thing, "个")

    def day(self, code: str) -> date | None:
        if says_nothing(self.value(code)) or self.says_not_yet(code):
            return None
        found = day_of(self.value(code), self.facts.known.times)
        if found is None:
            self.object(code, Text("This is not one definite date."), DAYS)
        return found

    def says_not_yet(self, code: str) -> bool:
        found = says_not_yet(self.value(code))
        if found:
            self.note(code, NOT_YET_SAID)
        return found

    def past_day(self, code: str) -> date | None:
        found = self.day(code)
        if found and found > self.facts.today:
            self.object(code, Text("The date cannot be in the future."))
        return found
