"""In what an item is counted: said outright, or told by the unit and the steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import PERCENT, dimension_of, is_measured, may_add
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import (
    Amount,
    amount_of,
    as_money,
    is_error,
    is_scale,
    money_of_amount,
    question_about,
    says_nothing,
    to_cent,
    two_readings,
)
from gongjian.reading.cells.steps import WrittenStep, steps_of
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.worklist.rules.baseline import EVERYTHING, Curve, Measure, PromisedShare
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
NUMBERS_ACCEPTED = Text("Accepted: numbers with or without a unit, such as 13, 13个, 60%, 1.5亿元.")
NAME_MUST_NOT_HOLD = re.compile(r"[;\uff1b\n]")
STEPS_ACCEPTED = Text("Accepted: milestones such as 9月30日 完成征地（40%）；10月31日 完成审批（100%）.")
Found = tuple[ListColumn, Text, Text | None]


@dataclass
class Measured:
    measure: Measure = Measure.PERCENT
    unit: str = ""
    target: Decimal = Decimal(100)
    curve: Curve = Curve.BY_DAY
    steps: tuple[PromisedShare, ...] = ()
    problems: list[Found] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)  # on the target


def measured(
    values: Mapping[ListColumn, Value],
    facts: ListFacts,
    money: Mapping[ListColumn, str],
    caption: str = "",
) -> Measured:
    """Way of measuring, target, unit and curve belong together: they are read together. The caption is the unit of money above the table."""
    what = Measured()
    steps = steps_in(values.get(ListColumn.STEPS), facts, what)
    amount = amount_in(values, what)
    beside = unit_in(values, what) or money.get(ListColumn.TARGET, "")
    unit = unit_of_amount(amount, beside, what)
    said = measure_in(values, what)
    what.measure = said or inferred(amount, unit, steps)
    ask_about_share(what, amount, unit, said)
    set_curve(what, steps, values)
    if what.measure in (Measure.PERCENT, Measure.QUANTITY):
        count(what, amount, unit)
    elif what.measure == Measure.INVESTMENT:
        invest(what, amount, unit or caption)
    return what


def measure_in(values: Mapping[ListColumn, Value], what: Measured) -> Measure | None:
    said = values.get(ListColumn.MEASURE)
    if says_nothing(said):
        return None
    found = WORDS.get(normal(text_of(said)))
    if found is None:
        offered = Text("Accepted: %(names)s.", names=list(MEASURE_WORDS.values()))
        what.problems.append((ListColumn.MEASURE, Text("There is no such way of measuring."), offered))
    return found


def unit_in(values: Mapping[ListColumn, Value], what: Measured) -> str:
    said = values.get(ListColumn.UNIT_OF_MEASURE)
    unit = "" if says_nothing(said) or is_error(said) else tidy(text_of(said))
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


def amount_in(values: Mapping[ListColumn, Value], what: Measured) -> Amount | None:
    value = values.get(ListColumn.TARGET)
    if says_nothing(value):
        return None
    found = amount_of(value)
    if found is None:
        asked = question_about(value) or Text("This is not one definite number.")
        what.problems.append((ListColumn.TARGET, asked, NUMBERS_ACCEPTED))
        return None
    return Amount(found.number, found.unit[: LONGEST[ListColumn.UNIT_OF_MEASURE]])


def unit_of_amount(amount: Amount | None, beside: str, what: Measured) -> str:
    """The unit of a cell: its own before the one beside it. Two that measure differently are a question;
    16万 beside 平方米 is 万平方米.
    """
    own = amount.unit if amount else ""
    if not amount or not own or not beside:
        return own or beside
    if is_scale(own):
        return as_money(own) if as_money(beside) else f"{own}{beside}"
    if not may_add(own, beside) and any(map(is_certain, (own, beside))):
        ask(what, amount.number, own, beside)
    elif not may_add(own, beside):
        what.notes.append(
            Text("The unit in the cell applies: %(own)s, not %(beside)s.", own=own, beside=beside)
        )
    return own


def is_certain(unit: str) -> bool:
    """A unit that cannot be just another word for the same things."""
    return is_measured(unit) or dimension_of(unit) == PERCENT


def ask(what: Measured, number: Decimal, one: str, other: str) -> None:
    readings = two_readings(f"{plain(number)}{one}", f"{plain(number)}{other}")
    what.problems.append((ListColumn.TARGET, readings, NUMBERS_ACCEPTED))


def inferred(amount: Amount | None, unit: str, steps: tuple[WrittenStep, ...]) -> Measure:
    if as_money(unit):
        return Measure.INVESTMENT
    if dimension_of(unit) == PERCENT:
        return Measure.PERCENT
    if amount or unit:
        return Measure.QUANTITY
    return Measure.MILESTONE if any(step.name for step in steps) else Measure.PERCENT


def ask_about_share(what: Measured, amount: Amount | None, unit: str, said: Measure | None) -> None:
    """0.6 beside a percent sign may be 60% or 0.6%; 0.6 of nothing said may be 60%. A number of 万元 is no percentage."""
    if amount is None or what.measure not in (Measure.PERCENT, Measure.QUANTITY):
        return
    number, is_percent = amount.number, said == Measure.PERCENT or dimension_of(unit) == PERCENT
    if said == Measure.PERCENT and unit and dimension_of(unit) != PERCENT:
        ask(what, number, unit, "%")
    elif not amount.unit and is_percent and 0 < number <= 1:
        asked = two_readings(f"{plain(number * 100)}%", f"{plain(number)}%")
        what.problems.append((ListColumn.TARGET, asked, NUMBERS_ACCEPTED))
    elif not unit and said is None and 0 < number < 1:
        asked = two_readings(f"{plain(number * 100)}%", plain(number))
        what.problems.append((ListColumn.TARGET, asked, NUMBERS_ACCEPTED))


def count(what: Measured, amount: Amount | None, unit: str) -> None:
    if what.measure == Measure.PERCENT or dimension_of(unit) == PERCENT:
        unit = "‰" if "‰" in unit else "%"
        number = amount.number if amount else Decimal(100)
        if number == 100 and what.measure == Measure.PERCENT:
            return
        what.measure, amount = Measure.QUANTITY, Amount(number)
    what.unit = unit
    if amount is None:
        needed = Text("An item measured by quantity needs a target value.")
        what.problems.append((ListColumn.TARGET, needed, NUMBERS_ACCEPTED))
        return
    set_target(what, to_cent(amount.number) if amount.number < MOST_TARGET else MOST_TARGET)


def invest(what: Measured, amount: Amount | None, unit: str) -> None:
    what.unit = MONEY
    found = money_of_amount(Amount(amount.number), unit) if amount else None
    if found is None or found >= MOST_TARGET:
        needed = Text("An item measured by investment needs an amount of money as its target.")
        accepted = Text("Accepted: amounts such as 1200 (in 万元), 3,000万 or 1.5亿元.")
        what.problems.append((ListColumn.TARGET, needed, accepted))
        return
    set_target(what, to_cent(found))


def set_target(what: Measured, number: Decimal) -> None:
    if 0 < number < MOST_TARGET:
        what.target = number
    else:
        what.problems.append((ListColumn.TARGET, Text("The target quantity must be more than zero."), None))


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
        (ListColumn.STEPS, Text("Give every milestone a share, or none of them."), STEPS_ACCEPTED)
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
                    Text("An item measured by milestones needs its milestones."),
                    STEPS_ACCEPTED,
                )
            )
    elif steps:
        what.curve = Curve.STEPS
    elif wanted in (BY_MONTH, BY_MONTH[:2]):
        what.curve = Curve.BY_MONTH
    what.steps = tuple(PromisedShare(on, share, name) for on, share, name in spread(steps))


def spread(steps: tuple[WrittenStep, ...]) -> list[tuple[date, Fraction, str]]:
    """Steps without shares bring the same each; the last one brings the rest."""
    whole = len(steps)
    return [
        (step.on, EVERYTHING * place / whole if step.share is None else step.share, tidy(step.name))
        for place, step in enumerate(steps, start=1)
    ]
