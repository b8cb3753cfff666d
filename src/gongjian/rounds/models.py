from django.conf import settings
from django.db import models

from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.orm import TextField, in_order, once


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


class Audit(models.Model):
    """One time that everything of a campaign was held against the ledger: how far it is, and what was found."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="audits")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    looks_at = TextField(default=str)
    entries = models.PositiveBigIntegerField(default=0)
    anchor = models.CharField(max_length=40, blank=True)  # the end of the chain as it was walked
    count = models.PositiveIntegerField(default=0)
    found = models.JSONField(
        default=list
    )  # [what it is called, what is amiss, its name in the ledger], the first ones
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [in_order("asked_at", "finished_at")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.asked_at}"

    @property
    def is_whole(self) -> bool:
        return self.finished_at is not None and not self.count

    @property
    def findings(self) -> list[tuple[Text, Text, str]]:
        return [(Text.from_json(named), Text.from_json(what), about) for named, what, about in self.found]
