"""The morning's post: whoever still owes something is reminded, once a working day, in one digest."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import role_holders
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.notices.actions import Post, write_digests
from gongjian.notices.models import Notice, Robot
from gongjian.notices.queries import robots_of
from gongjian.notices.rules import DigestLine
from gongjian.rounds.queries import due_digests


@transaction.atomic
def remind(campaign: Campaign, *, at: datetime) -> list[Notice]:
    """Write the digests of today. Nobody gets a second one, however often this is called."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    due = due_digests(campaign, at=at)
    if not due:
        return []

    people = User.objects.in_bulk(due)
    posts: list[tuple[Post, User | Robot]] = [
        (post(campaign, lines, at), people[person]) for person, lines in due.items()
    ]
    posts += [
        (post(campaign, lines, at), robot)
        for robot in robots_of(campaign.pk)
        if (lines := lines_for(robot, campaign, due))
    ]
    notices = write_digests(posts, at=at)

    record(Text("sent reminders: %(count)s", count=len(notices)), about=campaign, by=None, at=at, items=[])
    return notices


def post(campaign: Campaign, lines: tuple[DigestLine, ...], at: datetime) -> Post:
    return Post(campaign.pk, campaign.day_of(at), lines, before=(campaign.slug,))


def lines_for(
    robot: Robot, campaign: Campaign, due: Mapping[int, tuple[DigestLine, ...]]
) -> tuple[DigestLine, ...]:
    """What the people of the robot's organisation are reminded of; what everybody is, where it serves all."""
    holders = role_holders(campaign)
    mine = holders.people(*Role, at=robot.organisation_id)
    lines = {line.thing.key: line for person, found in due.items() if person in mine for line in found}
    return tuple(lines.values())
