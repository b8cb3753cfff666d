"""Numbers as people write them in lists: 1.5亿元, 3,000万, 60%, 13个. What may be two numbers is none."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.numbers import plain, rounded
from gongjian.kernel.quantities import MONEY, Quantity, dimension_of
from gongjian.kernel.text import Text
from gongjian.reading.grids.grid import Value

ABOUT = r"(?:约|共|计|合计|不少于|不低于|≥|>=)?"
GROUPED = r"(?!0+,)\d{1,3}(?:,\d{3})+(?:\.\d+)?"
UNIT = r"(?:(?![\d\s,.、;:~至到/*+×—–-])(?:[^\d]|(?<=m)[23])*)?"
AMOUNT = re.compile(rf"^{ABOUT}([+-]?(?:{GROUPED}|\d+(?:\.\d+)?|\.\d+))({UNIT})")
TORN = re.compile(rf"^{ABOUT}([+-]?\d+),(\d+)({UNIT})")  # 1,5: a decimal comma, or a group that lost digits
SPACED = re.compile(r"\d\s+\d")
SPACED_GROUPS = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\s\d{3})+(?!\s*\d)")
NOTHING = {"", "-", "—", "--", "——", "/", "\\", "无", "暂无", "n/a"}
ERRORS = {
    *("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"),
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA"),
}
SCALES = re.compile(r"万亿|[十百千]?[万亿]")
WAN_YUAN = "万元"
MOST = Decimal(10) ** 15
LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Amount:
    number: Decimal
    unit: str = ""


def says_nothing(value: Value) -> bool:
    """An empty cell, or one of the signs with which people leave a cell empty."""
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING)


def is_error(value: Value) -> bool:
    """What a spreadsheet shows where a formula failed."""
    return isinstance(value, str) and value.strip().upper() in ERRORS


def amount_of(value: Value) -> Amount | None:
    """The number and the unit behind it; nothing when it is no single number, or none that is certain."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Amount(decimal_of(value)) if value == value and abs(value) < MOST else None
    match = AMOUNT.fullmatch(normal_amount(value)) if isinstance(value, str) else None
    if not match or len(match[1]) > LONGEST_NUMBER:
        return None
    number = Decimal(match[1].replace(",", ""))
    return Amount(number, match[2]) if abs(number) < MOST else None


def normal_amount(value: str) -> str:
    """A typed amount in one width and without blanks, unless a blank stands where it may part two numbers."""
    text = unicodedata.normalize("NFKC", value).strip()
    text = SPACED_GROUPS.sub(lambda found: re.sub(r"\s", "", found[0]), text)
    return text if SPACED.search(text) else re.sub(r"\s+", "", text)


def question_about(value: Value) -> Text | None:
    """What is to be asked about a cell that holds no certain number, if more can be said than that."""
    if is_error(value):
        return Text("The formula in this cell gives an error.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if value != value or abs(value) < MOST else Text("This number is too large.")
    text = normal_amount(value) if isinstance(value, str) else ""
    if (match := AMOUNT.fullmatch(text)) and amount_of(value) is None:
        return Text("This number is too large.")
    torn = None if match else TORN.fullmatch(text)
    if not torn or len(text) > LONGEST_NUMBER:
        return None
    whole, part, unit = torn.groups()
    return two_readings(f"{whole}.{part}{unit}", f"{plain(Decimal(whole + part))}{unit}")


def two_readings(one: str, other: str) -> Text:
    return Text("This may be %(one)s or %(other)s. Enter the one you mean.", one=one, other=other)


def decimal_of(value: float) -> Decimal:
    """What the cell shows, without the noise of binary fractions."""
    return Decimal(repr(round(value, 6)) if isinstance(value, float) else value)


def is_scale(unit: str) -> bool:
    """万 and 亿 alone say how many, not of what."""
    return bool(SCALES.fullmatch(unit))


def as_money(unit: str) -> str:
    """Where money is expected, 万 is 万元; nothing for a unit that measures something else."""
    unit = f"{unit}元" if is_scale(unit) else unit
    return unit if dimension_of(unit) == MONEY else ""


def money_of_amount(amount: Amount, heading_unit: str) -> Fraction | None:
    """In ten thousand yuan, exactly; the unit in the cell goes before the one in the heading."""
    unit = as_money(amount.unit or heading_unit or WAN_YUAN)
    return Quantity.of(amount.number, unit).to(WAN_YUAN).value if unit else None


def to_cent(number: Decimal | Fraction) -> Decimal:
    """As it is kept: with two decimals."""
    return rounded(number, 2)
