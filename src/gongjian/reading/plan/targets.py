"""The goals of a plan, each with its number."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongjian.reading.plan.dates import When, whens
from gongjian.reading.plan.draft import Fact, Kind
from gongjian.reading.plan.goals import MODAL, is_goal, is_past, level_in
from gongjian.reading.plan.items import EMPTY, item_of
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.quantities import Quantity, quantities
from gongjian.reading.plan.sentences import Sentence, clauses

BY = re.compile(r"(?:\d{1,2}[时点])?(?:之前|以前|前|为止|止|内|,|完成|建成|达到|实现|全部|全面)|$")
SCALES = re.compile(r"分别")
NAMES = re.compile(r"[、和及与]|以及")


def targets(paper: Paper) -> Iterator[Fact]:
    level, paragraph = "", -1
    for sentence in paper.sentences:
        for fact in in_sentence(paper, sentence):
            yield fact


def in_sentence(paper: Paper, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.text
    found = quantities(text)
    if not found:
        return
    dates = whens(text)
    found = [one for one in found if not any(when.start <= one.at < when.end for when in dates)]
    past, earlier, floor = False, "", 0
    for clause in clauses(text):
        words = text[clause[0] : clause[1]]
        past = is_past(words, sentence.above) or (past and not MODAL.search(words))
        here = [one for one in found if clause[0] <= one.at < clause[1]]
        floor = clause[0]
        shared = shared_names(text, clause, here)
        for place, one in enumerate(here):
            kept = is_goal(text, clause, one, sentence.above)
            name = shared[place] if shared else item_of(text, clause, one, earlier=earlier, floor=floor)
            floor = one.end if kept else floor
            if past or not kept or EMPTY.match(name):
                continue
            earlier = name
            yield target(paper, sentence, one, name, level=level_in(text[: one.end]), by=by(dates, one, text))


def target(
    paper: Paper, sentence: Sentence, one: Quantity, name: str, *, level: str, by: When | None
) -> Fact:
    start, end = quoted(sentence.text, one)
    return paper.fact(
        Kind.TARGET,
        sentence.start + start,
        sentence.start + end,
        name,
        value=one.value,
        unit=one.unit,
        op=one.op,
        level=level or "ensure",
        date=by.last.iso(paper.year) if by and not by.feast else "",
    )


def quoted(text: str, one: Quantity) -> tuple[int, int]:
    """The clause that the quantity stands in."""
    for start, end in clauses(text):
        if start <= one.at < end:
            return start, end
    return one.start, one.end


def by(dates: list[When], one: Quantity, text: str) -> When | None:
    """The last date before a quantity that says by when."""
    early = [when for when in dates if when.end <= one.at and not when.ranged and BY.match(text, when.end)]
    return early[-1] if early else None


def shared_names(text: str, clause: tuple[int, int], here: list[Quantity]) -> list[str]:
    """A、B、C分别达到1、2、3: the names stand before, the numbers behind, in the same order."""
    if len(here) < 2:
        return []
    word = text.rfind("分别", clause[0], here[0].at)
    if word < 0:
        return []
    names = [name for name in NAMES.split(text[clause[0] : word]) if name]
    between = [text[one.end : other.start] for one, other in pairwise(here)]
    if len(names) != len(here) or not all(re.fullmatch(r"[、和及,]?", gap) for gap in between):
        return []
    return [re.sub(r"^(?:确保|力争|新增|实现|完成|培育|全县|全市|全区)+(?=.{2})", "", name) for name in names]
