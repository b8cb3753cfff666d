from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role, Series
from gongjian.meetings.models.meetings import Meeting
from gongjian.meetings.rules import Act, CheckKind, Readiness, RosterRole, RosterState, sees_every_meeting
from gongjian.orm import TextField, filled_together, once, one_of
from gongjian.reporting.models import Period
from gongjian.worklist.models import Project


class Venue(models.Model):
    """A place of a ceremony; one is the main one, the others join by video."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="venues")
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_main", "pk"]
        constraints = [
            once("meeting", "name"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(is_main=True), name="meetings_venue_one_is_main"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CeremonyProject(models.Model):
    """A project that may break ground at a ceremony: whether it is ready, whether it is on the programme, whether it began."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="projects")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="ceremonies")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="projects")
    position = models.PositiveSmallIntegerField(default=0)
    on_programme = models.BooleanField(default=False)
    because = models.CharField(max_length=300, blank=True)  # why it is on the programme although not ready
    started_on = models.DateField(null=True, blank=True)
    started_words = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("meeting", "project"), filled_together("told_at", "told_by")]

    def __str__(self) -> str:
        return str(self.project)

    def readiness(self) -> Readiness:
        return Readiness({check.kind: check.is_met for check in self.checks.all()})


class ReadinessCheck(models.Model):
    """One of the four checks, with where it is known from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    ceremony_project = models.ForeignKey(CeremonyProject, on_delete=models.PROTECT, related_name="checks")
    kind = one_of(CheckKind)
    is_met = models.BooleanField()
    words = models.CharField(max_length=300)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["ceremony_project_id", "pk"]
        constraints = [
            once("ceremony_project", "kind"),
            models.CheckConstraint(
                name="meetings_readinesscheck_says_how_it_is_known", condition=~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.label}: {self.words}"


class ProgrammePoint(models.Model):
    """One point of a programme: what, by whom, how long."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="programme")
    position = models.PositiveSmallIntegerField()
    act = one_of(Act)
    title = models.CharField(max_length=160)
    speaker = models.CharField(max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField()
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        constraints = [models.CheckConstraint(name="meetings_point_takes_time", condition=Q(minutes__gt=0))]

    def __str__(self) -> str:
        return self.title


class Photo(models.Model):
    """A picture of a ceremony, drawn anew without its place. Nobody has to take one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="photos")
    caption = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.caption or self.file_name


class RosterLineQuerySet(models.QuerySet["RosterLine"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Who speaks, when it is decided; whom the rule proposed and who was let off only those who see every meeting."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if sees_every_meeting(roles):
            return here
        theirs = Q(unit__in=roles.organisations(*Role))
        return here.filter(Q(state=RosterState.CONFIRMED) | theirs) if roles else here.none()


class RosterLine(models.Model):
    """A unit that speaks at a monthly review, why the rule proposes it, and what a person said to that."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="roster")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = one_of(RosterRole)
    series = one_of(Series)
    place = models.PositiveSmallIntegerField()
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    reason = TextField()
    state = one_of(RosterState, default=RosterState.PROPOSED)
    because = models.CharField(max_length=300, blank=True)  # why it was waived
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = RosterLineQuerySet.as_manager()

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        constraints = [
            once("meeting", "unit"),
            filled_together("decided_at", "decided_by"),
            models.CheckConstraint(
                name="meetings_rosterline_says_why_it_was_waived",
                condition=~Q(state=RosterState.WAIVED.value) | ~Q(because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"
