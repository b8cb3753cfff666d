"""The texts of the corpus, what a careful clerk finds in them, and how a reading is compared with that."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gongjian.reading.plan import Fact, FactKind, PlanDraft
from gongjian.reading.plan.reader import read_plan

TEXTS = Path(__file__).parent / "texts"
LEAST_ALIKE = 0.5
VALUE = re.compile(r"(?P<op>>=|<=|[=<>~]) (?P<value>[\d.]+) (?P<unit>\S+)")


@dataclass(frozen=True)
class Expected:
    kind: FactKind
    item: str
    parts: tuple[str, ...]

    def fits(self, fact: Fact) -> bool:
        if fact.kind != self.kind or not alike(self.item, self.named(fact)):
            return False
        return self.fits_more(fact)

    def named(self, fact: Fact) -> str:
        return fact.step if fact.kind == FactKind.LADDER else fact.item

    def fits_more(self, fact: Fact) -> bool:
        first = self.parts[0] if self.parts else ""
        if self.kind == FactKind.TARGET:
            return fits_target(self.parts, fact)
        if self.kind in (FactKind.PHASE, FactKind.RECURRENCE, FactKind.DEADLINE):
            return fact.date == first
        if self.kind == FactKind.UNIT:
            return fact.role == first
        if self.kind == FactKind.GROUP:
            return fact.lead == first
        return self.kind != FactKind.LADDER or alike(first, fact.trigger)


def fits_target(parts: tuple[str, ...], fact: Fact) -> bool:
    match = VALUE.fullmatch(parts[0])
    assert match, parts
    level = parts[1] if len(parts) > 1 else ""
    date = parts[2] if len(parts) > 2 else ""
    return (
        (fact.op, fact.value, fact.unit) == (match["op"], Decimal(match["value"]), match["unit"])
        and level in ("", fact.level)
        and date in ("", fact.date)
    )


def alike(one: str, other: str) -> bool:
    """The same thing in other words: one within the other, or half of the pairs of characters shared."""
    if not one or not other:
        return one == other
    if one in other or other in one:
        return True
    mine, theirs = pairs(one), pairs(other)
    return 2 * len(mine & theirs) >= LEAST_ALIKE * (len(mine) + len(theirs))


def pairs(word: str) -> set[str]:
    return {word[place : place + 2] for place in range(len(word) - 1)}


def expected(file: Path) -> list[Expected]:
    lines = [line for line in file.with_suffix(".facts").read_text("utf-8").splitlines() if line.strip()]
    found = []
    for line in lines:
        kind, item, *parts = (part.strip() for part in line.split("|"))
        found.append(Expected(FactKind.of(kind), item, tuple(parts)))
    return found


@dataclass
class Score:
    found: Counter[FactKind] = field(default_factory=Counter)
    missed: Counter[FactKind] = field(default_factory=Counter)
    invented: Counter[FactKind] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    inventions: list[str] = field(default_factory=list)

    def add(self, name: str, draft: PlanDraft, wanted: list[Expected]) -> None:
        left = list(draft.facts)
        for one in wanted:
            fitting = next((fact for fact in left if one.fits(fact)), None)
            if fitting:
                left.remove(fitting)
                self.found[one.kind] += 1
            else:
                self.missed[one.kind] += 1
                self.misses.append(f"{name}: {one.kind} {one.item} {one.parts}")
        for fact in left:
            self.invented[fact.kind] += 1
            self.inventions.append(
                f"{name}: {fact.kind} {fact.item} {fact.op}{fact.value}{fact.unit} {fact.level} {fact.date} {fact.role} {fact.lead} {fact.trigger}"
            )

    def precision(self, *kinds: FactKind) -> float:
        found = sum(self.found[kind] for kind in kinds)
        return found / max(1, found + sum(self.invented[kind] for kind in kinds))

    def recall(self, *kinds: FactKind) -> float:
        found = sum(self.found[kind] for kind in kinds)
        return found / max(1, found + sum(self.missed[kind] for kind in kinds))


def scored(folder: str) -> Score:
    score = Score()
    for file in sorted((TEXTS / folder).glob("*.txt")):
        score.add(file.stem, read_plan(file.read_text("utf-8")), expected(file))
    return score
