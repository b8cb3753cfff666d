"""The reckoning of a file on a page: every sheet, row and column, and what a person says of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from gongjian.intake.rules import SheetTaken, Taken
from gongjian.intake.rules.passing import BY_HAND
from gongjian.kernel.text import Text

READ = (SheetTaken.READ, SheetTaken.CONTINUED)


def reckoning(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sheet by sheet what it was taken for, and which choice there is."""
    told, follows = list[dict[str, Any]](), False
    for sheet in outcome.get("reckoning", []):
        taken = SheetTaken.of(sheet["taken"])
        may_take = taken in (SheetTaken.OVERVIEW, SheetTaken.LEFT_OUT, SheetTaken.HIDDEN) or (
            taken == SheetTaken.NO_HEADING and follows
        )
        columns = [one | {"why": Text.from_json(one["why"])} for one in sheet["columns"]]
        why = Text.from_json(sheet["why"])
        told.append(sheet | {"taken": taken, "why": why, "is_read": taken in READ, "may_take": may_take, "columns": columns, "passed": passed(sheet["counts"])})  # fmt: skip
        follows = follows or taken in READ
    return told


def passed(counts: Mapping[str, int]) -> list[tuple[Taken, int]]:
    """How many rows were taken for what."""
    return [(Taken.of(name), count) for name, count in counts.items() if Taken.knows(name) and count]


def rows_told(kept: Iterable[list[Any]], kind: str) -> list[dict[str, Any]]:
    """The rows of a kind; without one all that were passed over and are not empty, and those that somebody took."""
    rows = list[dict[str, Any]]()
    for sheet, number, taken, why, words in kept:
        chosen = taken == Taken.LEFT_OUT or why == BY_HAND.msgid
        ordinary = taken in (Taken.DATA, Taken.BLANK) and not chosen
        if taken == kind or (not kind and not ordinary):
            told = {"sheet": sheet, "row": number, "taken": Taken.of(taken), "why": Text(why), "words": words}
            rows.append(told | {"chosen": chosen, "is_data": taken == Taken.DATA})
    return rows
