"""Numbers as people write them in lists: 1.5亿元, 3,000万, 60%, 13个."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gongjian.reading.grids.grid import Value

AMOUNT = re.compile(r"^(?:约|共|计|合计|不少于|不低于|≥|>=)?([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)([^\d].*)?$")
NOTHING = {"", "-", "—", "--", "——", "/", "\\", "无", "暂无", "n/a", "#n/a"}
TEN_THOUSANDS = {
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
    "千万元": Decimal(1_000),
    "万元": Decimal(1),
    "万": Decimal(1),
    "元": Decimal("0.0001"),
}
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    number: Decimal
    unit: str = ""


def says_nothing(value: Value) -> bool:
    """An empty cell, or one of the signs with which people leave a cell empty."""
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING)


def amount_of(value: Value) -> Amount | None:
    """The number and the unit behind it; nothing when it is no single number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Amount(decimal_of(value)) if value == value and abs(value) < 1e15 else None
    if not isinstance(value, str):
        return None
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).replace("²", "2")
    match = AMOUNT.match(text)
    if not match:
        return None
    try:
        number = Decimal(match[1].replace(",", ""))
    except InvalidOperation:
        return None
    unit = match[2] or ""
    return None if re.match(r"^[-~至到—]\d", unit) else Amount(number, unit)


def decimal_of(value: float) -> Decimal:
    """What the cell shows, without the noise of binary fractions."""
    return Decimal(repr(round(value, 6)) if isinstance(value, float) else value)


def money_of_amount(amount: Amount, heading_unit: str) -> Decimal | None:
    """In ten thousand yuan; the unit in the cell goes before the one in the heading."""
    unit = amount.unit.removesuffix("人民币") or heading_unit or "万元"
    factor = TEN_THOUSANDS.get(unit)
    return None if factor is None else to_cent(amount.number * factor)


def to_cent(number: Decimal) -> Decimal:
    return number.quantize(CENT, rounding=ROUND_HALF_UP)
