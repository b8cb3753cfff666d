"""What is wrong in a list that came in, cell by cell."""

from dataclasses import dataclass
from typing import Any, Generic

from gongjian.intake.rules.layout import C
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term

HIDDEN_ROW = Text("The row is hidden in the file, but is read anyway.")
STRUCK = Text("Words in this cell are struck through in the file, but are read anyway.")


class Change(Term):
    """What becomes of a row when the file is applied."""

    NEW = "new", "new"
    CHANGED = "changed", "changed"
    UNCHANGED = "unchanged", "unchanged"
    MISSING = "missing", "missing in the file"


@dataclass(frozen=True, slots=True)
class Problem(Generic[C]):
    """What is wrong with one cell, and what would be right there."""

    column: C
    value: str
    text: Text
    accepted: Text | None = None

    def to_json(self, sheet: str, row: int, letter: str) -> dict[str, Any]:
        return {
            "sheet": sheet,
            "row": row,
            "letter": letter,
            "column": self.column.value,
            "value": self.value,
            "text": self.text.to_json(),
            "accepted": self.accepted.to_json() if self.accepted else None,
        }


def missing_column(column: C) -> Problem[C]:
    return Problem(
        column,
        "",
        Text("There is no column for “%(column)s”.", column=column),
        Text("Choose it from the columns of the file, or add it to the file."),
    )
