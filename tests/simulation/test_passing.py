"""Days of the demo pass one after the other, once."""

from datetime import date

import pytest

from gongjian.kernel.verdict import Refused
from gongjian.simulation.actions import ask_for_days
from tests.world import NOON, a_campaign

pytestmark = pytest.mark.django_db


def test_days_pass_forward_and_one_passage_at_a_time():
    campaign = a_campaign()
    with pytest.raises(Refused, match="cannot go back"):
        ask_for_days(campaign, date(2026, 9, 10), by=None, real=NOON, in_background=False)

    ask_for_days(campaign, date(2026, 9, 12), by=None, real=NOON, in_background=False)

    with pytest.raises(Refused, match="already being simulated"):
        ask_for_days(campaign, date(2026, 9, 14), by=None, real=NOON, in_background=False)
