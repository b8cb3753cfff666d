"""What obstacles put on desks: each duty on exactly those who still owe it, and gone when it is done."""

from datetime import date

import pytest

from gongjian.campaigns.queries import role_holders
from gongjian.campaigns.rules import Role
from gongjian.notices.rules import Pile
from gongjian.obstacles.actions import (
    accept,
    ask_for_time,
    close,
    comment,
    decide_escalation,
    finish,
    hand_back,
    instruct,
    propose_escalations,
    recheck,
    settle,
)
from gongjian.obstacles.queries import on_desk
from gongjian.obstacles.rules import Level, Ruling
from tests.obstacles.world import a_kind, a_member, a_reporter, an_obstacle, escalated, in_hand, solved
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, noon

pytestmark = pytest.mark.django_db


def desk(campaign, person=None, *, at=NOON):
    """What lies there, by its last word: for one person, or for everybody."""
    holders = role_holders(campaign, person)
    return {one.key.split(":")[-1].split("-")[0]: one for one in on_desk(campaign, at=at, holders=holders)}


def test_a_new_one_is_owed_by_the_group_until_it_is_accepted():
    obstacle = an_obstacle()
    member, other = a_member(obstacle), a_member(obstacle)

    waiting = desk(obstacle.campaign)["accept"]
    assert (waiting.pile, waiting.people, waiting.due_on) == (
        Pile.OWED,
        {member.pk, other.pk},
        date(2026, 9, 11),
    )
    accept(obstacle, by=member, at=NOON, seen=obstacle.version)
    assert desk(obstacle.campaign)["handle"].people == {member.pk}
    assert "accept" not in desk(obstacle.campaign)


def test_one_persons_desk_is_what_everybodys_says_of_that_person():
    campaign = a_campaign()
    obstacles = [an_obstacle(campaign), in_hand(campaign=campaign), solved(campaign=campaign), escalated(campaign=campaign)]  # fmt: skip
    for obstacle in obstacles:
        a_reporter(obstacle)
    people = {assignment.person for assignment in campaign.role_assignments.select_related("person")}

    everything = list(on_desk(campaign, at=NOON, holders=role_holders(campaign)))
    for person in people:
        mine = {one.key for one in on_desk(campaign, at=NOON, holders=role_holders(campaign, person))}
        assert mine == {one.key for one in everything if person.pk in one.people}


def test_what_was_handed_back_comes_back_to_the_unit_and_its_reporter_is_told():
    obstacle = an_obstacle()
    reporter = a_reporter(obstacle)
    head = a_person(Role.HEAD, at=obstacle.unit, campaign=obstacle.campaign)
    hand_back(obstacle, reason="缺户数", by=a_member(obstacle), at=NOON, seen=obstacle.version)

    back = desk(obstacle.campaign)["mend"]
    assert back.pile == Pile.SENT_BACK
    assert {reporter.pk, head.pk} <= back.people
    assert head.pk not in back.people_to_tell


def test_a_escalated_one_lies_with_the_leading_official_alone():
    obstacle = escalated()
    leader = obstacle.project.leading_official

    assert "handle" not in desk(obstacle.campaign)
    waiting = desk(obstacle.campaign, leader)["settle"]
    assert (waiting.page, waiting.people) == ("obstacles:settle", {leader.pk})
    settle(obstacle, ruling=Ruling.ON_SITE, by=leader, at=NOON, seen=obstacle.version)
    assert desk(obstacle.campaign, leader) == {}
    assert {"handle", "instruction"} <= desk(obstacle.campaign).keys()


def test_what_was_instructed_is_owed_until_it_is_done():
    obstacle = in_hand()
    clerk = a_clerk(obstacle.campaign)
    instruct(obstacle, "入户", due_on=date(2026, 9, 14), by=clerk, at=NOON, seen=obstacle.version)

    owed = desk(obstacle.campaign, a_member(obstacle))["instruction"]
    assert owed.due_on == date(2026, 9, 14)
    finish(obstacle.instructions.get(), words="已入户", by=a_member(obstacle), at=NOON)
    assert "instruction" not in desk(obstacle.campaign)


def test_the_other_side_confirms_and_never_the_one_who_solved_it():
    obstacle = in_hand()
    member, reporter = a_member(obstacle), a_reporter(obstacle)
    by_group = solved(obstacle, by=member)
    assert reporter.pk in desk(by_group.campaign)["confirm"].people
    assert member.pk not in desk(by_group.campaign)["confirm"].people

    second = in_hand(campaign=obstacle.campaign)
    writer = a_reporter(second)
    solved(second, by=writer)
    assert "confirm" not in desk(second.campaign, writer)


def test_without_a_group_the_office_confirms():
    campaign = a_campaign()
    obstacle = an_obstacle(campaign, kind=a_kind(campaign))
    assert desk(campaign, a_reporter(obstacle))["handle"].pile == Pile.OWED

    solved(obstacle, by=a_reporter(obstacle))

    assert "confirm" in desk(campaign, a_clerk(campaign))


def test_who_is_asked_answers_once():
    campaign = a_campaign()
    unit = a_unit(campaign)
    asked = a_person(Role.REPORTER, at=unit)
    obstacle = an_obstacle(campaign, asked_of=unit.organisation)

    assert desk(campaign, asked)["answer"].due_on == obstacle.wanted_by
    comment(obstacle, "本周办结", by=asked, at=NOON)
    assert desk(campaign, asked) == {}


def test_the_office_decides_what_is_asked_and_proposed():
    obstacle = in_hand()
    campaign, clerk = obstacle.campaign, a_clerk(obstacle.campaign)
    ask_for_time(obstacle, until=date(2026, 9, 21), reason="等批复", by=a_member(obstacle), at=NOON, seen=obstacle.version)  # fmt: skip
    proposal = propose_escalations(campaign, at=noon(9, 18))[0]

    assert {"more", "escalate"} <= desk(campaign, clerk).keys()
    decide_escalation(proposal, confirmed=True, by=clerk, at=noon(9, 18))
    assert desk(campaign, clerk).keys() == {"settle"}
    obstacle.refresh_from_db()
    assert obstacle.level == Level.MEETING
    assert obstacle.steps.last().words == ""


def test_a_recheck_is_owed_when_its_day_comes_near():
    done = solved()
    clerk = a_clerk(done.campaign)
    closed = close(done, by=clerk, at=NOON, seen=done.version)

    assert desk(done.campaign, clerk) == {}
    assert "recheck" in desk(done.campaign, clerk, at=noon(9, 22))
    recheck(closed, by=clerk, at=noon(9, 22), seen=closed.version)
    assert desk(done.campaign, clerk, at=noon(9, 22)) == {}


@pytest.mark.parametrize("many", [1, 6])
def test_a_desk_asks_no_more_with_many(many, django_assert_max_num_queries):
    campaign = a_campaign()
    for _ in range(many):
        solved(campaign=campaign)
        in_hand(campaign=campaign)
    holders = role_holders(campaign)

    with django_assert_max_num_queries(12):
        list(on_desk(campaign, at=NOON, holders=holders))
