"""What needs no words is done on the desk, and one stays there."""

from datetime import date

import pytest
from django.test import Client

from gongjian.bulletins.models import Acknowledgement
from gongjian.campaigns.rules import Role
from gongjian.meetings.actions import Proof, report_done
from gongjian.meetings.rules import FollowUpState
from gongjian.obstacles.rules import ObstacleState
from gongjian.registers.rules import Manner, PermitMove, PermitState
from gongjian.reporting.rules import State
from gongjian.worklist.rules.changes import ChangeState
from tests.meetings.world import an_open_decision
from tests.obstacles.world import a_member, an_obstacle, solved
from tests.obstacles.world import a_reporter as a_reporter_held_up
from tests.registers.world import a_permit, a_register, moved
from tests.world import (
    a_campaign,
    a_change,
    a_clerk,
    a_draft,
    a_person,
    a_received_report,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_assignment,
    an_organisation,
    issued,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


def buttons(person, campaign):
    page = signed_in(Client(), person).get(f"/c/{campaign.slug}/desk/")
    bundles = [one for stretch in page.context["agenda"].stretches for one in stretch.bundles]
    return [one.press for bundle in bundles for one in bundle.things if one.press]


def pressed(person, campaign, verb):
    """The one button with these words is pressed, and the same desk comes back."""
    (press,) = [one for one in buttons(person, campaign) if str(one.verb) == verb]
    here = f"/c/{campaign.slug}/desk/"
    answer = signed_in(Client(), person).post(press.url, {"back": here, **dict(press.sends)})
    assert (answer.status_code, answer["Location"]) == (302, here)
    assert verb not in [str(one.verb) for one in buttons(person, campaign)]


def stands_on(campaign, month, day):
    campaign.clock.at = campaign.clock.set_at = noon(month, day)
    campaign.clock.save()


def after(row):
    row.refresh_from_db()
    return row


def test_a_head_signs_off_the_report():
    report = a_submitted_report()

    pressed(a_writer(report, Role.HEAD), report.campaign, "Sign off")

    assert after(report).state == State.CONFIRMED


def test_a_group_accepts_an_obstacle_and_whoever_pressed_handles_it():
    obstacle = an_obstacle()
    member = a_member(obstacle)

    pressed(member, obstacle.campaign, "Accept for handling")

    assert after(obstacle).state == ObstacleState.IN_HAND
    assert obstacle.handler == member


def test_the_other_side_confirms_that_an_obstacle_is_out_of_the_way():
    obstacle = solved()

    pressed(a_reporter_held_up(obstacle), obstacle.campaign, "Confirm closing")

    assert after(obstacle).state == ObstacleState.CLOSED


def test_the_office_confirms_that_a_decision_is_carried_out():
    decision = an_open_decision()
    reporter = a_person(Role.REPORTER, at=decision.unit, campaign=decision.campaign)
    stands_on(decision.campaign, 9, 14)
    proof = Proof(words="已完成", reference="县政府专题会议纪要")
    report_done(decision, proof, by=reporter, at=noon(9, 12), seen=decision.version)

    pressed(a_clerk(decision.campaign), decision.campaign, "Confirm it is done")

    assert after(decision).state == FollowUpState.DONE


def test_a_head_agrees_to_a_change():
    unit = a_unit(a_campaign())
    change = a_change(unit)

    pressed(a_person(Role.HEAD, at=unit), unit.campaign, "Agree")

    assert after(change).state == ChangeState.AGREED


def test_a_unit_acknowledges_a_bulletin():
    report = a_received_report()
    bulletin = issued(a_draft(report.period))

    pressed(a_writer(report), report.campaign, "Acknowledge")

    assert Acknowledgement.objects.get().bulletin == bulletin


def test_who_writes_for_two_units_says_on_the_page_for_which():
    report = a_received_report()
    issued(a_draft(report.period))
    writer = a_writer(report)
    an_assignment(writer, Role.REPORTER, at=a_unit(report.campaign))

    assert "Acknowledge" not in [str(one.verb) for one in buttons(writer, report.campaign)]


def test_a_department_accepts_an_application_today():
    campaign = a_campaign()
    department = a_unit(campaign)
    permit = a_permit(a_register(campaign, Manner.PERMITS), department=department.organisation)
    moved(permit, (PermitMove.APPLY, date(2026, 9, 10)))

    pressed(a_person(Role.REPORTER, at=department), campaign, "Accept for handling")

    assert after(permit).stage == PermitState.ACCEPTED
    assert permit.marks.order_by("-number").first().on == date(2026, 9, 10)


def test_what_fell_to_the_office_has_no_button_that_would_be_refused():
    campaign = a_campaign()
    nobody = an_organisation(parent=campaign.organisation)
    permit = a_permit(a_register(campaign, Manner.PERMITS), department=nobody)
    moved(permit, (PermitMove.APPLY, date(2026, 9, 10)))
    report = a_submitted_report(a_report(campaign=campaign))

    assert report.state == State.SUBMITTED
    assert buttons(a_clerk(campaign), campaign) == []
