from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.orm import in_order


class Passage(models.Model):
    """Days that pass: from one morning to another, lived by the simulated people one after the other."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="passages")
    begins_on = models.DateField()
    reached_on = models.DateField()
    through = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(ended_at=None), name="simulation_passage_one_at_a_time"
            ),
            in_order("begins_on", "reached_on"),
            in_order("reached_on", "through"),
        ]

    def __str__(self) -> str:
        return f"{self.begins_on} – {self.through}"

    @property
    def days(self) -> int:
        return (self.through - self.begins_on).days

    @property
    def days_gone(self) -> int:
        return (self.reached_on - self.begins_on).days


class Remark(models.Model):
    """What a simulated person wanted to do and was refused. Life goes on; the line stays."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="remarks")
    day = models.DateField()
    wanted = models.CharField(max_length=120)
    reason = models.JSONField()  # a Text

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.wanted}: {self.why}"

    @property
    def why(self) -> Text:
        return Text.from_json(self.reason)
