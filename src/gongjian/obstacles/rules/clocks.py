"""How long each step may take, in working days. Set by the county: the plan only says "with a time limit"."""

from dataclasses import dataclass
from datetime import date

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import rule
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.obstacles.rules.words import Level, ObstacleState, higher

DAYS = "working days"


@dataclass(frozen=True, slots=True)
class ObstacleRules:
    accept_days: int = rule(1, "A group accepts or hands back within", low=1, high=30, unit=DAYS)
    mend_days: int = rule(2, "What was handed back is mended or given to another group within", low=1, high=30, unit=DAYS)  # fmt: skip
    owner_days: int = rule(5, "The unit itself settles within", low=1, high=60, unit=DAYS)
    group_days: int = rule(5, "A group settles within", low=1, high=60, unit=DAYS)
    leader_days: int = rule(3, "A leading official settles within", low=1, high=60, unit=DAYS)
    meeting_days: int = rule(5, "The Office meeting settles within", low=1, high=60, unit=DAYS)
    county_head_days: int = rule(5, "The county head settles within", low=1, high=60, unit=DAYS)
    confirm_days: int = rule(2, "A reported solution is confirmed or sent back within", low=1, high=30, unit=DAYS)  # fmt: skip
    recheck_days: int = rule(10, "A closed obstacle is looked at again after", low=1, high=90, unit=DAYS)
    repeated: int = rule(3, "The same cause in a unit counts as repeated from", low=2, high=20, unit="times")

    def days_for(self, state: str, level: str) -> int:
        """Working days of the present step."""
        by_state = {
            ObstacleState.NEW: self.accept_days,
            ObstacleState.HANDED_BACK: self.mend_days,
            ObstacleState.SOLVED: self.confirm_days,
        }
        by_level = {
            Level.OWNER: self.owner_days,
            Level.GROUP: self.group_days,
            Level.LEADER: self.leader_days,
            Level.MEETING: self.meeting_days,
            Level.COUNTY_HEAD: self.county_head_days,
        }
        return by_state.get(ObstacleState.of(state)) or by_level[Level.of(level)]


def limit(state: str, level: str, *, since: date, calendar: WorkCalendar, rules: ObstacleRules) -> date:
    """The last day of the step that began on `since`."""
    return calendar.add_workdays(since, rules.days_for(state, level))


def left(due_on: date, *, today: date, calendar: WorkCalendar) -> int:
    """Working days left; negative when the limit has passed."""
    if due_on < today:
        return -max(calendar.workdays_between(due_on, today), 1)
    return calendar.workdays_between(today, due_on)


def left_in_words(due_on: date, *, today: date, calendar: WorkCalendar) -> Text:
    days = left(due_on, today=today, calendar=calendar)
    if days < 0:
        return Text("overdue by %(days)s working days", days=-days)
    return Text("%(days)s working days left", days=days) if days else Text("due today")


def may_still_ask(due_on: date, *, today: date) -> Verdict:
    """More time is asked for before the limit, not after it (FAST-41; 12345 rules)."""
    if today <= due_on:
        return YES
    return no("More time can be asked for until the limit only: it was %(day)s.", day=due_on)


def lift_by_rule(state: str, level: str, *, complex_kind: bool, due_on: date, today: date) -> Level | None:
    """Where the rule proposes to lift it: complex ones go up one level when their clock runs out, simple ones never."""
    runs = state in (ObstacleState.NEW, ObstacleState.IN_HAND)
    above = higher(level)
    return above[0] if complex_kind and runs and above and due_on < today else None
