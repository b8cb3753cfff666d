"""Dates as plans write them. What is not said, the year above all, stays open."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongjian.reading.plan.numbers import number

CN = "一二三四五六七八九十"
YEAR = r"(?:(?<!\d)(?:(?P<year>20\d{2}|二[〇零][〇零一二三][〇零一二三四五六七八九])年度?|(?P<this>今年|本年|当年)|(?P<next>明年|次年|翌年|来年)))"
MONTH = rf"(?<![\d{CN}个.])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{CN}])月份?"
DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[{CN}]?|十[{CN}]?|[{CN}])[日号]"
PART = r"(?:上旬|中旬|下旬|月?初|月?底|月?末|中(?=[,、至]))"
DOTTED = re.compile(
    r"(?<![\d.])(?P<year>20\d{2})[./-](?P<month>1[0-2]|0?[1-9])[./-](?P<day>3[01]|[12]\d|0?[1-9])日?(?![\d.])"
)
MONTHS = re.compile(
    rf"{YEAR}?(?<![\d月])(?P<month>1[0-2]|0?[1-9])(?:-|—+|~|至|到)(?P<until>1[0-2]|0?[1-9])月份?(?![\d初中上下底末]|月)"
)
MONTHLY = re.compile(rf"{YEAR}?{MONTH}(?P<rest>{DAY}|{PART})?")
YEAR_END = re.compile(
    rf"(?:{YEAR}|(?<![\d半周今明本当次末去前上往历全每]))年?(?P<end>底|末|内)(?<=年[底末内])|年终(?!考|总|评|奖)"
)
QUARTER = re.compile(
    rf"{YEAR}?第?(?P<quarter>[一二三四1-4])季度(?P<part>末|底|初|首月)?(?!首)|{YEAR.replace('year', 'y2').replace('this', 't2').replace('next', 'n2')}?(?P<half>上半年|下半年)(?P<halfend>末|底)?"
)
FEAST = re.compile(
    r"(?P<next>明年|次年)?(?P<feast>春节|元旦|国庆节?|五一(?:节|劳动节|国际劳动节)?|中秋节?|端午节?|清明节?|七一|十一)(?=前|之前|以前)"
)
MAY_SAY = re.compile(r"[年月季春旦庆五秋午明七十]|\d[./-]")  # no date without one of these
LINK = re.compile(r"(?:起)?(?:至|到|-|—+|~|起至|开始至|开始到)+")
BARE = re.compile(rf"{DAY}|{PART}|底")
STATED_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?=[,:]|全[县市区镇年省]|我[县市区])")
FIXED = {"元旦": (12, 31, -1), "五一": (4, 30, 0), "国庆": (9, 30, 0), "七一": (6, 30, 0), "十一": (9, 30, 0)}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a year that may not be said."""

    year: int | None
    month: int
    day: int
    later: bool = False  # of the year after the plan's

    def iso(self, year: int | None) -> str:
        own = self.year or (None if year is None else year + self.later)
        day = min(self.day, length_of(own, self.month))
        return f"{own:04d}-{self.month:02d}-{day:02d}" if own else f"--{self.month:02d}-{day:02d}"


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days where a text says it; start and end are places in the text."""

    start: int
    end: int
    first: Day
    last: Day
    exact: bool = True
    feast: str = ""
    ranged: bool = False

    def iso(self, year: int | None) -> str:
        first, last = self.first.iso(year), self.last.iso(year)
        return first if first == last else f"{first}/{last}"


def length_of(year: int | None, month: int) -> int:
    return calendar.monthrange(year or 2019, month)[1]


def whens(text: str) -> list[When]:
    """Every date and stretch of dates of a text; the year of an earlier one in the same text holds on."""
    if not MAY_SAY.search(text):
        return []
    found = linked(text, sorted(single(text), key=lambda when: (when.start, -when.end)))
    stated = [(match.start(), int(match[1])) for match in STATED_YEAR.finditer(text)]
    return [with_year(when, before(when, found, stated)) for when in found]


def before(when: When, found: list[When], stated: list[tuple[int, int]]) -> int | None:
    known = [*stated, *((other.start, other.first.year) for other in found if other.first.year)]
    return max(((place, year) for place, year in known if place < when.start), default=(0, None))[1]


def with_year(when: When, year: int | None) -> When:
    if when.first.year or year is None or when.feast:
        return when
    last = when.last if when.last.year else replace(when.last, year=year + when.last.later, later=False)
    return replace(when, first=replace(when.first, year=year + when.first.later, later=False), last=last)


def single(text: str) -> Iterator[When]:
    taken = 0
    for when in sorted(candidates(text), key=lambda when: (when.start, -when.end)):
        if when.start >= taken:
            taken = when.end
            yield when


def candidates(text: str) -> Iterator[When]:
    for match in DOTTED.finditer(text):
        day = Day(int(match["year"]), int(match["month"]), int(match["day"]))
        yield When(match.start(), match.end(), day, day)
    for match in MONTHS.finditer(text):
        year, later = year_of(match)
        first, until = int(match["month"]), int(match["until"])
        yield When(
            match.start(), match.end(), Day(year, first, 1, later), Day(year, until, 31, later), ranged=True
        )
    for match in MONTHLY.finditer(text):
        yield from in_month(match)
    for match in YEAR_END.finditer(text):
        year, later = year_of(match)
        day = Day(year, 12, 31, later)
        yield When(match.start(), match.end(), day, day)
    yield from quarters(text)
    yield from feasts(text)


def year_of(match: re.Match[str]) -> tuple[int | None, bool]:
    written = match["year"]
    value = number(written) if written else None
    return (int(value) if value else None), bool(match["next"])


def in_month(match: re.Match[str]) -> Iterator[When]:
    value = number(match["month"])
    if not value or value > 12:
        return
    year, later = year_of(match)
    first, last, exact = days_of(match["rest"] or "")
    month = int(value)
    yield When(
        match.start(), match.end(), Day(year, month, first, later), Day(year, month, last, later), exact
    )


def days_of(rest: str) -> tuple[int, int, bool]:
    """The first and the last day of a part of a month, and whether that is what the text says or a reading of it."""
    if rest and rest[-1] in "日号":
        day = int(number(rest[:-1]) or 1)
        return day, day, True
    parts = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31)}
    for word, (first, last) in parts.items():
        if word in rest:
            return first, last, False
    return (31, 31, True) if rest else (1, 31, True)


def quarters(text: str) -> Iterator[When]:
    for match in QUARTER.finditer(text):
        if match["quarter"]:
            last = 3 * int(number(match["quarter"]) or 1)
            year, later = year_of(match)
            first = last - 2
        else:
            year = int(number(match["y2"]) or 0) or None if match["y2"] else None
            later, last = bool(match["n2"]), 6 if match["half"] == "上半年" else 12
            first = last - 5
        ends = bool(match["part"] in ("末", "底") or match["halfend"])
        until = first if match["part"] in ("初", "首月") else last
        day = Day(year, until, 31, later)
        yield When(match.start(), match.end(), day if ends else Day(year, first, 1, later), day, ends)


def feasts(text: str) -> Iterator[When]:
    for match in FEAST.finditer(text):
        name = match["feast"]
        month, day, _ = next((known for word, known in FIXED.items() if name.startswith(word)), (0, 0, 0))
        when = Day(None, month or 1, day or 1, bool(match["next"]))
        yield When(match.start(), match.end(), when, when, exact=bool(month), feast="" if month else name[:2])


def linked(text: str, found: list[When]) -> list[When]:
    """From one date to another is one stretch."""
    result: list[When] = []
    for when in found:
        if result and when.start < result[-1].end:
            continue
        if result and LINK.fullmatch(text, result[-1].end, when.start) and not result[-1].ranged:
            result[-1] = stretch(result[-1], when)
        else:
            result.append(bare_end(text, when))
    return result


def stretch(first: When, last: When) -> When:
    end = last.last
    if end.year is None and not end.later:
        wraps = (end.month, end.day) < (first.first.month, first.first.day)
        known = first.first.year
        end = replace(
            end, year=known + wraps if known else None, later=first.first.later or (wraps and not known)
        )
    return When(first.start, last.end, first.first, end, first.exact and last.exact, ranged=True)


def bare_end(text: str, when: When) -> When:
    """8月25日至31日, 8月上旬至中旬: the month is said once."""
    link = LINK.match(text, when.end)
    rest = BARE.match(text, link.end()) if link else None
    if not rest or when.ranged:
        return when
    _, last, exact = days_of(rest[0])
    end = Day(when.last.year, when.last.month, last, when.last.later)
    return When(when.start, rest.end(), when.first, end, when.exact and exact, ranged=True)
