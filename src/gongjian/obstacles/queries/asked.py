"""What other rooms and several pages ask about obstacles."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within, section_at
from gongjian.kernel.sections import read_section
from gongjian.obstacles.models import Obstacle, ObstacleKind
from gongjian.obstacles.rules import Level, ObstacleRules
from gongjian.worklist.models import Project


def rules_at(campaign: Campaign, at: datetime) -> ObstacleRules:
    return read_section(ObstacleRules, section_at(campaign, "obstacles", at))


def at_level(campaign: Campaign, level: Level) -> QuerySet[Obstacle]:
    """What has been escalated to a level and is not settled yet, the one that has waited longest first."""
    found = Obstacle.objects.filter(campaign=campaign).on_level(level)
    return found.select_related("project", "kind", "unit", "group").order_by("due_on", "number")


def kinds_in_use(campaign: Campaign) -> QuerySet[ObstacleKind]:
    return campaign.obstacle_kinds.filter(ended_at=None).select_related("group")


def groups_of(campaign: Campaign) -> QuerySet[Organisation]:
    """The groups of the command centre."""
    return organisations_within(campaign).filter(kind=OrganisationKind.GROUP, closed_at=None)


def open_of_projects(projects: Iterable[Project]) -> QuerySet[Obstacle]:
    found = Obstacle.objects.filter(project__in=projects).still_open()
    return found.select_related("kind", "group", "project").order_by("due_on", "number")
