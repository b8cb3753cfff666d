"""The geometry of bars drawn as SVG, because the content security policy lets no style into a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongjian.kernel.vocabulary import Term
from gongjian.ui.numbers import Figure, exact


@dataclass(frozen=True, slots=True)
class BarStretch:
    """A stretch of a bar in the colour of its light."""

    light: Term
    count: int
    start: str
    width: str


def length(share: Figure) -> str:
    """A share of one as a length on a bar of 100, never outside it."""
    return f"{min(max(float(exact(share) or 0), 0.0), 1.0) * 100:.1f}"


def light_parts(counts: Iterable[tuple[Term, int]]) -> list[BarStretch]:
    """One stretch per light that occurs, in the order given."""
    shown = [(light, count) for light, count in counts if count]
    total = sum(count for _, count in shown) or 1
    parts: list[BarStretch] = []
    before = 0
    for light, count in shown:
        parts.append(BarStretch(light, count, f"{before * 100 / total:.2f}", f"{count * 100 / total:.2f}"))
        before += count
    return parts
