"""A desk says in one sentence what is owed, lists it by day, and does in place what needs no words."""

from datetime import date

import pytest
from django.test import Client

from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.ledger.queries.remembering import MEMORIES
from gongjian.notices.rules import OnDesk, Pile
from gongjian.reporting.rules import State
from gongjian.web.desk.shown.agenda import sentence
from tests.world import (
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_person,
    a_report,
    a_unit,
    a_writer,
    an_item,
    noon,
    signed_in,
)

TODAY = date(2026, 9, 10)


def due(day):
    on = None if day is None else date(2026, 9, day)
    return OnDesk("key", Pile.OWED, Text("x"), Text(""), "desk:desk", (), frozenset({1}), due_on=on)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], "Nothing is owed"),
        ([9, 10, 12], "1 overdue, 1 due today, 3 in all"),
        ([8, 9, None], "2 overdue, 3 in all"),
        ([10], "1 due today, 1 in all"),
        ([11, None], "Nothing is overdue or due today; 2 ahead"),
    ],
)
def test_the_sentence_says_how_much_and_how_much_of_it_presses(days, said):
    assert str(sentence([due(day) for day in days], TODAY)) == said


def desk(person, campaign):
    return signed_in(Client(), person).get(f"/c/{campaign.slug}/desk/")


@pytest.mark.django_db
def test_what_is_owed_stands_under_its_day():
    report = a_report()
    campaign = report.campaign
    person = a_writer(report)
    keys = {}
    for day in (9, 11, 15):
        campaign.clock.at = campaign.clock.set_at = noon(9, day)
        campaign.clock.save()
        MEMORIES.clear()  # the verb that moves it would have left an entry
        keys[day] = [stretch.key for stretch in desk(person, campaign).context["agenda"].stretches]

    assert keys == {9: ["week"], 11: ["today"], 15: ["overdue"]}


@pytest.mark.django_db
def test_a_report_is_received_on_the_desk_and_one_stays_there():
    report = a_confirmed_report()
    clerk = a_clerk(report.campaign)
    page = desk(clerk, report.campaign)
    (thing,) = [
        one
        for stretch in page.context["agenda"].stretches
        for bundle in stretch.bundles
        for one in bundle.things
        if one.press
    ]
    here = f"/c/{report.campaign.slug}/desk/"

    answer = signed_in(Client(), clerk).post(thing.press.url, {"back": here, **dict(thing.press.sends)})

    assert answer.status_code == 302
    assert answer["Location"] == here
    report.refresh_from_db()
    assert report.state == State.RECEIVED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "desk", "?page=2", "%%"]
)
def test_nobody_is_sent_elsewhere(back):
    report = a_confirmed_report()
    clerk = a_clerk(report.campaign)

    answer = signed_in(Client(), clerk).post(
        f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/receive/", {"back": back}
    )

    assert answer["Location"].startswith("/c/")


@pytest.mark.django_db
def test_what_came_in_again_since_the_desk_was_drawn_is_not_received_unread():
    report = a_confirmed_report()
    clerk = a_clerk(report.campaign)
    address = f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/receive/"

    answer = signed_in(Client(), clerk).post(address, {"seen": report.version - 1})

    assert answer.status_code == 409
    report.refresh_from_db()
    assert report.state == State.CONFIRMED


@pytest.mark.django_db
def test_the_rail_tells_a_unit_of_its_own_part_only():
    campaign = a_campaign()
    mine, other = a_unit(campaign), a_unit(campaign)
    an_item(unit=mine)
    an_item(unit=other)
    reporter = a_person(Role.REPORTER, at=mine)

    page = desk(reporter, campaign)

    assert [(part.name, part.items) for part in page.context["parts"]] == [(str(mine.organisation), 1)]
    assert len(page.context["days"]) == 14
