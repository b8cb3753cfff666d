from django.db import models

from gongjian.campaigns.models import Campaign
from gongjian.orm import once


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
