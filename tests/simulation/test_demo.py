"""The reference campaign, lived through by its simulated people."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction

from gongjian.accounts.models import User
from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.campaigns.rules import Counting
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import broken_links
from gongjian.notices.models import Notice, Reminder
from gongjian.notices.rules import Reason
from gongjian.reporting.queries import filings_at
from gongjian.reporting.rules import Filing, State
from gongjian.simulation.actions import ask_for_days, build_demo, found_demo, live_through, living
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.actions.living import mend_reports, receive_reports
from gongjian.simulation.actions.passing import EVENING, MORNING, live_next_day, moment
from gongjian.simulation.rules.temperament import SEND_BACK, conduct
from gongjian.standing.actions import bring_up_to_date
from gongjian.standing.queries import standings_at, targets_of
from gongjian.web.shown.subjects import SORTS
from gongjian.worklist.models import Item, Project
from tests import demo
from tests.simulation.desks_law import fallen
from tests.simulation.superfluous import was_needed
from tests.standing.kept import untrue
from tests.world import noon
from walking.crawl import walk
from walking.known import Known

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]
REAL = noon(1, 1, 2030)
THROUGH = date(2026, 9, 20)
LEDGER = """SELECT number, CAST(at AS TEXT), actor, verb, subject, facts, sha256 FROM ledger_entry
            WHERE campaign_id = (SELECT id FROM campaigns_campaign WHERE slug = 'reference') ORDER BY number"""


def quietly(line):
    """Nobody listens."""


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """The campaign, lived day by day."""
    with django_db_blocker.unblock(), transaction.atomic():
        number_from_one()
        campaign = found_demo(real=REAL, tell=quietly)
        lights, desks = lived_and_compared(campaign, demo.THROUGH)
        story, (more_lights, more_desks) = told(connection), lived_and_compared(campaign, THROUGH)
        yield SimpleNamespace(lights=lights | more_lights, desks=desks | more_desks, story=story)
        transaction.set_rollback(True)


def number_from_one():
    """As in an empty database, whatever has been in this one before."""
    with connection.cursor() as cursor:
        kept = connection.introspection.sequence_list()
        for query in connection.ops.sequence_reset_by_name_sql(no_style(), kept):
            cursor.execute(query)


def told(database):
    """What the ledger of the campaign says, entry by entry with its seal, as it lies in the database."""
    with closing(database.cursor()) as cursor:
        return list(cursor.execute(LEDGER).fetchall())


def lived_and_compared(campaign, through):
    """One day in the evening, as the round has left them, and the other on the next morning, as a reader finds them."""
    found, between, passage = {}, {}, ask_for_days(campaign, through, by=None, real=REAL, in_background=False)
    while not passage.ended_at:
        at, passage = moment(campaign, passage.reached_on, EVENING), live_next_day(passage, real=REAL)
        if at.day % 2 or passage.ended_at:
            at = moment(campaign, passage.reached_on, MORNING)
            bring_up_to_date(campaign, at=at)
        found[at] = untrue(campaign, at)
        if at.day % 3 == 0 or passage.ended_at:
            between[at] = fallen(campaign, at)
    return found, between


@pytest.fixture
def campaign(lived, db):
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


def test_every_evening_and_every_morning_what_is_kept_is_what_the_facts_say(lived):
    assert len(lived.lights) > 25
    assert {moment: wrong for moment, wrong in lived.lights.items() if wrong} == {}


def test_nothing_falls_between_the_desks(lived):
    assert len(lived.desks) > 8
    assert {moment: words for moment, words in lived.desks.items() if words} == {}


def test_two_demos_are_one_county_down_to_the_last_seal(lived, built_demo):
    """The other one was built by its command, at another hour, in a process and a database of its own."""
    with closing(sqlite3.connect(built_demo / "gongjian.sqlite3")) as database:
        other = told(database)

    assert len(lived.story) == len(other) > 1000
    assert next((pair for pair in zip(lived.story, other, strict=True) if pair[0] != pair[1]), None) is None


def test_every_target_is_counted_expected_and_foreseen(campaign):
    at = campaign.end_of(THROUGH)
    rows = targets_of(campaign, standings_at(campaign, at), at=at)
    wholes = {row.target.unit: row.counted.whole for row in rows if row.target.counting == Counting.SUM}

    assert len(rows) == 13
    for row in rows:
        found = row.derived
        assert found.actual is not None, row.target.code
        assert found.expected is not None, row.target.code
        assert found.outlook.low <= found.outlook.middle <= found.outlook.high
    assert wholes["亿元"] == Fraction(3, 2)
    assert 160_000 < wholes["平方米"] < 170_000
    assert not any(row.counted.apart for row in rows)


def test_what_has_been_lived_is_not_lived_again(campaign):
    before = Chain.objects.get(campaign_id=campaign.pk).sha256

    build_demo(through=THROUGH, real=REAL, tell=quietly)
    live_through(campaign, THROUGH - timedelta(days=3), real=REAL)

    assert Chain.objects.get(campaign_id=campaign.pk).sha256 == before


def test_every_reminder_has_been_counted_and_none_was_superfluous(campaign):
    reminders = list(Reminder.objects.filter(campaign_id=campaign.pk).select_related("notice", "person"))

    superfluous = [
        f"{one.person} {one.key} {one.day} {one.reason}" for one in reminders if not was_needed(one)
    ]

    assert superfluous == []
    assert len(reminders) > 350
    assert {one.reason for one in reminders} == set(Reason)


def test_nobody_was_reminded_on_a_day_off_at_night_or_twice_a_day(campaign):
    calendar = campaign.calendar()
    digests = Notice.objects.filter(campaign_id=campaign.pk, key__startswith="digest:")
    heard = Counter((one.person_id, one.made_at.astimezone(campaign.zone).date()) for one in digests)
    hours = {one.made_at.astimezone(campaign.zone).hour for one in digests}

    assert set(heard.values()) == {1}
    assert [day for _, day in heard if not calendar.is_workday(day)] == []
    assert all(8 <= hour < 18 for hour in hours)


def test_every_unit_that_was_late_had_been_told_before_on_and_after_the_day(campaign):
    period = campaign.periods.earliest("nominal_on")
    due = moment(campaign, period.due_on, noon(9, 20).time())
    late = [
        row.report.pk for row in filings_at(campaign, due + timedelta(days=5), period=period)
        if row.filing in (Filing.LATE, Filing.MISSED)
    ]  # fmt: skip

    heard = {
        pk: set(
            Reminder.objects.filter(key=f"reporting.report:{pk}:fill_in").values_list("reason", flat=True)
        )
        for pk in late
    }

    assert late
    assert all({Reason.AHEAD, Reason.TODAY} <= reasons for reasons in heard.values())
    assert all(Reason.LATE in reasons for reasons in heard.values())


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("who", "language"), [("office", "zh-hans"), ("unit01", "en"), ("leader01", "zh-hant")]
)
def test_no_page_shows_what_no_reader_should_meet(campaign, client, who, language):
    client.force_login(User.objects.get(username=who))
    found = walk(who, client, Known.gathered(), languages=[language])

    assert len(found.reached) > 20
    assert sorted({(address, fault.what, fault.excerpt) for address, _, fault in found.faults}) == []


def test_every_thing_that_the_ledger_speaks_of_has_its_word(campaign):
    spoken_of = {entry.partition(":")[0] for entry in Entry.objects.values_list("subject", flat=True)}

    assert spoken_of - SORTS.keys() == set()
