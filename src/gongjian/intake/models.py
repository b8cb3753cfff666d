from django.conf import settings
from django.db import models

from gongjian.orm import in_order


class IncomingList(models.Model):
    """A file that came in: what it is for, what it would change, what a person answered, and when it was applied."""

    purpose = models.CharField(max_length=40)
    scope = models.PositiveBigIntegerField(default=0)  # the row that it is about, in the room that reads it
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)  # heading: the column that a person chose
    answers = models.JSONField(default=dict, blank=True)  # question: what a person answered
    outcome = models.JSONField(null=True, blank=True)  # the dry run: counts, changes, problems, questions
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: the installation itself
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["purpose", "scope"], name="intake_of_a_purpose")]
        constraints = [in_order("uploaded_at", "applied_at")]

    def __str__(self) -> str:
        return self.file_name
