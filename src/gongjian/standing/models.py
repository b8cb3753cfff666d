from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork, Target
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.obstacles.models import Obstacle
from gongjian.orm import filled_together, once, one_of
from gongjian.registers.models import Register
from gongjian.standing.rules import HoldReason
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.worklist.models import Item, Project
from gongjian.worklist.rules import Because, Confidence, Forecast, Light


class Hold(models.Model):
    """The Office accepts that an item is blocked, for a reason and until a day."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="holds")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="holds")
    obstacle = models.ForeignKey(
        Obstacle, null=True, blank=True, on_delete=models.PROTECT, related_name="holds"
    )  # for which it was granted; the obstacle's own clock goes on
    kind = one_of(HoldReason)
    reason = models.CharField(max_length=300)
    until = models.DateField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["item_id", "granted_at"]
        constraints = [
            filled_together("ended_at", "ended_by"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_at=None), name="standing_hold_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "granted_at"], name="standing_hold_granted")]

    def __str__(self) -> str:
        return f"{self.item_id} until {self.until}"


class Projection(models.Model):
    """Through which day and which ledger entry today's standings have been worked out."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="projection")
    day = models.DateField()
    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day} {self.number}"


class ItemStandingQuerySet(models.QuerySet["ItemStanding"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        units = roles.organisations(Role.REPORTER, Role.HEAD)
        mine = Q(unit__in=units) | Q(project__unit__in=units)
        if roles.holds(Role.LEADER):
            mine |= Q(official=person)
        return here.filter(mine)


class ItemStanding(models.Model):
    """How an item stands today: a projection, never a source. Shares are of one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="standing")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="standings")
    line = models.ForeignKey(LineOfWork, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    code = models.CharField(max_length=40)
    light = one_of(Light)
    because = one_of(Because)
    rank = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=16, decimal_places=2)
    share = models.FloatField()
    expected = models.FloatField()
    gap = models.FloatField()
    forecast = one_of(Forecast, blank=True)
    confidence = one_of(Confidence)
    starts_on = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    slips = models.PositiveSmallIntegerField(default=0)
    measured_on = models.DateField()
    person = models.CharField(max_length=60, blank=True)
    sought = models.TextField(blank=True)

    objects = ItemStandingQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "code"]
        constraints = [once("campaign", "code")]
        indexes = [
            models.Index(fields=["campaign", "light", "code"], name="standing_by_light"),
            models.Index(fields=["campaign", "rank", "gap", "code"], name="standing_by_rank"),
            models.Index(fields=["campaign", "gap", "code"], name="standing_by_gap"),
            models.Index(fields=["campaign", "due_on", "code"], name="standing_by_due"),
            models.Index(fields=["campaign", "share", "code"], name="standing_by_share"),
            models.Index(fields=["campaign", "unit", "code"], name="standing_by_unit"),
            models.Index(fields=["campaign", "line", "code"], name="standing_by_line"),
            models.Index(fields=["campaign", "official", "code"], name="standing_by_official"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.light}"


class TargetBinding(models.Model):
    """Where the figure of a target comes from, from a moment on. Never changed: an earlier day keeps its own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="target_bindings")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="bindings")
    number = models.PositiveSmallIntegerField()
    kind = one_of(BindingKind)
    register = models.ForeignKey(
        Register, null=True, blank=True, on_delete=models.PROTECT, related_name="target_bindings"
    )
    measure = models.CharField(max_length=20, blank=True)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: all that the register holds
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # of a figure that is kept by hand
    pace = one_of(Pace, default=Pace.DUE)
    note = models.CharField(max_length=300, blank=True)
    known_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["target_id", "number"]
        constraints = [
            once("target", "number"),
            models.CheckConstraint(
                name="standing_targetbinding_names_its_measure",
                condition=~Q(kind=BindingKind.MEASURE.value) | (Q(register__isnull=False) & ~Q(measure="")),
            ),
            models.CheckConstraint(
                name="standing_targetbinding_has_a_keeper",
                condition=~Q(kind=BindingKind.BY_HAND.value) | Q(keeper__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} no. {self.number}"


class HandFigure(models.Model):
    """What the keeper of a target says that it has reached on a day. Never changed; a later one takes its place."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="hand_figures")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="hand_figures")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=300)
    known_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["target_id", "pk"]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value}"
