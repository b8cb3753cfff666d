"""The goals of a plan, each with its number."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongjian.reading.plan.dates import When, whens
from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.goals import MODAL, is_goal, is_past, level_in
from gongjian.reading.plan.items import BLANK, EMPTY, item_of
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.quantities import Quantity, quantities
from gongjian.reading.plan.sentences import Sentence, clauses

BY = re.compile(r"(?:\d{1,2}[时点])?(?:之前|以前|前|为止|止|内|,|完成|建成|达到|实现|全部|全面)|$")
DUE = re.compile(r"(?:\d{1,2}[时点])?(?:之前|以前|前|为止|内)?")
AT = re.compile(r"(?:在|于|到|至)?$")
AHEAD = re.compile(rf"{MODAL.pattern}|(?:底|末|日|月)前|全年|新增|新建|计划|不低于|不少于")
HEAD_MODAL = re.compile(
    rf"^(?:{BLANK}|其中|全[县市区镇省]|全年|年内|各[乡县镇区]{{1,2}}|今年|我[县市区])*(?:{MODAL.pattern})"
)
NAMES = re.compile(r"[、和及与]|以及")


def targets(paper: Paper) -> Iterator[Fact]:
    """A semicolon does not end what is told of the past."""
    past = False
    for sentence in paper.sentences:
        goes_on = paper.text[sentence.start - 1 : sentence.start] == ";"
        words = sentence.text
        past = is_past(words, sentence.above) or (past and goes_on and not AHEAD.search(words))
        yield from in_sentence(paper, sentence, past=past and goes_on and not is_past(words, sentence.above))


def in_sentence(paper: Paper, sentence: Sentence, *, past: bool) -> Iterator[Fact]:
    dates = whens(sentence.text)
    found = [
        one for one in quantities(sentence.text) if not any(when.start <= one.at < when.end for when in dates)
    ]
    if not found:
        return
    text = without_dates(sentence.text, dates)
    earlier, level = "", ""
    for clause in clauses(text):
        words = text[clause[0] : clause[1]]
        past = is_past(sentence.text[clause[0] : clause[1]], sentence.above) or (
            past and not MODAL.search(words)
        )
        here = [one for one in found if clause[0] <= one.at < clause[1]]
        for one, name in () if past else named_goals(text, clause, here, earlier, sentence):
            earlier = name
            said = level_in(words[: one.end - clause[0]])
            yield target(
                paper, sentence, one, name, level=said or level, by=by(dates, one, clause, sentence.text)
            )
        level = lasting(words) or level


def without_dates(text: str, dates: list[When]) -> str:
    """The same text, in which dates are blanks of the same length: they belong to no name."""
    for when in dates:
        due = DUE.match(text, when.end)
        end = due.end() if due else when.end
        start = when.start - len(AT.search(text[: when.start])[0])  # type: ignore[index]
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def lasting(words: str) -> str:
    """力争 at the head of a clause holds for the clauses behind it; in its middle only for its own."""
    found = HEAD_MODAL.match(words)
    return level_in(words) if found else ""


def named_goals(
    text: str, clause: tuple[int, int], here: list[Quantity], earlier: str, sentence: Sentence
) -> Iterator[tuple[Quantity, str]]:
    """The quantities of a clause that are goals, with their names."""
    shared = shared_names(text, clause, here)
    floor, refused = clause[0], False
    for place, one in enumerate(here):
        follows = place > 0 and re.fullmatch(
            r"[^,;达完实新]{0,14}[、和及与]", text[here[place - 1].end : one.start]
        )
        kept = is_goal(text, clause, one, sentence.above) and not (refused and follows)
        refused = not kept and one.op == "="
        ceiling = here[place + 1].start if place + 1 < len(here) else clause[1]
        name = (
            shared[place]
            if shared
            else item_of(text, clause, one, earlier=earlier, floor=floor, ceiling=ceiling)
        )
        name = name.replace(BLANK, "")
        if EMPTY.match(name) and sentence.heads and clause[1] - clause[0] > one.end - one.start + 1:
            name = sentence.heads[-1]
        if kept and not EMPTY.match(name):
            floor, earlier = one.end, name
            yield one, name


def target(
    paper: Paper, sentence: Sentence, one: Quantity, name: str, *, level: str, by: When | None
) -> Fact:
    start, end = quoted(sentence.text, one)
    return paper.fact(
        FactKind.TARGET,
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


def by(dates: list[When], one: Quantity, clause: tuple[int, int], text: str) -> When | None:
    """The date that says by when: before the quantity, or behind it in the same clause."""
    due = [when for when in dates if not when.ranged and BY.match(text, when.end)]
    before = [when for when in due if when.end <= one.at]
    if before and before[-1].start >= clause[0]:
        return before[-1]
    behind = [when for when in due if one.after <= when.start < clause[1]]
    return next(iter(behind or before[-1:]), None)


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
