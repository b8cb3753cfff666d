"""The reference campaign, lived through by its simulated people."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import broken_links
from gongjian.reporting.queries import filings_at
from gongjian.reporting.rules import Filing, State
from gongjian.rounds.actions import build_demo, live_through, living
from gongjian.rounds.actions.demo import moment
from gongjian.rounds.actions.folk import SEED, Folk
from gongjian.rounds.actions.living import mend_reports, receive_reports
from gongjian.rounds.queries import campaign_time
from gongjian.rounds.rules.temperament import SEND_BACK, conduct
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import standings_at
from gongjian.worklist.models import Item, Project
from tests.world import noon

pytestmark = pytest.mark.django_db
REAL = noon(1, 1, 2030)
THROUGH = date(2026, 9, 20)


def built(through):
    return build_demo(through=through, real=REAL, tell=lambda line: None)


@pytest.fixture(scope="module")
def _lived(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        built(THROUGH)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def campaign(_lived, db):
    return Campaign.objects.get(slug="reference")


def filings(campaign):
    return Counter(row.filing for row in filings_at(campaign, moment(campaign, THROUGH, noon(9, 20).time())))


def test_the_county_is_as_large_as_the_plan_says(campaign):
    assert (Project.objects.count(), Item.objects.count(), campaign.units.count()) == (162, 524, 60)
    assert (campaign.is_sample, campaign_time(campaign, real=REAL).date()) == (True, THROUGH)


def test_people_are_late_and_absent_as_in_life(campaign):
    found = filings(campaign)

    assert min(found[Filing.LATE], found[Filing.MISSED]) > 0
    assert found[Filing.ON_TIME] > 40


def test_what_a_careless_unit_reports_comes_back_and_comes_again(campaign, monkeypatch):
    report = campaign.reports.filter(state=State.CONFIRMED).first() or campaign.reports.filter(
        state=State.RECEIVED
    ).latest("pk")
    report.state = State.CONFIRMED
    report.save()
    folk, number = Folk(campaign), Folk(campaign).numbers[report.unit_id]
    planned = replace(conduct(SEED, number, report.period.nominal_on), careless=True)
    monkeypatch.setattr(living, "conduct", lambda seed, unit, period: planned)

    receive_reports(folk, THROUGH)
    report.refresh_from_db()
    assert (report.state, report.submissions.latest("number").ended_because in SEND_BACK) == (
        State.SENT_BACK,
        True,
    )
    mend_reports(folk, THROUGH + timedelta(days=1))

    report.refresh_from_db()
    assert (report.state, report.submissions.count()) == (State.CONFIRMED, 2)


def test_bulletins_went_out_and_most_units_said_so(campaign):
    issued = [(one.kind.value, one.number) for one in Bulletin.objects.issued()]

    assert sorted(issued) == [("progress", 1), ("ranking", 1)]
    assert 90 < Acknowledgement.objects.count() < 120


def test_the_ledger_is_whole_and_nobody_forged_an_hour(campaign):
    entries = list(Entry.objects.filter(campaign_id=campaign.pk).order_by("number"))

    assert broken_links(campaign.pk) == []
    assert entries[-1].number == len(entries) == Chain.objects.get(campaign_id=campaign.pk).number
    assert {entry.at.astimezone(campaign.zone).year for entry in entries} == {2026}


def test_todays_standings_are_what_the_facts_say(campaign):
    truth = standings_at(campaign, moment(campaign, THROUGH, noon(9, 20).time()))
    kept = {row.item_id: (row.light, row.value) for row in ItemStanding.objects.filter(campaign=campaign)}

    assert kept == {one.item: (one.light, one.value) for one in truth}


def test_what_has_been_lived_is_not_lived_again(campaign):
    before = Chain.objects.get(campaign_id=campaign.pk).sha256

    built(THROUGH)
    live_through(campaign, THROUGH - timedelta(days=3), real=REAL)

    assert Chain.objects.get(campaign_id=campaign.pk).sha256 == before
