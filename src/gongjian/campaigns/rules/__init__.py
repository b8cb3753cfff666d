from gongjian.campaigns.rules.days import calendar_of, national_holidays
from gongjian.campaigns.rules.rhythm import Duty, Rhythm, duties, the_plans_rhythm
from gongjian.campaigns.rules.words import (
    Counting,
    DayKind,
    Duties,
    Level,
    Operator,
    Origin,
    Role,
    Seats,
    Series,
    reached,
)

__all__ = [
    "Counting",
    "DayKind",
    "Duties",
    "Duty",
    "Level",
    "Operator",
    "Origin",
    "Rhythm",
    "Role",
    "Seats",
    "Series",
    "calendar_of",
    "duties",
    "national_holidays",
    "reached",
    "the_plans_rhythm",
]
