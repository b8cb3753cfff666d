"""What stands at the head and the foot of a plan: its title, and the year it is of."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.reading.plan.dates import whens
from gongjian.reading.plan.goals import PAST
from gongjian.reading.plan.sentences import CHROME, Sentence

TITLE_END = re.compile(
    r"(?:方案|意见|通知|计划|办法|要点|规划|任务书|责任书|安排|打算|分解表|任务表|清单|措施)(?:\((?:试行|征求意见稿|草案|送审稿|[^()]{0,10})\))?$"
)
ISSUED = re.compile(
    r"^(?P<year>20\d{2}|二[〇零][〇零一二三][〇零一二三四五六七八九])年(?P<month>\d{1,2})月\d{1,2}日$"
)
NUMBER = re.compile(r"[〔\[(【]\s*(?P<year>20\d{2})\s*[〕\])】]\s*\d{1,4}\s*号")
IN_TITLE = re.compile(r"(?<!\d)(20\d{2})年?(?!\d)")
BARE = re.compile(r"(?<!\d)(20\d{2})年")
OPENING = re.compile(r"^(?:到|至)?(20\d{2})年(?:,|全[县市区镇省州]|我[县市区]|底)")
HEAD_LINES = 14
YEAR_ENDS_IN = 11  # the month


@dataclass(frozen=True, slots=True)
class StatedYear:
    year: int | None
    others: tuple[int, ...] = ()  # years that the text also names, in passing or otherwise


def title_of(text: str) -> str:
    """The first line that reads like the title of a plan, otherwise the first line that reads at all."""
    lines = [re.sub(r"^\d{1,2}、", "", line.strip()) for line in text.split("\n") if line.strip()]
    head = [
        line
        for line in lines[:HEAD_LINES]
        if not CHROME.search(line) and not re.fullmatch(r"附件\d*:?", line)
    ]
    for place, line in enumerate(head):
        if TITLE_END.search(line) and 6 <= len(line) <= 60 and not re.search(r"[。;]", line):
            before = head[place - 1] if place and len(line) < 16 and is_upper_half(head[place - 1]) else ""
            return inner(before + line)
    first = head[0] if head else ""
    return re.split(r"[。;]", first)[0][:60]


def inner(line: str) -> str:
    """关于印发《…方案》的通知 is about the plan that it names."""
    found = re.search(r"《([^《》]{6,60})》", line)
    return found[1] if found and "印发" in line else line


def is_upper_half(line: str) -> bool:
    return 4 <= len(line) <= 30 and not re.search(r"[。,;:]|号$", line)


def year_of(text: str, sentences: Sequence[Sentence]) -> StatedYear:
    """By the title, by the dates of the plan itself, by its date of issue or its number; a year in passing is no year."""
    bare = tuple(sorted({int(year) for year in BARE.findall(text)}))
    for years in (
        in_title(text),
        at_foot(text),
        in_dates(sentences),
        in_openings(sentences),
        in_number(text),
    ):
        if years:
            return StatedYear(years[0], tuple(year for year in bare if year != years[0]))
    return StatedYear(None, bare)


def in_title(text: str) -> list[int]:
    title = title_of(text)
    stands_alone = bool(TITLE_END.search(title)) or f"{title}\n" in text
    return [int(year) for year in IN_TITLE.findall(title)][:1] if stands_alone else []


def in_dates(sentences: Sequence[Sentence]) -> list[int]:
    """The year that the first dates with a month carry, when most of them agree."""
    counted: Counter[int] = Counter()
    for sentence in sentences:
        if PAST.search(sentence.text) or ISSUED.match(sentence.text.strip()):
            continue
        for when in whens(sentence.text):
            if when.first.year and re.search(r"月|底|季", sentence.text[when.start : when.end]):
                counted[when.first.year] += 1
    if not counted:
        return []
    year, often = counted.most_common(1)[0]
    first = min(counted)
    return [first if counted[first] == often else year]


def in_openings(sentences: Sequence[Sentence]) -> list[int]:
    found = [
        int(match[1])
        for sentence in sentences
        if not PAST.search(sentence.text) and (match := OPENING.match(sentence.text))
    ]
    return found[:1] if len(set(found)) == 1 else []


def at_foot(text: str) -> list[int]:
    """The day of issue; a plan issued at the end of a year is of the next one, unless its own dates say otherwise."""
    issued = [match for line in text.split("\n") if (match := ISSUED.match(line.strip()))]
    if not issued or int(issued[-1]["month"]) >= YEAR_ENDS_IN or not issued[-1]["year"].isdigit():
        return []
    return [int(issued[-1]["year"])]


def in_number(text: str) -> list[int]:
    numbered = NUMBER.search(text[:400])
    return [int(numbered["year"])] if numbered else []
