"""The file that came in, with its problems marked where they stand, so that people mend it in their own program."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from gongjian.documents.printable import printable
from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import place_of
from gongjian.reading.uploads import Unacceptable
from gongjian.sandbox import files

Say = Callable[[str], str]
MARKED_ROWS, MARKED_BYTES = 6_000, 600_000  # larger files get the sheet of problems alone
HEADS = (
    Text("Sheet").msgid,
    Text("Row").msgid,
    Text("Column").msgid,
    Text("Header").msgid,
    Text("Cell content").msgid,
    Text("What is wrong").msgid,
    Text("Accepted values").msgid,
)


def with_problems(name: str, content: bytes, problems: list[dict[str, Any]], *, rows: int, say: Say) -> bytes:
    """An .xlsx stays the person's own file; anything else becomes a new one with the same cells.

    Every problem carries the heading of its column, as its reader knows it.
    """
    marks, told = places(problems, say), [[say(word) for word in HEADS], *problem_rows(problems, say)]
    if len(content) > MARKED_BYTES or rows > MARKED_ROWS:
        return files.new_marked_workbook([], marks, told)
    try:
        if content.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm")):
            return files.own_marked_workbook(name, content, marks, told)
        return files.new_marked_workbook(files.grids_of(name, content), marks, told)
    except Unacceptable:
        return files.new_marked_workbook([], marks, told)


def places(problems: list[dict[str, Any]], say: Say) -> list[tuple[str, int, int, str]]:
    """Every marked cell once, with all that is said of it; a problem of no column stands at the row's beginning."""
    found: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for one in problems:
        column = place_of(one["letter"]) + 1 if one["letter"] else 1
        found[one["sheet"], one["row"], column].append(" ".join(filter(None, problem_in_words(one, say))))
    return [(*place, printable("\n".join(words))[:900]) for place, words in found.items()]


def problem_in_words(problem: dict[str, Any], say: Say) -> list[str]:
    accepted = problem["accepted"]
    return [
        Text.from_json(problem["text"]).say(say),
        Text.from_json(accepted).say(say) if accepted else "",
    ]


def problem_rows(problems: list[dict[str, Any]], say: Say) -> list[list[str]]:
    return [
        [
            *(str(one[name]) for name in ("sheet", "row", "letter", "heading", "value")),
            *problem_in_words(one, say),
        ]
        for one in problems
    ]
