"""A fair copy of a text that still knows, for each of its characters, where it stood in the source."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gongjian.reading.plan.draft import Span

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Copy:
    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> "Copy":
        return cls(text, list(range(len(text))), list(range(1, len(text) + 1)))

    def rewritten(self, pattern: re.Pattern[str], words: Callable[[Match], str] | str = "") -> "Copy":
        """Each match (or its group `gap`) becomes other words, which stand where it stood; no words, and it is gone."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = words if isinstance(words, str) else words(match)
            first, end = match.span(pattern.groupindex.get("gap", 0))
            self.keep(last, first, parts, starts, ends)
            if end > first:
                parts.append(new)
                starts += [self.starts[first]] * len(new)
                ends += [self.ends[end - 1]] * len(new)
            last = end
        if not parts and not last:
            return self
        self.keep(last, len(self.text), parts, starts, ends)
        return Copy("".join(parts), starts, ends)

    def keep(self, first: int, last: int, parts: list[str], starts: list[int], ends: list[int]) -> None:
        parts.append(self.text[first:last])
        starts += self.starts[first:last]
        ends += self.ends[first:last]

    def respelt(self, spelling: Callable[[str], str]) -> "Copy":
        """Other characters in the same places; a spelling that changes the length of a line is left alone there."""
        new = spelling(self.text)
        if len(new) != len(self.text):
            lines = self.text.split("\n")
            new = "\n".join(fitting(line, spelling) for line in lines)
        return Copy(new, self.starts, self.ends)

    def source(self, start: int, end: int) -> Span:
        """Where the characters from start to end stand in the source."""
        if end <= start or not self.text:
            return Span(0, 0)
        return Span(self.starts[start], self.ends[end - 1])


def fitting(line: str, spelling: Callable[[str], str]) -> str:
    new = spelling(line)
    if len(new) == len(line):
        return new
    single = (spelling(character) for character in line)
    return "".join(new if len(new) == 1 else old for old, new in zip(line, single, strict=True))
