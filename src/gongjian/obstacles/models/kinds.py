from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import CODE, Campaign
from gongjian.orm import once


class ObstacleKind(models.Model):
    """A sort of obstacle, and the group of the command centre that it goes to. Without a group it stays with the unit."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="obstacle_kinds")
    code = models.CharField(max_length=20, validators=[CODE])
    name = models.CharField(max_length=40)
    group = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_complex = models.BooleanField(default=True)  # complex ones may climb, simple ones never do
    position = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            once("campaign", "code"),
            models.UniqueConstraint(
                fields=["campaign", "name"],
                condition=Q(ended_at=None),
                name="obstacles_obstaclekind_once_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name
