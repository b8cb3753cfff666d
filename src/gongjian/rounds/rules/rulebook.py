"""All sections of a rulebook: every room has its own, and here they are together, in the order of the page."""

from typing import Any

from gongjian.assessment.rules import ScoreRules
from gongjian.kernel.sections import write_section
from gongjian.meetings.rules import MeetingRules
from gongjian.notices.rules import ReminderRules
from gongjian.obstacles.rules import ObstacleRules
from gongjian.registers.rules import PermitRules
from gongjian.reporting.rules import ReportingRules
from gongjian.worklist.rules import LightRules
from gongjian.worklist.rules.backwards import StepRules
from gongjian.worklist.rules.changes import ChangeRules

SECTIONS: dict[str, type] = {
    "light": LightRules,
    "reports": ReportingRules,
    "score": ScoreRules,
    "steps": StepRules,
    "changes": ChangeRules,
    "obstacles": ObstacleRules,
    "meetings": MeetingRules,
    "permits": PermitRules,
    "reminders": ReminderRules,
}


def first_rulebook() -> dict[str, dict[str, Any]]:
    """What a campaign begins with, value by value. Written down, so that a later release changes no campaign."""
    return {name: write_section(section()) for name, section in SECTIONS.items()}
