"""Steps that stand in columns by month: 分月节点目标 over 9月, 10月, 11月."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from gongjian.intake.rules import Headed, Heading
from gongjian.intake.rules.heading import REFUSED
from gongjian.reading.cells.amounts import says_nothing
from gongjian.reading.cells.days import Times, day_of
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.layout import LAYOUT
from gongjian.worklist.rules.row_words import text_of

MONTH = re.compile(
    r"^(.*?)((?:20\d\d年?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)(?:份|底前?|末前?)?(?:目标|节点|计划)?$"
)
ONLY_NUMBER = re.compile(r"^[\d.,%％\s]*$")
BREAKS = re.compile(r"[;；\n\r]+")
FEWEST = 2


def months_of(head: Headed[ListColumn]) -> dict[int, str]:
    """The places of columns that hold the step of a month, under a heading for steps or under none."""
    if ListColumn.STEPS in head.columns:
        return {}
    found = {}
    for heading in head.headings:
        match = MONTH.match(normal(heading.text)) if is_free(heading) else None
        if match and (not match[1] or LAYOUT.column_of(match[1]) == ListColumn.STEPS):
            found[heading.place] = match[2]
    return found if len(found) >= FEWEST else {}


def is_free(heading: Heading[ListColumn]) -> bool:
    """Nothing else is read from the column, and nobody has said that it is left out."""
    return heading.column is None and heading.why != REFUSED


def steps_by_month(
    cells: Sequence[Value], months: Mapping[int, str], due: Value, times: Times
) -> tuple[str, list[str]]:
    """The cells as one text of steps, and those that are no step. The step of the month in which the item is due ends on its day."""
    due_on = day_of(due, times)
    parts, numbers = list[str](), list[str]()
    for place, month in months.items():
        value = cells[place] if place < len(cells) else None
        name = "" if says_nothing(value) else BREAKS.sub("、", str(text_of(value)).strip())
        on = day_of(month, times)
        if name and (ONLY_NUMBER.match(name) or on is None):
            numbers.append(f"{month} {name}")
        elif name and on:
            parts.append(f"{day_in_chinese(no_later(on, due_on))} {name}")
    return "；".join(parts), numbers


def no_later(on: date, due_on: date | None) -> date:
    return due_on if due_on and (on.year, on.month) == (due_on.year, due_on.month) and on > due_on else on


def day_in_chinese(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
