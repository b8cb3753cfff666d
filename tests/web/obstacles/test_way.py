"""The way of an obstacle, what was said on it, and the one thing that stands first."""

from datetime import date

import pytest

from gongjian.campaigns.rules import Role
from gongjian.obstacles.actions import ask_for_time, close, comment, settle
from gongjian.obstacles.rules import Ruling
from tests.obstacles.world import a_member, an_obstacle, escalated, in_hand, solved
from tests.web.obstacles.world import at
from tests.world import NOON, a_clerk, a_person, noon, signed_in

pytestmark = pytest.mark.django_db


def page_of(client, obstacle, person=None, query=""):
    reader = signed_in(client, person or a_clerk(obstacle.campaign))
    return at(reader, obstacle.campaign, "obstacle", obstacle.number, query=query)


def way_of(client, obstacle):
    return [(step.label, step.state) for step in page_of(client, obstacle).context["track"]]


def test_what_waits_for_its_group_has_its_way_before_it(client):
    assert way_of(client, an_obstacle()) == [
        ("Raised", "done"),
        ("Taken up", "current"),
        ("Worked on", "ahead"),
        ("Closing", "ahead"),
        ("Re-check", "ahead"),
    ]


def test_a_ruling_is_a_step_only_where_somebody_above_is_asked(client):
    above = escalated()

    assert ("Ruled on", "current") in way_of(client, above)
    assert "Ruled on" not in dict(way_of(client, in_hand()))
    settle(
        above, ruling=Ruling.ON_SITE, words="", by=above.project.leading_official, at=NOON, seen=above.version
    )
    above.refresh_from_db()
    assert way_of(client, above)[-4:-2] == [("Ruled on", "done"), ("Worked on", "current")]


def test_the_clock_stands_on_the_step_that_runs(client):
    running = next(step for step in page_of(client, in_hand()).context["track"] if step.state == "current")

    assert (running.label, str(running.words)) == ("Worked on", "5 working days left")


def test_what_is_closed_waits_for_its_re_check(client):
    done = solved()
    close(done, by=a_clerk(done.campaign), at=NOON, seen=done.version)

    assert way_of(client, done)[-2:] == [("Closing", "done"), ("Re-check", "current")]


def test_moves_comments_and_requests_are_one_conversation_in_time(client):
    obstacle = in_hand()
    member = a_member(obstacle)
    comment(obstacle, "周五前入户", by=member, at=noon(9, 10))
    ask_for_time(
        obstacle, until=date(2026, 9, 24), reason="等批复", by=member, at=noon(9, 11), seen=obstacle.version
    )

    told = page_of(client, obstacle).context["conversation"]

    assert [entry.kind for entry in told][-2:] == ["comment", "time"]
    assert [entry.at for entry in told] == sorted(entry.at for entry in told)


def test_one_move_stands_first_and_all_others_behind_it(client):
    obstacle = an_obstacle()
    member = a_member(obstacle)

    waited_for = page_of(client, obstacle, member).context
    asked_for = page_of(client, obstacle, member, query="do=route").context

    assert (waited_for["first"].move, waited_for["opened"]) == ("accept", False)
    assert {one.move for one in waited_for["others"]} >= {"route", "hand_back", "escalate"}
    assert (asked_for["first"].move, asked_for["opened"]) == ("route", True)
    assert "accept" in {one.move for one in asked_for["others"]}


def test_who_may_do_nothing_is_shown_nothing_to_do(client):
    obstacle = an_obstacle()
    page = page_of(client, obstacle, a_person(Role.SUPERVISOR, campaign=obstacle.campaign))

    assert page.context["first"] is None
    assert "act-bar" not in page.content.decode()
