"""Who is reminded of what on which day (12345 rules: the day after the due date; the days before are set by the county)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.vocabulary import Term
from gongjian.notices.rules.desk import OnDesk, earliest_first


class Reason(Term):
    """Why a line stands in a digest."""

    NEW = "new", "new on the desk"
    AHEAD = "ahead", "due soon"
    TODAY = "today", "due today"
    LATE = "late", "overdue"


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """All in working days: nobody is reminded on a day off, and only within the hours given."""

    first_ahead: int = rule(3, "First reminder before the due date", high=20, unit="working days")
    second_ahead: int = rule(1, "Second reminder before the due date", high=20, unit="working days")
    again_after: int = rule(2, "Overdue: reminded again every", low=1, high=20, unit="working days")
    most_times: int = rule(5, "Overdue: reminded at most", high=50, unit="times")
    from_hour: int = rule(8, "Reminders are sent from", high=23, unit="o'clock")
    until_hour: int = rule(18, "Reminders are sent until", low=1, high=23, unit="o'clock")

    def may_go_out(self, day: date, hour: time, calendar: WorkCalendar) -> bool:
        return calendar.is_workday(day) and self.from_hour <= hour.hour < self.until_hour

    def next_moment(self, local: datetime, calendar: WorkCalendar) -> datetime:
        """The next moment at which something may leave the house: now, or the first hour of a working day."""
        if self.may_go_out(local.date(), local.time(), calendar):
            return local
        first = time(self.from_hour, tzinfo=local.tzinfo)
        if calendar.is_workday(local.date()) and local.hour < self.from_hour:
            return datetime.combine(local.date(), first)
        return datetime.combine(next(calendar.workdays_after(local.date())), first)


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing of a digest, and why it stands in it."""

    thing: OnDesk
    reason: Reason


def reason_for(thing: OnDesk, *, today: date, calendar: WorkCalendar, rules: ReminderRules) -> Reason | None:
    """Why somebody hears of this thing today. What has no day is told once, when it is new."""
    if thing.due_on is None:
        return Reason.NEW
    if thing.due_on < today:
        return Reason.LATE if is_turn(calendar.workdays_between(thing.due_on, today), rules) else None
    left = calendar.workdays_between(today, thing.due_on)
    if left == 0:
        return Reason.TODAY
    return Reason.AHEAD if left in (rules.first_ahead, rules.second_ahead) else None


def is_turn(days_late: int, rules: ReminderRules) -> bool:
    """The first working day after the due date, and every so many after it, but not for ever."""
    times, between = divmod(days_late - 1, rules.again_after)
    return between == 0 and times < rules.most_times


Told = Collection[tuple[int, str]]
"""(person, key) of what was told when it was new."""


def digests(
    things: Iterable[OnDesk], *, today: date, calendar: WorkCalendar, rules: ReminderRules, told: Told
) -> Mapping[int, tuple[DigestLine, ...]]:
    """By person: what to say today. People without a line are left alone."""
    found: dict[int, list[DigestLine]] = {}
    for thing in earliest_first(things):
        reason = reason_for(thing, today=today, calendar=calendar, rules=rules)
        for person in listeners(thing, reason, told):
            found.setdefault(person, []).append(DigestLine(thing, reason))  # type: ignore[arg-type]
    return {person: tuple(lines) for person, lines in sorted(found.items())}


def listeners(thing: OnDesk, reason: Reason | None, told: Told) -> Iterator[int]:
    for person in sorted(thing.people_to_tell) if reason else ():
        if reason != Reason.NEW or (person, thing.key) not in told:
            yield person
