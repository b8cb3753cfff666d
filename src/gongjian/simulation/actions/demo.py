"""The reference campaign of the demo: founded once, and lived as far as somebody wants to see it."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password

from gongjian.campaigns.actions import move_campaign, start_clock
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.life import LifeMove
from gongjian.simulation.actions.founding import SLUG, found_world, read_sample_plan
from gongjian.simulation.actions.passing import live_through, moment

PASSWORD = "demo-gongjian"
MORNING = time(9, 0)


def found_demo(*, real: datetime, tell: Callable[[str], None]) -> Campaign:
    """The county on the first morning of its campaign, with an empty list."""
    if campaign := Campaign.objects.filter(slug=SLUG).first():
        return campaign
    tell("Founding the county: organisations, people, plan.")
    world = found_world(hashed=make_password(PASSWORD))
    tell("Reading the plan document.")
    read_sample_plan(world)
    begins_at = moment(world.campaign, world.campaign.starts_on, MORNING)
    start_clock(world.campaign, at=begins_at, real=real)
    return move_campaign(world.campaign, LifeMove.BEGIN, by=None, at=begins_at, seen=world.campaign.version)


def build_demo(*, through: date, real: datetime, tell: Callable[[str], None]) -> Campaign:
    """The reference campaign on the morning of that day."""
    campaign = found_demo(real=real, tell=tell)
    live_through(campaign, through, real=real, tell=tell)
    return campaign
