"""Plans worked back from the deadline: by when each step must begin, so that the item is in time (plan, part 3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term

MOST_STEPS = 40
LONGEST_WORKDAYS = 400
REACH = timedelta(days=600)


class StepState(Term):
    """How a work step stands today (our decision)."""

    DONE = "done", "done"
    OVERDUE = "overdue", "should be finished"
    LATE_TO_BEGIN = "late_to_begin", "should have started"
    IN_HAND = "in_hand", "started"
    SOON = "soon", "must start soon"
    TO_COME = "to_come", "to come"


EARLY_WARNINGS = (StepState.OVERDUE, StepState.LATE_TO_BEGIN)


@dataclass(frozen=True, slots=True)
class StepRules:
    """When a coming step is worth a word. Set by the county."""

    warn_workdays: int = rule(3, "Announce that a step must start soon, before its latest start by", unit="working days", high=60)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step of the way to an item. It begins when all the steps named in `after` are finished."""

    number: int
    name: str
    workdays: int
    after: tuple[int, ...] = ()
    finish_by: date | None = None
    begun_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A step with its latest dates. `slack` counts working days; below nothing, the time no longer suffices."""

    step: WorkStep
    latest_start: date
    latest_finish: date
    slack: int
    critical: bool
    before: int | None = (
        None  # the step that sets the latest finish; none: the due date or the step's own day
    )


@dataclass(frozen=True)
class Ruler:
    """The working days of some years, counted once, so that stepping along them is a look-up."""

    days: tuple[date, ...]

    @classmethod
    def over(cls, calendar: WorkCalendar, first: date, last: date) -> "Ruler":
        span = range((last - first).days + 2 * REACH.days + 1)
        days = (first - REACH + timedelta(days=ahead) for ahead in span)
        return cls(tuple(day for day in days if calendar.is_workday(day)))

    def last_until(self, day: date) -> int:
        return bisect_right(self.days, day) - 1

    def first_from(self, day: date) -> int:
        return bisect_left(self.days, day)

    def day(self, place: int) -> date:
        return self.days[min(max(place, 0), len(self.days) - 1)]


def steps_are_possible(steps: Sequence[WorkStep], *, due_on: date) -> Verdict:
    """A plan that can be worked: names, whole working days, nothing that waits for itself, no own day after the due date."""
    if len(steps) > MOST_STEPS:
        return no("A plan can have at most %(most)s steps.", most=MOST_STEPS)
    numbers = {step.number for step in steps}
    for step in steps:
        if not step.name.strip():
            return no("Step %(number)s has no name.", number=step.number)
        if not 1 <= step.workdays <= LONGEST_WORKDAYS:
            return no(
                "Step %(number)s takes from 1 to %(most)s working days.",
                number=step.number,
                most=LONGEST_WORKDAYS,
            )
        if unknown := sorted(set(step.after) - numbers):
            return no(
                "Step %(number)s comes after step %(other)s, which does not exist.",
                number=step.number,
                other=unknown[0],
            )
        if step.finish_by and step.finish_by > due_on:
            return no("Step %(number)s has its own due date after the item's due date.", number=step.number)
    if ring := waiting_for_itself(steps):
        return no("Step %(number)s waits for itself, by way of the steps before it.", number=ring)
    return YES


def waiting_for_itself(steps: Sequence[WorkStep]) -> int | None:
    ordered = in_order_of_work(steps)
    return (
        None if len(ordered) == len(steps) else min({s.number for s in steps} - {s.number for s in ordered})
    )


def in_order_of_work(steps: Sequence[WorkStep]) -> list[WorkStep]:
    """Each step after all that it waits for; steps that wait for themselves are left out."""
    found: list[WorkStep] = []
    placed: set[int] = set()
    waiting = list(steps)
    while ready := [step for step in waiting if placed.issuperset(step.after)]:
        found += ready
        placed |= {step.number for step in ready}
        waiting = [step for step in waiting if step.number not in placed]
    return found


def worked_back(
    steps: Sequence[WorkStep], *, starts_on: date, due_on: date, today: date, ruler: Ruler
) -> tuple[Dated, ...]:
    """The latest dates of every step, from the due date backwards, in the order of the steps."""
    ordered = in_order_of_work(steps)
    latest = latest_places(ordered, due_on=due_on, ruler=ruler)
    earliest = earliest_finishes(ordered, begin=max(starts_on, today), ruler=ruler)
    slacks = {step.number: latest[step.number][1] - earliest[step.number] for step in ordered}
    least = min((slacks[step.number] for step in ordered if not step.done_on), default=0)
    return tuple(
        Dated(
            step,
            ruler.day(latest[step.number][0]),
            ruler.day(latest[step.number][1]),
            slacks[step.number],
            critical=not step.done_on and slacks[step.number] == least,
            before=latest[step.number][2],
        )
        for step in sorted(ordered, key=lambda step: step.number)
    )


def latest_places(
    ordered: Sequence[WorkStep], *, due_on: date, ruler: Ruler
) -> dict[int, tuple[int, int, int | None]]:
    """Latest start, latest finish (places on the ruler) and the step that sets it, by number."""
    found: dict[int, tuple[int, int, int | None]] = {}
    for step in reversed(ordered):
        finish, before = ruler.last_until(min(step.finish_by or due_on, due_on)), None
        for later in ordered:
            if step.number in later.after and found[later.number][0] - 1 < finish:
                finish, before = found[later.number][0] - 1, later.number
        found[step.number] = (finish - step.workdays + 1, finish, before)
    return found


def earliest_finishes(ordered: Sequence[WorkStep], *, begin: date, ruler: Ruler) -> dict[int, int]:
    """When each step can be finished if everybody begins as soon as possible."""
    first, found = ruler.first_from(begin), dict[int, int]()
    for step in ordered:
        if step.done_on:
            found[step.number] = ruler.last_until(step.done_on)
            continue
        start = max([first, *(found[earlier] + 1 for earlier in step.after)])
        begun = ruler.first_from(step.begun_on) if step.begun_on else start
        found[step.number] = max(min(start, begun) + step.workdays - 1, first)
    return found


def state_of(one: Dated, *, today: date, rules: StepRules, ruler: Ruler) -> StepState:
    """A step's latest start passing is an early warning, before the item itself is late."""
    if one.step.done_on:
        return StepState.DONE
    if today > one.latest_finish:
        return StepState.OVERDUE
    if one.step.begun_on:
        return StepState.IN_HAND
    if today > one.latest_start:
        return StepState.LATE_TO_BEGIN
    return StepState.SOON if workdays_left(one, today, ruler) <= rules.warn_workdays else StepState.TO_COME


def workdays_left(one: Dated, today: date, ruler: Ruler) -> int:
    """Working days from today to the latest start; today itself is none."""
    return ruler.last_until(one.latest_start) - ruler.last_until(today)


@dataclass(frozen=True, slots=True)
class Push:
    """What a change does to one step: the latest dates before and after. None: the step was not, or is no longer."""

    number: int
    name: str
    old: Dated | None
    new: Dated | None

    @property
    def moves(self) -> bool:
        return dates_of(self.old) != dates_of(self.new)


def dates_of(one: Dated | None) -> tuple[date, date] | None:
    return (one.latest_start, one.latest_finish) if one else None


def pushed(old: Sequence[Dated], new: Sequence[Dated]) -> list[Push]:
    """What a change pushes, step by step."""
    before: Mapping[int, Dated] = {one.step.number: one for one in old}
    after: Mapping[int, Dated] = {one.step.number: one for one in new}
    return [
        Push(number, (after.get(number) or before[number]).step.name, before.get(number), after.get(number))
        for number in sorted({*before, *after})
    ]
