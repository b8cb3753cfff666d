"""Nouns: every step that was marked, and the files that belong to an entry."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.orm import filled_together, once
from gongjian.registers.models.registers import RegisterEntry


class StageMark(models.Model):
    """How far an entry had come on a day, as somebody said it. Never changed; it stops counting when it is undone."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_marks")
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    stage = models.CharField(max_length=40, blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=2)
    reached = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=300, blank=True)
    known_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["entry_id", "number"]
        constraints = [
            once("entry", "number"),
            filled_together("undone_at", "undone_by"),
            models.CheckConstraint(name="registers_stagemark_quantity_counts", condition=Q(quantity__gte=0)),
        ]
        indexes = [models.Index(fields=["campaign", "on"], name="registers_mark_day")]

    def __str__(self) -> str:
        return f"{self.entry_id} no. {self.number}"


class EntryValues(models.Model):
    """What the fields of an entry said from a moment on, and by when it was due. Never changed: an earlier day keeps what was known then."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_values")
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="values_known")
    values = models.JSONField(default=dict, blank=True)
    due_on = models.DateField(null=True, blank=True)
    known_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["entry_id", "pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} from {self.known_at}"


class EntryFileQuerySet(models.QuerySet["EntryFile"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """With its entry."""
        seen = RegisterEntry.objects.visible_to(person, campaign)
        return self.filter(campaign=campaign, removed_at=None, entry__in=seen.values("pk"))


class EntryFile(models.Model):
    """A file or photo in a field of an entry. Taken away it no longer shows; it stays in the ledger."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_files")
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="files")
    field = models.CharField(max_length=20)
    file_name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.file_name
