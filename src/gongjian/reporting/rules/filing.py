"""On time, late or missed: one word per state, and what it adds up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.kernel.vocabulary import Term


class Filing(Term):
    """How a unit stands with one report. The first submission that left the unit decides, at its own time."""

    NOT_DUE = "not_due", "not due yet"
    OVERDUE = "overdue", "overdue, not submitted"
    ON_TIME = "on_time", "on time"
    LATE = "late", "late"
    MISSED = "missed", "missed"
    EXCUSED = "excused", "excused"


TROUBLE_FIRST = (
    Filing.OVERDUE,
    Filing.MISSED,
    Filing.LATE,
    Filing.NOT_DUE,
    Filing.ON_TIME,
    Filing.EXCUSED,
)
"""The order in which the Office reads who has filed."""


@dataclass(frozen=True, slots=True)
class FilingFacts:
    due_on: date
    cut_off_on: date
    first_submitted_on: date | None = None
    first_left_on: date | None = None  # confirmed, where the unit's head confirms
    excused: bool = False


def filing(report: FilingFacts, *, today: date) -> Filing:
    """What nobody has confirmed by the cut-off counts as if it had never been submitted, for good."""
    if report.excused:
        return Filing.EXCUSED
    left_in_time = report.first_left_on is None or report.first_left_on <= report.cut_off_on
    first = report.first_submitted_on if left_in_time else None
    if first and first <= report.due_on:
        return Filing.ON_TIME
    if first and first <= report.cut_off_on:
        return Filing.LATE
    if today > report.cut_off_on:
        return Filing.MISSED
    return Filing.OVERDUE if today > report.due_on else Filing.NOT_DUE


@dataclass(frozen=True, slots=True)
class Punctuality:
    """A unit's record over the periods so far: how often, and how often in a row up to now."""

    owed: int = 0
    on_time: int = 0
    late: int = 0
    missed: int = 0
    late_streak: int = 0
    missed_streak: int = 0


def punctuality(filings: Sequence[Filing]) -> Punctuality:
    """From the oldest to the newest. What is not due yet, or excused, neither counts nor breaks a row."""
    counted = [one for one in filings if one in (Filing.ON_TIME, Filing.LATE, Filing.MISSED)]
    return Punctuality(
        owed=len(counted),
        on_time=counted.count(Filing.ON_TIME),
        late=counted.count(Filing.LATE),
        missed=counted.count(Filing.MISSED),
        late_streak=streak(counted, {Filing.LATE, Filing.MISSED}),
        missed_streak=streak(counted, {Filing.MISSED}),
    )


def streak(filings: Sequence[Filing], wanted: set[Filing]) -> int:
    length = 0
    for one in reversed(filings):
        if one not in wanted:
            break
        length += 1
    return length
