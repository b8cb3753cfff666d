"""The law of the desks over the whole reference campaign, every evening, while people leave in the middle of it.

It takes some minutes, so nothing collects it by itself: `pytest tests/simulation/whole_campaign.py`."""

from datetime import date

import pytest

from gongjian.accounts.actions import open_or_close_account
from gongjian.accounts.models import User
from gongjian.campaigns.actions import end_role
from gongjian.simulation.actions import ask_for_days, found_demo
from gongjian.simulation.actions.passing import EVENING, live_next_day, moment
from tests.simulation.desks_law import fallen
from tests.simulation.test_demo import REAL, quietly

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]
LEAVE = {
    date(2026, 9, 30): ("leader02", "unit05"),
    date(2026, 10, 20): ("approvals", "head09"),
    date(2026, 11, 12): ("policy", "unit09", "leader01"),
    date(2026, 12, 1): ("office", "assessor"),
}


def leave(campaign, person, *, at):
    """Some leave their seat, some the county: their account is closed."""
    admin = User.objects.get(username="admin")
    if person.pk % 2:
        open_or_close_account(person, is_active=False, by=admin, at=at)
        return
    for assignment in campaign.role_assignments.filter(person=person, ended_at=None):
        end_role(assignment, by=admin, at=at)


def test_nothing_falls_between_the_desks_on_any_evening():
    campaign = found_demo(real=REAL, tell=quietly)
    passage = ask_for_days(campaign, date(2026, 12, 30), by=None, real=REAL, in_background=False)
    broken = {}

    while not passage.ended_at:
        day = passage.reached_on
        passage = live_next_day(passage, real=REAL)
        for person in User.objects.filter(username__in=LEAVE.get(day, ())):
            leave(campaign, person, at=moment(campaign, day, EVENING))
        if found := fallen(campaign, moment(campaign, day, EVENING)):
            broken[day] = found

    assert broken == {}
