"""The reference campaign is lived through, day by day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from gongjian.campaigns.actions.clock import move_clock, start_clock
from gongjian.campaigns.models import Campaign, Clock
from gongjian.rounds.actions import evening_round, remind
from gongjian.simulation.actions.folk import Folk
from gongjian.simulation.actions.founding import SLUG, found_world, read_sample_plan
from gongjian.simulation.actions.living import days, live_day
from gongjian.standing.actions import bring_up_to_date

PASSWORD = "demo-gongjian"
LAST_DAY = date(2026, 11, 2)
POST, MORNING, EVENING = time(8, 10), time(9, 0), time(20, 0)


def build_demo(*, through: date, real: datetime, tell: Callable[[str], None]) -> Campaign:
    """The reference campaign on the morning of that day. What has been lived already is not lived again."""
    campaign = Campaign.objects.filter(slug=SLUG).first()
    if not campaign:
        tell("Founding the county: organisations, people, plan.")
        world = found_world(hashed=make_password(PASSWORD))
        campaign = world.campaign
        tell("Reading the plan document.")
        read_sample_plan(world)
        start_clock(campaign, at=moment(campaign, campaign.starts_on, MORNING), real=real)
    live_through(campaign, through, real=real, tell=tell)
    return campaign


def live_through(
    campaign: Campaign, through: date, *, real: datetime, tell: Callable[[str], None] = lambda line: None
) -> None:
    """Let the days pass up to the morning of that day: every evening its round, every working day its people."""
    clock = Clock.objects.get(campaign=campaign)
    today = campaign.day_of(clock.at)
    if today >= through:
        return
    folk, calendar = Folk(campaign), campaign.calendar()
    for day in days(today, through - timedelta(days=1)):
        remind(campaign, at=moment(campaign, day, POST))
        live_day(folk, day, calendar=calendar)
        evening_round(campaign, at=moment(campaign, day, EVENING))
        if day.day in (1, 15):
            tell(f"It is {day:%d %B}.")
    remind(campaign, at=moment(campaign, through, POST))
    morning = moment(campaign, through, MORNING)
    move_clock(campaign, to=morning, real=real)
    bring_up_to_date(campaign, at=morning)


def moment(campaign: Campaign, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=campaign.zone)
