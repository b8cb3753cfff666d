"""Obstacles that have been lifted to the meeting."""

from gongjian.campaigns.models import Campaign


def lifted_to_meeting(campaign: Campaign) -> tuple[int, ...]:
    return ()
