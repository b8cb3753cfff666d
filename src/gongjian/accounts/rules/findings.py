"""What a dry run finds: problems, notes and questions, each with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongjian.accounts.rules.columns import Column
from gongjian.intake.rules import Problem
from gongjian.kernel.text import Text
from gongjian.reading.grids import Value

MOST_SHOWN = 2_000
MOST_QUESTIONS = 500
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet as texts. Only a sheet with columns of organisations brings new ones."""

    sheet: str
    number: int
    texts: Mapping[Column, str]
    letters: Mapping[Column, str]
    brings_organisations: bool = True
    unknown: frozenset[Column] = frozenset()
    is_hidden: bool = False
    struck: frozenset[Column] = frozenset()

    def text(self, column: Column) -> str:
        return self.texts.get(column, "")


@dataclass
class Findings:
    """Gathered row by row: all are counted, and as many are kept as a page can show."""

    answers: Mapping[str, str] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"problems": 0, "notes": 0})
    gave_up: bool = False

    def object(self, row: SheetRow, column: Column, text: Text, accepted: Text | None = None) -> None:
        self.say("problems", self.problems, row, column, text, accepted)

    def note(self, row: SheetRow, column: Column, text: Text) -> None:
        self.say("notes", self.notes, row, column, text, None)

    def say(
        self,
        kind: str,
        into: list[dict[str, Any]],
        row: SheetRow,
        column: Column,
        text: Text,
        accepted: Text | None,
    ) -> None:
        self.counts[kind] += 1
        if len(into) < MOST_SHOWN:
            problem = Problem(column, row.text(column)[:LONGEST_VALUE], text, accepted)
            into.append(problem.to_json(row.sheet, row.number, row.letters.get(column, "")))

    def ask(
        self, row: SheetRow, column: Column, key: str, text: Text, options: Sequence[tuple[str, Text]]
    ) -> str:
        """The answer that a person gave, or nothing while the question is open. Nobody answers thousands."""
        if self.has_too_many_questions and key not in self.questions:
            if not self.gave_up:
                self.gave_up = True
                too_many = Text("From here on there are more than %(most)s questions.", most=MOST_QUESTIONS)
                self.object(row, column, too_many, Text("Import the file in parts."))
            return ""
        codes = {code for code, _ in options}
        answer = self.answers.get(key, "")
        answer = answer if answer in codes else ""
        question = Problem(column, row.text(column)[:LONGEST_VALUE], text)
        self.questions[key] = {
            **question.to_json(row.sheet, row.number, row.letters.get(column, "")),
            "key": key,
            "options": [[code, said.to_json()] for code, said in options],
            "answer": answer,
        }
        return answer

    @property
    def has_too_many_questions(self) -> bool:
        return len(self.questions) >= MOST_QUESTIONS

    @property
    def open_questions(self) -> int:
        return sum(not question["answer"] for question in self.questions.values())


def text_of(value: Value) -> str:
    """A cell as text: a telephone number that a program keeps as a number is still a telephone number."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
