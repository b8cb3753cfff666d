"""What a plan document says: a draft of a campaign, in which every fact stands on its words."""

from gongjian.reading.plan.draft import Fact, Kind, Part, PlanDraft, Question, Script
from gongjian.reading.plan.files import Unreadable, Words, read_file, words_in
from gongjian.reading.plan.reader import read_plan

__all__ = [
    "Fact",
    "Kind",
    "Part",
    "PlanDraft",
    "Question",
    "Script",
    "Unreadable",
    "Words",
    "read_file",
    "read_plan",
    "words_in",
]
