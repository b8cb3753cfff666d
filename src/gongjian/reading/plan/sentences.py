"""A fair copy cut into sentences, each under its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongjian.reading.plan.cleaning import HAN, NUMERAL

LEVELS = (
    re.compile(rf"(?:第[{NUMERAL}]{{1,3}}[章条部编](?:分)?|[{NUMERAL}]{{1,3}}[、.])"),
    re.compile(rf"\([{NUMERAL}]{{1,3}}\)、?"),
    re.compile(r"\d{1,2}(?:[.、](?!\d)|\.(?=\d{1,2}月)|\.(?=\d{4}年))"),
    re.compile(rf"\(\d{{1,2}}\)|[\u2460-\u2473]|\u2014{{1,2}}(?=[{HAN}])"),
)
ORDINAL = re.compile(rf"(?:[{NUMERAL}]是|第[{NUMERAL}](?=,)|其[一二三四五])[,:]?")
END = re.compile(r"[。;!?\n]+")
UNNUMBERED = re.compile(rf"[{HAN}]{{2,12}}:$")
UNNUMBERED_LEVEL = 3  # a line such as 工作步骤: stands above what follows it
TITLE_END = re.compile(r"[。:,]")
LONGEST_HEADING = 36
LONGEST_SENTENCE = 500  # characters
CHROME = re.compile(
    r"^(?:上传人|编号|下载|浏览|发布(?:时间|日期)|来源|字体|字号|打印|分享|关闭|责任编辑|索引号|信息来源|发文机关|点击|阅读|页数|文号|当前位置|首页)(?:文档|次数|量|:|$|>)"
    r"|^\d+(?:\.\d+)?[KMG]B$|^\d+页$|^\d{4}-\d{1,2}-\d{1,2}(?: [\d:]+)?$|\.(?:docx?|pdf|wps)$|^(?:时间|日期):\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?: ?[\d:]+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the fair copy without a full stop, and the headings above it, outermost first."""

    start: int
    end: int
    text: str
    heads: tuple[str, ...] = ()
    level: int = 0  # of the numbering that it begins with; 0 for none
    mark: str = ""  # that numbering
    paragraph: int = 0
    heading: bool = False
    row: tuple[str, ...] = field(default=(), compare=False)

    @property
    def above(self) -> str:
        return " ".join(self.heads)


def sentences(text: str) -> list[Sentence]:
    return list(Outline().cut(text))


class Outline:
    """The headings that are open while a text is read from its beginning."""

    def __init__(self) -> None:
        self.open: dict[int, str] = {}

    def cut(self, text: str) -> Iterator[Sentence]:
        for paragraph, (start, end) in enumerate(pieces(text, re.compile(r"\n+"))):
            if CHROME.search(text[start:end].strip()):
                continue
            for first, last in bearable(text[start:end]):
                yield from self.sentence(
                    text, start + first, start + last, paragraph, ends=start + last == end
                )

    def sentence(self, text: str, start: int, end: int, paragraph: int, *, ends: bool) -> Iterator[Sentence]:
        level, mark = numbering(text[start:end])
        body = start + len(mark)
        if (
            not level
            and start == end - len(text[start:end])
            and UNNUMBERED.match(text, start, end)
            and text[end : end + 1] in ("\n", "")
        ):
            self.open = {known: head for known, head in self.open.items() if known < UNNUMBERED_LEVEL}
            self.open[UNNUMBERED_LEVEL] = text[start:end].rstrip(":")
        if not level:
            yield Sentence(start, end, text[start:end], self.heads(), 0, mark, paragraph)
            return
        words = text[body:end]
        cut = TITLE_END.search(words)
        title = words[: cut.start()] if cut else words
        alone = len(title) <= LONGEST_HEADING and (cut is None or cut[0] == ":")
        for deeper in [other for other in self.open if other >= level]:
            del self.open[deeper]
        heads = self.heads()
        self.open[level] = title[:LONGEST_HEADING]
        yield Sentence(body, end, words, heads, level, mark, paragraph, heading=alone and cut is None)

    def heads(self) -> tuple[str, ...]:
        return tuple(self.open[level] for level in sorted(self.open))


def numbering(text: str) -> tuple[int, str]:
    for level, pattern in enumerate(LEVELS, start=1):
        found = pattern.match(text)
        if found:
            return level, found[0]
    found = ORDINAL.match(text)
    return 0, found[0] if found else ""


def pieces(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches between separators, without the blanks at their ends."""
    last = 0
    for match in separator.finditer(text):
        if text[last : match.start()].strip():
            yield last, match.start()
        last = match.end()
    if text[last:].strip():
        yield last, len(text)


def bearable(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, of which none is so long that only a machine can have made it."""
    for first, last in pieces(text, END):
        while last - first > LONGEST_SENTENCE:
            comma = text.rfind(",", first + 1, first + LONGEST_SENTENCE)
            cut = comma + 1 if comma > first else first + LONGEST_SENTENCE
            yield first, cut
            first = cut
        yield first, last


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between commas; a comma in brackets does not count."""
    depth = last = 0
    for place, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character in ",:\t" and not depth and not is_hour(text, place):
            if place > last:
                yield last, place
            last = place + 1
    if last < len(text):
        yield last, len(text)


def is_hour(text: str, place: int) -> bool:
    return text[place] == ":" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
