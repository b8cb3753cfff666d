"""Complex matters climb, are settled and come down again; time is asked for before it is over."""

from datetime import date

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.obstacles.actions import (
    ask_for_time,
    comment,
    decide_escalation,
    decide_time,
    escalate,
    finish,
    hand_over_handling,
    instruct,
    propose_escalations,
    settle,
)
from gongjian.obstacles.models import EscalationProposal, Instruction, MoreTime
from gongjian.obstacles.queries import at_level
from gongjian.obstacles.rules import Level, ObstacleState, Ruling
from tests.obstacles.world import (
    a_group,
    a_kind,
    a_member,
    a_reporter,
    an_obstacle,
    escalated,
    in_hand,
    solved,
)
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATE = noon(9, 18)  # a day after the group's five working days


def test_a_simple_agenda_item_is_never_escalated():
    campaign = a_campaign()
    simple = in_hand(campaign=campaign, kind=a_kind(campaign, group=a_group(campaign), is_complex=False))

    with pytest.raises(Refused, match="simple"):
        escalate(simple, Level.MEETING, reason="…", by=a_clerk(campaign), at=NOON, seen=simple.version)
    assert propose_escalations(campaign, at=noon(10, 20)) == []


def test_a_complex_one_goes_to_the_leading_official_for_three_days():
    obstacle = escalated()

    assert (obstacle.state, obstacle.level) == (ObstacleState.IN_HAND, Level.LEADER)
    assert obstacle.due_on == date(2026, 9, 15)
    assert list(at_level(obstacle.campaign, Level.LEADER)) == [obstacle]


def test_without_a_leading_official_it_goes_to_the_meeting():
    obstacle = in_hand()
    clerk = a_clerk(obstacle.campaign)

    with pytest.raises(Refused, match="no leading official"):
        escalate(obstacle, Level.LEADER, reason="…", by=clerk, at=NOON, seen=obstacle.version)
    assert escalate(obstacle, Level.MEETING, reason="需会议协调", by=clerk, at=NOON, seen=obstacle.version)


def test_the_leading_official_settles_and_it_comes_down_with_a_day():
    obstacle = escalated()
    leader = obstacle.project.leading_official

    down = settle(obstacle, ruling=Ruling.AS_ASKED, by=leader, at=noon(9, 11), seen=obstacle.version)

    assert (down.level, down.due_on) == (Level.GROUP, date(2026, 9, 18))
    given = Instruction.objects.get()
    assert (given.to, given.due_on, given.level) == (down.group, down.due_on, Level.LEADER)
    done = finish(given, words="已落实", by=a_member(down), at=noon(9, 14))
    assert done.done_words == "已落实"
    with pytest.raises(Refused, match="already"):
        finish(given, words="…", by=a_member(down), at=noon(9, 14))


def test_only_the_projects_own_leading_official_settles():
    obstacle = escalated()

    for stranger in (
        a_person(Role.LEADER, campaign=obstacle.campaign),
        a_clerk(obstacle.campaign),
        a_reporter(obstacle),
    ):
        with pytest.raises(NotAllowed):
            settle(obstacle, ruling=Ruling.ON_SITE, by=stranger, at=NOON, seen=obstacle.version)


def test_what_a_leading_official_cannot_settle_goes_to_the_meeting_and_on_to_the_county_head():
    obstacle = escalated()
    up = settle(obstacle, ruling=Ruling.HIGHER, by=obstacle.project.leading_official, at=NOON, seen=obstacle.version)  # fmt: skip
    assert up.level == Level.MEETING

    clerk = a_clerk(up.campaign)
    top = settle(up, ruling=Ruling.HIGHER, by=clerk, at=NOON, seen=up.version)
    assert top.level == Level.COUNTY_HEAD
    with pytest.raises(Refused, match="highest"):
        settle(top, ruling=Ruling.HIGHER, by=clerk, at=NOON, seen=top.version)


def test_words_are_owed_where_no_ruling_is_chosen():
    obstacle = escalated()

    with pytest.raises(Refused, match="enter what"):
        settle(obstacle, by=obstacle.project.leading_official, at=NOON, seen=obstacle.version)


def test_a_decision_of_the_meeting_settles_what_was_escalated_to_it():
    obstacle = escalated(Level.MEETING)

    down = instruct(
        obstacle,
        "周五前交地",
        due_on=date(2026, 9, 18),
        by=a_clerk(obstacle.campaign),
        at=NOON,
        seen=obstacle.version,
    )

    assert (down.level, down.due_on) == (Level.GROUP, date(2026, 9, 18))
    assert down.instructions.get().words == "周五前交地"


def test_an_instruction_from_aside_moves_nothing():
    obstacle = in_hand()

    same = instruct(obstacle, "抓紧", due_on=date(2026, 9, 14), by=a_clerk(obstacle.campaign), at=NOON, seen=obstacle.version)  # fmt: skip

    assert (same.level, same.due_on) == (Level.GROUP, date(2026, 9, 17))
    with pytest.raises(NotAllowed):
        instruct(same, "…", due_on=date(2026, 9, 14), by=a_reporter(same), at=NOON, seen=same.version)
    with pytest.raises(Refused, match="past"):
        instruct(same, "…", due_on=date(2026, 9, 1), by=a_clerk(same.campaign), at=NOON, seen=same.version)


def test_the_rule_proposes_once_when_a_clock_has_run_out():
    obstacle = in_hand()
    campaign = obstacle.campaign
    assert propose_escalations(campaign, at=noon(9, 17)) == []

    proposal = propose_escalations(campaign, at=LATE)[0]

    assert proposal.to_level == Level.MEETING  # the project has no leading official
    assert propose_escalations(campaign, at=LATE) == []
    left = decide_escalation(proposal, confirmed=False, reason="明日签约", by=a_clerk(campaign), at=LATE)
    assert left.level == Level.GROUP
    assert propose_escalations(campaign, at=noon(9, 21)) == []


def test_what_somebody_had_in_hand_is_given_on_by_the_office_or_an_administrator():
    obstacle = in_hand()

    with pytest.raises(NotAllowed):
        hand_over_handling(
            obstacle.campaign, [obstacle], to=a_member(obstacle), by=a_member(obstacle), at=LATE
        )


def test_a_proposal_is_followed_by_the_office():
    obstacle = in_hand()
    proposal = propose_escalations(obstacle.campaign, at=LATE)[0]
    clerk = a_clerk(obstacle.campaign)

    with pytest.raises(NotAllowed):
        decide_escalation(proposal, confirmed=True, by=a_member(obstacle), at=LATE)
    with pytest.raises(Refused, match="reason"):
        decide_escalation(proposal, confirmed=False, by=clerk, at=LATE)
    assert decide_escalation(proposal, confirmed=True, by=clerk, at=LATE).level == Level.MEETING
    with pytest.raises(Refused, match="already"):
        decide_escalation(proposal, confirmed=True, by=clerk, at=LATE)


def test_a_proposal_falls_away_when_the_obstacle_moves_on():
    obstacle = in_hand()
    propose_escalations(obstacle.campaign, at=LATE)

    solved(obstacle, at=LATE)

    assert EscalationProposal.objects.get().confirmed is False


def test_more_time_is_asked_for_before_the_limit_and_granted_by_a_second_person():
    obstacle = in_hand()
    member, clerk = a_member(obstacle), a_clerk(obstacle.campaign)
    until = date(2026, 9, 24)
    request = ask_for_time(obstacle, until=until, reason="等批复", by=member, at=NOON, seen=obstacle.version)

    with pytest.raises(Refused, match="already"):
        ask_for_time(obstacle, until=until, reason="…", by=member, at=NOON, seen=obstacle.version)
    with pytest.raises(NotAllowed):
        decide_time(request, granted=True, by=member, at=NOON)
    decide_time(request, granted=True, by=clerk, at=NOON)

    obstacle.refresh_from_db()
    assert obstacle.due_on == until
    with pytest.raises(Refused, match="already been decided"):
        decide_time(request, granted=True, by=clerk, at=NOON)


@pytest.mark.parametrize(
    ("until", "at", "said"),
    [
        (date(2026, 9, 24), LATE, "before the time limit"),
        (date(2026, 9, 17), NOON, "later"),
        (date(2026, 12, 1), NOON, "at most"),
    ],
)
def test_more_time_has_its_bounds(until, at, said):
    obstacle = in_hand()

    with pytest.raises(Refused, match=said):
        ask_for_time(obstacle, until=until, reason="…", by=a_member(obstacle), at=at, seen=obstacle.version)
    assert not MoreTime.objects.exists()


def test_more_time_is_refused_for_a_reason():
    obstacle = in_hand()
    request = ask_for_time(obstacle, until=date(2026, 9, 24), reason="等批复", by=a_member(obstacle), at=NOON, seen=obstacle.version)  # fmt: skip

    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        decide_time(request, granted=False, by=a_clerk(obstacle.campaign), at=NOON)
    decide_time(request, granted=False, reason="不得再拖", by=a_clerk(obstacle.campaign), at=NOON)
    obstacle.refresh_from_db()
    assert obstacle.due_on == date(2026, 9, 17)


def test_only_those_who_have_it_in_hand_ask_for_time():
    obstacle = escalated()

    with pytest.raises(Refused, match="handling it"):
        ask_for_time(obstacle, until=date(2026, 9, 24), reason="…", by=a_member(obstacle), at=NOON, seen=obstacle.version)  # fmt: skip


def test_the_word_of_those_of_whom_it_was_asked_is_the_answer():
    campaign = a_campaign()
    asked = a_unit(campaign)
    obstacle = an_obstacle(campaign, asked_of=asked.organisation)

    assert not comment(obstacle, "请尽快", by=a_reporter(obstacle), at=NOON).is_answer
    obstacle.refresh_from_db()
    assert obstacle.answered_at is None
    assert comment(obstacle, "本周办结", by=a_person(Role.HEAD, at=asked), at=NOON).is_answer
    obstacle.refresh_from_db()
    assert obstacle.answered_at


def test_supporting_units_comment_and_lookers_on_do_not():
    obstacle = an_obstacle()
    helper = a_unit(obstacle.campaign)
    obstacle.project.supporting_units.add(helper.organisation)

    assert comment(obstacle, "可以配合", by=a_person(Role.REPORTER, at=helper), at=NOON).said_for == helper.organisation  # fmt: skip
    with pytest.raises(NotAllowed):
        comment(obstacle, "…", by=a_person(Role.SUPERVISOR, campaign=obstacle.campaign), at=NOON)
    with pytest.raises(Refused, match="Enter a comment"):
        comment(obstacle, " ", by=a_reporter(obstacle), at=NOON)
