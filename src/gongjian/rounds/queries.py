"""What time it is, and which evenings have been gone round."""

from datetime import datetime

from gongjian.campaigns.models import Campaign
from gongjian.rounds.models import Clock


def campaign_time(campaign: Campaign, *, real: datetime) -> datetime:
    """The campaign's own time: its clock's where it has one, else the real one."""
    clock = Clock.objects.filter(campaign=campaign).first()
    if not clock:
        return real
    clock.campaign = campaign
    return clock.facts().shows(real)
