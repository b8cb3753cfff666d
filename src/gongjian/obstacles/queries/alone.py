"""Obstacles whose person is no longer there."""

from collections.abc import Iterator

from django.db.models import Q

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries.desk import without_leader
from gongjian.obstacles.rules import Level, ObstacleState


def without_their_person(
    campaign: Campaign, holders: RoleHolders
) -> Iterator[tuple[Obstacle, int | None, Text]]:
    """With a leading official who is gone, or in the hand of somebody who left the group: who it was, and what is so."""
    leaders = holders.people(Role.LEADER)
    escalated = Q(level=Level.LEADER) & (
        Q(project__leading_official=None) | ~Q(project__leading_official__in=leaders)
    )
    handled = Q(level=Level.GROUP, handler__isnull=False)
    found = Obstacle.objects.filter(escalated | handled, campaign=campaign, state=ObstacleState.IN_HAND)
    related = ("project__leading_official", "handler")
    for obstacle in found.select_related(*related).order_by("due_on", "pk"):
        if obstacle.level == Level.LEADER:
            yield obstacle, obstacle.project.leading_official_id, without_leader(obstacle)
        elif obstacle.handler_id not in holders.people(Role.MEMBER, at=obstacle.group_id):
            title = Text("%(name)s handles it and is no longer there", name=str(obstacle.handler))
            yield obstacle, obstacle.handler_id, title
