"""What a plan document says: a draft of a campaign, in which every fact stands on its words."""

from gongjian.reading.plan.draft import Fact, FactKind, PlanDraft, Question, Script, UnitPart
from gongjian.reading.plan.words import Unreadable, Words

__all__ = ["Fact", "FactKind", "PlanDraft", "Question", "Script", "UnitPart", "Unreadable", "Words"]
