"""Who speaks at the monthly review. The rule proposes, a person confirms or waives with a reason."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gongjian.campaigns.rules import Series
from gongjian.kernel.numbers import percent
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.meetings.rules.words import MeetingRules


class RosterRole(Term):
    PRESENTS = "presents", "presents experience"
    IMPROVED = "improved", "presents as most improved"
    ACCOUNTS = "accounts", "explains itself"


class RosterState(Term):
    PROPOSED = "proposed", "proposed by the rule"
    CONFIRMED = "confirmed", "confirmed"
    WAIVED = "waived", "waived"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in a published ranking. Items with an accepted reason are not among those behind."""

    unit: int
    name: str
    series: Series
    place: int
    before: int | None = None
    completion: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)
    behind: int = 0
    blocked: int = 0

    @property
    def missed(self) -> bool:
        return self.behind > 0 and self.completion < self.expected

    @property
    def climbed(self) -> int:
        return self.before - self.place if self.before else 0


@dataclass(frozen=True, slots=True)
class Called:
    """A unit that the rule calls upon, and why."""

    ranked: Ranked
    role: RosterRole
    reason: Text


def roster(ranking: Iterable[Ranked], rules: MeetingRules) -> list[Called]:
    """Who presents experience and who accounts for itself, series by series, the best first."""
    series: dict[Series, list[Ranked]] = defaultdict(list)
    for one in ranking:
        series[one.series].append(one)
    return [called for one in Series for called in of_series(series[one], rules)]


def of_series(units: Sequence[Ranked], rules: MeetingRules) -> Iterator[Called]:
    first, last = top(units, rules.review_top), bottom(units, rules.review_bottom)
    accounting = [one for one in last if one.missed]
    for one in first:
        yield Called(one, RosterRole.PRESENTS, placed(one, len(units)))
    for one in most_improved(units, rules):
        if one not in first and one not in accounting:
            climbed = Text("From place %(before)s to place %(place)s since the last issue", before=one.before, place=one.place)  # fmt: skip
            yield Called(one, RosterRole.IMPROVED, climbed)
    for one in accounting:
        yield Called(one, RosterRole.ACCOUNTS, accounted(one, len(units)))


def top(units: Sequence[Ranked], count: int) -> list[Ranked]:
    """The first of a series. In a small series fewer, and a tie comes in whole or, beyond half of the series, not at all."""
    most = enough(len(units), count)
    found = [one for one in units if sum(other.place < one.place for other in units) < most]
    return without_crowds(found, len(units), max)


def bottom(units: Sequence[Ranked], count: int) -> list[Ranked]:
    most = enough(len(units), count)
    found = [one for one in units if sum(other.place > one.place for other in units) < most]
    return without_crowds(found, len(units), min)


def enough(size: int, count: int) -> int:
    """At most a third of a series, but somebody where there are two."""
    return min(count, max(size // 3, 1)) if size > 1 else 0


def without_crowds(found: list[Ranked], size: int, innermost: Callable[[Iterable[int]], int]) -> list[Ranked]:
    """While more than half of the series would be singled out, the crowd that shares the innermost place stays seated."""
    while len(found) > size // 2:
        crowd = innermost(one.place for one in found)
        found = [one for one in found if one.place != crowd]
    return sorted(found, key=lambda one: one.place)


def most_improved(units: Sequence[Ranked], rules: MeetingRules) -> list[Ranked]:
    """Whoever has climbed most in the series, if it was far enough; of several the one that stands higher now."""
    climbers = [one for one in units if one.climbed >= rules.improved_places]
    best = max(((one.climbed, -one.place) for one in climbers), default=None)
    return [one for one in climbers if (one.climbed, -one.place) == best]


def placed(one: Ranked, size: int) -> Text:
    return Text("Place %(place)s of %(size)s in the newest ranking", place=one.place, size=size)


def accounted(one: Ranked, size: int) -> Text:
    return Text(
        "Place %(place)s of %(size)s, and the target is missed: %(completion)s%% done of %(expected)s%% expected, items behind %(behind)s",
        place=one.place,
        size=size,
        completion=percent(one.completion),
        expected=percent(one.expected),
        behind=one.behind,
    )
