"""The demo's first days, each verb in a transaction of its own as when it is served: what SQLite forgives, PostgreSQL does not."""

import subprocess
from datetime import date

import pytest
from django.db import connection

from gongjian.campaigns.models import Campaign
from gongjian.ledger.queries import broken_links
from gongjian.registers.models import RegisterEntry
from gongjian.simulation.actions import build_demo
from tests import demo
from tests.world import noon

pytestmark = pytest.mark.timeout(400)
THROUGH = date(2026, 9, 23)
QUESTION = """
from gongjian.campaigns.models import Campaign
from gongjian.registers.models import RegisterEntry
campaign = Campaign.objects.get()
print(campaign.day_of(campaign.clock.at), campaign.projects.exists(), RegisterEntry.objects.filter(campaign=campaign).exists())
"""


@pytest.mark.both_databases
@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite by the command: the next test")
@pytest.mark.django_db(transaction=True)
def test_the_first_days_of_the_demo_are_lived():
    build_demo(through=THROUGH, real=noon(1, 1, 2030), tell=lambda line: None)

    campaign = Campaign.objects.get()
    assert campaign.day_of(campaign.clock.at) == THROUGH
    assert campaign.projects.exists()
    assert RegisterEntry.objects.filter(campaign=campaign).exists()
    assert broken_links(campaign.pk) == []


def test_a_demo_that_is_built_again_is_lived_on_from_where_it_stands(built_demo, tmp_path):
    folder = demo.copy_of(built_demo, tmp_path / "data")

    demo.build(folder, THROUGH)

    assert said(folder, "shell", "-v", "0", "-c", QUESTION).split() == [THROUGH.isoformat(), "True", "True"]
    assert said(folder, "verify_ledger")


def said(folder, *words):
    environment = demo.environment() | {"GONGJIAN_DATA_DIR": str(folder)}
    done = subprocess.run(
        [*demo.GONGJIAN, *words], cwd=demo.ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout
