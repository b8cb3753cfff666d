from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import CODE, Campaign, LineOfWork, Target
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.orm import in_order, once, one_of
from gongjian.worklist.rules import Curve, Measure, Plan, PromisedShare


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see what they answer for, leading officials their projects, the Office and the supervisors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        units = roles.organisations(Role.REPORTER, Role.HEAD)
        mine = Q(unit__in=units) | Q(pk__in=Item.objects.filter(baseline__unit__in=units).values("project"))
        if roles.holds(Role.LEADER):
            mine |= Q(leading_official=person)
        return here.filter(mine)


class Project(models.Model):
    """One project of the list. Money is in units of ten thousand yuan (万元)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="projects")
    code = models.CharField(max_length=30, validators=[CODE])
    name = models.CharField(max_length=120)
    line_of_work = models.ForeignKey(LineOfWork, on_delete=models.PROTECT, related_name="projects")
    scale = models.CharField(max_length=300, blank=True)
    total_investment = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    year_investment = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    leading_official = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supporting_units = models.ManyToManyField(Organisation, related_name="+", blank=True)
    township = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "code"]
        constraints = [
            once("campaign", "code"),
            models.CheckConstraint(
                name="worklist_project_place_is_whole",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["campaign", "line_of_work"], name="worklist_project_line")]

    def __str__(self) -> str:
        return self.name


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        units = roles.organisations(Role.REPORTER, Role.HEAD)
        mine = Q(baseline__unit__in=units) | Q(project__unit__in=units)
        if roles.holds(Role.LEADER):
            mine |= Q(project__leading_official=person)
        return here.filter(mine)

    def standing_in_the_list(self) -> Self:
        return self.filter(withdrawn_at=None)


class Item(models.Model):
    """One promised result of a project. What was promised when stands in its baselines."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="items")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40, validators=[CODE])
    name = models.CharField(max_length=160)
    measure = one_of(Measure)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=1)
    priority = models.BooleanField(default=False)
    targets = models.ManyToManyField(Target, related_name="items", blank=True)
    baseline = models.OneToOneField(
        "Baseline", null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "code"]
        constraints = [
            once("campaign", "code"),
            models.CheckConstraint(name="worklist_item_weight_counts", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Particulars(models.Model):
    """What an item is called, weighs, by whom it is led and whether it is marked, from this moment on. Only ever added."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="particulars")
    known_at = models.DateTimeField()
    name = models.CharField(max_length=160)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    priority = models.BooleanField()
    leading_official = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["item_id", "known_at", "pk"]
        indexes = [models.Index(fields=["campaign", "known_at"], name="worklist_particulars_known")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.name}"


PARTICULAR = {
    "name": "name",
    "weight": "weight",
    "priority": "priority",
    "leading_official_id": "project__leading_official_id",
}
"""What is kept of an item with its moment, and where the item says it now."""


class Baseline(models.Model):
    """What was promised from this moment on: by whom, how much, by when, and along which curve."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    known_at = models.DateTimeField()
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=2, default=100)
    curve = one_of(Curve)
    steps = models.JSONField(default=list, blank=True)  # [["2026-09-30", "2/5", "name"], …]
    reason = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["item_id", "number"]
        constraints = [
            once("item", "number"),
            in_order("starts_on", "due_on"),
            models.CheckConstraint(name="worklist_baseline_target_is_something", condition=Q(target__gt=0)),
        ]
        indexes = [models.Index(fields=["campaign", "known_at"], name="worklist_baseline_known")]

    def __str__(self) -> str:
        return f"{self.item_id} no. {self.number}"

    def plan(self) -> Plan:
        return Plan(self.starts_on, self.due_on, self.curve, self.target, steps_from(self.steps))


def steps_from(stored: list[list[Any]]) -> tuple[PromisedShare, ...]:
    return tuple(step_from(*step) for step in stored)


@lru_cache(maxsize=4096)
def step_from(on: str, share: str, name: str) -> PromisedShare:
    """The same steps are read again and again: whoever judges a list asks for all of them."""
    return PromisedShare(date.fromisoformat(on), Fraction(share), name)


def steps_to_store(steps: tuple[PromisedShare, ...]) -> list[list[Any]]:
    return [[step.on.isoformat(), str(step.share), step.name] for step in steps]


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of(self, person: User, campaign: Campaign) -> Self:
        """Everybody keeps their own."""
        return self.filter(campaign=campaign, person=person)


class SavedView(models.Model):
    """A filter of the worklist that somebody wants to come back to."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="saved_views")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [once("campaign", "person", "name")]

    def __str__(self) -> str:
        return self.name
