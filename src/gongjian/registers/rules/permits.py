"""Permits: who moves them when, and how many working days are left. While a correction is awaited the clock stands still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.moves import Moves
from gongjian.kernel.sections import rule
from gongjian.kernel.vocabulary import Term


class PermitState(Term):
    NEEDED = "needed", "to be applied for"
    APPLIED = "applied", "applied for"
    CORRECTING = "correcting", "correction awaited"
    CORRECTED = "corrected", "corrected"
    ACCEPTED = "accepted", "in processing"
    GRANTED = "granted", "permit granted"
    REFUSED = "refused", "refused by the department"


class PermitMove(Term):
    APPLY = "apply", "Applied for"
    ACCEPT = "accept", "Accepted for handling"
    CORRECT = "correct", "Correction submitted"
    GRANT = "grant", "Granted"
    ASK_CORRECTION = "ask_correction", "Correction requested"
    REFUSE = "refuse", "Refuse the permit"


S, M = PermitState, PermitMove
PERMIT_MOVES = Moves[PermitMove, PermitState](
    {
        M.APPLY: (frozenset({S.NEEDED, S.REFUSED}), S.APPLIED),
        M.ACCEPT: (frozenset({S.APPLIED, S.CORRECTED}), S.ACCEPTED),
        M.ASK_CORRECTION: (frozenset({S.APPLIED, S.ACCEPTED, S.CORRECTED}), S.CORRECTING),
        M.CORRECT: (frozenset({S.CORRECTING}), S.CORRECTED),
        M.GRANT: (frozenset({S.APPLIED, S.ACCEPTED, S.CORRECTED}), S.GRANTED),
        M.REFUSE: (frozenset({S.APPLIED, S.ACCEPTED, S.CORRECTED}), S.REFUSED),
    }
)
WITH_DEPARTMENT = (S.APPLIED, S.ACCEPTED, S.CORRECTED)
ENDED = (S.GRANTED, S.REFUSED)


@dataclass(frozen=True)
class PermitRules:
    """行政许可法, art. 32: what is not sent back for correction within five days counts as accepted."""

    acceptance_workdays: int = rule(
        5, "Working days within which a department accepts or asks for corrections", low=1, high=30, unit="working days"
    )  # fmt: skip
    warn_workdays: int = rule(
        3, "A permit is due soon when this many working days are left", high=30, unit="working days"
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """A permit came into a state on a day."""

    state: PermitState
    on: date


@dataclass(frozen=True, slots=True)
class StatutoryPeriod:
    """How far the department's time has run. Without `began_on` it has not begun."""

    began_on: date | None = None
    is_deemed: bool = False  # nobody said anything in time, so it counts as accepted
    is_stopped: bool = False
    ended_on: date | None = None
    used: int = 0
    left: int | None = None
    due_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass
class Reading:
    """Where the hand stands while the steps are read one after the other."""

    began_on: date | None = None
    waiting_since: date | None = None
    stopped_on: date | None = None
    ended_on: date | None = None
    is_deemed: bool = False
    resumed_on: date | None = None
    runs: list[tuple[date, date]] = field(default_factory=list)  # closed stretches in which the clock ran

    def begin(self, on: date, *, deemed: bool = False) -> None:
        self.began_on = self.resumed_on = on
        self.is_deemed, self.waiting_since = deemed, None

    def stop(self, on: date) -> None:
        if self.resumed_on:
            self.runs.append((self.resumed_on, on))
        self.stopped_on, self.resumed_on, self.waiting_since = on, None, None

    def resume(self, on: date) -> None:
        self.stopped_on = None
        if self.began_on:
            self.resumed_on = on
        else:
            self.waiting_since = on


def clock(
    steps: Sequence[Passed],
    *,
    limit: int | None,
    today: date,
    calendar: WorkCalendar,
    rules: PermitRules,
) -> StatutoryPeriod:
    """The clock of one permit on a day, by what happened to it until then."""
    reading = Reading()
    for step in steps:
        deem_accepted(reading, step.on, calendar, rules)
        reading = after_step(reading, step)
    end = reading.ended_on or today
    deem_accepted(reading, end, calendar, rules)
    if reading.began_on is None:
        return before_acceptance(reading, end, calendar, rules)
    runs = list(reading.runs)
    if reading.resumed_on:
        runs.append((reading.resumed_on, max(end, reading.resumed_on)))
    used = sum(calendar.workdays_between(first, last) for first, last in runs)
    is_open = reading.stopped_on is None
    return StatutoryPeriod(
        began_on=reading.began_on,
        is_deemed=reading.is_deemed,
        is_stopped=reading.stopped_on is not None and reading.ended_on is None,
        ended_on=reading.ended_on,
        used=used,
        left=None if limit is None else limit - used,
        due_on=None if limit is None else due_day(runs, limit, calendar, is_open=is_open),
    )


def after_step(reading: Reading, step: Passed) -> Reading:
    match step.state:
        case PermitState.NEEDED:
            return Reading()
        case PermitState.APPLIED:
            return Reading(waiting_since=step.on)  # a new application has a new clock
        case PermitState.ACCEPTED if reading.began_on is None:
            reading.begin(step.on)
        case PermitState.CORRECTING:
            reading.stop(step.on)
        case PermitState.CORRECTED:
            reading.resume(step.on)
        case PermitState.GRANTED | PermitState.REFUSED:
            reading.ended_on = step.on
    return reading


def deem_accepted(reading: Reading, on: date, calendar: WorkCalendar, rules: PermitRules) -> None:
    since = reading.waiting_since
    if since and reading.ended_on is None and on > calendar.add_workdays(since, rules.acceptance_workdays):
        reading.begin(since, deemed=True)


def before_acceptance(
    reading: Reading, end: date, calendar: WorkCalendar, rules: PermitRules
) -> StatutoryPeriod:
    """Applied for, and the department has still to say whether it takes it."""
    if reading.waiting_since is None or reading.ended_on:
        return StatutoryPeriod(is_stopped=reading.stopped_on is not None, ended_on=reading.ended_on)
    used = calendar.workdays_between(reading.waiting_since, end)
    due_on = calendar.add_workdays(reading.waiting_since, rules.acceptance_workdays)
    return StatutoryPeriod(used=used, left=rules.acceptance_workdays - used, due_on=due_on)


def due_day(
    runs: Iterable[tuple[date, date]], limit: int, calendar: WorkCalendar, *, is_open: bool
) -> date | None:
    """The day on which the last working day of the limit is used up; unknown while the clock stands."""
    rest, last = limit, None
    for first, end in runs:
        inside = calendar.workdays_between(first, end)
        if rest <= inside:
            return calendar.add_workdays(first, rest)
        rest, last = rest - inside, end
    return calendar.add_workdays(last, rest) if is_open and last else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """When to apply for a permit, and when it is to be there."""

    apply_on: date
    due_on: date


def worked_back(
    permits: Sequence[tuple[int, int]], needed_on: date, *, calendar: WorkCalendar
) -> list[Wanted]:
    """Dates from the last day backwards. Permits are (step, working days): those of one step run side by side."""
    ends: dict[int, date] = {}
    end = needed_on
    for step in sorted({step for step, _ in permits}, reverse=True):
        ends[step] = end
        end = days_before(end, max(days for one, days in permits if one == step), calendar)
    return [Wanted(days_before(ends[step], days, calendar), ends[step]) for step, days in permits]


def days_before(day: date, count: int, calendar: WorkCalendar) -> date:
    """A working day from which so many working days fit in until this one."""
    while not calendar.is_workday(day):
        day = date.fromordinal(day.toordinal() - 1)
    for _ in range(count):
        day = date.fromordinal(day.toordinal() - 1)
        while not calendar.is_workday(day):
            day = date.fromordinal(day.toordinal() - 1)
    return day


def urgency(days_left: int | None) -> tuple[bool, int]:
    """Sorts permits: overdue first, then by what is left; where nothing is counted, last."""
    return days_left is None, days_left or 0


def queue_order(department: str, *, late: int, waiting: int) -> tuple[int, int, str]:
    """Sorts the queues of departments: the most overdue first, then the longest."""
    return -late, -waiting, department
