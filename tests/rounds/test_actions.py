from datetime import date, timedelta

import pytest

from gongjian.campaigns.actions import move_clock, start_clock
from gongjian.campaigns.queries import campaign_time
from gongjian.kernel.verdict import Refused
from gongjian.ledger.queries import broken_links, last_number
from gongjian.reporting.models import Report
from gongjian.rounds.actions import evening_round
from gongjian.rounds.models import EveningRound
from gongjian.standing.models import ItemStanding
from tests.world import NOON, a_campaign, an_item, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    campaign = a_campaign(with_rhythm=True)
    an_item(campaign)
    return campaign


def days_of(periods):
    return [period.nominal_on for period in periods]


def test_a_period_opens_three_working_days_before_it_is_due_and_closes_after_its_cut_off(campaign):
    touched = {
        day: days_of(evening_round(campaign, at=noon(9, day))) for day in (7, 8, 9, 11, 15, 16, 21, 22)
    }

    assert {day: found for day, found in touched.items() if found} == {
        8: [date(2026, 9, 13)],  # due on Friday 11
        16: [date(2026, 9, 13)],  # cut off on Tuesday 15
        22: [date(2026, 9, 28)],  # due on Monday 28; 25 and 26 are the festival
    }


def test_an_evening_is_gone_round_once_however_often_it_is_asked(campaign):
    evening_round(campaign, at=noon(9, 8))
    before = (last_number(campaign.pk), Report.objects.count(), EveningRound.objects.count())

    again = [evening_round(campaign, at=noon(9, 8)) for _ in range(2)]

    assert again == [[], []]
    assert (last_number(campaign.pk), Report.objects.count(), EveningRound.objects.count()) == before


def test_evenings_that_were_slept_through_are_made_up_for(campaign):
    evening_round(campaign, at=noon(10, 8))

    assert [
        (period.nominal_on, bool(period.closed_at)) for period in campaign.periods.order_by("nominal_on")
    ][:2] == [(date(2026, 9, 13), True), (date(2026, 9, 28), True)]
    assert (ItemStanding.objects.count(), broken_links(campaign.pk)) == (1, [])


def test_time_goes_on_and_never_back(campaign):
    real = noon(1, 1, 2030)

    move_clock(campaign, to=noon(9, 12), real=real)
    with pytest.raises(Refused, match="cannot go back"):
        move_clock(campaign, to=noon(9, 11), real=real)

    campaign.refresh_from_db()
    assert campaign_time(campaign, real=real + timedelta(hours=2)) == noon(9, 12) + timedelta(hours=2)
    assert campaign_time(campaign, real=real + timedelta(days=9)).date() == date(2026, 9, 12)


def test_a_campaign_without_a_clock_lives_in_real_time():
    campaign = a_campaign(stands_at=None)
    assert campaign_time(campaign, real=NOON) == NOON

    start_clock(campaign, at=noon(9, 1), real=NOON)

    campaign.refresh_from_db()
    assert campaign_time(campaign, real=NOON) == noon(9, 1)
