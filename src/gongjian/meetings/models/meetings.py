from datetime import date, datetime, time
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import Campaign, Obligation
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.meetings.rules import (
    AHEAD,
    HELD,
    LOCKED,
    Attending,
    MeetingKind,
    MeetingState,
    PaperKind,
    Presence,
    sees_every_meeting,
)
from gongjian.orm import different, filled_only_while, filled_together, in_order, once, one_of


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """The Office, the supervisors and the leaders see every meeting, the others those that they are invited to."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if sees_every_meeting(roles):
            return here
        mine = Invitation.objects.filter(organisation__in=roles.organisations(*Role))
        return here.filter(pk__in=mine.values("meeting")).exclude(state=MeetingState.PLANNED)

    def ahead(self) -> Self:
        return self.filter(state__in=AHEAD)

    def held(self) -> Self:
        return self.filter(state__in=HELD)

    def locked(self, pk: int) -> "Meeting":
        related = ("campaign", "obligation")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class Meeting(models.Model):
    """One meeting. Its day follows the duty that calls for it; a special one has none."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="meetings")
    kind = one_of(MeetingKind)
    obligation = models.OneToOneField(
        Obligation, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting"
    )
    title = models.CharField(max_length=120, blank=True)  # empty: after its kind and number
    held_on = models.DateField()
    starts_at = models.TimeField(default=time(9))
    place = models.CharField(max_length=120, blank=True)
    chair = models.CharField(max_length=60, blank=True)
    recorder = models.CharField(max_length=60, blank=True)
    state = one_of(MeetingState, default=MeetingState.PLANNED)
    moved_from = models.DateField(null=True, blank=True)
    moved_because = models.CharField(max_length=200, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    began_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_because = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            filled_only_while(*sorted(LOCKED), fields=["closed_at", "closed_by"]),
            filled_only_while(
                MeetingState.APPROVED, MeetingState.ISSUED, fields=["approved_at", "approved_by"]
            ),
            filled_only_while(*sorted(HELD), fields=["began_at"]),
            filled_only_while(MeetingState.CANCELLED, fields=["cancelled_at"]),
            filled_together("called_at", "called_by"),
            in_order("began_at", "closed_at"),
            in_order("closed_at", "approved_at"),
            different("closed_by", "approved_by"),
            models.CheckConstraint(
                name="meetings_meeting_special_has_a_title", condition=~Q(kind="special") | ~Q(title="")
            ),
        ]
        indexes = [models.Index(fields=["campaign", "held_on"], name="meetings_meeting_day")]

    def __str__(self) -> str:
        return self.title or f"{self.kind.label} {self.held_on}"

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.held_on, self.starts_at, tzinfo=self.campaign.zone)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def is_locked(self) -> bool:
        return self.state in LOCKED

    def tells_results_to(self, person: User) -> bool:
        """Conclusions and decisions: for whoever sees everything at once, for leaders when the minutes are closed,
        for everybody else who is invited when they are issued."""
        roles = roles_of(person, self.campaign_id)
        leads = roles.holds(Role.LEADER) and self.is_locked
        return roles.sees_everything or leads or self.state == MeetingState.ISSUED

    def was_moved_from(self) -> date | None:
        """The plan's day, where the meeting is not held on it."""
        plans = self.obligation.nominal_on if self.obligation else self.moved_from
        return plans if plans != self.held_on else None


class Invitation(models.Model):
    """An organisation is invited to a meeting, and comes, sends somebody, or stays away with a reason."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    attending = one_of(Attending, default=Attending.ATTENDS)
    position = models.PositiveSmallIntegerField(default=0)
    by_hand = models.BooleanField(
        default=False
    )  # the Office has asked them besides those whom an agenda item concerns
    presence = one_of(Presence, default=Presence.EXPECTED)
    name = models.CharField(max_length=60, blank=True)  # who came
    reason = models.CharField(max_length=120, blank=True)  # why nobody came
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["attending", "position", "pk"]
        constraints = [once("meeting", "organisation")]

    def __str__(self) -> str:
        return f"{self.organisation}"


class Attachment(models.Model):
    """A paper that goes out with the agenda: a bulletin, or a file that the Office adds."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=150)
    bulletin = models.ForeignKey(Bulletin, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meetings_attachment_is_a_bulletin_or_a_file",
                condition=(Q(sha256="") & Q(bulletin__isnull=False)) | (~Q(sha256="") & Q(bulletin=None)),
            )
        ]

    def __str__(self) -> str:
        return self.title


class MeetingPaper(models.Model):
    """What a meeting has sent out: its agenda, its minutes. Frozen; what is changed later is another edition."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    kind = one_of(PaperKind)
    edition = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField(null=True, blank=True)  # counted anew in every year of issue
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    because = models.CharField(max_length=300, blank=True)  # why there is another edition
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting_id", "kind", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "edition"], name="meetings_meetingpaper_once_per_edition"
            ),
            models.UniqueConstraint(
                fields=["campaign", "kind", "number_year", "number"],
                name="meetings_meetingpaper_once_per_number",
            ),
            filled_only_while(PaperKind.MINUTES, fields=["number", "number_year"], state="kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind.label} {self.number or self.edition}"


class PaperFile(models.Model):
    """The bytes of a paper in one format, kept in the vault and handed out as they are."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(MeetingPaper, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4)  # docx, pdf
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["format"]
        constraints = [once("paper", "format")]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.format}"
