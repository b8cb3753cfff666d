"""A campaign with registers as they are shipped."""

import pytest

from tests.registers.world import a_kit
from tests.world import a_campaign


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def leads(campaign):
    return a_kit(campaign, "pipeline")


@pytest.fixture
def parcels(campaign):
    return a_kit(campaign, "parcels")


@pytest.fixture
def spots(campaign):
    return a_kit(campaign, "spots")
