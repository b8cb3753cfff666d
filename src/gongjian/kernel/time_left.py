"""What is left until a day, in working days and in words."""

from dataclasses import dataclass
from datetime import date

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Left:
    """Working days: less than nothing when it is overdue. The day itself is neither short of a day nor late."""

    days: int
    is_late: bool
    words: Text

    @property
    def is_short(self) -> bool:
        return not self.is_late and self.days <= 1


def left(due_on: date, *, today: date, calendar: WorkCalendar) -> Left:
    if today > due_on:
        days = calendar.workdays_between(due_on, today)
        return Left(-days, is_late=True, words=late_words(days, due_on))
    days = calendar.workdays_between(today, due_on)
    if due_on == today:
        words = Text("due today")
    elif days == 0:
        words = Text("no working day left")
    else:
        words = Text("1 working day left") if days == 1 else Text("%(days)s working days left", days=days)
    return Left(days, is_late=False, words=words)


def late_words(days: int, due_on: date) -> Text:
    if days == 0:
        return Text("overdue since %(day)s", day=due_on)
    if days == 1:
        return Text("overdue by 1 working day")
    return Text("overdue by %(days)s working days", days=days)
