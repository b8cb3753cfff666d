"""Days and moments as people read them on a page: one form in each language (docs/language.md), longer or shorter."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from gongjian.kernel.text import Text, spoken_day
from gongjian.kernel.typed_days import read_day
from gongjian.ui.locale_formats import locale_format
from gongjian.ui.numbers import NOTHING

NO_YEAR = 0
_own_year: ContextVar[int | None] = ContextVar("own_year", default=None)


@contextmanager
def years_written() -> Iterator[None]:
    """Every day bears its year, until a page says whose year goes without saying."""
    token = _own_year.set(NO_YEAR)
    try:
        yield
    finally:
        _own_year.reset(token)


def in_the_year(year: int) -> None:
    """Days of this year are written without it from now on; those of other years always bear theirs."""
    _own_year.set(year)


def is_of_another_year(value: date) -> bool:
    own = _own_year.get()
    return own is not None and value.year != own


def year_of_page() -> int | None:
    """Whose days are written, and may be typed, without their year."""
    return _own_year.get() or None


def typed_day(typed: str, *, far: bool = False) -> date | Text:
    """The day that somebody typed on this page, or the sentence that refuses it."""
    return read_day(typed, year=year_of_page(), far=far)


def local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def format_day(pattern: str, value: date) -> str:
    speech = locale_format()
    return pattern.format(
        year=value.year,
        month=speech.months[value.month - 1],
        day=value.day,
        weekday=speech.weekdays[value.weekday()],
        clock=value.strftime("%H:%M"),
    )


def day(value: date | None, style: str = "short") -> str:
    """13 October with its weekday, and with its year where it is another one. "long": with the year, as in a sentence;
    "bare": neither, as on an axis.
    """
    if not value:
        return NOTHING
    there, speech = local(value), locale_format()
    if style == "long":
        return spoken_day(there, gettext)
    if style == "bare":
        return format_day(speech.bare_day, there)
    return format_day(speech.other_day if is_of_another_year(there) else speech.day, there)


def whole_day(value: date) -> str:
    """Beside a field: with the weekday and the year."""
    return format_day(locale_format().other_day, value)


def month(value: date) -> str:
    return format_day(locale_format().month, value)


def weekday(value: date) -> str:
    return locale_format().weekdays[value.weekday()]


def moment(value: datetime | None, style: str = "short") -> str:
    """A day and a time of the clock."""
    if not value:
        return NOTHING
    there, speech = local(value), locale_format()
    is_long = style == "long" or is_of_another_year(there)
    return format_day(speech.long_moment if is_long else speech.moment, there)
