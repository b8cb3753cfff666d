"""Standings added up: by project, unit, line of work, leading official or the whole campaign."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from gongjian.campaigns.rules import Counting
from gongjian.kernel.quantities import Quantity, may_add, total
from gongjian.kernel.text import Text
from gongjian.standing.rules.attributes import Standing
from gongjian.worklist.rules import BEHIND, Light

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """Many standings in one: how many of each light, and the mean completion weighted by the items' weights."""

    lights: Mapping[Light, int] = field(default_factory=dict)
    weight: Fraction = Fraction(0)
    weighted_share: Fraction = Fraction(0)
    weighted_expected: Fraction = Fraction(0)

    @property
    def items(self) -> int:
        return sum(self.lights.values())

    @property
    def done(self) -> int:
        return self.lights.get(Light.DONE, 0)

    @property
    def behind(self) -> int:
        return sum(self.lights.get(one, 0) for one in BEHIND)

    @property
    def completion(self) -> Fraction:
        return self.weighted_share / self.weight if self.weight else Fraction(0)

    @property
    def expected(self) -> Fraction:
        return self.weighted_expected / self.weight if self.weight else Fraction(0)

    @property
    def gap(self) -> Fraction:
        return self.completion - self.expected

    def plus(self, other: "Tally") -> "Tally":
        return Tally(
            lights=Counter(self.lights) + Counter(other.lights),
            weight=self.weight + other.weight,
            weighted_share=self.weighted_share + other.weighted_share,
            weighted_expected=self.weighted_expected + other.weighted_expected,
        )


def tally(standings: Iterable[Standing]) -> Tally:
    lights: Counter[Light] = Counter()
    weight = share = expected = Fraction(0)
    for one in standings:
        lights[one.light] += 1
        own = Fraction(one.weight)
        weight += own
        share += own * one.completion
        expected += own * Fraction(one.expected)
    return Tally(lights, weight, share, expected)


def tallies(standings: Iterable[Standing], key: Callable[[Standing], K]) -> dict[K, Tally]:
    groups: dict[K, list[Standing]] = defaultdict(list)
    for one in standings:
        groups[key(one)].append(one)
    return {name: tally(group) for name, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """The actual of a target and the two numbers of its ratio, exactly. `apart` are items that measure something else, by their unit."""

    actual: Fraction
    part: Fraction
    whole: Fraction
    apart: tuple[tuple[str, int], ...] = ()

    @property
    def left_out(self) -> Text:
        return left_out(self.apart)

    @property
    def says_nothing(self) -> bool:
        """Nothing that belongs to the target can be counted for it yet: that is no nought."""
        return not self.whole


def left_out(apart: Iterable[tuple[str, int]]) -> Text:
    """Which items are not added to a target, and why; nothing where all of them are."""
    named = [Text("%(count)s in %(unit)s", count=count, unit=unit or "–") for unit, count in apart]
    return Text("Not added because they measure something else: items %(items)s.", items=named) if named else Text("")  # fmt: skip


def actual_of(counting: Counting, unit: str, standings: Sequence[Standing]) -> Counted:
    """Count a target's actual from the items that belong to it. A project is finished when all of them are."""
    if counting == Counting.SUM:
        return summed(unit, standings)
    if counting == Counting.MEAN:
        mean = tally(standings).completion * 100
        return Counted(mean, mean, Fraction(100 if standings else 0))
    finished, projects = finished_projects(standings)
    part, whole = Fraction(finished), Fraction(projects)
    if counting == Counting.SHARE:
        return Counted(part * 100 / whole if whole else Fraction(0), part, whole)
    return Counted(part, part, whole)


def summed(unit: str, standings: Sequence[Standing]) -> Counted:
    """Items are added in the target's unit, whatever unit of its dimension they are written in; others stay apart, and are named."""
    alike = [one for one in standings if may_add(one.counted_in, unit)]
    apart = Counter(one.counted_in for one in standings if not may_add(one.counted_in, unit))
    reached = total((Quantity.of(one.value or 0, one.counted_in) for one in alike), unit).value
    planned = total((Quantity.of(one.target, one.counted_in) for one in alike), unit).value
    return Counted(reached, reached, planned, tuple(sorted(apart.items())))


def finished_projects(standings: Sequence[Standing]) -> tuple[int, int]:
    done: dict[int, bool] = {}
    for one in standings:
        done[one.project] = done.get(one.project, True) and one.done
    return sum(done.values()), len(done)
