"""Nothing falls between the desks: whatever is open lies with somebody living, what is overdue with the Office too."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.actions import open_or_close_account
from gongjian.campaigns.actions import end_role
from gongjian.campaigns.rules import Role
from gongjian.notices.rules import Pile
from gongjian.obstacles.actions import accept
from gongjian.registers.rules import Manner, PermitMove
from gongjian.reporting.actions import close_period, reopen
from gongjian.rounds.queries import due_digests, on_desks
from tests.meetings.world import an_open_decision
from tests.obstacles.world import a_group, a_kind, a_member, an_obstacle, escalated, in_hand
from tests.registers.world import a_permit, a_register, moved
from tests.world import (
    NOON,
    a_campaign,
    a_person,
    a_project,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_organisation,
    noon,
    whoever,
)

pytestmark = pytest.mark.django_db
LATER = noon(10, 30)


@pytest.fixture
def campaign():
    campaign = a_campaign()
    for role in (Role.ADMINISTRATOR, Role.CLERK, Role.DIRECTOR):
        a_person(role, campaign=campaign)
    return campaign


@pytest.fixture
def clerk(campaign):
    return campaign.role_assignments.get(role=Role.CLERK).person


def desk(person, campaign, *, at=NOON):
    """What lies there, by the last word of its key."""
    found = on_desks(campaign, at=at, person=person)
    return {one.key.removesuffix(":watched").split(":")[-1].split("-")[0]: one for one in found}


def gone(person, *, at=NOON):
    open_or_close_account(person, is_active=False, by=a_person(), at=at, may=whoever)


def test_what_a_handler_leaves_falls_to_the_whole_group_and_says_so(campaign, clerk):
    obstacle = in_hand(campaign=campaign)
    other = a_member(obstacle)
    assert desk(other, campaign) == {}

    gone(obstacle.handler)

    fell = desk(other, campaign)["handle"]
    assert str(fell.fell) == f"{obstacle.handler} handles it and is no longer there"
    assert "handle" not in desk(clerk, campaign)


def test_what_a_whole_group_leaves_falls_to_the_office_with_what_is_to_be_done(campaign, clerk):
    obstacle = in_hand(campaign=campaign)
    end_role(obstacle.handler.role_assignments.get(), by=campaign.role_assignments.first().person, at=NOON)

    fell = desk(clerk, campaign)["handle"]
    assert str(fell.fell) == f"{obstacle.handler} handles it and is no longer there"
    untouched = an_obstacle(campaign, kind=a_kind(campaign, group=a_group(campaign, "政策处理组")))
    assert str(desk(clerk, campaign)["accept"].fell) == "Give somebody a seat: group member at 政策处理组"
    assert clerk.pk in due_digests(campaign, at=noon(9, 11))
    accept(untouched, by=a_member(untouched), at=NOON, seen=untouched.version)
    assert "accept" not in desk(clerk, campaign)


def test_what_waits_for_a_leading_official_who_is_gone_falls_to_the_office(campaign, clerk):
    obstacle = escalated(campaign=campaign)
    official = obstacle.project.leading_official
    assert "settle" not in desk(clerk, campaign)

    gone(official)

    assert str(desk(clerk, campaign)["settle"].fell) == f"It waits for {official}, who is no longer there"


def test_what_only_a_head_can_do_falls_to_the_office_where_there_is_no_head(campaign, clerk):
    unit = a_unit(campaign)
    report = a_submitted_report(a_report(unit))
    head = a_person(Role.HEAD, at=unit)
    assert "confirm" not in desk(clerk, campaign)

    gone(head)

    assert (
        str(desk(clerk, campaign)["confirm"].fell) == f"Give somebody a seat: head of unit at {report.unit}"
    )


def test_without_an_office_the_administrators_catch_it():
    campaign = a_campaign()
    admin = a_person(Role.ADMINISTRATOR, campaign=campaign)
    an_obstacle(campaign)
    campaign.role_assignments.filter(role=Role.CLERK).update(ended_at=NOON)

    assert desk(admin, campaign)["accept"].fell


def test_a_decision_of_an_organisation_without_people_falls_to_the_office(campaign, clerk):
    decision = an_open_decision(campaign)
    for assignment in campaign.role_assignments.filter(organisation=decision.unit).select_related("person"):
        gone(assignment.person)

    assert desk(clerk, campaign)["do"].fell


def test_what_is_overdue_lies_with_the_office_too_and_names_who_has_it(campaign, clerk):
    obstacle = in_hand(campaign=campaign)
    assert "handle" not in desk(clerk, campaign)

    late = desk(clerk, campaign, at=LATER)["handle"]
    assert (late.pile, late.held_by) == (Pile.OVERDUE, {obstacle.handler_id})
    assert desk(obstacle.handler, campaign, at=LATER)["handle"].pile == Pile.OWED


def test_nobody_is_reminded_of_what_others_are_late_with(campaign, clerk):
    in_hand(campaign=campaign, at=noon(9, 1))

    keys = {line.thing.key for line in due_digests(campaign, at=noon(9, 9)).get(clerk.pk, ())}
    assert {key for key in keys if "watched" in key} == set()


def test_what_the_office_itself_is_late_with_lies_there_once(campaign, clerk):
    report = a_submitted_report(a_report(a_unit(campaign)))
    a_writer(report, Role.HEAD)
    director = campaign.role_assignments.get(role=Role.DIRECTOR).person

    keys = [one.key for one in on_desks(campaign, at=LATER, person=director)]
    assert len(keys) == len({key.removesuffix(":watched") for key in keys})


def test_a_permit_past_its_limit_lies_with_its_department_with_approvals_and_with_the_office(campaign, clerk):
    group, department = a_group(campaign), a_unit(campaign)
    register = a_register(campaign, Manner.PERMITS, group=group)
    project = a_project(campaign, unit=a_unit(campaign))
    permit = a_permit(register, project, department=department.organisation, promised_days=3, at=noon(9, 1))
    moved(permit, (PermitMove.APPLY, date(2026, 9, 1)), (PermitMove.ACCEPT, date(2026, 9, 2)))
    handler = a_person(Role.REPORTER, at=department)
    member = a_person(Role.MEMBER, at=group, campaign=campaign)

    in_time, past = noon(9, 4), noon(9, 8)
    assert desk(handler, campaign, at=in_time)["handle"].due_on == date(2026, 9, 7)
    assert desk(member, campaign, at=in_time) == {}
    assert desk(handler, campaign, at=past)["handle"].pile == Pile.OWED
    for watcher in (member, clerk):
        late = desk(watcher, campaign, at=past)["handle"]
        assert (late.pile, late.held_by) == (Pile.OVERDUE, {handler.pk})


def test_a_permit_at_a_department_that_is_not_here_lies_with_approvals_else_with_the_office(campaign, clerk):
    group = a_group(campaign)
    register = a_register(campaign, Manner.PERMITS, group=group)
    permit = a_permit(register, a_project(campaign), department=an_organisation("省林业局"), promised_days=3, at=noon(9, 1))  # fmt: skip
    moved(permit, (PermitMove.APPLY, date(2026, 9, 1)))
    assert str(desk(clerk, campaign)["handle"].fell) == "省林业局 has nobody here"

    member = a_person(Role.MEMBER, at=group, campaign=campaign)

    assert str(desk(member, campaign)["handle"].fell) == "省林业局 has nobody here"
    assert desk(clerk, campaign)["handle"].pile == Pile.OVERDUE


def test_a_refused_permit_comes_back_to_the_unit(campaign):
    project = a_project(campaign)
    unit = a_person(Role.REPORTER, at=project.unit, campaign=campaign)
    permit = a_permit(a_register(campaign, Manner.PERMITS), project, at=noon(9, 1))
    moved(permit, (PermitMove.APPLY, date(2026, 9, 1)), (PermitMove.REFUSE, date(2026, 9, 2)))

    assert desk(unit, campaign)["again"].pile == Pile.SENT_BACK


def test_a_report_that_is_open_again_lies_with_its_unit_until_its_last_day(campaign):
    report = a_report(a_unit(campaign))
    reporter = a_writer(report)
    close_period(report.period, by=None, at=noon(9, 16))
    assert "fill_in" not in desk(reporter, campaign, at=noon(9, 17))

    director = campaign.role_assignments.get(role=Role.DIRECTOR).person
    reopen(report, reason="停电", until=date(2026, 9, 21), excuses=True, by=director, at=noon(9, 17))

    assert desk(reporter, campaign, at=noon(9, 17))["fill_in"].due_on == date(2026, 9, 21)
    assert "fill_in" not in desk(reporter, campaign, at=noon(9, 22))


def test_everybodys_desk_is_what_the_whole_says_of_that_person(campaign):
    obstacle = in_hand(campaign=campaign)
    a_member(obstacle)
    a_submitted_report(a_report(a_unit(campaign)))
    escalated(campaign=campaign)
    whole = on_desks(campaign, at=LATER)

    for assignment in campaign.role_assignments.filter(ended_at=None).select_related("person"):
        mine = {one.key for one in on_desks(campaign, at=LATER, person=assignment.person)}
        assert mine == {one.key for one in whole if assignment.person_id in one.people}, assignment


def test_thirty_overdue_things_cost_the_office_no_more_questions_than_three(campaign, clerk):
    group = a_group(campaign)
    kind = a_kind(campaign, group=group)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = on_desks(campaign, at=LATER, person=clerk)
        return len(found), len(queries)

    def more(count):
        for _ in range(count):
            an_obstacle(campaign, kind=kind)

    more(3)
    few = asked()
    more(27)
    many = asked()

    assert (few[0], many[0]) == (3, 30)
    assert few[1] == many[1] < 60
