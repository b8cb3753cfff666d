from django.db import models

from gongjian.campaigns.models import Campaign
from gongjian.orm import once
from gongjian.rounds.rules.clock import OwnClock


class Clock(models.Model):
    """The clock of a campaign that does not live in real time (the demo). Moved only by verbs."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="clock")
    at = models.DateTimeField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%F %R}"

    def facts(self) -> OwnClock:
        return OwnClock(self.at, self.set_at, self.campaign.zone)


class EveningRound(models.Model):
    """One evening that has been gone round. A day is gone round once."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="evening_rounds")
    day = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [once("campaign", "day")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}"
