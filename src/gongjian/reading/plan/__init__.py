"""What a plan document says: a draft of a campaign, in which every fact stands on its words."""

from gongjian.reading.plan.draft import Fact, Kind, Part, PlanDraft, Question, Script
from gongjian.reading.plan.words import Unreadable, Words

__all__ = ["Fact", "Kind", "Part", "PlanDraft", "Question", "Script", "Unreadable", "Words"]
