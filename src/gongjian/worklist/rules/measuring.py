"""In what an item is counted: said outright, or told by the unit and the steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import (
    TEN_THOUSANDS,
    Amount,
    amount_of,
    money_of_amount,
    says_nothing,
    to_cent,
)
from gongjian.reading.cells.steps import WrittenStep, steps_of
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import EVERYTHING, Curve, Measure, Step
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.row_words import BY_MONTH, MEASURE_WORDS, MONEY, text_of, tidy
from gongjian.worklist.rules.rows import LONGEST, MOST_TARGET, ListFacts

WORDS = (
    {normal(word): measure for measure, word in MEASURE_WORDS.items()}
    | {measure.value: measure for measure in Measure}
    | {measure.label: measure for measure in Measure}
    | {"百分率": Measure.PERCENT, "百分数": Measure.PERCENT, "比例": Measure.PERCENT, "%": Measure.PERCENT}
    | {
        "完成率": Measure.PERCENT,
        "进度": Measure.PERCENT,
        "投资": Measure.INVESTMENT,
        "工程量": Measure.QUANTITY,
    }
    | {
        "里程碑": Measure.MILESTONE,
        "形象节点": Measure.MILESTONE,
        "形象进度": Measure.MILESTONE,
        "节点制": Measure.MILESTONE,
    }
)
PERCENT = ("%", "百分比", "percent")
NAME_MUST_NOT_HOLD = re.compile(r"[;\uff1b\n]")
STEPS_ACCEPTED = Text("Accepted are steps such as: 9月30日 完成征地（40%）；10月31日 完成审批（100%）.")
Found = tuple[ListColumn, Text, Text | None]


@dataclass
class Measured:
    measure: Measure = Measure.PERCENT
    unit: str = ""
    target: Decimal = Decimal(100)
    curve: Curve = Curve.BY_DAY
    steps: tuple[Step, ...] = ()
    problems: list[Found] = field(default_factory=list)


def measured(
    values: Mapping[ListColumn, Value], facts: ListFacts, money: Mapping[ListColumn, str]
) -> Measured:
    """Way of measuring, target, unit and curve belong together: they are read together."""
    what = Measured()
    steps = steps_in(values.get(ListColumn.STEPS), facts, what)
    amount = amount_in(values, money, what)
    unit = amount.unit if amount and amount.unit else unit_in(values, what)
    said = measure_in(values, what)
    what.measure = said or inferred(amount, unit, steps, values)
    set_curve(what, steps, values)
    if what.measure in (Measure.PERCENT, Measure.QUANTITY):
        count(what, amount, unit, as_share=is_share(values, amount))
    elif what.measure == Measure.INVESTMENT:
        invest(what, amount, unit)
    return what


def measure_in(values: Mapping[ListColumn, Value], what: Measured) -> Measure | None:
    said = values.get(ListColumn.MEASURE)
    if says_nothing(said):
        return None
    found = WORDS.get(normal(text_of(said)))
    if found is None:
        offered = Text("Accepted are: %(names)s.", names=list(MEASURE_WORDS.values()))
        what.problems.append((ListColumn.MEASURE, Text("There is no such way of measuring."), offered))
    return found


def unit_in(values: Mapping[ListColumn, Value], what: Measured) -> str:
    said = values.get(ListColumn.UNIT_OF_MEASURE)
    unit = "" if says_nothing(said) else tidy(text_of(said))
    most = LONGEST[ListColumn.UNIT_OF_MEASURE]
    if len(unit) > most:
        what.problems.append(
            (
                ListColumn.UNIT_OF_MEASURE,
                Text("The text has %(count)s characters.", count=len(unit)),
                Text("At most %(most)s characters.", most=most),
            )
        )
    return unit[:most]


def amount_in(
    values: Mapping[ListColumn, Value], money: Mapping[ListColumn, str], what: Measured
) -> Amount | None:
    value = values.get(ListColumn.TARGET)
    if says_nothing(value):
        return None
    found = amount_of(value)
    if found is None:
        accepted = Text("Accepted are numbers with or without a unit, such as 13, 13个, 60%, 1.5亿元.")
        what.problems.append((ListColumn.TARGET, Text("This is not one number."), accepted))
        return None
    if len(found.unit) > LONGEST[ListColumn.UNIT_OF_MEASURE]:
        found = Amount(found.number, found.unit[: LONGEST[ListColumn.UNIT_OF_MEASURE]])
    return found if found.unit else Amount(found.number, money.get(ListColumn.TARGET, ""))


def inferred(
    amount: Amount | None, unit: str, steps: tuple[WrittenStep, ...], values: Mapping[ListColumn, Value]
) -> Measure:
    if unit in TEN_THOUSANDS:
        return Measure.INVESTMENT
    if unit in PERCENT:
        return Measure.PERCENT
    if amount or unit:
        return Measure.QUANTITY
    return Measure.MILESTONE if any(step.name for step in steps) else Measure.PERCENT


def is_share(values: Mapping[ListColumn, Value], amount: Amount | None) -> bool:
    """A cell that Excel formats as per cent holds 0.6 for 60%."""
    return amount is not None and isinstance(values.get(ListColumn.TARGET), float) and 0 < amount.number <= 1


def count(what: Measured, amount: Amount | None, unit: str, *, as_share: bool) -> None:
    if what.measure == Measure.PERCENT:
        unit = "%"
    if unit in PERCENT:
        number = amount.number * 100 if amount and as_share else amount.number if amount else Decimal(100)
        if number == 100 and what.measure == Measure.PERCENT:
            return
        what.measure, amount, unit = Measure.QUANTITY, Amount(number), "%"
    what.unit = unit
    if amount is None:
        needed = Text("An item counted in a quantity needs a target value.")
        what.problems.append(
            (
                ListColumn.TARGET,
                needed,
                Text("Accepted are numbers with or without a unit, such as 13, 13个, 60%, 1.5亿元."),
            )
        )
        return
    set_target(what, to_cent(amount.number) if amount.number < MOST_TARGET else MOST_TARGET)


def invest(what: Measured, amount: Amount | None, unit: str) -> None:
    what.unit = MONEY
    found = money_of_amount(Amount(amount.number), unit) if amount and amount.number < MOST_TARGET else None
    if found is None:
        needed = Text("An item counted in investment needs an amount of money as its target.")
        what.problems.append(
            (
                ListColumn.TARGET,
                needed,
                Text("Accepted are amounts such as 1200 (in 万元), 3,000万 or 1.5亿元."),
            )
        )
        return
    set_target(what, found)


def set_target(what: Measured, number: Decimal) -> None:
    if 0 < number < MOST_TARGET:
        what.target = number
    else:
        what.problems.append(
            (ListColumn.TARGET, Text("The target quantity must be more than nothing."), None)
        )


def steps_in(value: Value, facts: ListFacts, what: Measured) -> tuple[WrittenStep, ...]:
    if says_nothing(value) or (text := text_of(value) if not isinstance(value, str) else value) in (
        BY_MONTH,
        BY_MONTH[:2],
    ):
        return ()
    found = steps_of(text, facts.times)
    if not found:
        what.problems.append((ListColumn.STEPS, Text("These steps cannot be read."), STEPS_ACCEPTED))
        return ()
    if all(step.share is None for step in found) or all(step.share is not None for step in found):
        return found
    what.problems.append(
        (ListColumn.STEPS, Text("Give every step its share, or none of them."), STEPS_ACCEPTED)
    )
    return ()


def set_curve(what: Measured, steps: tuple[WrittenStep, ...], values: Mapping[ListColumn, Value]) -> None:
    wanted = tidy(text_of(values.get(ListColumn.STEPS)))
    if what.measure == Measure.MILESTONE:
        what.curve = Curve.MILESTONES
        if not steps and not any(column == ListColumn.STEPS for column, _, _ in what.problems):
            what.problems.append(
                (
                    ListColumn.STEPS,
                    Text("An item counted in milestones needs its milestones."),
                    STEPS_ACCEPTED,
                )
            )
    elif steps:
        what.curve = Curve.STEPS
    elif wanted in (BY_MONTH, BY_MONTH[:2]):
        what.curve = Curve.BY_MONTH
    what.steps = tuple(Step(on, share, name) for on, share, name in spread(steps))


def spread(steps: tuple[WrittenStep, ...]) -> list[tuple[date, Fraction, str]]:
    """Steps without shares bring the same each; the last one brings the rest."""
    whole = len(steps)
    return [
        (step.on, EVERYTHING * place / whole if step.share is None else step.share, tidy(step.name))
        for place, step in enumerate(steps, start=1)
    ]
