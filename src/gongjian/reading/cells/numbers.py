"""A number where its unit is known already: of a column, of an item that is reported on."""

from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import Quantity, may_add
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import (
    Amount,
    amount_of,
    as_money,
    is_scale,
    question_about,
    to_cent,
    two_readings,
)
from gongjian.reading.grids.grid import Value

NO_NUMBER = Text("This is not a number.")


def number_in(value: Value, unit: str, *also: str, heading: str = "") -> Decimal | Text:
    """The number in this unit, or what is to be asked. A unit behind it or in the heading is converted, never dropped."""
    read = amount_of(value)
    if read is None:
        return question_about(value) or NO_NUMBER
    read = read if read.unit else Amount(read.number, heading)
    if not read.unit or read.unit in also:
        return to_cent(read.number)
    own = own_unit(read, unit)
    if not may_add(own, unit):
        return question_about_unit(read, own, unit)
    exact = Quantity.of(read.number, own).to(unit).value
    return to_cent(exact) if (exact * 100).denominator == 1 else too_fine(read, own, unit, exact)


def own_unit(read: Amount, unit: str) -> str:
    """16万 where 平方米 are counted is 16万平方米."""
    if not is_scale(read.unit):
        return read.unit
    return as_money(read.unit) if as_money(unit) else f"{read.unit}{unit}"


def question_about_unit(read: Amount, own: str, unit: str) -> Text:
    """Takes a number with its own unit and the unit that was expected; gives the sentence that asks which
    of both is meant.
    """
    if unit:
        return two_readings(f"{plain(read.number)}{own}", f"{plain(read.number)}{unit}")
    return Text("No unit is expected here, but the number is followed by “%(unit)s”.", unit=own)


def too_fine(read: Amount, own: str, unit: str, exact: Fraction) -> Text:
    return Text(
        "%(written)s has more than two decimals in %(unit)s (about %(number)s). Enter it in %(unit)s.",
        written=f"{plain(read.number)}{own}",
        unit=unit,
        number=plain(to_cent(exact)),
    )
