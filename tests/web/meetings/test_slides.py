"""The projector: what a meeting sees on the wall, slide by slide, and what its slides say when it is over."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.campaigns.rules import Role
from gongjian.meetings.actions import (
    Proof,
    begin_meeting,
    close_meeting,
    confirm_done,
    extend_decision,
    report_done,
)
from gongjian.meetings.models import Meeting
from gongjian.meetings.queries import facts_for_agenda, moment_of
from gongjian.meetings.rules import AgendaItemKind
from tests.meetings.world import (
    a_called_meeting,
    a_decision,
    a_friday,
    a_running_meeting,
    closed,
    written,
)
from tests.world import a_campaign, a_clerk, a_person, noon, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign(stands_at=noon(9, 11))


def slide(meeting, place=0, **asked):
    name, args = ("present_agenda_item", [place]) if place else ("present", [])
    address = reverse(f"meetings:{name}", args=[meeting.campaign.slug, meeting.pk, *args])
    return signed_in(Client(), a_clerk(meeting.campaign)).get(address, asked)


def test_every_slide_says_which_of_how_many_it_is(campaign):
    meeting = a_called_meeting(campaign, agenda_items=2)

    told = [slide(meeting, place).text for place in (0, 1, 2)]

    assert ["Page 1 of 3" in told[0], "Page 2 of 3" in told[1], "Page 3 of 3" in told[2]] == [True] * 3
    assert 'rel="prev"' not in told[0]
    assert 'rel="next"' not in told[2]


def test_what_was_decided_has_a_slide_of_its_own(campaign):
    meeting = a_running_meeting(campaign, agenda_items=1)
    decision = a_decision(meeting)

    first, result = slide(meeting, 1), slide(meeting, 1, part=2)

    assert decision.words not in first.text
    assert "?part=2" in first.text
    assert decision.words in result.text


@pytest.mark.parametrize("asked", [{"part": 3}, {"part": "x"}, {"part": 0}])
def test_a_slide_that_is_not_there_is_not_found(campaign, asked):
    meeting = a_running_meeting(campaign, agenda_items=1)
    a_decision(meeting)

    assert slide(meeting, 1, **asked).status_code == 404


def test_the_whole_deck_lies_on_one_page_to_be_printed(campaign):
    meeting = a_called_meeting(campaign, agenda_items=2)

    deck = slide(meeting, all="").text

    assert deck.count('class="slide"') == 3
    assert "Matter 1" in deck
    assert "data-print" in deck


def test_slides_come_anew_while_a_meeting_runs_and_stay_when_it_is_over(campaign):
    meeting = a_running_meeting(campaign)
    running = slide(meeting, 1).text

    over = slide(closed(meeting), 1).text

    assert 'hx-trigger="every 60s"' in running
    assert 'hx-trigger="every 60s"' not in over


def a_friday_after(campaign):
    """The next Friday meeting looks at what was decided before, and is over."""
    friday = a_friday(campaign, on=date(2026, 9, 18), at=noon(9, 12))
    meeting = a_called_meeting(meeting=friday, at=noon(9, 12))
    clerk = a_clerk(campaign)
    meeting = begin_meeting(meeting, by=clerk, at=noon(9, 18), seen=meeting.version)
    meeting.agenda_items.update(kind=AgendaItemKind.FOLLOW_UP)
    meeting = written(meeting)
    return close_meeting(meeting, by=clerk, at=noon(9, 18) + timedelta(hours=1), seen=meeting.version)


def test_the_facts_of_a_meeting_that_is_over_are_those_of_its_day(campaign):
    first = a_running_meeting(campaign)
    decision = a_decision(first)
    closed(first)
    decision.refresh_from_db()
    meeting = a_friday_after(campaign)
    reporter = a_person(Role.REPORTER, at=decision.unit, campaign=campaign)
    proof = Proof(words="已完成", reference="县政府专题会议纪要")
    report_done(decision, proof, by=reporter, at=noon(9, 19), seen=decision.version)
    decision.refresh_from_db()
    confirm_done(decision, by=a_clerk(campaign), at=noon(9, 20), seen=decision.version)
    meeting = Meeting.objects.get(pk=meeting.pk)

    facts = facts_for_agenda(meeting, list(meeting.agenda_items.all()), at=noon(10, 1))

    shown = [one for told in facts.values() for one in told.decisions]
    assert [(one.pk, one.state) for one in shown] == [(decision.pk, "open")]
    assert moment_of(meeting, at=noon(10, 1)) == meeting.closed_at
    campaign.clock.at = campaign.clock.set_at = noon(10, 1)
    campaign.clock.save()
    assert f"as of {meeting.closed_at.day} Sep" in slide(meeting, 1).text


def test_a_meeting_that_is_over_shows_the_due_date_that_held_in_the_room(campaign):
    first = a_running_meeting(campaign)
    decision = a_decision(first)
    closed(first)
    decision.refresh_from_db()
    meeting = a_friday_after(campaign)
    due = decision.due_on
    for day in (date(2026, 10, 15), date(2026, 10, 20)):
        decision = extend_decision(
            decision, due_on=day, reason="汛期", by=a_clerk(campaign), at=noon(9, 19), seen=decision.version
        )

    facts = facts_for_agenda(meeting, list(meeting.agenda_items.all()), at=noon(10, 1))

    assert {one.due_on for told in facts.values() for one in told.decisions} == {due}
    assert f"{due.day} {due:%b}" in slide(Meeting.objects.get(pk=first.pk), 1, part=2).text
