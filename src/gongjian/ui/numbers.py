"""Numbers as people read them on a page."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from gongjian.kernel.numbers import MINUS, Exact, as_decimal, grouped, rounded
from gongjian.kernel.numbers import percent as percentage
from gongjian.kernel.quantities import Quantity
from gongjian.ui.locale_formats import TRADITIONAL, locale_format

NOTHING = "–"
WHOLE_FROM = 1000
KIBIBYTE = 1024

Figure = Exact | float | str | None


def exact(value: Figure) -> Decimal | None:
    """The number behind what a template holds; nothing for a blank."""
    if value is None or value == "":
        return None
    if isinstance(value, Fraction):
        return as_decimal(value)
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def number(value: Figure, places: int | None = None) -> str:
    """12345.60 reads 12,345.6; with places the zeros stay: 12,345.60."""
    amount = exact(value)
    if amount is None:
        return NOTHING
    if places is None:
        return grouped(amount)
    fixed = rounded(abs(amount), places)
    return (MINUS if amount < 0 and fixed else "") + f"{fixed:,}"


def quantity(value: Figure, unit: str) -> str:
    """With its unit, as papers write it: 160000 平方米 reads 16万平方米."""
    amount = exact(value)
    if amount is None:
        return NOTHING
    return Quantity.of(amount, unit).raised().words(traditional=locale_format() is TRADITIONAL)


def quantity_beside(value: Figure, unit: str, goal: Figure) -> str:
    """What was reached of a goal, in the unit in which the goal is written."""
    amount, whole = exact(value), exact(goal)
    if amount is None or whole is None:
        return NOTHING
    shown = Quantity.of(amount, unit).as_in(Quantity.of(whole, unit))
    return shown.words(traditional=locale_format() is TRADITIONAL)


def percent(share: Figure, places: int = 1) -> str:
    """A share of one: 1/3 reads 33.3%."""
    amount = exact(share)
    return NOTHING if amount is None else f"{number(percentage(amount, places), places)}%"


def signed(value: Figure, places: int = 1) -> str:
    """A gap between two shares, with its sign: -0.042 reads −4.2."""
    amount = exact(value)
    if amount is None:
        return NOTHING
    gap = percentage(abs(amount), places)
    sign = "" if not gap else (MINUS if amount < 0 else "+")
    return f"{sign}{gap}"


def points(value: Figure, style: str = "long") -> str:
    """The same gap with its unit; in tables (style "short") the head of the column says the unit."""
    gap = signed(value)
    return gap if style == "short" or gap == NOTHING else locale_format().points.format(amount=gap)


def money(wan: Figure) -> str:
    """Ten-thousands of yuan, in the unit that people would say."""
    amount = exact(wan)
    if amount is None:
        return NOTHING
    speech = locale_format()
    if abs(amount) >= speech.wan_per_much:
        return speech.much_money.format(amount=shortened(amount / speech.wan_per_much))
    return speech.money.format(amount=shortened(amount / speech.wan_per_unit))


def shortened(amount: Decimal) -> str:
    return grouped(rounded(amount, 0 if abs(amount) >= WHOLE_FROM else 2))


def file_size(size: int | None) -> str:
    if size is None:
        return NOTHING
    if size < KIBIBYTE:
        return f"{size} B"
    kilobytes = Decimal(size) / KIBIBYTE
    if kilobytes < KIBIBYTE:
        return f"{rounded(kilobytes, 0)} KB"
    return f"{rounded(kilobytes / KIBIBYTE, 1)} MB"
