from django.db import models

from gongjian.campaigns.models.campaign import Campaign
from gongjian.campaigns.rules.clock import OwnClock


class Clock(models.Model):
    """The clock of a campaign that does not live in real time (the demo). Moved only by verbs."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="clock")
    at = models.DateTimeField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%F %R}"

    def facts(self) -> OwnClock:
        return OwnClock(self.at, self.set_at, self.campaign.zone)
