"""Points and places. A score explains itself line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from gongjian.kernel.numbers import percent, rounded
from gongjian.kernel.sections import rule
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.reporting.rules import Filing

PLACES = 2  # of a point


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """How many points there are for what. The plan refers to a county paper that is not part of it: set by the county."""

    completion_points: Decimal = rule(
        Decimal(60), "Completion against the baseline, at most", unit="score points"
    )
    ahead_points: Decimal = rule(
        Decimal(5), "Bonus for being ahead of the baseline, at most", unit="score points"
    )
    ahead_at: Decimal = rule(Decimal(20), "Full bonus when ahead by", unit="percent", low=1)
    due_points: Decimal = rule(
        Decimal(30), "Items due by the cut-off that are done, at most", unit="score points"
    )
    timely_points: Decimal = rule(Decimal(10), "Report on time", unit="score points")
    late_deduction: Decimal = rule(Decimal(3), "Deduction for a late report", unit="score points")
    missed_deduction: Decimal = rule(Decimal(6), "Deduction for a missed report", unit="score points")


class LineKind(Term):
    COMPLETION = "completion", "Completion"
    AHEAD = "ahead", "Ahead"
    DUE = "due", "Items due"
    TIMELINESS = "timeliness", "Timeliness"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a unit has done by a cut-off. Items with an accepted reason are not among them."""

    unit: int
    name: str
    completion: Fraction = Fraction(0)  # weighted mean share
    expected: Fraction = Fraction(0)  # weighted mean expected share
    items: int = 0
    due: int = 0
    due_done: int = 0
    blocked: int = 0
    filing: Filing | None = None

    @property
    def measurable(self) -> bool:
        return self.expected > 0


@dataclass(frozen=True, slots=True)
class ScoreLine:
    kind: LineKind
    points: Decimal
    reason: Text


@dataclass(frozen=True, slots=True)
class Score:
    unit: int
    name: str
    lines: tuple[ScoreLine, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.points for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class PlaceInSeries:
    """A place in a series; the change is against the last issue, upwards is more than nothing."""

    place: int
    score: Score
    before: int | None = None

    @property
    def change(self) -> int | None:
        return self.before - self.place if self.before is not None else None


def score(facts: UnitFacts, rules: ScoreRules) -> Score:
    """The points of one unit for one period. Where nothing was due yet, completion counts for those points too.

    Who owed no report, because everything is done, was not late."""
    lines = [completion_line(facts, rules)]
    if ahead := ahead_line(facts, rules):
        lines.append(ahead)
    if facts.due:
        lines.append(due_line(facts, rules))
    if facts.filing:
        lines.append(timeliness_line(facts.filing, rules))
    elif facts.measurable:
        lines.append(ScoreLine(LineKind.TIMELINESS, rules.timely_points, Text("No report due")))
    return Score(facts.unit, facts.name, tuple(lines))


def completion_line(facts: UnitFacts, rules: ScoreRules) -> ScoreLine:
    most = rules.completion_points + (0 if facts.due else rules.due_points)
    ratio = min(facts.completion / facts.expected, Fraction(1)) if facts.measurable else Fraction(0)
    reason = Text(
        "%(completion)s%% done of %(expected)s%% expected: %(ratio)s%% of %(most)s points",
        completion=percent(facts.completion),
        expected=percent(facts.expected),
        ratio=percent(ratio),
        most=most,
    )
    return ScoreLine(LineKind.COMPLETION, rounded(ratio * Fraction(most), PLACES), reason)


def ahead_line(facts: UnitFacts, rules: ScoreRules) -> ScoreLine | None:
    if not facts.measurable or facts.completion <= facts.expected:
        return None
    ahead = facts.completion / facts.expected - 1
    share = min(ahead * 100 / Fraction(rules.ahead_at), Fraction(1))
    reason = Text(
        "%(ahead)s%% ahead of the baseline; full bonus at %(at)s%%", ahead=percent(ahead), at=rules.ahead_at
    )
    return ScoreLine(LineKind.AHEAD, rounded(share * Fraction(rules.ahead_points), PLACES), reason)


def due_line(facts: UnitFacts, rules: ScoreRules) -> ScoreLine:
    share = Fraction(facts.due_done, facts.due)
    reason = Text("%(done)s of %(due)s items due by the cut-off are done", done=facts.due_done, due=facts.due)
    return ScoreLine(LineKind.DUE, rounded(share * Fraction(rules.due_points), PLACES), reason)


def timeliness_line(filing: Filing, rules: ScoreRules) -> ScoreLine:
    deductions = {Filing.LATE: rules.late_deduction, Filing.MISSED: rules.missed_deduction}
    points = max(rules.timely_points - deductions.get(filing, Decimal(0)), Decimal(0))
    return ScoreLine(LineKind.TIMELINESS, points, Text("Report: %(filing)s", filing=filing))


def rank(scores: Iterable[Score], *, before: dict[int, int] | None = None) -> list[PlaceInSeries]:
    """Equal totals share a place, and the next place is skipped: 1, 2, 2, 4. Who shares one stays in the order given."""
    known = before or {}
    ordered: Sequence[Score] = sorted(scores, key=lambda score: -score.total)
    places: list[PlaceInSeries] = []
    for _, tied in groupby(ordered, key=lambda score: score.total):
        place = len(places) + 1
        places += [PlaceInSeries(place, score, known.get(score.unit)) for score in tied]
    return places


def the_rule(rules: ScoreRules) -> list[Text]:
    """The rule as it is printed under every ranking."""
    return [
        Text(
            "Completion: actual over expected completion, weighted by items, times %(points)s points; where nothing was due yet, times %(more)s points.",
            points=rules.completion_points,
            more=rules.completion_points + rules.due_points,
        ),
        Text(
            "Ahead: up to %(points)s points, in full at %(at)s%% ahead.",
            points=rules.ahead_points,
            at=rules.ahead_at,
        ),
        Text("Items due by the cut-off: share done, times %(points)s points.", points=rules.due_points),
        Text(
            "Timeliness: %(points)s points; less %(late)s when late, less %(missed)s when missed.",
            points=rules.timely_points,
            late=rules.late_deduction,
            missed=rules.missed_deduction,
        ),
        Text(
            "Items with an accepted reason are not counted. Equal totals share a place, and the "
            "next place is skipped."
        ),
    ]
