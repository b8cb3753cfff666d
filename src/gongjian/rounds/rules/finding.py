"""What one search for everything finds: of which kind, what it is called, and where it belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.reading.cells.finding import normal_form

LONGEST_SEARCH = 100
MOST_OF_A_KIND = 6
LEAST_BEGINNING, LEAST_WITHIN = 2, 4  # letters of a name as it is read


class FoundKind(Term):
    """In the order in which they are shown."""

    PAGE = "page", "Pages"
    PROJECT = "project", "Projects"
    ITEM = "item", "Items"
    OBSTACLE = "obstacle", "Obstacles"
    UNIT = "unit", "Units"
    PERSON = "person", "People"
    MEETING = "meeting", "Meetings"
    DECISION = "decision", "Decisions"
    BULLETIN = "bulletin", "Bulletins"
    LETTER = "letter", "Letters"
    PLAN = "plan", "Plan documents"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing: the door makes its address from its kind and its key."""

    kind: FoundKind
    key: str
    name: Text | str
    detail: Text | str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """One row that may be meant: what a word may stand in, a line for each text; how it is read; and what was found then."""

    lines: str
    found: Found
    read: str = ""

    @classmethod
    def of(cls, texts: Iterable[str], found: Found, *, read: str = "") -> "Sought":
        return cls("\n" + "\n".join(normal_form(text) for text in texts if text), found, read)

    def is_read_with(self, word: str) -> bool:
        return f"\n{word}" in self.read or (len(word) >= LEAST_WITHIN and word in self.read)


def meant(words: Sequence[str], rows: Iterable[Sought]) -> list[Found]:
    """The rows in which every word stands; those whose code or name begins with what was typed come first."""
    letters = {word for word in words if word.isascii() and word.isalpha() and len(word) >= LEAST_BEGINNING}
    if letters:
        found = [
            row
            for row in rows
            if all(word in row.lines or (word in letters and row.is_read_with(word)) for word in words)
        ]
    else:
        found = [row for row in rows if all(word in row.lines for word in words)]
    begins = "\n" + "".join(words)
    found.sort(key=lambda row: (begins not in row.lines, begins not in row.read))
    return [row.found for row in found[:MOST_OF_A_KIND]]
