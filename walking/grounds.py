"""The installations that are walked, and one walk through one of them."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.test import Client
from django.utils import timezone

from gongjian.accounts.actions import found_county, make_first_key
from gongjian.accounts.models import User
from gongjian.campaigns.actions.life import move_campaign
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.life import Life, LifeMove
from gongjian.config.database import bring_up_to_date
from gongjian.simulation.actions import build_demo
from walking.crawl import Walk, walk
from walking.known import Known

THROUGH = date(2026, 11, 2)
NOBODY, FOUNDER = "nobody", "founder"
Tell = Callable[[str], None]


def running(tell: Tell) -> None:
    """The sample campaign on a morning when everything is under way."""
    bring_up_to_date(tell)
    build_demo(through=THROUGH, real=timezone.now(), tell=tell)


def archived(tell: Tell) -> None:
    """The same, put away."""
    keeper = User.objects.get(username="admin")
    for move in (LifeMove.BEGIN, LifeMove.CLOSE, LifeMove.ARCHIVE):
        campaign = Campaign.objects.get()
        if move == LifeMove.BEGIN and campaign.life != Life.PREPARING:
            continue
        move_campaign(campaign, move, by=keeper, at=timezone.now(), seen=campaign.version)


def empty(tell: Tell) -> None:
    bring_up_to_date(tell)


def founded(tell: Tell) -> None:
    """A county on its first morning: one person, and everything still to do."""
    empty(tell)
    at = timezone.now()
    key = make_first_key(at=at)
    found_county("云平县", name="林静", username=FOUNDER, password="walks-in-the-hills", key=key, at=at)


def walked(who: str, *, most: int, label: str) -> Walk:
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    begin = ["/"]
    if not User.objects.exists():
        begin = [f"/setup/{make_first_key(at=timezone.now())}/"]
    if who != NOBODY:
        client.force_login(User.objects.get(username=who), backend=settings.AUTHENTICATION_BACKENDS[0])
    else:
        begin += ["/accounts/login/", "/verify/"]
    return walk(
        f"{who} ({label})", client, Known.gathered(), begin=begin, most=most, put_away=label == "archived"
    )
