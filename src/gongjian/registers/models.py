"""Nouns: registers, what stands in them, and every step that was marked."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import CODE, Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.orm import filled_together, once, one_of
from gongjian.registers.rules.words import Manner, Tally
from gongjian.worklist.models import Item, Project


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Groups see the registers that are theirs; units those of their projects and of what they handle."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        projects = Project.objects.visible_to(person, campaign)
        lines = Q(line_of_work=None) | Q(line_of_work__in=projects.values("line_of_work"))
        handled = RegisterEntry.objects.filter(campaign=campaign, department__in=roles.organisations(*UNIT))
        mine = Q(group__in=roles.organisations(Role.MEMBER)) | Q(pk__in=handled.values("register"))
        if roles.holds(*UNIT, Role.LEADER):
            mine |= lines
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
    thing = models.CharField(max_length=20, blank=True)  # what one row is: household, parcel, grave
    unit_of_quantity = models.CharField(max_length=20, blank=True)  # mu, m²; none: rows are counted only
    fields = models.JSONField(default=list, blank=True)
    stages = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "code"), once("campaign", "name")]

    def __str__(self) -> str:
        return self.name


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


class EntryQuerySet(models.QuerySet["RegisterEntry"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see their projects' entries and what they handle, groups what is theirs; the Office and supervisors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        mine = Q(project__in=Project.objects.visible_to(person, campaign).values("pk"))
        mine |= Q(department__in=roles.organisations(*UNIT))
        return here.filter(mine | Q(register__group__in=roles.organisations(Role.MEMBER)))

    def standing(self) -> Self:
        return self.filter(dropped_at=None)

    def locked(self, pk: int) -> "RegisterEntry":
        related = ("campaign", "register", "project")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class RegisterEntry(models.Model):
    """One permit, one household or parcel, or one total of a project. What was marked when stands in its marks."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="register_entries")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="register_entries")
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
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["register_id", "project_id", "number"]
        constraints = [
            once("register", "number"),
            models.UniqueConstraint(
                fields=["register", "project", "name"],
                condition=Q(dropped_at=None),
                name="registers_registerentry_counts_once",
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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By what a row of a file is known again."""
        return f"{self.register.code}-{self.number}"


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
