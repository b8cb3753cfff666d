"""The stages of a plan, from when to when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongjian.reading.plan.dates import When, whens
from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.goals import PAST
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence, clauses

STAGE = r"(?:阶段|时段|环节)"
ORDER = r"第[一二三四五六七八]阶段"
NAME = r"[\u4e00-\u9fff、·]{2,16}"
HEADED = re.compile(rf"^(?:{ORDER})?[:、,]?(?P<name>{NAME}?{STAGE}|{NAME})?\s{{0,9}}(?:时间)?[:,]?\s{{0,9}}$")
IS_STAGE = re.compile(rf"(?:为|是|属于)(?P<name>{NAME}?{STAGE})")
AFTER = re.compile(rf"^(?:前|止|为止|起|,|:|\)|期间|左右)*[,:]?(?:为|是)?(?P<name>{NAME}?{STAGE})")
STEPS = re.compile(r"步骤|阶段|安排|进度|时间|步|计划")
NOT_NAMES = re.compile(
    r"期间|全县|全市|^我|时间$|^(?:从|自(?!查|纠|检|评)|在|于|到)|集中.{0,2}时间|行动时间|完成|截至|同期|^其中|活动时间|攻坚时间|时限|上报|整治时间"
)
OPEN = re.compile(
    r"(?:自|从)?(?P<word>印发之日|即日|发文之日|通知下发之日|方案印发之日|文件下发之日|本方案印发之日)起?(?:至|到|-|—)+$"
)


RUNS = re.compile(r"时间|为期|开展|奋战|大干|适用|攻坚|集中|活动|行动|\d天|期限")
WHAT = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,12})(?=[,;。]|$)")
TIMES = re.compile(r"时间|步骤|阶段|进度")


@dataclass(frozen=True, slots=True)
class Stage:
    start: int
    end: int
    name: str
    when: When
    open: bool = False  # its beginning is the day of the paper itself


def phases(paper: Paper) -> Iterator[Fact]:
    for sentence in paper.sentences:
        for stage in stages_in(sentence, paper):
            first = "" if stage.open else stage.when.first.iso(paper.year)
            yield paper.fact(
                FactKind.PHASE,
                sentence.start + stage.start,
                sentence.start + stage.end,
                stage.name,
                date=f"{first}/{stage.when.last.iso(paper.year)}",
                exact=stage.when.exact and not stage.open,
            )


def stages_in(sentence: Sentence, paper: Paper) -> Iterator[Stage]:
    text = sentence.text
    for when in whens(text):
        left = text[: when.start]
        opened = OPEN.search(left)
        if opened:
            left = left[: opened.start()]
        stage = bracketed(sentence, left, when, text) or named_behind(left, when, text)
        stage = stage or listed(sentence, left, when, text)
        if stage:
            yield Stage(stage[0], stage[1], cleaned(stage[2]), when, bool(opened))


def bracketed(sentence: Sentence, left: str, when: When, text: str) -> tuple[int, int, str] | None:
    """(一)准备启动阶段(8月25日至8月下旬), 第一阶段:宣传发动(8月), 动员部署阶段:3月1日至3月10日."""
    beginning = re.split(r"[,。;]", left)[-1] if not re.search(r"[(（]$", left) else left
    place = len(left) - len(beginning)
    name = beginning.rstrip("(:自从,为时间 ").strip()
    clause = re.sub(rf"^(?:{ORDER})[:、,(]?", "", name)
    stage = bool(re.search(rf"{STAGE}$|^{ORDER}", name))
    enclosed = left.endswith("(") or left.rstrip("自从时间为:").endswith("(")
    stepwise = sentence.level > 0 and place == 0 and bool(STEPS.search(sentence.above))
    if (
        not (stage or (stepwise and (enclosed or left.endswith(":"))))
        or len(clause) > 18
        or NOT_NAMES.search(clause)
    ):
        return None
    if not (when.ranged or enclosed or left.endswith((":", "(")) or OPEN.search(text[: when.start])):
        return None
    if not clause:
        clause = name_after(text, when) or name
    end = when.end + (text[when.end : when.end + 1] == ")")
    return place, end, clause


def name_after(text: str, when: When) -> str:
    """第一阶段(3月1日至3月10日):宣传发动 has its name behind the dates."""
    rest = text[when.end :].lstrip(")起止前:,为是 ")
    found = re.match(r"[\u4e00-\u9fff、]{2,12}(?=[,。:;(]|$)", rest)
    return found[0] if found else ""


def named_behind(left: str, when: When, text: str) -> tuple[int, int, str] | None:
    """3月1日至3月10日为动员部署阶段."""
    found = AFTER.match(text[when.end :])
    if not found or not (when.ranged or "为" in found[0]):
        return None
    name = found["name"]
    if NOT_NAMES.search(name) or re.fullmatch(STAGE, name):
        return None
    return when.start, when.end + found.end(), name


def listed(sentence: Sentence, left: str, when: When, text: str) -> tuple[int, int, str] | None:
    """时间:11月初至12月中旬突击整地, under a heading that promises times."""
    promised = TIMES.search(sentence.above) or re.match(r"(?:时间|步骤|阶段|进度)[^,:]{0,6}:", text)
    what = WHAT.match(text, when.end)
    if not (when.ranged and promised and what and re.search(r"^$|[,;:、]$", left)) or NOT_NAMES.search(
        what["name"]
    ):
        return None
    return when.start, what.end(), what["name"]


def cleaned(name: str) -> str:
    return re.sub(r"^[:、,(]+|[:、,(]+$", "", name)


def campaign_time(paper: Paper) -> Iterator[Fact]:
    """A plan without stages may still say from when to when it runs."""
    for sentence in paper.sentences:
        for when in whens(sentence.text):
            around = sentence.text[max(0, when.start - 16) : when.end + 30] + sentence.above
            if when.ranged and RUNS.search(around) and not PAST.search(sentence.text):
                start, end = next(part for part in clauses(sentence.text) if part[0] <= when.start < part[1])
                yield paper.fact(
                    FactKind.PHASE,
                    sentence.start + start,
                    sentence.start + max(end, when.end),
                    "攻坚期间",
                    date=f"{when.first.iso(paper.year)}/{when.last.iso(paper.year)}",
                    exact=when.exact,
                )
                return
