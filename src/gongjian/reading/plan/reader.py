"""A plan is read: cleaned, cut into sentences, asked for each kind of fact, and checked."""

from gongjian.reading.plan.cleaning import fair_copy, script_of
from gongjian.reading.plan.draft import PlanDraft
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import sentences
from gongjian.reading.plan.targets import targets


def read_plan(text: str, *, year: int | None = None) -> PlanDraft:
    """Every fact that the text states, with its words; never raises, whatever the text is."""
    copy = fair_copy(text)
    paper = Paper(text, copy, tuple(sentences(copy.text)), "", year)
    facts = sorted(targets(paper), key=lambda fact: (fact.start, fact.end))
    return PlanDraft(text, paper.title, script_of(text), paper.year, tuple(facts))
