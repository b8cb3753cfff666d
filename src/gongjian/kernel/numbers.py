"""Numbers as papers print them: rounded once, half up, at the very end."""

from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int
MINUS = "\N{MINUS SIGN}"


def as_decimal(value: Exact) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)


def rounded(value: Exact, places: int = 1) -> Decimal:
    """Half up, as county papers round: 0.05 becomes 0.1, -0.05 becomes -0.1."""
    exact = Fraction(value)
    halves = 2 * abs(exact.numerator) * 10**places
    count = (halves + exact.denominator) // (2 * exact.denominator)
    return Decimal((int(exact < 0 and count > 0), tuple(map(int, str(count))), -places))


def percent(share: Exact, places: int = 1) -> Decimal:
    """A share of one as a percentage: 1/3 becomes 33.3."""
    return rounded(Fraction(share) * 100, places)


def points(gap: Exact, places: int = 1) -> Decimal:
    """A difference of two shares, in percentage points."""
    return percent(gap, places)


def plain(value: Exact) -> str:
    """Without trailing zeros: 1.50 reads 1.5, 42.00 reads 42."""
    text = f"{as_decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal) -> str:
    """In groups of three, without trailing zeros: 12345.60 reads 12,345.6."""
    whole, dot, rest = plain(abs(value)).partition(".")
    return f"{MINUS if value < 0 else ''}{int(whole):,}{dot}{rest}"
