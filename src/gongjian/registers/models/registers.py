"""Nouns: registers, and what stands in them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import CODE, Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.orm import filled_together, once, one_of
from gongjian.registers.rules.words import Manner, ParentKind
from gongjian.worklist.models import Item, Project


def answered_for_by(units: Collection[int]) -> Q:
    """Entries that these organisations handle, answer for, or have in their township."""
    return Q(department__in=units) | Q(unit__in=units) | Q(township__in=units)


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Groups see the registers that are theirs; units those of their projects and of what they answer for."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        units = roles.organisations(*UNIT)
        projects = Project.objects.visible_to(person, campaign)
        lines = Q(line_of_work=None) | Q(line_of_work__in=projects.values("line_of_work"))
        entered = RegisterEntry.objects.filter(campaign=campaign).filter(answered_for_by(units))
        mine = Q(group__in=roles.organisations(Role.MEMBER)) | Q(pk__in=entered.values("register"))
        if Organisation.objects.filter(pk__in=units, kind=OrganisationKind.TOWNSHIP).exists():
            mine |= Q(parent_kind=ParentKind.TOWNSHIP)
        if roles.holds(*UNIT, Role.LEADER):
            mine |= lines & ~Q(parent_kind=ParentKind.TOWNSHIP)
        return here.filter(mine)


class Register(models.Model):
    """What is counted along a line of work, as the county has set it up."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="registers")
    line_of_work = models.ForeignKey(
        LineOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="registers"
    )  # none: every line of work
    group = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the group of the command centre that looks after it
    code = models.CharField(max_length=20, validators=[CODE])
    name = models.CharField(max_length=60)
    manner = one_of(Manner)
    parent_kind = one_of(ParentKind, default=ParentKind.PROJECT)
    thing = models.CharField(max_length=20, blank=True)  # what one row is: household, parcel, grave
    unit_of_quantity = models.CharField(max_length=20, blank=True)  # mu, m²; none: rows are counted only
    fields = models.JSONField(default=list, blank=True)
    stages = models.JSONField(default=list, blank=True)
    measures = models.JSONField(default=list, blank=True)
    states = models.JSONField(default=list, blank=True)  # that are worked out
    kit = models.CharField(max_length=40, blank=True)  # the data file from which it was set up
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "code"), once("campaign", "name")]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry stands under that belongs to no project: who answers for it, and in which township."""

    unit: Organisation
    township: Organisation | None = None


class EntryQuerySet(models.QuerySet["RegisterEntry"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see their projects' entries and what they answer for, groups what is theirs; Office and supervisors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        mine = Q(project__in=Project.objects.visible_to(person, campaign).values("pk"))
        mine |= answered_for_by(roles.organisations(*UNIT))
        return here.filter(mine | Q(register__group__in=roles.organisations(Role.MEMBER)))

    def standing(self) -> Self:
        return self.filter(dropped_at=None)

    def locked(self, pk: int) -> "RegisterEntry":
        related = ("campaign", "register", "project", "unit", "township")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class RegisterEntry(models.Model):
    """One permit, household, parcel, lead or spot, or one total. What was marked when stands in its marks.

    It stands under a project, under a township, or under the line of work alone, as its register says.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_entries")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entries"
    )
    township = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who answers for it; none: the unit of its project
    item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entries"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)  # a permit's name; a number or short designation, never a person's
    department = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=40, blank=True)  # as last marked
    stage_on = models.DateField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=2, default=1)
    reached = models.JSONField(default=dict, blank=True)  # of totals: {"signed": "80"}
    values = models.JSONField(default=dict, blank=True)  # of the register's fields
    reference = models.CharField(max_length=120, blank=True)  # number of the permit or the agreement
    apply_on = models.DateField(null=True, blank=True)  # planned
    due_on = models.DateField(null=True, blank=True)  # wanted by
    statutory_days = models.PositiveSmallIntegerField(null=True, blank=True)  # working days
    promised_days = models.PositiveSmallIntegerField(null=True, blank=True)  # working days
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_because = models.CharField(max_length=300, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dropped_because = models.CharField(max_length=300, blank=True)
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    became = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="came_from"
    )
    sent_as = models.CharField(max_length=40, blank=True)  # by which a page without network sends it once
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["register_id", F("project_id").asc(nulls_first=True), "number"]
        constraints = [
            once("register", "number"),
            models.UniqueConstraint(
                fields=["register", "project", "name"],
                condition=Q(dropped_at=None),
                name="registers_registerentry_counts_once",
            ),
            models.UniqueConstraint(
                fields=["register", "township", "name"],
                condition=Q(dropped_at=None),
                name="registers_registerentry_counts_once_in_a_township",
            ),
            models.UniqueConstraint(
                fields=["register", "name"],
                condition=Q(dropped_at=None, project=None, township=None),
                name="registers_registerentry_counts_once_in_the_line",
            ),
            models.UniqueConstraint(
                fields=["register", "sent_as"],
                condition=~Q(sent_as=""),
                name="registers_registerentry_is_sent_once",
            ),
            models.CheckConstraint(
                name="registers_registerentry_stands_under_one_thing",
                condition=Q(project=None) | Q(township=None),
            ),
            models.CheckConstraint(
                name="registers_registerentry_has_somebody_who_answers",
                condition=Q(project__isnull=False) | Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="registers_registerentry_quantity_counts", condition=Q(quantity__gte=0)
            ),
            filled_together("dropped_at", "dropped_by"),
            models.CheckConstraint(
                name="registers_registerentry_is_dropped_for_a_reason",
                condition=Q(dropped_at=None) | ~Q(dropped_because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "project", "register"], name="registers_entry_project"),
            models.Index(fields=["campaign", "department", "stage"], name="registers_entry_department"),
            models.Index(fields=["campaign", "unit"], name="registers_entry_unit"),
            models.Index(fields=["register", "stage"], name="registers_entry_stage"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By what a row of a file is known again."""
        return f"{self.register.code}-{self.number}"

    @property
    def parent(self) -> "Project | Place":
        if self.project_id:
            return cast("Project", self.project)
        return Place(cast("Organisation", self.unit), self.township)

    @property
    def parent_name(self) -> str:
        return self.project.name if self.project else str(self.township or self.register.line_of_work or "")

    @property
    def responsible(self) -> Organisation:
        """Who answers for it."""
        return self.unit or cast("Project", self.project).unit

    @property
    def responsible_id(self) -> int:
        return self.unit_id or cast("Project", self.project).unit_id
