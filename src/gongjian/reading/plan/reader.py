"""A plan is read: cleaned, cut into sentences, asked for each kind of fact, and checked."""

import re
from collections.abc import Iterable

from gongjian.kernel.text import Text
from gongjian.reading.plan.checks import questions
from gongjian.reading.plan.cleaning import fair_copy, script_of
from gongjian.reading.plan.deadlines import deadlines
from gongjian.reading.plan.documents import documents
from gongjian.reading.plan.draft import Fact, PlanDraft
from gongjian.reading.plan.front import title_of, year_of
from gongjian.reading.plan.groups import groups
from gongjian.reading.plan.ladder import ladder
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.phases import campaign_time, phases
from gongjian.reading.plan.recurrences import recurrences
from gongjian.reading.plan.sentences import sentences
from gongjian.reading.plan.tables import tables
from gongjian.reading.plan.targets import targets
from gongjian.reading.plan.units import units
from gongjian.reading.plan.words import MOST_CHARACTERS

LOST = re.compile(r"\ufffd|\?\?")


def read_plan(text: str, *, year: int | None = None, left_out: tuple[Text, ...] = ()) -> PlanDraft:
    """Every fact that the text states, with its words; never raises, whatever the text is."""
    copy = fair_copy(text[:MOST_CHARACTERS])
    cut = tuple(sentences(copy.text))
    stated = year_of(copy.text, cut)
    paper = Paper(text, copy, cut, title_of(copy.text), year or stated.year)
    facts = once(sorted(read_facts(paper), key=lambda fact: (fact.start, fact.end, fact.kind)))
    asked = tuple(questions(paper, facts, stated, year))
    return PlanDraft(
        *(text, paper.title, script_of(text), paper.year, facts, asked, warnings_about(text, facts)),
        left_out=left_out,
    )


def warnings_about(text: str, facts: tuple[Fact, ...]) -> tuple[Text, ...]:
    if not facts:
        return (Text("No plan content was found in this text."),)
    return (
        (Text("The text has lost characters; check its sentences carefully."),) if LOST.search(text) else ()
    )


def read_facts(paper: Paper) -> Iterable[Fact]:
    stages = list(phases(paper))
    bodies = groups(paper)
    spoken_for = [place for _, place in bodies]
    yield from stages or campaign_time(paper)
    listed, rows = tables(paper)
    yield from listed
    yield from targets(paper)
    yield from recurrences(paper)
    yield from deadlines(paper, [*rows, *(paper.place(fact) for fact in stages)])
    yield from (fact for fact, _ in bodies)
    yield from units(paper, [*rows, *spoken_for])
    yield from ladder(paper)
    yield from documents(paper)


def once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """What a text says twice in the same words is one fact."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for fact in facts:
        key = (
            fact.kind,
            fact.item,
            fact.value,
            fact.unit,
            fact.op,
            fact.level,
            fact.date,
            fact.role,
            fact.trigger,
            fact.duty,
        )
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return tuple(kept)
