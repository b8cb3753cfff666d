"""What is due once, and by when."""

import re
from collections.abc import Iterator

from gongjian.reading.plan.dates import When, whens
from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.goals import is_past
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence, clauses

HOUR = r"(?:(?:上|下)午|晚)?(?:\d{1,2}(?:时|点|:)(?:\d{1,2}分?)?)?(?:下班)?"
DUE = re.compile(rf"{HOUR}(?:之前|以前|前|为止|止)")
ENDS = re.compile(
    r"^(?:[,、]|要|须|应|务必|必须|必|全面|全部|基本|建立|实现|达到|完成|建成|开工|竣工|投产|启动|召开|举行|组织|集中|通车|交付|投入|内|力争|确保|全[县市区镇])"
)
LABEL = re.compile(
    r"(?:完成|整改|办结|落实|销号|交付|竣工|开工|时间)?(?:时限|期限|节点|时间|时间节点|时限要求|完成时间|截止时间|截止日期)(?:要求)?:?$"
)
BARE_VERB = re.compile(r"(?:报|上报|报送|完成(?!时)|完工|办结|到位|竣工|封顶)[^,]{0,10}$")
COMPLETES = re.compile(
    r"[^,。;]{0,10}(?:封顶|竣工|完工|投产|通车|交付|贯通|投用|建成|完成|具备|投入使用)(?!了)"
)
LABELS = re.compile(r"^(?:完成|整改|办结|落实|工作)*(?:时限|期限|时间|节点|要求)+")
STARTS = re.compile(r"(?:自|从)$|^(?:起|开始|以来|至今|发布|印发|施行|实施|已)")
LEAD_IN = re.compile(
    r"(?:最迟|原则上|务必|必须|力争|确保|要|须|应|需|均|都|全部)?(?:在|于|到|至|截至|截止到?|不迟于|不晚于)?$"
)
NOT_DUE = re.compile(r"(?:截至|截止|截止到)$")
PAST_DAY = re.compile(r"(?:召开了|印发了|下发了|审议通过|通过了|出台了)")
TRIM = re.compile(r"^[,:、()的起内]+(?:[,:、(\t]+$)?|(?<![,:、(\t])[,:、(\t]+$")


def deadlines(paper: Paper, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    """`taken` are the places of the stages, whose dates are their own."""
    said: set[tuple[int, str]] = set()
    for sentence in paper.sentences:
        parts = list(clauses(sentence.text))
        dates = whens(sentence.text)
        for place, when in enumerate(dates):
            here = (sentence.start + when.start, sentence.start + when.end)
            if any(first <= here[0] < last for first, last in taken) or not is_due(sentence, when, parts):
                continue
            later = dates[place + 1].start if place + 1 < len(dates) else len(sentence.text)
            item, start, end = thing_due(sentence.text, when, parts, later)
            if len(item) < 2 or LABELS.fullmatch(item):
                item = labelled(paper, sentence)
            if len(item) < 2 or (
                len(when_words(sentence.text, when)) == len(sentence.text.strip()) and not item
            ):
                continue
            if (
                LABEL.search(sentence.text[: when.start].rstrip(":"))
                and (sentence.paragraph, when.last.iso(paper.year)) in said
            ):
                continue
            said.add((sentence.paragraph, when.last.iso(paper.year)))
            date = "" if when.feast else date_due(when, sentence.text, paper.year)
            yield paper.fact(
                FactKind.DEADLINE,
                sentence.start + start,
                sentence.start + end,
                item,
                date=date,
                exact=when.exact,
            )


def when_words(text: str, when: When) -> str:
    return text[when.start : when.end]


def is_due(sentence: Sentence, when: When, parts: list[tuple[int, int]]) -> bool:
    text = sentence.text
    clause = clause_at(parts, when.start)
    left, rest = text[clause[0] : when.start], text[when.end :]
    if (
        when.ranged
        or STARTS.search(left)
        or STARTS.match(rest)
        or PAST_DAY.search(text[clause[0] : clause[1]])
    ):
        return False
    if (NOT_DUE.search(left) and not DUE.match(rest)) or is_past(text[clause[0] : clause[1]], sentence.above):
        return False
    if DUE.match(rest) or LABEL.search(text[: when.start].rstrip(":")) or listed_due(text, when):
        return True
    if when.first != when.last and when.exact and not re.match(r"份?(?:完成|全面|全部)", rest):
        return False
    if re.search(r"(?:到|至|在|于|定于|拟于)$", left):
        return bool(re.match(rf"{HOUR},|{HOUR}(?:[\u4e00-\u9fff])", rest)) and bool(
            ends_something(rest) or left.endswith("到")
        )
    if not when.exact and when.last.month != when.first.month:
        return False
    if when.first == when.last and COMPLETES.match(rest):
        return True
    return (
        bool(ENDS.match(rest.lstrip(",")))
        and ends_something(rest)
        and not re.match(r",?(?:[县市省]委|全国|国务院)", rest)
    )


def ends_something(rest: str) -> bool:
    words = re.split(r"[。;]", rest)[0][:40]
    return bool(
        re.search(
            r"完成|实现|达到|建成|开工|竣工|投产|启动|召开|举行|举办|封顶|通车|交付|投入|贯通|到位|落地|签约|动工|进场|验收|达标|达",
            words,
        )
    )


def listed_due(text: str, when: When) -> bool:
    """分别于6月底、11月底前: the word of the last date holds for the ones before it."""
    return bool(
        re.match(
            r"(?:[、和及](?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?){1,4}(?:之前|以前|前)",
            text[when.end :],
        )
    )


def clause_at(parts: list[tuple[int, int]], place: int) -> tuple[int, int]:
    return next(((first, last) for first, last in parts if first <= place < last), (place, place))


def thing_due(text: str, when: When, parts: list[tuple[int, int]], later: int) -> tuple[str, int, int]:
    """What stands around the date in its clause; a date that stands alone looks at the clauses behind it."""
    clause = clause_at(parts, when.start)
    if respective := in_turn(text, when, parts, clause):
        return respective, clause[0], clause[1]
    left = LEAD_IN.sub("", text[clause[0] : when.start])
    left = LABEL.sub("", left.rstrip(":")).rstrip(":(")
    due = DUE.match(text, when.end)
    after = due.end() if due else when.end
    right = text[after : clause[1]]
    end = clause[1]
    if len(TRIM.sub("", right)) < 2 and len(TRIM.sub("", left)) < 4:
        following = [part for part in parts if part[0] >= clause[1]]
        if following and following[0][0] < max(later, clause[1] + 1):
            right, end = text[following[0][0] : following[0][1]], following[0][1]
    if len(TRIM.sub("", left + right)) < 2 and clause[0]:
        previous = [part for part in parts if part[1] <= clause[0]]
        left = text[previous[-1][0] : previous[-1][1]] if previous else left
    thing = TRIM.sub("", trim_name(left) + TRIM.sub("", right))
    if BARE_VERB.match(thing) and (previous := [part for part in parts if part[1] <= clause[0]]):
        thing = TRIM.sub("", text[: previous[-1][1]])[-40:] + thing
    return thing[:60], clause[0], end


def in_turn(text: str, when: When, parts: list[tuple[int, int]], clause: tuple[int, int]) -> str:
    """A, B, 分别于6月底、11月底前: the first date is of the first, the second of the second."""
    if not re.match(r"(?:应|要|须)?分别(?:在|于)?", text[clause[0] : when.start]):
        return ""
    dates = [other for other in whens(text) if clause[0] <= other.start < clause[1]]
    before = [part for part in parts if part[1] <= clause[0]][-len(dates) :]
    place = next((place for place, other in enumerate(dates) if other.start == when.start), 0)
    return TRIM.sub("", text[before[place][0] : before[place][1]]) if len(before) == len(dates) else ""


def trim_name(left: str) -> str:
    words = re.sub(r"^(?:将|把|对|其中|同时|并|要|须)", "", TRIM.sub("", left))
    return re.sub(r"(?:要|须|应|务必|必须|必|力争|确保|将)$", "", words)


def labelled(paper: Paper, sentence: Sentence) -> str:
    """完成时限:8月31日 stands behind what is due: the first words of its paragraph, or its heading."""
    same = [other for other in paper.sentences if other.paragraph == sentence.paragraph]
    first = same[0].text if same and same[0].start < sentence.start else ""
    return re.split(r"[,。:(]", first)[0][:40] or (sentence.heads[-1] if sentence.heads else "")


def date_due(when: When, text: str, year: int | None) -> str:
    """Before a month or a quarter as a whole means by its last day; a third of a month stays a stretch."""
    if when.exact or when.last.month != when.first.month:
        return when.last.iso(year)
    return when.iso(year)
