"""Beside the tasks lie the cards of the role: what it looks after, and nothing of what others do."""

from datetime import date

import pytest
from django.test import Client

from gongjian.accounts.models import User
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.rules import Role
from gongjian.ledger.queries.remembering import MEMORIES
from gongjian.registers.rules import Manner, PermitMove
from tests.meetings.world import an_open_decision
from tests.obstacles.world import a_member, an_obstacle, in_hand
from tests.registers.world import a_permit, a_register, moved
from tests.world import (
    a_campaign,
    a_clerk,
    a_draft,
    a_person,
    a_project,
    a_received_report,
    a_submitted_report,
    a_writer,
    issued,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


def desk(person, campaign):
    return signed_in(Client(), person).get(f"/c/{campaign.slug}/desk/")


def stands_on(campaign, month, day):
    campaign.clock.at = campaign.clock.set_at = noon(month, day)
    campaign.clock.save()
    MEMORIES.clear()  # nobody has recorded it


def lines(page, title):
    """What a card says, line by line, or nothing where it does not lie there."""
    cards = [*page.context["main_cards"], *page.context["first_cards"], *page.context["aside_cards"]]
    found = [card for card in cards if str(card.title) == title]
    return [(str(one.what), str(one.figure)) for one in found[0].lines] if found else None


def test_the_office_sees_the_whole_and_what_others_are_late_with():
    obstacle = an_obstacle()
    a_member(obstacle)
    stands_on(obstacle.campaign, 12, 1)

    page = desk(a_clerk(obstacle.campaign), obstacle.campaign)

    assert [part.name for part in page.context["parts"]] == [str(obstacle.campaign)]
    (bundle,) = page.context["elsewhere"].bundles
    assert bundle.first.url.endswith(f"/obstacles/{obstacle.number}/")
    assert lines(page, "What is stuck") is None


def test_a_supervisor_sees_what_is_stuck_who_is_late_again_and_what_was_not_carried_out():
    decision = an_open_decision()
    campaign = decision.campaign
    obstacle = an_obstacle(campaign)
    stands_on(campaign, 10, 20)

    page = desk(a_person(Role.SUPERVISOR, campaign=campaign), campaign)

    assert [what for what, _ in lines(page, "What is stuck")] == [obstacle.words]
    assert [what for what, _ in lines(page, "Decisions overdue")] == [decision.words]


def test_a_supervisor_hears_that_every_decision_was_carried_out():
    campaign = a_campaign()

    page = desk(a_person(Role.SUPERVISOR, campaign=campaign), campaign)

    assert lines(page, "Decisions overdue") == []
    assert "Every decision that is due has been carried out." in page.text


def test_an_assessor_sees_how_far_the_ranking_of_each_period_is():
    report = a_received_report()
    assessor = a_person(Role.ASSESSOR, campaign=report.campaign)
    before = desk(assessor, report.campaign)
    stands_on(report.campaign, 9, 20)
    to_do = desk(assessor, report.campaign)
    issued(a_draft(report.period, BulletinKind.RANKING))
    done = desk(assessor, report.campaign)

    assert lines(before, "Ranking by period") == []
    assert "The first data cut-off is still ahead." in before.text
    assert [figure for _, figure in lines(to_do, "Ranking by period")] == ["to be drafted"]
    assert [figure for _, figure in lines(done, "Ranking by period")] == ["issued no. 1"]
    assert lines(done, "What is stuck") is None


def test_a_group_has_every_clock_that_runs_with_it_permits_too():
    obstacle = in_hand()
    campaign, group = obstacle.campaign, obstacle.group
    register = a_register(campaign, Manner.PERMITS, group=group)
    moved(a_permit(register), (PermitMove.APPLY, date(2026, 9, 10)))
    a_permit(register)
    moved(a_permit(a_register(campaign, Manner.PERMITS)), (PermitMove.APPLY, date(2026, 9, 10)))

    page = desk(a_member(obstacle), campaign)

    assert page.context["clocks"].count == 2
    days = [one.due_on for one in page.context["clocks"].shown]
    assert days == sorted(days)
    assert page.context["clocks"].late == 0
    assert "What runs with my group" in page.text


def test_a_head_sees_how_much_waits_for_the_heads_word():
    report = a_submitted_report()
    head = a_writer(report, Role.HEAD)

    assert lines(desk(head, report.campaign), "To sign off") == [("Sign off the report", "1")]
    assert lines(desk(a_writer(report), report.campaign), "To sign off") is None


def test_a_unit_sees_where_its_own_report_is():
    report = a_submitted_report()

    (part,) = desk(a_writer(report), report.campaign).context["parts"]

    assert part.report == report


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OBSERVER])
def test_who_only_reads_has_the_bulletins_and_the_first_of_the_ranking(role):
    report = a_received_report()
    issued(a_draft(report.period))
    issued(a_draft(report.period, BulletinKind.RANKING))
    stands_on(report.campaign, 9, 20)

    page = desk(a_person(role, campaign=report.campaign), report.campaign)

    titles = [what for what, _ in lines(page, "Issued bulletins")]
    assert sorted(titles) == ["bulletin of progress no. 1", "ranking bulletin no. 1"]
    assert lines(page, "First in the ranking") == [(str(report.unit), "Place 1")]
    assert "lagging" not in page.context
    assert page.context["parts"] == []


def test_an_administrator_sees_accounts_and_messages_and_nothing_of_the_work():
    obstacle = an_obstacle()
    stands_on(obstacle.campaign, 12, 1)
    administrator = a_person(Role.ADMINISTRATOR, campaign=obstacle.campaign)
    User.objects.filter(pk=administrator.pk).update(last_login=noon(9, 1))

    page = desk(administrator, obstacle.campaign)

    told = dict(lines(page, "Accounts and messages"))
    assert told["Messages that could not be delivered"] == "0"
    assert told["Have a seat and a closed account"] == "0"
    assert int(told["People with a seat"]) > 1
    assert lines(page, "What is stuck") is None
    assert "lagging" not in page.context


def test_a_leading_official_sees_for_how_long_a_project_has_been_stuck():
    campaign = a_campaign()
    leader = a_person(Role.LEADER, campaign=campaign)
    an_obstacle(project=a_project(campaign, leader=leader))
    stands_on(campaign, 9, 15)

    (row,) = desk(leader, campaign).context["led"]

    assert (row.obstacles, row.stuck_days) == (1, 5)
