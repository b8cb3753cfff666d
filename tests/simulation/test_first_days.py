"""The demo's first days, each verb in a transaction of its own as when it is served: what SQLite forgives, PostgreSQL does not."""

from datetime import date

import pytest

from gongjian.campaigns.models import Campaign
from gongjian.ledger.queries import broken_links
from gongjian.registers.models import RegisterEntry
from gongjian.simulation.actions import build_demo
from tests.world import noon

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases, pytest.mark.timeout(400)]
THROUGH = date(2026, 9, 23)


def test_the_first_days_of_the_demo_are_lived():
    build_demo(through=THROUGH, real=noon(1, 1, 2030), tell=lambda line: None)

    campaign = Campaign.objects.get()
    assert campaign.day_of(campaign.clock.at) == THROUGH
    assert campaign.projects.exists()
    assert RegisterEntry.objects.filter(campaign=campaign).exists()
    assert broken_links(campaign.pk) == []
