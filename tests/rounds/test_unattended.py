"""Nothing falls between desks: what nobody can settle stands on the list of what is left alone."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.actions import open_or_close_account
from gongjian.accounts.models import User
from gongjian.campaigns.actions import end_role
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.obstacles.actions import close
from gongjian.registers.rules import Manner, PermitMove
from gongjian.rounds.queries import on_desks, unattended
from gongjian.rounds.queries.desk import ROOMS
from gongjian.rounds.rules.unattended import Sort
from tests.house.plan import SRC
from tests.meetings.world import an_open_decision
from tests.obstacles.world import an_obstacle, escalated, in_hand, solved
from tests.registers.world import a_permit, a_register, moved
from tests.world import (
    NOON,
    a_campaign,
    a_change,
    a_duty,
    a_filed_list,
    a_person,
    a_project,
    a_report,
    a_signed_list,
    a_submitted_report,
    a_unit,
    a_writer,
    an_assignment,
    an_organisation,
    letters_of,
    noon,
    whoever,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    """Nothing is left alone here: the Office is complete and no ranking is due."""
    campaign = a_campaign()
    for role in (Role.ADMINISTRATOR, Role.CLERK, Role.DIRECTOR):
        a_person(role, campaign=campaign)
    return campaign


def left(campaign, sort=None, *, at=NOON):
    return [one for one in unattended(campaign, at=at) if sort in (None, one.sort)]


def keys(campaign, **more):
    return {one.key for one in left(campaign, **more)}


def closed(*people, at=NOON):
    by = a_person()
    for person in people:
        open_or_close_account(person, is_active=False, by=by, at=at, may=whoever)


def a_manned_unit(campaign):
    unit = a_unit(campaign)
    return unit, a_person(Role.REPORTER, at=unit)


def test_a_campaign_in_which_everybody_sits_leaves_nothing_alone(campaign):
    a_manned_unit(campaign)

    assert left(campaign) == []


def test_every_room_that_puts_things_on_desks_is_asked():
    there = {
        import_module(".".join(("gongjian", *path.relative_to(SRC).with_suffix("").parts))).on_desk
        for path in SRC.glob("*/queries/**/*.py")
        if "\ndef on_desk(" in path.read_text(encoding="utf-8")
    }

    assert there == set(ROOMS)


def test_whatever_lay_on_desks_is_left_alone_when_all_of_them_have_gone(campaign):
    unit, _ = a_manned_unit(campaign)
    a_person(Role.HEAD, at=unit)
    a_submitted_report(a_report(unit))
    a_signed_list(a_manned_unit(campaign)[0])
    a_change(a_manned_unit(campaign)[0])
    for make in (an_obstacle, in_hand, escalated, solved):
        make(campaign=campaign)
    an_open_decision(campaign)
    project = a_project(campaign, unit=unit)
    register = a_register(campaign, Manner.PERMITS)
    moved(a_permit(register, project, promised_days=1, at=noon(9, 1)), (PermitMove.APPLY, date(2026, 9, 1)))
    a_permit(register, project, apply_on=date(2026, 9, 9))
    before = {one.key for one in on_desks(campaign, at=NOON)}

    closed(*User.objects.all())

    assert {key.split(".")[0] for key in before} >= {"worklist", "registers", "reporting", "obstacles", "meetings"}  # fmt: skip
    told = {key.removesuffix(":without") for key in keys(campaign)}
    assert {key for key in before if key not in told and key.rpartition(":")[0] not in told} == set()


def test_what_a_living_person_can_settle_is_not_left_alone(campaign):
    a_report(a_manned_unit(campaign)[0])
    an_obstacle(campaign)
    in_hand(campaign=campaign)
    on_somebodys = {one.key for one in on_desks(campaign, at=NOON) if not one.fell}

    assert on_somebodys
    assert keys(campaign) & on_somebodys == set()


def test_a_head_alone_is_enough_for_a_unit_and_its_duties(campaign):
    unit = a_unit(campaign)
    a_person(Role.HEAD, at=unit)
    a_report(unit)

    assert left(campaign) == []


def test_a_unit_without_reporter_and_head_says_since_when(campaign):
    unit, reporter = a_manned_unit(campaign)

    closed(reporter, at=noon(9, 8))

    [found] = left(campaign, Sort.UNIT)
    assert (found.sort, found.since, found.args) == (Sort.UNIT, date(2026, 9, 8), (unit.pk,))
    assert str(unit) in str(found.title)


def test_an_ended_role_counts_like_a_closed_account(campaign):
    _, reporter = a_manned_unit(campaign)
    admin = a_person(Role.ADMINISTRATOR, campaign=campaign)

    end_role(reporter.role_assignments.get(), by=admin, at=noon(9, 9))

    assert [one.since for one in left(campaign, Sort.UNIT)] == [date(2026, 9, 9)]


def test_a_unit_in_which_nobody_ever_sat_has_no_day(campaign):
    a_unit(campaign)

    assert [one.since for one in left(campaign, Sort.UNIT)] == [None]


def test_a_report_that_waits_for_a_head_who_is_gone_names_the_role(campaign):
    report = a_submitted_report(a_report(a_manned_unit(campaign)[0]))

    [found] = left(campaign, Sort.DUTY)
    assert (str(found.title), found.page) == ("Sign off the report", "reporting:report")
    assert str(found.advice) == f"Give somebody a seat: head of unit at {report.unit}"


def test_obstacles_at_a_group_without_members_are_left_alone(campaign):
    new, taken = an_obstacle(campaign), in_hand(campaign=campaign)
    assert keys(campaign) == {f"obstacles.obstacle:{new.pk}:accept"}

    closed(taken.handler)

    assert keys(campaign) == {
        f"obstacles.obstacle:{new.pk}:accept",
        f"obstacles.obstacle:{taken.pk}:handle",
        f"obstacles.obstacle:{taken.pk}:without",
    }


def test_an_obstacle_whose_handler_left_is_named_though_the_group_still_has_members(campaign):
    obstacle = in_hand(campaign=campaign)
    a_person(Role.MEMBER, at=obstacle.group, campaign=campaign)

    closed(obstacle.handler, at=noon(9, 9))

    [found] = left(campaign)
    assert (found.sort, found.since) == (Sort.OBSTACLE, date(2026, 9, 9))


@pytest.mark.parametrize("how", ["closed", "without_roles"])
def test_a_leading_official_who_is_gone_leaves_obstacles_and_projects(campaign, how):
    obstacle = escalated(campaign=campaign)
    leader = obstacle.project.leading_official
    if how == "closed":
        closed(leader)
    else:
        end_role(leader.role_assignments.get(), by=a_person(Role.ADMINISTRATOR, campaign=campaign), at=NOON)

    assert {(one.sort, one.since) for one in left(campaign)} == {
        (Sort.OBSTACLE, NOON.date()),
        (Sort.PROJECT, NOON.date()),
    }


def test_an_obstacle_escalated_to_a_leading_official_whom_the_project_lost_is_left_alone(campaign):
    obstacle = escalated(campaign=campaign)
    project = obstacle.project
    project.leading_official = None
    project.save()

    assert keys(campaign) == {f"obstacles.obstacle:{obstacle.pk}:without"}


def test_a_closing_that_only_its_proposer_could_confirm_wants_a_second_person(campaign):
    closed(*User.objects.filter(role_assignments__role__in=[Role.CLERK, Role.DIRECTOR]))
    obstacle = solved(campaign=campaign)
    closed(*User.objects.filter(role_assignments__role=Role.REPORTER))
    an_assignment(obstacle.solved_by, Role.REPORTER, at=obstacle.unit, campaign=campaign)

    [found] = [one for one in left(campaign, Sort.DUTY) if one.key.endswith(":confirm")]
    assert "second person" in str(found.advice)

    other = a_person(Role.HEAD, at=obstacle.unit, campaign=campaign)
    assert found.key not in keys(campaign)
    close(obstacle, by=other, at=NOON, seen=obstacle.version)


def test_a_follow_up_of_a_unit_without_people_is_left_alone(campaign):
    decision = an_open_decision(campaign)
    closed(*User.objects.filter(role_assignments__organisation=decision.unit))

    assert f"meetings.decision:{decision.pk}:do" in keys(campaign)


def test_a_permit_waits_for_nobody_only_at_a_department_that_uses_the_system(campaign):
    stranger, user = (an_organisation(parent=campaign.organisation) for _ in range(2))
    handler = a_person(Role.REPORTER, at=user, campaign=campaign)
    register, project = a_register(campaign, Manner.PERMITS), a_project(campaign, unit=a_manned_unit(campaign)[0])  # fmt: skip
    for department in (stranger, user):
        permit = a_permit(register, project, department=department, promised_days=1, at=noon(9, 1))
        moved(permit, (PermitMove.APPLY, date(2026, 9, 1)))
    assert keys(campaign) == set()

    end_role(handler.role_assignments.get(), by=a_person(Role.ADMINISTRATOR, campaign=campaign), at=NOON)

    [found] = left(campaign)
    assert (found.page, found.sort) == ("registers:entry", Sort.DUTY)


def test_a_change_request_waits_for_a_head_who_does_not_exist(campaign):
    unit = a_unit(campaign)
    head = a_person(Role.HEAD, at=unit)
    change = a_change(unit)
    assert f"worklist.changerequest:{change.pk}:agree" not in keys(campaign)

    closed(
        *User.objects.filter(
            role_assignments__organisation=unit.organisation, role_assignments__role=Role.HEAD
        )
    )

    assert not User.objects.get(pk=head.pk).is_active
    assert f"worklist.changerequest:{change.pk}:agree" in keys(campaign)


def test_a_letter_waits_for_a_head_who_does_not_exist(campaign):
    unit, _ = a_manned_unit(campaign)
    a_filed_list(unit)
    [letter] = letters_of(campaign)
    closed(*User.objects.filter(role_assignments__role=Role.HEAD))

    assert f"worklist.letter:{letter.pk}:sign" in keys(campaign)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CLERK, Role.DIRECTOR])
def test_a_role_that_nobody_holds_is_named(campaign, role):
    closed(*User.objects.filter(role_assignments__role=role), at=noon(9, 9))

    [found] = left(campaign)
    assert (found.sort, found.since, str(found.title)) == (Sort.ROLE, date(2026, 9, 9), f"Nobody is {role.label}")  # fmt: skip


def test_a_ranking_that_is_due_needs_two_people_who_supervise_or_assess(campaign):
    a_duty(campaign, kind=ObligationKind.RANKING)
    a_person(Role.ASSESSOR, campaign=campaign)
    assert [one.sort for one in left(campaign)] == [Sort.ROLE]

    a_person(Role.SUPERVISOR, campaign=campaign)
    assert left(campaign) == []


def test_the_archive_leaves_nothing_alone_and_nothing_on_a_desk(campaign):
    a_unit(campaign)
    a_report(a_manned_unit(campaign)[0])
    assert on_desks(campaign, at=NOON)
    campaign.life = "archived"

    assert unattended(campaign, at=NOON) == []
    assert on_desks(campaign, at=NOON) == []


def test_three_and_thirty_take_the_same_number_of_questions(campaign):
    def asked(count):
        for _ in range(count):
            unit, _ = a_manned_unit(campaign)
            a_project(campaign, unit=unit, leader=a_person(Role.LEADER, campaign=campaign))
            for make in (an_obstacle, in_hand, escalated, solved):
                make(campaign=campaign)
            a_change(unit)
            an_open_decision(campaign)
        User.objects.exclude(role_assignments__role=Role.ADMINISTRATOR).update(is_active=False)
        with CaptureQueriesContext(connection) as few:
            found = left(campaign)
        return len(few), len(found)

    (few, some), (many, more) = asked(2), asked(8)

    assert more > some > 0
    assert many == few


def test_every_line_says_what_to_do_and_leads_somewhere(campaign):
    a_report(a_unit(campaign))
    a_writer(an_obstacle(campaign))
    closed(*User.objects.exclude(role_assignments__role=Role.DIRECTOR))

    found = left(campaign)
    assert found
    for one in found:
        assert all((str(one.title), str(one.detail), str(one.advice), one.page))
