"""A row in words: what each cell shows. Reading these words again gives the same row."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import PERCENT, dimension_of
from gongjian.kernel.signs import HAN, visible
from gongjian.reading.cells.days import Times
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import Curve, Measure, PromisedShare
from gongjian.worklist.rules.columns import CELLS, ListColumn
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.rows import EDITED, ListFacts, ListRowValues

MEASURE_WORDS = {
    Measure.PERCENT: "百分比",
    Measure.QUANTITY: "数量",
    Measure.INVESTMENT: "投资额",
    Measure.MILESTONE: "节点",
}
BY_MONTH = "按月均衡"
MONEY = "万元"
YES = "是"
BROKEN_LINE = re.compile(rf"(?<=[{HAN}])[ \t]*[\r\n]+\s*(?=[{HAN}])")


@lru_cache(maxsize=20_000)
def tidy(text: str) -> str:
    """On one line, without what cannot be seen; a line broken between two Hanzi is no blank."""
    text = BROKEN_LINE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(visible(text).split())


def text_of(value: Value) -> str:
    """What a cell says, as text: a number without the .0 that programs add."""
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float):
        return plain(Decimal(repr(value))) if abs(value) < 1e15 else ""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def row_in_words(row: ListRowValues, facts: ListFacts) -> dict[ListColumn, str]:
    """Every cell of the row as it is shown and typed."""
    words: dict[ListColumn, str] = {column: say(getattr(row, column.value)) for column, say in SAID}
    return words | {
        ListColumn.LINE: facts.named_line(row.line_of_work),
        ListColumn.TARGET: target(row),
        ListColumn.STEPS: steps_in_words(row, facts.times),
    }


def target(row: ListRowValues) -> str:
    number = {Measure.PERCENT: "", Measure.MILESTONE: ""}.get(row.measure, plain(row.target))
    if number and row.target <= 1 and dimension_of(row.unit_of_measure) == PERCENT:
        number += row.unit_of_measure  # 0.5 alone might be a half
    return number


def money(amount: Decimal | None) -> str:
    return "" if amount is None else plain(amount)


def tick(is_so: bool) -> str:
    return YES if is_so else ""


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


SORTS: dict[Sort, Callable[[Any], str]] = {
    Sort.MONEY: money,
    Sort.DAY: day,
    Sort.NUMBER: plain,
    Sort.TICK: tick,
}
SAID = [(column, SORTS.get(CELLS[column].sort, str)) for column in EDITED]


def steps_in_words(row: ListRowValues, times: Times) -> str:
    if row.curve == Curve.BY_MONTH:
        return BY_MONTH
    return "\uff1b".join(step_in_words(step, times) for step in row.steps)


def step_in_words(step: PromisedShare, times: Times) -> str:
    on = f"{step.on.month}月{step.on.day}日"
    if step.on.year != times.year_of(step.on.month):
        on = f"{step.on.year}年{on}"
    return f"{on} {step.name}\uff08{share(step.share)}\uff09"


def share(part: Fraction) -> str:
    """Exactly: in percent where two decimals are enough, else as a fraction."""
    hundredths = part * 10_000
    if hundredths.denominator == 1:
        return f"{plain(Decimal(hundredths.numerator) / 100)}%"
    return f"{part.numerator}/{part.denominator}"
