"""Numbers as papers print them: rounded once, half up, at the very end."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int


def as_decimal(value: Exact) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)


def rounded(value: Exact, places: int = 1) -> Decimal:
    """Half up, as county papers round: 0.05 becomes 0.1, -0.05 becomes -0.1."""
    return as_decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(share: Exact, places: int = 1) -> Decimal:
    """A share of one as a percentage: 1/3 becomes 33.3."""
    return rounded(as_decimal(share) * 100, places)


def points(gap: Exact, places: int = 1) -> Decimal:
    """A difference of two shares, in percentage points."""
    return percent(gap, places)


def plain(value: Exact) -> str:
    """Without trailing zeros: 1.50 reads 1.5, 42.00 reads 42."""
    text = f"{as_decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
