"""How long each step may take, in working days, and what is left of it in words.

Set by the county: the plan only says "with a time limit"."""

from dataclasses import dataclass
from datetime import date

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.obstacles.rules.words import Level, ObstacleState

DAYS = "working days"


@dataclass(frozen=True)
class ObstacleRules:
    accept_days: int = rule(1, "A group accepts or returns an obstacle within", low=1, unit=DAYS)
    mend_days: int = rule(2, "A returned obstacle is corrected or withdrawn within", low=1, unit=DAYS)
    owner_days: int = rule(5, "A unit solves its own obstacle within", low=1, unit=DAYS)
    group_days: int = rule(5, "A group solves an obstacle within", low=1, unit=DAYS)
    leader_days: int = rule(3, "A leading official settles an obstacle within", low=1, unit=DAYS)
    meeting_days: int = rule(5, "The Office meeting settles an obstacle within", low=1, unit=DAYS)
    county_head_days: int = rule(5, "The county head settles an obstacle within", low=1, unit=DAYS)
    settled_days: int = rule(5, "A decision is carried out within", low=1, unit=DAYS)
    confirm_days: int = rule(2, "A second person confirms the closing within", low=1, unit=DAYS)
    again_days: int = rule(3, "A closing that was sent back is corrected within", low=1, unit=DAYS)
    recheck_days: int = rule(10, "A closed obstacle is re-checked after", low=1, unit=DAYS)
    most_more_days: int = rule(10, "More time is granted for at most", low=1, unit=DAYS)
    repeated_from: int = rule(3, "The same cause counts as repeated from", low=2, unit="times")

    def handling_days(self, level: Level) -> int:
        return {
            Level.OWNER: self.owner_days,
            Level.GROUP: self.group_days,
            Level.LEADER: self.leader_days,
            Level.MEETING: self.meeting_days,
            Level.COUNTY_HEAD: self.county_head_days,
        }[level]

    def days_for(self, state: ObstacleState, level: Level) -> int | None:
        """The working days of the step that begins with this state; none where nobody has to move."""
        if state == ObstacleState.IN_HAND:
            return self.handling_days(level)
        return {
            ObstacleState.NEW: self.accept_days,
            ObstacleState.HANDED_BACK: self.mend_days,
            ObstacleState.SOLVED: self.confirm_days,
        }.get(state)


def due_after(
    state: ObstacleState, level: Level, *, today: date, calendar: WorkCalendar, rules: ObstacleRules
) -> date | None:
    days = rules.days_for(state, level)
    return None if days is None else calendar.add_workdays(today, days)


def more_time_is_sound(
    until: date, *, due_on: date | None, today: date, calendar: WorkCalendar, rules: ObstacleRules
) -> Verdict:
    """More time is asked for before the limit, with a later day, and not without end."""
    if due_on is None:
        return no("No time limit is running for this obstacle.")
    if today > due_on:
        return no("More time must be requested before the time limit, which ended on %(day)s.", day=due_on)
    if until <= due_on:
        return no("The new day must be later than %(day)s.", day=due_on)
    if calendar.workdays_between(due_on, until) > rules.most_more_days:
        return no("More time is granted for at most %(days)s working days.", days=rules.most_more_days)
    return YES
