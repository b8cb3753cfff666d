"""The draft of a campaign, as a plan document states it: facts that stand on their words, and questions to a person."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class FactKind(Term):
    TARGET = "target", "target"
    PHASE = "phase", "phase"
    RECURRENCE = "recurrence", "recurring obligation"
    DEADLINE = "deadline", "deadline"
    UNIT = "unit", "unit"
    GROUP = "group", "group"
    LADDER = "ladder", "step against delay"
    DOCUMENT = "document", "other document"


class Script(Term):
    SIMPLIFIED = "simplified", "Simplified Chinese"
    TRADITIONAL = "traditional", "Traditional Chinese"


class UnitPart(Term):
    """What a unit is to a task."""

    LEAD = "lead", "leads"
    SUPPORT = "support", "supports"
    RESPONSIBLE = "responsible", "is responsible"


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the plan says, with the very words that say it: `text[start:end] == quote`."""

    kind: FactKind
    quote: str
    start: int
    end: int
    item: str
    value: Decimal | None = None
    unit: str = ""
    op: str = ""  # one of = >= <= > < ~
    level: str = ""  # ensure, strive
    date: str = ""  # 2018-09-15, --09-15, 2018-08-25/2018-08-31, FREQ=MONTHLY;BYMONTHDAY=13,28
    exact: bool = True  # False when the plan gives a date only roughly
    role: str = ""  # of a unit: lead, support, responsible
    lead: str = ""  # of a group
    members: tuple[str, ...] = ()
    duty: str = ""  # what a unit or a group is there for
    trigger: str = ""  # of a step against delay
    step: str = ""
    who: str = ""  # of a recurring duty, a deadline or a step: by whom

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "value": spoken(self.value),
            "unit": self.unit,
            "op": self.op,
            "level": self.level,
            "date": self.date,
            "item": self.item,
        } | self.more_to_json()

    def more_to_json(self) -> dict[str, Any]:
        """What only some kinds have."""
        more: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("role", "lead", "duty", "trigger", "step", "who")
            if getattr(self, name)
        }
        if self.members:
            more["members"] = list(self.members)
        if self.date:
            more["exact"] = self.exact
        return more


@dataclass(frozen=True, slots=True)
class Question:
    """What a careful clerk would ask before the draft is used."""

    about: str  # year, total, phase, deadline, days, heading, numbering, conflict, document, number, date
    text: Text
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class PlanDraft:
    text: str
    title: str
    script: Script
    year: int | None
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[Text, ...] = field(default=())
    left_out: tuple[Text, ...] = ()  # what of the file is not in the text

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """Questions and warnings stay sentences that a door still has to say in the reader's language."""
        return {
            "title": self.title,
            "script": self.script.value,
            "year": self.year,
            "facts": [fact.to_json() for fact in self.facts],
            "questions": [
                {"about": question.about, "text": question.text.to_json(), "quote": question.quote}
                for question in self.questions
            ],
            "warnings": [warning.to_json() for warning in self.warnings],
            "left_out": [sentence.to_json() for sentence in self.left_out],
        }


def spoken(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
