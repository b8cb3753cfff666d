"""What was known on a day stays what was known on that day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gongjian.campaigns.models import SpecialDay
from gongjian.campaigns.rules import DayKind, Role
from gongjian.standing.actions import end_hold, grant_hold
from gongjian.standing.queries import standings_at, tally_on
from gongjian.standing.rules import HoldReason
from gongjian.worklist.actions import rebaseline, withdraw_item
from gongjian.worklist.rules import Curve, Forecast, Light, Plan
from tests.standing.reports import confirmed, received, sent_back
from tests.world import a_campaign, a_clerk, a_period, a_person, a_report, a_unit, an_item, noon

pytestmark = pytest.mark.django_db


def standing(campaign, at):
    return standings_at(campaign, at)[0]


@pytest.fixture
def report():
    return a_report(campaign=a_campaign())


def test_before_anything_is_due_nothing_is_late():
    campaign = a_campaign()
    an_item(campaign, starts_on=date(2026, 9, 20))

    assert standing(campaign, noon(9, 10)).light == Light.NOT_DUE


def test_a_figure_counts_from_the_moment_that_the_head_confirmed_it(report):
    confirmed(report, 10, at=noon(9, 11))

    assert standing(report.campaign, noon(9, 10)).value is None
    assert standing(report.campaign, noon(9, 11)).value == 10
    assert standing(report.campaign, noon(9, 11)).share == Fraction(1, 10)


def test_a_figure_that_was_sent_back_stops_counting_only_from_then(report):
    confirmed(report, 10, at=noon(9, 11))
    before = standings_at(report.campaign, noon(9, 12))

    sent_back(report, at=noon(9, 14))

    assert standing(report.campaign, noon(9, 14)).value is None
    assert standings_at(report.campaign, noon(9, 12)) == before


def test_an_item_is_done_only_from_the_moment_that_the_report_was_received(report):
    confirmed(report, 100, at=noon(9, 11))
    received(report, at=noon(9, 14))

    assert standing(report.campaign, noon(9, 13)).light == Light.AHEAD
    assert standing(report.campaign, noon(9, 14)).light == Light.DONE


def test_later_facts_change_nothing_that_was_known(report):
    campaign, item = report.campaign, report.rows.get().item
    confirmed(report, 30, at=noon(9, 11))
    days = [noon(9, 10), noon(9, 12), noon(9, 14)]
    before = [standings_at(campaign, day) for day in days]
    director = a_person(Role.DIRECTOR, campaign=campaign)

    received(report, at=noon(9, 15))
    hold = grant_hold(
        item, kind=HoldReason.LAND, reason="land", until=date(2026, 10, 1), by=director, at=noon(9, 16)
    )
    end_hold(hold, by=director, at=noon(9, 20))
    item.refresh_from_db()
    plan = Plan(date(2026, 9, 1), date(2026, 12, 1), Curve.BY_MONTH)
    rebaseline(
        item,
        plan,
        unit=item.project.unit,
        person="",
        reason="flood",
        by=director,
        at=noon(9, 21),
        seen=item.version,
    )
    item.refresh_from_db()
    withdraw_item(item, reason="stopped", by=director, at=noon(9, 22), seen=item.version)
    SpecialDay.objects.create(
        campaign=campaign, day=date(2026, 9, 11), kind=DayKind.OFF, known_at=noon(9, 23)
    )

    assert [standings_at(campaign, day) for day in days] == before
    assert standings_at(campaign, noon(9, 22)) == []


def test_a_hold_blocks_until_its_day_or_until_it_is_ended():
    campaign = a_campaign()
    item, director = an_item(campaign), a_person(Role.DIRECTOR, campaign=campaign)
    a_period(campaign)
    hold = grant_hold(
        item, kind=HoldReason.LAND, reason="land", until=date(2026, 9, 20), by=director, at=noon(9, 14)
    )

    assert standing(campaign, noon(9, 13)).light != Light.BLOCKED
    assert standing(campaign, noon(9, 20)).light == Light.BLOCKED
    assert standing(campaign, noon(9, 21)).light != Light.BLOCKED

    end_hold(hold, by=director, at=noon(9, 16))

    assert standing(campaign, noon(9, 15)).light == Light.BLOCKED
    assert standing(campaign, noon(9, 16)).light != Light.BLOCKED


def test_an_item_that_was_put_off_says_so_beside_its_first_day():
    campaign = a_campaign()
    item = an_item(campaign)
    plan = Plan(date(2026, 9, 1), date(2026, 12, 9), Curve.BY_DAY)
    rebaseline(
        item,
        plan,
        unit=item.project.unit,
        person="",
        reason="flood",
        by=a_clerk(campaign),
        at=noon(9, 12),
        seen=1,
    )

    now = standing(campaign, noon(9, 12))

    assert (now.first_due_on, now.due_on, now.slips) == (date(2026, 11, 29), date(2026, 12, 9), 1)
    assert standing(campaign, noon(9, 11)).slips == 0


def test_a_silent_unit_falls_behind_once_the_data_cut_off_has_come():
    campaign = a_campaign()
    an_item(campaign)
    period = a_period(campaign)

    on_the_day = standings_at(campaign, campaign.end_of(period.cut_off_on))[0]

    assert on_the_day.measured_on == period.cut_off_on
    assert on_the_day.light == Light.LAGGING


def test_a_hopeful_forecast_beside_a_lagging_item_is_marked(report):
    confirmed(report, 1, at=noon(9, 11), forecast=Forecast.ON_TIME)

    now = standing(report.campaign, noon(9, 12))

    assert (now.light, now.confidence.value) == (Light.LAGGING, "hopeful")


def test_the_whole_campaign_on_a_day_is_remembered_as_it_was(report):
    confirmed(report, 50, at=noon(9, 11))

    first = tally_on(report.campaign, date(2026, 9, 12))

    assert first.completion == Fraction(1, 2)
    assert tally_on(report.campaign, date(2026, 9, 12)) == first


def test_a_person_of_one_unit_may_ask_for_some_items_only():
    campaign = a_campaign()
    one, _ = an_item(unit=a_unit(campaign)), an_item(unit=a_unit(campaign))

    assert [found.item for found in standings_at(campaign, noon(9, 12), items=[one.pk])] == [one.pk]
    assert standings_at(campaign, noon(9, 12), items=[]) == []
    assert standing(campaign, noon(9, 12)).target == Decimal(100)
