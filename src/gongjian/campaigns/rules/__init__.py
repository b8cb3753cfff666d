from gongjian.campaigns.rules.days import Holiday, calendar_of, holiday, national_holidays, why_off
from gongjian.campaigns.rules.rhythm import Duty, Rhythm, duties, the_plans_rhythm
from gongjian.campaigns.rules.words import (
    Counting,
    DayKind,
    Duties,
    Level,
    Operator,
    Origin,
    Role,
    Seating,
    Seats,
    Series,
    reached,
)

__all__ = [
    "Counting",
    "DayKind",
    "Duties",
    "Duty",
    "Holiday",
    "Level",
    "Operator",
    "Origin",
    "Rhythm",
    "Role",
    "Seating",
    "Seats",
    "Series",
    "calendar_of",
    "duties",
    "holiday",
    "national_holidays",
    "reached",
    "the_plans_rhythm",
    "why_off",
]
