"""Nouns: usual permits, items that are counted, and files that were brought."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.orm import filled_together, one_of
from gongjian.registers.models.registers import Register
from gongjian.registers.rules.words import Tally
from gongjian.worklist.models import Item


class StandardPermit(models.Model):
    """A permit that projects of a line of work usually need. Those of the same step are applied for side by side."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="standard_permits")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="standard_permits")
    line_of_work = models.ForeignKey(
        LineOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="standard_permits"
    )  # none: the set for lines without one of their own
    name = models.CharField(max_length=60)
    department = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    statutory_days = models.PositiveSmallIntegerField()  # working days
    promised_days = models.PositiveSmallIntegerField()  # working days
    step = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["step", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "line_of_work", "name"], name="registers_standardpermit_once_per_line"
            ),
            models.UniqueConstraint(
                fields=["register", "name"],
                condition=Q(line_of_work=None),
                name="registers_standardpermit_once_for_all_others",
            ),
            models.CheckConstraint(
                name="registers_standardpermit_promises_no_longer_than_the_law",
                condition=Q(promised_days__gt=0, promised_days__lte=models.F("statutory_days")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemLinkQuerySet(models.QuerySet["ItemLink"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """With its item."""
        seen = Item.objects.visible_to(person, campaign)
        return self.filter(campaign=campaign, item__in=seen.values("pk"))


class ItemLink(models.Model):
    """The item that a register counts: its number stands ready in the report."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="item_links")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="register_link")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="item_links")
    stage = models.CharField(max_length=40, blank=True)  # none: the whole
    tally = one_of(Tally, default=Tally.ENTRIES)

    objects = ItemLinkQuerySet.as_manager()

    class Meta:
        ordering = ["item_id"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.register_id}"


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """One's own files; all of them for those who see everything."""
        here = self.filter(campaign=campaign)
        return here if roles_of(person, campaign).sees_everything else here.filter(uploaded_by=person)


class RegisterImport(models.Model):
    """A file that somebody brought, and what it would change."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_imports")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)  # columns, sheets and rows that a person chose
    outcome = models.JSONField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    undo = models.JSONField(null=True, blank=True)  # what stood there before, and what was written
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [filled_together("applied_at", "applied_by")]

    def __str__(self) -> str:
        return self.file_name
