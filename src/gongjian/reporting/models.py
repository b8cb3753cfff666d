from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, Obligation, Rulebook
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.orm import filled_together, in_order, once, one_of
from gongjian.reporting.rules import RowFacts, State, Typed
from gongjian.worklist.models import Baseline, Item
from gongjian.worklist.rules import Forecast


class Period(models.Model):
    """One round of reports. Opening it freezes who owes which items, the form, and the rulebook."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="periods")
    obligation = models.OneToOneField(Obligation, on_delete=models.PROTECT, related_name="period")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    nominal_on = models.DateField()
    due_on = models.DateField()
    covers_from = models.DateField()
    covers_to = models.DateField()
    cut_off_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["campaign_id", "nominal_on"]
        constraints = [
            once("campaign", "nominal_on"),
            in_order("covers_from", "covers_to"),
            in_order("due_on", "cut_off_on"),
            in_order("opened_at", "closed_at"),
        ]

    def __str__(self) -> str:
        return self.nominal_on.isoformat()


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        return here.filter(unit__in=roles.organisations(Role.REPORTER, Role.HEAD))

    def locked(self, pk: int) -> "Report":
        return self.for_change().get(pk=pk)

    def all_locked(self, pks: Collection[int]) -> list["Report"]:
        return list(self.for_change().filter(pk__in=pks).order_by("pk"))

    def for_change(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).select_related("period", "campaign")


class Report(models.Model):
    """What one unit owes for one period."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    head_confirms = models.BooleanField(default=True)
    state = one_of(State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["period_id", "pk"]
        constraints = [once("period", "unit")]
        indexes = [models.Index(fields=["campaign", "state"], name="reporting_report_state")]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"


class ReportRow(models.Model):
    """One item of a report: frozen when the period opened, with what has been typed so far."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="rows")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="report_rows")
    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    previous = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    previous_cause = models.TextField(blank=True)
    previous_next_step = models.TextField(blank=True)

    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    unchanged = models.BooleanField(default=False)
    cause = models.TextField(blank=True, max_length=1000)
    next_step = models.TextField(blank=True, max_length=1000)
    forecast = one_of(Forecast, blank=True)
    decrease_reason = models.TextField(blank=True, max_length=1000)
    touched_at = models.DateTimeField(null=True, blank=True)
    touched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["report_id", "position"]
        constraints = [
            once("report", "item"),
            filled_together("touched_at", "touched_by"),
            models.CheckConstraint(
                name="reporting_reportrow_value_or_unchanged", condition=Q(unchanged=False) | Q(value=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"

    def typed(self) -> Typed:
        return Typed(
            value=self.value,
            unchanged=self.unchanged,
            cause=self.cause,
            next_step=self.next_step,
            forecast=self.forecast or None,
            decrease_reason=self.decrease_reason,
        )

    def facts(self) -> RowFacts:
        """The row as the rules see it. Wants item, baseline and the report's period in hand."""
        return RowFacts(
            measure=self.item.measure,
            plan=self.baseline.plan(),
            measured_on=self.report.period.cut_off_on,
            previous=self.previous,
            typed=self.typed(),
            said_before=(self.previous_cause, self.previous_next_step),
        )


class Submission(models.Model):
    """One time that a report was handed in. The first that left the unit decides whether it was late."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="submissions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    empty = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_its_writer = models.BooleanField(default=False)  # confirmed without a second person
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, declined or sent back
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            once("report", "number"),
            filled_together("confirmed_at", "confirmed_by"),
            filled_together("received_at", "received_by"),
            filled_together("ended_at", "ended_by"),
            in_order("submitted_at", "confirmed_at"),
            in_order("confirmed_at", "received_at"),
            models.CheckConstraint(
                name="reporting_submission_received_after_confirmed",
                condition=Q(received_at=None) | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["campaign", "confirmed_at"], name="reporting_submission_left")]

    def __str__(self) -> str:
        return f"{self.report_id} no. {self.number}"


class Figure(models.Model):
    """What a unit said of one item in one submission. Never changed; it stops counting when it is sent back."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="figures")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="figures")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    previous = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    unchanged = models.BooleanField(default=False)
    cause = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    forecast = one_of(Forecast, blank=True)
    decrease_reason = models.TextField(blank=True)
    measured_on = models.DateField()
    known_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item_id", "known_at"]
        constraints = [once("submission", "item"), in_order("known_at", "accepted_at")]
        indexes = [
            models.Index(fields=["campaign", "item", "known_at"], name="reporting_figure_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.value}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """What has left its unit with a report is for whoever sees its item, the rest for whoever sees the report."""
        if roles_of(person, campaign).sees_everything:
            return self.filter(campaign=campaign, removed_at=None)
        left = Submission.objects.filter(
            report=OuterRef("row__report"), confirmed_at__gte=OuterRef("added_at")
        )
        theirs = Q(row__report__in=Report.objects.visible_to(person, campaign).values("pk"))
        seen = Q(item__in=Item.objects.visible_to(person, campaign).values("pk")) & Exists(left)
        return self.filter(theirs | seen, campaign=campaign, removed_at=None)


class Evidence(models.Model):
    """A file or a written reference that shows what a unit says of an item."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="evidence")
    row = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="evidence")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="evidence")
    reference = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reporting_evidence_is_a_file_or_a_reference",
                condition=(Q(sha256="") & ~Q(reference="")) | (~Q(sha256="") & ~Q(file_name="")),
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.reference


class Reopening(models.Model):
    """A closed period, open again for one unit: with a reason, by a named person, until a day."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reopenings")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(max_length=300)
    until = models.DateField()
    excuses = models.BooleanField(default=False)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["approved_at"]

    def __str__(self) -> str:
        return f"{self.report_id} until {self.until}"
