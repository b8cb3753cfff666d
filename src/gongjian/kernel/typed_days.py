"""Days as people type them: every form of docs/language.md, or the sentence that says why it is none.

`frontend/src/days/typed.ts` reads the same; tests/kernel/typed_days.json holds both to it.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from gongjian.kernel.days import FIRST_DAY, LAST_DAY
from gongjian.kernel.text import MONTHS, Text

LONGEST = 40
LONGEST_MONTH = 31
YEARS_BEFORE, YEARS_AFTER = 10, 5
UNREADABLE = Text("This cannot be read as a date. Enter it as 2026-10-12.")
WEEKDAY = re.compile(
    r"\(?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]\)?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b,?"
)
FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4}) ?[-/.年] ?(?P<month>[0-9]{1,2}) ?[-/.月] ?(?P<day>[0-9]{1,2}) ?[日号號]?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<month>[0-9]{1,2}) ?[-/.月] ?(?P<day>[0-9]{1,2}) ?[日号號]?",
        r"(?P<day>[0-9]{1,2}) ?(?P<name>[a-z]{3,9})\.?,? ?(?P<year>[0-9]{4})?",
        r"(?P<name>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:, ?| |$)(?P<year>[0-9]{4})?",
    )
)
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def read_day(typed: str, *, year: int | None, far: bool = False) -> date | Text:
    """The day, in this year where none is typed, and not far from it unless that may be; else what is wrong."""
    if len(typed) > LONGEST:
        return UNREADABLE
    plain = " ".join(WEEKDAY.sub(" ", unicodedata.normalize("NFKC", typed).casefold()).split())
    found = next(filter(None, (form.fullmatch(plain) for form in FORMS)), None)
    if found is None:
        return UNREADABLE
    parts = found.groupdict()
    month = month_of(parts["name"]) if parts.get("name") else int(parts["month"])
    return day_of_parts(int(parts.get("year") or year or 0), month, int(parts["day"]), years(year, far))


def years(own: int | None, far: bool) -> tuple[int, int]:
    """Those that a campaign speaks of: not of its grandparents' days, nor of its grandchildren's."""
    if own is None or far:
        return FIRST_DAY.year, LAST_DAY.year
    return own - YEARS_BEFORE, own + YEARS_AFTER


def month_of(name: str) -> int:
    """Sep, Sept, September; nothing for another word."""
    return next((at for at, full in enumerate(FULL_MONTHS, start=1) if full.startswith(name)), 0)


def day_of_parts(year: int, month: int, day: int, between: tuple[int, int]) -> date | Text:
    first, last = between
    if not year or not (1 <= month <= len(MONTHS) and 1 <= day <= LONGEST_MONTH):
        return UNREADABLE
    if not first <= year <= last:
        return Text("The date must be between the years %(first)s and %(last)s.", first=first, last=last)
    length = monthrange(year, month)[1]
    if day > length:
        return Text(
            "Month %(month)s of %(year)s has only %(length)s days.", month=month, year=year, length=length
        )
    return date(year, month, day)
