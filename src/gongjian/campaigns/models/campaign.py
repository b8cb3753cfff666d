from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from gongjian.accounts.models import Organisation, User, place
from gongjian.accounts.rules import Language
from gongjian.campaigns.models.held import roles_of
from gongjian.campaigns.rules import (
    UNIT,
    Counting,
    DayKind,
    Level,
    ObligationKind,
    Operator,
    Origin,
    Passage,
    Role,
    Series,
    calendar_of,
)
from gongjian.campaigns.rules.life import BEGUN, Life
from gongjian.kernel.calendar import Roll, WorkCalendar
from gongjian.ledger.queries import remembered
from gongjian.orm import filled_only_while, in_order, once, one_of

CODE = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9-]*$")


DaysSet = tuple[tuple[date, DayKind, datetime], ...]


class Campaign(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    paper_language = one_of(Language, default=Language.SIMPLIFIED)
    office_name = models.CharField(max_length=80)
    supervisors_name = models.CharField(max_length=80)
    paper_code = models.CharField(max_length=20)  # 发文机关代字, as in 示攻坚办〔2026〕4号
    ranking_code = models.CharField(max_length=20)
    planned_projects = models.PositiveIntegerField(null=True, blank=True)  # as the plan counts them
    planned_items = models.PositiveIntegerField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    life = one_of(Life, default=Life.PREPARING)
    opened_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            in_order("starts_on", "ends_on"),
            filled_only_while(*BEGUN, fields=["began_at"], state="life"),
            filled_only_while(Life.CLOSED, Life.ARCHIVED, fields=["closed_at"], state="life"),
            filled_only_while(Life.ARCHIVED, fields=["archived_at"], state="life"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.life == Life.ARCHIVED

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def passage(self, on: date) -> Passage:
        return Passage(self.starts_on, self.ends_on, on)

    def moment(self, typed: datetime) -> datetime:
        """A typed moment; without a zone it is meant in the campaign's own."""
        return typed if typed.tzinfo else typed.replace(tzinfo=self.zone)

    def end_of(self, day: date) -> datetime:
        """The last moment of that local day."""
        return datetime.combine(day, time.max, tzinfo=self.zone)

    def calendar(self) -> WorkCalendar:
        return remembered(self, "calendar", lambda: calendar_of_days(self.days_set()))

    def calendar_at(self, at: datetime) -> WorkCalendar:
        """The working days as the county had set them by then."""
        return calendar_of_days([one for one in self.days_set() if one[2] <= at])

    def days_set(self) -> DaysSet:
        """Every day that was set, with its kind and since when, in that order."""
        rows = self.special_days.order_by("known_at", "pk").values_list("day", "kind", "known_at")
        return remembered(self, "days set", lambda: tuple(rows))


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Whose own papers somebody sees: those of the own unit; the Office and the supervisors see all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        return here.filter(organisation__in=roles.organisations(*UNIT))


def calendar_of_days(known: Iterable[tuple[date, DayKind, datetime]]) -> WorkCalendar:
    latest = {day: kind for day, kind, _known_at in known}
    return calendar_of((day, kind) for day, kind in latest.items() if kind)


class Unit(models.Model):
    """An organisation that is responsible for items in a campaign, in its ranking series."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="units")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = one_of(Series, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    head_confirms = models.BooleanField(default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = [place("organisation__"), "position", "pk"]
        constraints = [once("campaign", "organisation")]

    def __str__(self) -> str:
        return str(self.organisation)


class RoleAssignment(models.Model):
    """A person's place in a campaign: one role at one organisation."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="role_assignments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_assignments"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = one_of(Role)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person", "organisation", "role"],
                condition=models.Q(ended_at=None),
                name="campaigns_role_assignment_once_at_a_time",
            ),
            in_order("given_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role.label}, {self.organisation}"


class LineOfWork(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="lines_of_work")
    code = models.CharField(max_length=20, validators=[CODE])
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    planned_projects = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "code")]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="phases")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "name"), in_order("starts_on", "ends_on")]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What the campaign has promised, with the sentence of the plan that promises it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets")
    line_of_work = models.ForeignKey(
        LineOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    code = models.CharField(max_length=20, validators=[CODE])
    name = models.CharField(max_length=120)
    level = one_of(Level, default=Level.ENSURE)
    operator = one_of(Operator, default=Operator.AT_LEAST)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    unit = models.CharField(max_length=20)
    counting = one_of(Counting, default=Counting.PROJECTS)
    due_on = models.DateField()
    sentence = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "code")]

    def __str__(self) -> str:
        return self.name


class SpecialDay(models.Model):
    """The county says that a day is off, or worked. The newest word counts; an empty kind takes it back."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="special_days")
    day = models.DateField()
    kind = one_of(DayKind, blank=True)
    name = models.CharField(max_length=60, blank=True)
    known_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "known_at"]
        indexes = [models.Index(fields=["campaign", "day"], name="campaigns_special_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Obligation(models.Model):
    """One dated duty of the campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="obligations")
    kind = one_of(ObligationKind)
    nominal_on = models.DateField()
    due_on = models.DateField()
    roll = one_of(Roll, default=Roll.PREVIOUS)
    origin = one_of(Origin, default=Origin.PLAN)
    quote = models.TextField(blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    cut_off_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by_hand = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "nominal_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "nominal_on"], name="campaigns_obligation_once_per_day"
            ),
            in_order("covers_from", "covers_to"),
        ]

    def __str__(self) -> str:
        return f"{self.kind.label} {self.nominal_on}"


class Rulebook(models.Model):
    """One version of the county's rules. A new version counts from the next period on."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rulebooks")
    version = models.PositiveIntegerField()
    sections = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    known_at = models.DateTimeField()
    known_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["campaign_id", "version"]
        constraints = [once("campaign", "version")]

    def __str__(self) -> str:
        return f"v{self.version}"
