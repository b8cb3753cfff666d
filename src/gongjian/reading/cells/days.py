"""Days as people write them in lists: 2018.9.30, 9月底前, 11月上旬, or the number that Excel keeps."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongjian.reading.grids.grid import Value

EXCEL_BEGINS = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050  # 2000 to 2099
FIRST_YEAR, LAST_YEAR = 2000, 2099
NUMERALS = {word: number for number, word in enumerate("〇一二三四五六七八九")} | {"零": 0}
WRITTEN_NUMBER = re.compile(
    r"(?<![〇零一二三四五六七八九十廿])[〇零一二三四五六七八九十廿]+(?=年|月|日|号|季)"
)
BEFORE = r"(?:之?前|以前|止|截止|前完成|完成|内|份|左右|前后)*"
WHOLE = re.compile(
    r"^(?:于|在|至|截至|到)?(\d{4}|\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?" + BEFORE + "$"
)
OF_MONTH = re.compile(
    r"^(?:于|在|至|截至|到)?(?:(\d{4}|\d{2})[年.\-/])?(\d{1,2})月(\d{1,2})[日号]?" + BEFORE + "$"
)
SHORT = re.compile(r"^(\d{1,2})[.\-/](\d{1,2})[日号]?" + BEFORE + "$")
PART = re.compile(
    r"^(?:于|在|至|截至|到)?(?:(\d{4}|\d{2})年)?(\d{1,2})月份?(上旬|中旬|下旬|旬|底|末|初|中|)" + BEFORE + "$"
)
YEAR_MONTH = re.compile(r"^(\d{4})[.\-/年](\d{1,2})月?(上旬|中旬|下旬|底|末|)" + BEFORE + "$")
YEAR_END = re.compile(r"^(?:(\d{4}|\d{2})年|今年|本年|当年|年)?(年?)(底|末|终)" + BEFORE + "$")
QUARTER = re.compile(r"^(?:(\d{4})年)?(?:第)?([1-4])季度(末|底|内|前|)" + BEFORE + "$")
COMPACT = re.compile(r"^(20\d{2})(\d{2})(\d{2})$")
CLOCK = re.compile(r"[t ]?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
RANGE = re.compile(r"^(.+?[月日号\d])(?:-|~|—|–|至|到)(\d.+)$")
LONGEST_DAY = 80  # signs; more are no day, and no stretch of days
LAST_OF = {"上旬": 10, "中旬": 20, "中": 15, "初": 5}
FIRST_OF = {"中旬": 11, "下旬": 21, "中": 15}


@dataclass(frozen=True, slots=True)
class Times:
    """The campaign's time: a day without a year belongs to it."""

    year: int
    starts_on: date
    ends_on: date

    def year_of(self, month: int) -> int:
        """The year in which this month lies within the campaign, else the campaign's own."""
        for year in range(self.starts_on.year, self.ends_on.year + 1):
            if (
                (self.starts_on.year, self.starts_on.month)
                <= (year, month)
                <= (
                    self.ends_on.year,
                    self.ends_on.month,
                )
            ):
                return year
        return self.year


def day_of(value: Value, times: Times, *, at_start: bool = False) -> date | None:
    """The day that a cell means: of a month or a part of it the last day, or the first for a start.

    Nothing when it could mean several days, or none.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return day_of_number(value, times)
    text = normal_day(value) if isinstance(value, str) else ""
    return day_of_text(text, times, at_start) if 0 < len(text) <= LONGEST_DAY else None


def day_of_number(number: float, times: Times) -> date | None:
    if not 1 <= number < 1e8:
        return None
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return EXCEL_BEGINS + timedelta(days=int(number))
    if number == int(number):
        match = COMPACT.match(str(int(number)))
        return made(*match.groups()) if match else None
    whole, _, rest = repr(round(number, 4)).partition(".")
    if 1 <= int(whole) <= 12 and (len(rest) == 2 or rest not in "123"):
        return made(times.year_of(int(whole)), whole, rest)  # 9.3 may be the 3rd or the 30th
    return None


def normal_day(text: str) -> str:
    """A typed day in one width, in small letters, with digits for Chinese numbers, and without blanks and clock."""
    text = unicodedata.normalize("NFKC", text).strip().lower()
    text = CLOCK.sub("", text) if ":" in text else text
    text = WRITTEN_NUMBER.sub(lambda words: str(arabic(words[0])), re.sub(r"\s+", "", text))
    return text.rstrip(".;,\u3002")


def arabic(words: str) -> int | str:
    if not re.search("[十廿]", words):
        return "".join(str(NUMERALS[word]) for word in words)
    tens, _, ones = words.replace("廿", "二十").partition("十")
    return (NUMERALS.get(tens, 1) * 10 if tens in NUMERALS or not tens else 0) + NUMERALS.get(ones, 0)


def day_of_text(text: str, times: Times, at_start: bool) -> date | None:
    if match := WHOLE.match(text):
        return made(full_year(match[1]), match[2], match[3])
    if match := OF_MONTH.match(text):
        return made(full_year(match[1]) if match[1] else times.year_of(int(match[2])), match[2], match[3])
    if text.isascii() and text.isdigit():
        return day_of_number(int(text[:9]), times)
    if match := SHORT.match(text):
        return made(times.year_of(int(match[1])), match[1], match[2])
    if match := PART.match(text) or YEAR_MONTH.match(text):
        return of_month(match, text, times, at_start)
    return day_of_phrase(text, times, at_start)


def of_month(match: re.Match[str], text: str, times: Times, at_start: bool) -> date | None:
    """A month or a part of it. “Before September” without “end” may mean either end, so it means nothing."""
    month, part = int(match[2]), match[3]
    if not part and re.search("月之?前|月以前", text):
        return None
    year = full_year(match[1]) if match[1] else times.year_of(month)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if at_start and part not in ("底", "末"):
        return made(year, month, FIRST_OF.get(part, 1))
    return made(year, month, LAST_OF.get(part, last))


def day_of_phrase(text: str, times: Times, at_start: bool) -> date | None:
    if match := YEAR_END.match(text):
        return made(full_year(match[1]) if match[1] else times.year, 12, 31)
    if match := QUARTER.match(text):
        year, quarter = int(match[1] or times.year), int(match[2])
        month = quarter * 3 - 2 if at_start else quarter * 3
        return made(year, month, 1 if at_start else calendar.monthrange(year, month)[1])
    if match := RANGE.match(text):
        if any(RANGE.match(end) for end in match.groups()):
            return None
        return day_of_text(match[1] if at_start else match[2], times, at_start)
    return None


def full_year(text: str | int) -> int:
    return int(text) if int(text) > 99 else 2000 + int(text)


def made(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
