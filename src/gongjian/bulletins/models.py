from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.bulletins.rules import BulletinKind, State
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.orm import different, filled_only_while, once, one_of
from gongjian.reporting.models import Period


class Snapshot(models.Model):
    """The data of a period as known at its cut-off, taken once and shared by both kinds of bulletin."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="snapshots")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="snapshots")
    edition = models.PositiveSmallIntegerField(default=1)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    known_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["period_id", "edition"]
        constraints = [once("period", "edition")]

    def __str__(self) -> str:
        return f"{self.period} {self.edition}"


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Issued bulletins are for everybody with a role; drafts for the Office and the supervisors."""
        here, roles = (
            self.filter(campaign=campaign).exclude(state=State.DISCARDED),
            roles_of(person, campaign),
        )
        if roles.sees_everything:
            return here
        return here.filter(state=State.ISSUED) if roles else here.none()

    def issued(self) -> Self:
        return self.filter(state=State.ISSUED)

    def locked(self, pk: int) -> "Bulletin":
        """A snapshot and the frozen text are long: whoever wants them asks for them."""
        rows = self.select_for_update(of=("self",), no_key=True).select_related("campaign", "period")
        return rows.defer("content", "words").get(pk=pk)


class Bulletin(models.Model):
    """A paper of the campaign. Once issued, nothing about it changes."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="bulletins")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="bulletins")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="bulletins")
    kind = one_of(BulletinKind)
    state = one_of(State, default=State.DRAFT)
    words = models.JSONField(default=dict)  # edited texts by section; what is missing is as assembled
    writers = models.JSONField(default=list)  # whoever has put a section in other words
    version = models.PositiveIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction = models.CharField(max_length=500, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(null=True, blank=True)  # counted anew in every year of issue
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True)  # the frozen text, tables and dates
    sha256 = models.CharField(max_length=64, blank=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-period__nominal_on", "kind", "-pk"]
        constraints = [
            filled_only_while(
                State.PROPOSED, State.APPROVED, State.ISSUED, fields=["proposed_at", "proposed_by"]
            ),
            filled_only_while(State.APPROVED, State.ISSUED, fields=["approved_at", "approved_by"]),
            filled_only_while(
                State.ISSUED, fields=["issued_at", "issued_by", "number", "number_year", "content"]
            ),
            different("proposed_by", "approved_by"),
            models.UniqueConstraint(
                fields=["campaign", "kind", "number_year", "number"],
                name="bulletins_bulletin_once_per_number",
            ),
            models.UniqueConstraint(
                fields=["snapshot", "kind"],
                condition=~Q(state=State.DISCARDED.value),
                name="bulletins_bulletin_once_per_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.label} {self.number or self.period}"


class BulletinFile(models.Model):
    """The bytes of an issued bulletin in one format, kept in the vault and handed out as they are."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4)  # docx, pdf, xlsx
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["format"]
        constraints = [once("bulletin", "format")]

    def __str__(self) -> str:
        return f"{self.bulletin_id}.{self.format}"


class Acknowledgement(models.Model):
    """A unit says that it has received a bulletin. Said with a button, never taken from a visit."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="acknowledgements")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        constraints = [once("bulletin", "unit")]

    def __str__(self) -> str:
        return f"{self.unit}"
