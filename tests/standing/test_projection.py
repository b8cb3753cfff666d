"""Today's standings, kept, are what the facts say."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Refused
from gongjian.rounds.actions import evening_round, remind
from gongjian.standing.actions import bring_up_to_date, end_hold, grant_hold, projecting
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import (
    Filter,
    listed_on,
    listed_today,
    standings_at,
    tallies_today,
)
from gongjian.standing.rules import HoldReason, tallies
from gongjian.worklist.actions import change_item, change_leading_official, rebaseline, withdraw_item
from gongjian.worklist.actions.items import mark_items
from gongjian.worklist.models import Item
from gongjian.worklist.queries.known import unwritten
from gongjian.worklist.rules import Curve, Plan
from tests.standing.kept import kept, truth
from tests.standing.reports import a_reported_campaign, confirmed, received, sent_back
from tests.world import (
    a_campaign,
    a_clerk,
    a_period,
    a_person,
    a_project,
    a_unit,
    an_item,
    an_organisation,
    noon,
)

pytestmark = pytest.mark.django_db


def verbs(campaign, reports, items, director):
    """What may happen to a list on any day."""
    return [
        lambda at, dice: confirmed(dice.choice(reports), dice.randint(0, 100), at=at),
        lambda at, dice: received(dice.choice(reports), at=at),
        lambda at, dice: sent_back(dice.choice(reports), at=at),
        lambda at, dice: grant_hold(
            dice.choice(items),
            kind=HoldReason.LAND,
            reason="land",
            until=campaign.day_of(at) + timedelta(days=dice.randint(0, 9)),
            by=director,
            at=at,
        ),
        lambda at, dice: end_hold(dice.choice(items).holds.get(ended_at=None), by=director, at=at),
        lambda at, dice: promise(dice.choice(items), dice, by=director, at=at),
        lambda at, dice: rename(dice.choice(items), dice, by=director, at=at),
        lambda at, dice: an_item(unit=dice.choice(list(campaign.units.all()))),
        lambda at, dice: leave(dice.choice(items), by=director, at=at),
    ]


def promise(item, dice, *, by, at):
    item.refresh_from_db()
    due_on = date(2026, dice.choice((9, 10)), dice.randint(1, 30))
    plan = Plan(date(2026, 9, 1), due_on, Curve.BY_DAY)
    rebaseline(item, plan, unit=item.baseline.unit, person="", reason="r", by=by, at=at, seen=item.version)


def rename(item, dice, *, by, at):
    item.refresh_from_db()
    weight = Decimal(dice.randint(1, 5))
    change_item(item, name=f"N{dice.random()}", weight=weight, targets=(), by=by, at=at, seen=item.version)


def leave(item, *, by, at):
    item.refresh_from_db()
    withdraw_item(item, reason="r", by=by, at=at, seen=item.version)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_verbs_on_any_days_what_is_kept_is_what_is_true(seed):
    dice, campaign = Random(seed), a_campaign()
    director = a_person(Role.DIRECTOR, campaign=campaign)
    units = [a_unit(campaign) for _ in range(3)]
    items = [an_item(unit=unit) for unit in units for _ in range(2)]
    reports = list(a_period(campaign).reports.all())
    at = noon(9, 9)

    for _ in range(25):
        at += timedelta(hours=dice.randint(1, 30))
        with suppress(Refused, ObjectDoesNotExist):  # most verbs are not possible on most days
            dice.choice(verbs(campaign, reports, items, director))(at, dice)
        bring_up_to_date(campaign, at=at)
        assert kept(campaign) == truth(campaign, at)


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_later_an_earlier_day_stays_as_it_was(seed):
    dice, campaign = Random(seed), a_campaign()
    director = a_person(Role.DIRECTOR, campaign=campaign)
    leaders = [a_person(Role.LEADER, campaign=campaign) for _ in range(3)]
    items = [an_item(unit=a_unit(campaign)) for _ in range(4)]
    reports, at, then = list(a_period(campaign).reports.all()), noon(9, 9), []
    more = [
        lambda at, dice: mark_items(campaign, items, priority=dice.random() < 0.5, by=director, at=at),
        lambda at, dice: change_leading_official(
            campaign, [dice.choice(items).project], to=dice.choice(leaders), by=director, at=at
        ),
    ]

    for _ in range(25):
        at += timedelta(hours=dice.randint(1, 30))
        with suppress(Refused, ObjectDoesNotExist):
            dice.choice([*verbs(campaign, reports, items, director), *more, *more])(at, dice)
        then.append((at, standings_at(campaign, at)))
        assert unwritten(Item.objects.filter(campaign=campaign)) == {}

    added = {item.code for item in Item.objects.filter(campaign=campaign)} - {item.code for item in items}
    for day, was in then:
        now = [one for one in standings_at(campaign, day) if one.code not in added]
        assert now == [one for one in was if one.code not in added]


def test_nothing_is_worked_out_twice(django_assert_num_queries):
    item = an_item(a_campaign())
    seal = bring_up_to_date(item.campaign, at=noon(9, 10))

    with django_assert_num_queries(1):
        assert bring_up_to_date(item.campaign, at=noon(9, 10)) == seal


@pytest.fixture
def worked_out(monkeypatch):
    """The items that were worked out, one entry for each time; None stands for all."""
    asked = []

    def asking(campaign, at, *, items=None):
        asked.append(items)
        return standings_at(campaign, at, items=items)

    monkeypatch.setattr(projecting, "standings_at", asking)
    return asked


def test_a_new_day_works_out_only_what_days_can_move(worked_out):
    campaign = a_campaign()
    late, held, _ = (an_item(campaign, due_on=date(2026, month, 15)) for month in (9, 10, 11))
    director = a_person(Role.DIRECTOR, campaign=campaign)
    grant_hold(held, kind=HoldReason.LAND, reason="land", until=date(2026, 9, 15), by=director, at=noon(9, 9))
    bring_up_to_date(campaign, at=noon(9, 15))

    bring_up_to_date(campaign, at=noon(9, 16))

    assert worked_out == [None, {late.pk, held.pk}]
    assert kept(campaign) == truth(campaign, noon(9, 16))


def test_when_a_cut_off_has_passed_everything_is_measured_anew(worked_out):
    campaign = an_item(a_campaign()).campaign
    period = a_period(campaign)
    before, after = (noon(day.month, day.day) for day in (period.due_on, period.cut_off_on))
    bring_up_to_date(campaign, at=before)

    bring_up_to_date(campaign, at=after)

    assert worked_out == [None, None]
    assert kept(campaign) == truth(campaign, after)


def test_the_seal_changes_with_whatever_happens():
    item = an_item(a_campaign())
    before = bring_up_to_date(item.campaign, at=noon(9, 10))

    rename(item, Random(1), by=a_clerk(item.campaign), at=noon(9, 10))

    assert bring_up_to_date(item.campaign, at=noon(9, 10)) != before


@pytest.fixture
def campaign():
    return a_reported_campaign()


@pytest.mark.both_databases
def test_leading_officials_stand_in_the_official_order_and_who_has_none_comes_first(campaign):
    second, first = an_organisation("副县长"), an_organisation("县长")
    for place, office in enumerate((first, second), start=1):
        Organisation.objects.filter(pk=office.pk).update(position=place)
    early, late = (a_person(Role.LEADER, campaign=campaign) for _ in range(2))
    for person, office in ((early, second), (late, first)):
        User.objects.filter(pk=person.pk).update(organisation=office)
    projects = [a_project(campaign, code=f"Z-{place}", leader=one) for place, one in enumerate((early, late))]
    for project in projects:
        an_item(project=project, unit=campaign.units.first(), code=f"{project.code}-1")
    clerk, at = a_clerk(campaign), noon(9, 12)
    bring_up_to_date(campaign, at=at)
    seen = ItemStanding.objects.visible_to(clerk, campaign)
    order = {"sort": "official", "downwards": False, "start": 0, "count": 20}

    today = listed_today(seen, Filter(), **order)
    before = listed_on(campaign, clerk, at, Filter(), **order)

    officials = [one.official for one in today.rows]
    assert officials[:2] == [None, None]
    assert [one for one in officials if one in (early.pk, late.pk)] == [late.pk, early.pk]
    assert [one.official for one in before.rows] == officials


@pytest.mark.parametrize("key", ["unit", "line", "official", "project"])
def test_the_database_adds_up_as_the_rules_do(campaign, key):
    bring_up_to_date(campaign, at=noon(9, 12))
    by_hand = tallies(standings_at(campaign, noon(9, 12)), lambda one: getattr(one, key))

    added = tallies_today(ItemStanding.objects.filter(campaign=campaign), f"{key}_id")

    assert {name: (dict(part.lights), round(float(part.completion), 9)) for name, part in added.items()} == {
        name: (dict(part.lights), round(float(part.completion), 9)) for name, part in by_hand.items()
    }


def test_a_new_day_writes_only_what_stands_otherwise_than_the_day_before():
    campaign = a_campaign()
    soon, later = (an_item(campaign, due_on=day) for day in (date(2026, 9, 10), date(2026, 11, 30)))
    bring_up_to_date(campaign, at=noon(9, 9))
    before = ItemStanding.objects.in_bulk(field_name="item_id")

    with CaptureQueriesContext(connection) as asked:
        bring_up_to_date(campaign, at=noon(9, 11))

    written = [one["sql"] for one in asked if one["sql"].startswith('INSERT INTO "standing_itemstanding"')]
    assert ItemStanding.objects.get(item=soon).light != before[soon.pk].light
    assert [(soon.code in one, later.code in one) for one in written] == [(True, False)]
    assert kept(campaign) == truth(campaign, noon(9, 11))


def test_the_evening_round_and_the_post_move_no_item(worked_out):
    campaign = an_item(a_campaign()).campaign
    bring_up_to_date(campaign, at=noon(9, 15))

    evening_round(campaign, at=noon(9, 15))
    remind(campaign, at=noon(9, 16))
    bring_up_to_date(campaign, at=noon(9, 16))

    assert worked_out == [None]
