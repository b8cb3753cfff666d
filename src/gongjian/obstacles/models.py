"""Nouns: an obstacle, what was said and shown about it, and who is to settle it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import CODE, Campaign
from gongjian.campaigns.queries import seats_of
from gongjian.campaigns.rules import Role
from gongjian.obstacles.rules import OPEN, OVER, STATES_OF, Level, Listed, ObstacleState
from gongjian.orm import TextField, different, filled_together, once, one_of
from gongjian.registers.models import Entry
from gongjian.reporting.models import Report
from gongjian.worklist.models import Item, Project

PERSON = settings.AUTH_USER_MODEL
UNIT = (Role.REPORTER, Role.HEAD)


class Kind(models.Model):
    """What may be in the way, and the group to which it goes."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="obstacle_kinds")
    code = models.CharField(max_length=20, validators=[CODE])
    name = models.CharField(max_length=40)
    group = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_complex = models.BooleanField(default=True)  # complex ones go up, simple ones never do
    position = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [once("campaign", "code")]

    def __str__(self) -> str:
        return self.name


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """The Office and the supervisors see all; everybody else what they raised, are asked for, handle or answer for."""
        here, seats = self.filter(campaign=campaign), seats_of(person, campaign)
        if seats.sees_everything:
            return here
        units, groups = seats.organisations(*UNIT), seats.organisations(Role.MEMBER)
        mine = Q(handler=person)
        if groups:
            mine |= Q(group__in=groups) | Q(kind__group__in=groups)
        if units:
            helping = Project.supporting_units.through.objects.filter(organisation__in=units)
            mine |= Q(unit__in=units) | Q(asked_of__in=units) | Q(project__unit__in=units)
            mine |= Q(project__in=helping.values("project"))
        if seats.holds(Role.LEADER):
            mine |= Q(project__leading_official=person)
        return here.filter(mine)

    def still_open(self) -> Self:
        return self.filter(state__in=OPEN)

    def listed(self, which: Listed) -> Self:
        return self.filter(state__in=STATES_OF[which])

    def at_level(self, level: Level) -> Self:
        return self.filter(level=level, state__in=(ObstacleState.NEW, ObstacleState.IN_HAND))

    def locked(self, pk: int) -> "Obstacle":
        related = ("campaign", "project", "kind", "group", "unit", "handler")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class Obstacle(models.Model):
    """Something in the way of a project, on exactly one desk until it is closed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="obstacles")
    number = models.PositiveIntegerField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="obstacles")
    items = models.ManyToManyField(Item, related_name="obstacles", blank=True)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="obstacles")
    words = models.CharField(max_length=500)  # what is in the way
    wanted = models.CharField(max_length=500)  # what is asked
    asked_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wanted_by = models.DateField()
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles"
    )
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles"
    )
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # that raised it
    state = one_of(ObstacleState, default=ObstacleState.NEW)
    level = one_of(Level, default=Level.GROUP)
    group = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    step_on = models.DateField()  # the present step began
    due_on = models.DateField()  # … and is to be done by
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    solution = models.CharField(max_length=500, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    solved_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened = models.PositiveSmallIntegerField(default=0)  # times
    version = models.PositiveIntegerField(default=1)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            once("campaign", "number"),
            filled_together("solved_at", "solved_by"),
            filled_together("closed_at", "closed_by"),
            different("solved_by", "closed_by"),
            models.CheckConstraint(
                name="obstacles_obstacle_is_closed_by_somebody",
                condition=~Q(state=ObstacleState.CLOSED.value)
                | Q(closed_at__isnull=False, solved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="obstacles_obstacle_of_a_group_has_one",
                condition=~Q(level=Level.GROUP.value)
                | Q(group__isnull=False)
                | Q(state__in=[state.value for state in OVER]),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on"], name="obstacles_by_state"),
            models.Index(fields=["campaign", "group", "state", "due_on"], name="obstacles_by_group"),
            models.Index(fields=["campaign", "level", "state"], name="obstacles_by_level"),
            models.Index(fields=["campaign", "unit", "state"], name="obstacles_by_unit"),
            models.Index(fields=["campaign", "kind", "state"], name="obstacles_by_kind"),
        ]

    def __str__(self) -> str:
        return f"no. {self.number}"


class Comment(models.Model):
    """What somebody who is concerned says. Never changed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="comments")
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words


class Instruction(models.Model):
    """What a leading official, a meeting or the county head has decided about it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="instructions")
    level = one_of(Level)
    words = models.CharField(max_length=500)
    due_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words


class Request(models.Model):
    """More time is asked for, before the limit and with a reason."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="requests")
    until = models.DateField()
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            filled_together("granted", "decided_at", "decided_by"),
            different("asked_by", "decided_by"),
            models.UniqueConstraint(
                fields=["obstacle"], condition=Q(decided_at=None), name="obstacles_request_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle} {self.until}"


class Proposal(models.Model):
    """The rule proposes to lift an obstacle; a person decides."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="proposals")
    to = one_of(Level)
    limit_on = models.DateField()  # the limit that ran out
    why = TextField()
    proposed_at = models.DateTimeField()
    followed = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [once("obstacle", "limit_on"), filled_together("followed", "decided_at")]

    def __str__(self) -> str:
        return f"{self.obstacle} {self.to}"


class Proof(models.Model):
    """A file or a written reference that shows what is in the way, or that it is gone."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="proofs")
    of_solution = models.BooleanField(default=False)
    reference = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="obstacles_proof_is_a_file_or_a_reference",
                condition=(Q(sha256="") & ~Q(reference="")) | (~Q(sha256="") & ~Q(file_name="")),
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.reference


class Recheck(models.Model):
    """A later look at what was closed (回头看)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="rechecks")
    due_on = models.DateField()
    holds = models.BooleanField(null=True, blank=True)  # the solution holds
    words = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            filled_together("holds", "done_at", "done_by"),
            models.UniqueConstraint(
                fields=["obstacle"], condition=Q(done_at=None), name="obstacles_recheck_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle} {self.due_on}"
