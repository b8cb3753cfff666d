from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.obstacles.models.kinds import ObstacleKind
from gongjian.obstacles.rules import (
    OPEN,
    STATES_OF,
    Happened,
    Level,
    Listed,
    ObstacleState,
    Ruling,
    Whereabouts,
)
from gongjian.orm import different, filled_only_while, in_order, once, one_of
from gongjian.registers.models import RegisterEntry
from gongjian.reporting.models import Report
from gongjian.worklist.models import Item, Project


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see what holds up their projects and what is asked of them, groups what came to them, leading
        officials what holds up their projects; the Office and the supervisors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        mine = Q(pk__in=[])
        groups, units = roles.organisations(Role.MEMBER), roles.organisations(*UNIT)
        if groups:
            came = ObstacleEvent.objects.filter(campaign=campaign, group__in=groups).values("obstacle")
            mine |= Q(group__in=groups) | Q(asked_of__in=groups) | Q(pk__in=came)
        if units:
            supported = Project.supporting_units.through.objects.filter(organisation__in=units)
            mine |= Q(unit__in=units) | Q(asked_of__in=units) | Q(project__in=supported.values("project"))
        if units or roles.holds(Role.LEADER):
            mine |= Q(project__in=Project.objects.visible_to(person, campaign).values("pk"))
        return here.filter(mine)

    def still_open(self) -> Self:
        return self.filter(state__in=OPEN)

    def listed(self, which: Listed) -> Self:
        return self.filter(state__in=STATES_OF[which])

    def on_level(self, *levels: Level) -> Self:
        """Taken in hand there, and not yet solved."""
        return self.filter(state=ObstacleState.IN_HAND, level__in=levels)

    def locked(self, pk: int) -> "Obstacle":
        related = ("campaign", "project", "kind")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class Obstacle(models.Model):
    """What is in the way of a project. It is always on exactly one desk until it is closed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="obstacles")
    number = models.PositiveIntegerField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="obstacles")
    items = models.ManyToManyField(Item, related_name="obstacles", blank=True)
    kind = models.ForeignKey(ObstacleKind, on_delete=models.PROTECT, related_name="obstacles")
    words = models.CharField(max_length=500)  # what is in the way
    wanted = models.CharField(max_length=500)  # what would take it out of the way
    asked_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: of the group
    answered_at = models.DateTimeField(null=True, blank=True)  # who is asked has said something
    wanted_by = models.DateField()
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles"
    )
    entry = models.ForeignKey(
        RegisterEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles"
    )
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # whom it holds up
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = one_of(Level, default=Level.GROUP)
    state = one_of(ObstacleState, default=ObstacleState.NEW)
    due_on = models.DateField(null=True, blank=True)  # of the step that runs now
    moved_at = models.DateTimeField()  # the present step began
    solution = models.CharField(max_length=500, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    solved_from = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the unit or the group for which it was said; none: the Office or a leading official
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened = models.PositiveSmallIntegerField(default=0)  # times
    version = models.PositiveIntegerField(default=1)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            once("campaign", "number"),
            filled_only_while(ObstacleState.SOLVED, ObstacleState.CLOSED, fields=["solved_at", "solved_by"]),
            filled_only_while(ObstacleState.CLOSED, fields=["closed_at", "closed_by"]),
            filled_only_while(*OPEN, fields=["due_on"]),
            different("solved_by", "closed_by"),
            in_order("raised_at", "solved_at"),
            in_order("solved_at", "closed_at"),
            models.CheckConstraint(
                name="obstacles_obstacle_says_what_is_in_the_way", condition=~Q(words="") & ~Q(wanted="")
            ),
            models.CheckConstraint(
                name="obstacles_obstacle_lies_with_a_group",
                condition=~Q(level=Level.GROUP.value) | Q(group__isnull=False),
            ),
            models.CheckConstraint(
                name="obstacles_obstacle_solution_is_told",
                condition=Q(solved_at=None) | ~Q(solution=""),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on"], name="obstacles_by_due"),
            models.Index(fields=["campaign", "group", "state", "due_on"], name="obstacles_by_group"),
            models.Index(fields=["campaign", "level", "state"], name="obstacles_by_level"),
            models.Index(fields=["campaign", "unit", "state"], name="obstacles_by_unit"),
            models.Index(fields=["campaign", "asked_of", "state"], name="obstacles_by_asked"),
            models.Index(fields=["campaign", "project", "state"], name="obstacles_by_project"),
            models.Index(fields=["campaign", "kind", "state"], name="obstacles_by_kind"),
            models.Index(fields=["campaign", "closed_at"], name="obstacles_by_closing"),
        ]

    def __str__(self) -> str:
        return f"no. {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def place(self) -> Whereabouts:
        """Wants kind and project in hand."""
        return Whereabouts(
            self.level,
            self.state,
            is_complex=self.kind.is_complex,
            due_on=self.due_on,
            has_group=bool(self.group_id or self.kind.group_id),
            has_leader=self.project.leading_official_id is not None,
        )


class ObstacleEvent(models.Model):
    """One line of an obstacle's history: never changed, never taken away."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    happened = one_of(Happened)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=500, blank=True)
    ruling = one_of(Ruling, blank=True)
    state = one_of(ObstacleState)
    level = one_of(Level)
    group = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)  # until when the step that begins here may take
    was_due_on = models.DateField(null=True, blank=True)  # of the step that ends here

    class Meta:
        ordering = ["obstacle_id", "number"]
        constraints = [once("obstacle", "number")]
        indexes = [models.Index(fields=["campaign", "group", "obstacle"], name="obstacles_came_to_group")]

    def __str__(self) -> str:
        return f"{self.obstacle_id} no. {self.number}"
