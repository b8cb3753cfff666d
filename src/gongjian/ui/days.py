"""Days and moments as people read them on a page."""

from datetime import date, datetime

from django.utils import timezone

from gongjian.ui.numbers import NOTHING
from gongjian.ui.tongues import tongue


def local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def written(pattern: str, value: date) -> str:
    speech = tongue()
    return pattern.format(
        year=value.year,
        month=speech.months[value.month - 1],
        day=value.day,
        weekday=speech.weekdays[value.weekday()],
        clock=value.strftime("%H:%M"),
    )


def day(value: date | None, style: str = "short") -> str:
    """13 October with its weekday; with its year in the style "long"."""
    if not value:
        return NOTHING
    return written(tongue().long_day if style == "long" else tongue().day, local(value))


def moment(value: datetime | None, style: str = "short") -> str:
    """A day and a time of the clock."""
    if not value:
        return NOTHING
    return written(tongue().long_moment if style == "long" else tongue().moment, local(value))
