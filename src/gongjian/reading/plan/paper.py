"""A plan on the desk: its source, the fair copy, the sentences, and what year it is of."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from gongjian.kernel.text import Text
from gongjian.reading.plan.copy import Copy
from gongjian.reading.plan.draft import Fact, FactKind, Question
from gongjian.reading.plan.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Paper:
    source: str
    copy: Copy
    sentences: tuple[Sentence, ...]
    title: str = ""
    year: int | None = None

    @property
    def text(self) -> str:
        return self.copy.text

    def fact(self, kind: FactKind, start: int, end: int, item: str, **more: Any) -> Fact:
        """A fact that stands on the characters from start to end of the fair copy."""
        span = self.copy.source(start, end)
        return Fact(kind, self.source[span.start : span.end], span.start, span.end, item, **more)

    def question(self, about: str, text: Text, start: int = 0, end: int = 0) -> Question:
        span = self.copy.source(start, end)
        return Question(about, text, self.source[span.start : span.end], span.start, span.end)

    def place(self, fact: Fact) -> tuple[int, int]:
        """Where the words of a fact stand in the fair copy."""
        return bisect_left(self.copy.starts, fact.start), bisect_left(self.copy.starts, fact.end)
