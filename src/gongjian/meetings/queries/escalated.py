"""Obstacles that have been escalated to the meeting."""

from gongjian.campaigns.models import Campaign
from gongjian.obstacles.queries import at_level
from gongjian.obstacles.rules import Level


def escalated_to_meeting(campaign: Campaign) -> tuple[int, ...]:
    """Those that only the meeting can settle, the oldest first."""
    return tuple(at_level(campaign, Level.MEETING).order_by("number").values_list("pk", flat=True))
