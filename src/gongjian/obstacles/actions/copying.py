"""Kinds of obstacles are taken over from an earlier campaign."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.obstacles.models import ObstacleKind


@transaction.atomic
def copy_kinds(campaign: Campaign, source: Campaign, *, by: User | None, at: datetime) -> int:
    """The kinds that are still in use, each with the group that it goes to."""
    if by is not None:
        require(may_plan(by, campaign))
    new = [
        ObstacleKind(
            campaign=campaign,
            code=one.code,
            name=one.name,
            group_id=one.group_id,
            is_complex=one.is_complex,
            position=one.position,
        )
        for one in source.obstacle_kinds.filter(ended_at=None)
    ]
    ObstacleKind.objects.bulk_create(new)

    record(Text("copied kinds of obstacles from %(name)s", name=source.name), about=campaign, by=by, at=at, count=len(new))  # fmt: skip
    return len(new)
