from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.orm import different, filled_only_while, filled_together, in_order, once, one_of
from gongjian.worklist.models.projects import Item
from gongjian.worklist.rules import Curve, Measure
from gongjian.worklist.rules.lists import ListState

SIGNED_STATES = (ListState.SIGNED, ListState.FILED, ListState.SUPERSEDED)
IN_SIGNED = [state.value for state in SIGNED_STATES]


class ListVersionQuerySet(models.QuerySet["ListVersion"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see their own lists; the Office, the supervisors and the assessors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        return here.filter(unit__in=roles.organisations(Role.REPORTER, Role.HEAD))

    def locked(self, pk: int) -> "ListVersion":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class ListVersion(models.Model):
    """One version of a unit's list of items. What has been signed is never written again."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="list_versions")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = one_of(ListState, default=ListState.DRAFTING)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_because = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=64, blank=True)  # the printed list in the vault
    on_paper = models.BooleanField(default=False)  # signed by hand; the Office has recorded it with the scan
    scan = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=150, blank=True)
    scan_type = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ListVersionQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "unit", "number"]
        constraints = [
            once("campaign", "unit", "number"),
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                condition=Q(state__in=["drafting", "signed"]),
                name="worklist_listversion_one_in_hand",
            ),
            filled_only_while(*SIGNED_STATES, fields=["signed_at", "signed_by"]),
            filled_only_while(ListState.FILED, ListState.SUPERSEDED, fields=["filed_at", "filed_by"]),
            filled_together("sent_back_at", "sent_back_by"),
            in_order("signed_at", "filed_at"),
            different("signed_by", "filed_by"),
            models.CheckConstraint(
                name="worklist_listversion_fingerprint_matches_state",
                condition=(Q(state__in=IN_SIGNED) & ~Q(fingerprint="") & ~Q(paper=""))
                | (~Q(state__in=IN_SIGNED) & Q(fingerprint="", paper="")),
            ),
            models.CheckConstraint(
                name="worklist_listversion_on_paper_has_its_scan",
                condition=Q(on_paper=False) | ~Q(scan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} v{self.number}"


class ListPaper(models.Model):
    """Every list that was ever signed, as it was printed then. One that was sent back stays known as such."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="list_papers")
    list_version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="papers")
    fingerprint = models.CharField(max_length=64, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()  # bytes
    anchor = models.CharField(max_length=40, blank=True)  # of the ledger, as it stands in the foot
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["signed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.list_version} {self.fingerprint[:16]}"


class ListRow(models.Model):
    """One row of a list: an item as the unit promises it. Money in ten thousand yuan."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    list_version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=32)  # stays with the row through Excel, and through the versions
    project_code = models.CharField(max_length=30, blank=True)
    project_name = models.CharField(max_length=120)
    line_of_work = models.ForeignKey(
        LineOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scale = models.CharField(max_length=300, blank=True)
    total_investment = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    year_investment = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    leading_official = models.CharField(max_length=60, blank=True)
    township = models.CharField(max_length=80, blank=True)
    supporting_units = models.CharField(max_length=300, blank=True)
    item_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)
    measure = one_of(Measure, default=Measure.PERCENT)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=2, default=100)
    curve = one_of(Curve, default=Curve.BY_DAY)
    steps = models.JSONField(default=list, blank=True)  # as in Baseline.steps
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=1)
    person = models.CharField(max_length=60, blank=True)
    priority = models.BooleanField(default=False)
    target_codes = models.CharField(max_length=120, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="list_rows")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["list_version_id", "position", "pk"]
        constraints = [once("list_version", "key")]
        indexes = [models.Index(fields=["campaign", "item_code"], name="worklist_listrow_code")]

    def __str__(self) -> str:
        return self.name


class ListImportQuerySet(models.QuerySet["ListImport"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """The files of a unit are for its own people; those who see everything see all of them."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        return here if roles.sees_everything else here.filter(unit__in=roles.organisations(*UNIT))


class ListImport(models.Model):
    """A file that came in: what it would change, what it changed, and what stood there before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="list_imports")
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: the Office brings the lists of several units in one file
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_rows = models.PositiveIntegerField(default=0)
    all_rows = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(null=True, blank=True)  # the dry run: counts, changes cell by cell, problems
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undo = models.JSONField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ListImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [in_order("uploaded_at", "applied_at"), in_order("applied_at", "undone_at")]

    def __str__(self) -> str:
        return self.file_name


class CodeSeries(models.Model):
    """The highest number given so far behind a beginning of codes: no code is ever given twice."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    beginning = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [once("campaign", "beginning")]

    def __str__(self) -> str:
        return f"{self.beginning}-{self.last}"
