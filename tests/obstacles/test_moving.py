"""From what is in the way to its closing, and every step has its clock."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.obstacles.actions import (
    ObstacleDraft,
    Shown,
    accept,
    assign,
    attach,
    close,
    hand_back,
    mend,
    raise_obstacle,
    recheck,
    reopen,
    route,
    send_back,
    solve,
    withdraw,
)
from gongjian.obstacles.models import Obstacle, ObstacleEvent, Recheck
from gongjian.obstacles.rules import Level, ObstacleState
from tests.obstacles.world import (
    SHOWN,
    a_draft,
    a_group,
    a_kind,
    a_member,
    a_reporter,
    an_obstacle,
    in_hand,
    solved,
)
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_person,
    a_project,
    a_scan,
    a_unit,
    an_assignment,
    an_item,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_it_goes_to_the_group_of_its_kind_which_has_one_working_day():
    obstacle = an_obstacle()

    assert (obstacle.state, obstacle.level) == (ObstacleState.NEW, Level.GROUP)
    assert obstacle.group == obstacle.kind.group
    assert obstacle.due_on == date(2026, 9, 11)
    assert [step.happened for step in obstacle.steps.all()] == ["raised"]
    assert Entry.objects.latest("number").facts["note"] == obstacle.words


def test_without_a_group_it_stays_with_the_unit_which_has_it_in_hand_at_once():
    campaign = a_campaign()
    obstacle = an_obstacle(campaign, kind=a_kind(campaign))

    assert (obstacle.state, obstacle.level) == (ObstacleState.IN_HAND, Level.OWNER)
    assert obstacle.due_on == date(2026, 9, 17)


def test_numbers_run_in_each_campaign():
    first = an_obstacle()

    assert [an_obstacle(first.campaign).number, an_obstacle().number] == [2, 1]


def test_the_same_obstacle_holds_up_several_items_of_one_project():
    campaign = a_campaign()
    unit = a_unit(campaign)
    project = a_project(campaign, unit=a_unit(campaign))
    items = [an_item(project=project, unit=unit) for _ in range(2)]

    obstacle = an_obstacle(project=project, items=items)

    assert set(obstacle.items.all()) == set(items)
    assert obstacle.unit == unit.organisation
    with pytest.raises(Refused, match="one project"):
        an_obstacle(campaign, items=items)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": " "}, "what the obstacle is"),
        ({"wanted": ""}, "solution needed"),
        ({"wanted_by": date(2026, 9, 9)}, "past"),
    ],
)
def test_what_is_missing_is_said(wrong, said):
    with pytest.raises(Refused, match=said):
        an_obstacle(**wrong)


def test_a_kind_that_has_ended_takes_nothing_new():
    campaign = a_campaign()
    kind = a_kind(campaign)
    kind.ended_at = NOON
    kind.save()

    with pytest.raises(Refused, match="not in use"):
        an_obstacle(campaign, kind=kind)


def test_only_who_works_on_the_project_raises():
    campaign = a_campaign()
    project, stranger = a_project(campaign), a_person(Role.REPORTER, at=a_unit(campaign))

    with pytest.raises(NotAllowed):
        raise_obstacle(project, a_draft(campaign), by=stranger, at=NOON)
    project.supporting_units.add(stranger.role_assignments.get().organisation)
    assert raise_obstacle(project, a_draft(campaign), by=stranger, at=NOON).unit == project.unit


def test_the_group_accepts_and_a_named_person_handles_it():
    obstacle = an_obstacle()
    member, other = a_member(obstacle), a_member(obstacle)

    obstacle = accept(obstacle, by=member, at=noon(9, 11), seen=obstacle.version)

    assert (obstacle.handler, obstacle.due_on) == (member, date(2026, 9, 18))
    obstacle = assign(obstacle, handler=other, by=member, at=noon(9, 14), seen=obstacle.version)
    assert (obstacle.handler, obstacle.due_on) == (other, date(2026, 9, 18))
    with pytest.raises(Refused, match="not a member"):
        assign(obstacle, handler=a_reporter(obstacle), by=member, at=NOON, seen=obstacle.version)


def test_nobody_else_accepts_and_nobody_accepts_what_has_moved_on():
    obstacle = an_obstacle()

    with pytest.raises(NotAllowed):
        accept(obstacle, by=a_reporter(obstacle), at=NOON, seen=obstacle.version)
    with pytest.raises(Outdated):
        accept(obstacle, by=a_member(obstacle), at=NOON, seen=0)
    accept(obstacle, by=a_member(obstacle), at=NOON, seen=obstacle.version)
    with pytest.raises(Refused, match="already been done"):
        accept(obstacle, by=a_member(obstacle), at=NOON, seen=obstacle.version)


def test_what_is_handed_back_is_mended_and_goes_again():
    obstacle = an_obstacle()
    back = hand_back(obstacle, reason="未说明户数", by=a_member(obstacle), at=NOON, seen=1)
    assert (back.state, back.due_on) == (ObstacleState.HANDED_BACK, date(2026, 9, 14))

    better = ObstacleDraft(
        kind=back.kind, words="东岸三户未签约", wanted="协调", wanted_by=date(2026, 10, 9), shown=SHOWN
    )
    mended = mend(back, better, by=a_reporter(back), at=noon(9, 11), seen=back.version)

    assert (mended.state, mended.words) == (ObstacleState.NEW, "东岸三户未签约")
    assert mended.steps.last().was_due_on == date(2026, 9, 14)
    assert mended.proofs.get().reference == SHOWN.reference


def test_a_reason_is_owed_for_handing_back():
    obstacle = an_obstacle()

    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        hand_back(obstacle, reason=" ", by=a_member(obstacle), at=NOON, seen=1)


def test_a_group_passes_it_on_and_still_sees_it():
    obstacle = in_hand()
    member, second = a_member(obstacle), a_group(obstacle.campaign)

    moved = route(obstacle, group=second, reason="属审批", by=member, at=NOON, seen=obstacle.version)

    assert (moved.state, moved.group, moved.handler) == (ObstacleState.NEW, second, None)
    assert Obstacle.objects.visible_to(member, moved.campaign).get() == moved
    with pytest.raises(NotAllowed):
        route(moved, group=second, reason="…", by=member, at=NOON, seen=moved.version)
    with pytest.raises(Refused, match="not a group"):
        route(moved, group=moved.unit, reason="…", by=a_clerk(moved.campaign), at=NOON, seen=moved.version)


def test_what_nobody_has_in_hand_can_be_withdrawn_for_a_reason():
    obstacle = an_obstacle()
    gone = withdraw(obstacle, reason="已自行解决", by=a_reporter(obstacle), at=NOON, seen=1)

    assert (gone.state, gone.due_on) == (ObstacleState.WITHDRAWN, None)


def test_closing_needs_words_evidence_and_a_second_person_of_the_other_side():
    obstacle = in_hand()
    member, colleague = a_member(obstacle), a_member(obstacle)
    with pytest.raises(Refused, match="what was done"):
        solve(obstacle, solution="", shown=SHOWN, by=member, at=NOON, seen=obstacle.version)
    with pytest.raises(Refused, match="evidence"):
        solve(obstacle, solution="好了", shown=Shown(), by=member, at=NOON, seen=obstacle.version)

    done = solved(obstacle, by=member)
    for refused in (member, colleague):
        with pytest.raises(NotAllowed):
            close(done, by=refused, at=NOON, seen=done.version)
    closed = close(done, by=a_reporter(done), at=NOON, seen=done.version)

    assert (closed.state, closed.due_on) == (ObstacleState.CLOSED, None)
    assert Recheck.objects.get().due_on == date(2026, 9, 23)  # the 20th is worked


def test_what_the_unit_has_solved_is_confirmed_by_the_group_or_the_office():
    obstacle = in_hand()
    done = solved(obstacle, by=a_reporter(obstacle))

    with pytest.raises(NotAllowed):
        close(done, by=a_person(Role.HEAD, at=done.unit, campaign=done.campaign), at=NOON, seen=done.version)
    assert close(done, by=a_member(done), at=NOON, seen=done.version).closed_by


def test_a_closing_is_sent_back_with_three_days_to_mend_it():
    done = solved()

    again = send_back(done, reason="尚余一户", by=a_reporter(done), at=noon(9, 11), seen=done.version)

    assert (again.state, again.due_on, again.solved_by) == (ObstacleState.IN_HAND, date(2026, 9, 16), None)


def test_the_database_knows_no_closing_by_one_person():
    done = solved()
    closed = close(done, by=a_clerk(done.campaign), at=NOON, seen=done.version)

    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=closed.pk).update(closed_by=closed.solved_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=closed.pk).update(state=ObstacleState.IN_HAND)


def test_a_recheck_holds_or_reopens():
    done = solved()
    clerk = a_clerk(done.campaign)
    closed = close(done, by=clerk, at=NOON, seen=done.version)

    held = recheck(closed, words="现场已清", by=clerk, at=noon(9, 24), seen=closed.version)
    assert held.rechecks.get().held is True
    with pytest.raises(Refused, match="already"):
        recheck(held, by=clerk, at=noon(9, 24), seen=held.version)

    open_again = reopen(held, reason="又搭建了", by=clerk, at=noon(9, 25), seen=held.version)
    assert (open_again.state, open_again.reopened) == (ObstacleState.IN_HAND, 1)
    assert open_again.rechecks.count() == 1


def test_whoever_solved_it_does_not_judge_whether_it_held():
    done = in_hand()
    clerk = a_clerk(done.campaign)
    done = solved(done, by=clerk)
    closed = close(done, by=a_reporter(done), at=NOON, seen=done.version)

    with pytest.raises(NotAllowed):
        recheck(closed, by=clerk, at=NOON, seen=closed.version)
    failed = reopen(closed, reason="又堵了", by=a_clerk(closed.campaign), at=NOON, seen=closed.version)
    assert failed.rechecks.get().held is False


def test_a_file_is_kept_once_and_proves_while_it_is_open(settings, tmp_path):
    settings.VAULT_DIR = tmp_path
    obstacle = in_hand()
    reporter = a_reporter(obstacle)

    for _ in range(2):
        attach(obstacle, Shown(file=a_scan()), by=reporter, at=NOON)

    assert obstacle.proofs.get().file_name == "scan.jpg"
    with pytest.raises(Refused):
        attach(obstacle, Shown(), by=reporter, at=NOON)
    with pytest.raises(NotAllowed):
        attach(obstacle, SHOWN, by=a_person(Role.OBSERVER, campaign=obstacle.campaign), at=NOON)


def test_history_is_one_line_for_each_move():
    done = solved()
    close(done, by=a_clerk(done.campaign), at=NOON, seen=done.version)

    told = list(ObstacleEvent.objects.filter(obstacle=done).values_list("number", "happened"))
    assert told == [(1, "raised"), (2, "accept"), (3, "solve"), (4, "close")]


def test_who_sees_it():
    campaign = a_campaign()
    asked = a_unit(campaign)
    leader = a_person(Role.LEADER, campaign=campaign)
    obstacle = an_obstacle(campaign, leader=leader, asked_of=asked.organisation)
    helper = a_unit(campaign)
    obstacle.project.supporting_units.add(helper.organisation)
    people = [
        a_clerk(campaign),
        a_person(Role.SUPERVISOR, campaign=campaign),
        a_member(obstacle),
        a_reporter(obstacle),
        a_person(Role.HEAD, at=asked),
        a_person(Role.REPORTER, at=helper),
        leader,
    ]
    strangers = [
        a_person(Role.REPORTER, at=a_unit(campaign)),
        a_person(Role.MEMBER, at=a_group(campaign), campaign=campaign),
        a_person(Role.LEADER, campaign=campaign),
        a_person(Role.OBSERVER, campaign=campaign),
    ]

    assert all(Obstacle.objects.visible_to(one, campaign).exists() for one in people)
    assert not any(Obstacle.objects.visible_to(one, campaign).exists() for one in strangers)
    an_assignment(strangers[3], Role.MEMBER, at=obstacle.group, campaign=campaign)
    assert Obstacle.objects.visible_to(strangers[3], campaign).exists()
