"""What time it is, and which evenings have been gone round."""

from datetime import datetime

from gongjian.campaigns.models import Campaign


def campaign_time(campaign: Campaign, *, real: datetime) -> datetime:
    """The campaign's own time: its clock's where it has one, else the real one."""
    clock = getattr(campaign, "clock", None)
    if not clock:
        return real
    clock.campaign = campaign
    shown: datetime = clock.facts().shows(real)
    return shown
