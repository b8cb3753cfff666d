from django.db import models

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign, Rulebook
from gongjian.campaigns.rules import Series
from gongjian.kernel.text import Text
from gongjian.orm import once, one_of
from gongjian.reporting.models import Period


class Result(models.Model):
    """A published score and its place. Written once with its lines, never worked out again."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="results")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="results")
    edition = models.PositiveSmallIntegerField(default=1)  # a correction is a new edition
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = one_of(Series)
    place = models.PositiveSmallIntegerField()
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.DecimalField(max_digits=7, decimal_places=2)
    lines = models.JSONField()
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["period_id", "edition", "series", "place", "unit"]
        constraints = [once("period", "edition", "unit")]
        indexes = [models.Index(fields=["campaign", "period", "edition"], name="assessment_result_published")]

    def __str__(self) -> str:
        return f"{self.place}. {self.unit}"

    @property
    def change(self) -> int | None:
        return self.before - self.place if self.before is not None else None

    @property
    def fell(self) -> int:
        """By how many places, where it fell."""
        return max(0, -(self.change or 0))

    def reasons(self) -> list[tuple[str, str, Text]]:
        return [(line["kind"], line["points"], Text.from_json(line["reason"])) for line in self.lines]
