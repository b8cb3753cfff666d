"""Whoever wrote any of a report neither confirms nor receives it, where somebody else can."""

import pytest

from gongjian.campaigns.queries import role_holders
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed
from gongjian.ledger.models import Entry
from gongjian.reporting import actions
from gongjian.reporting.models import Report, Submission
from gongjian.reporting.permissions import may
from gongjian.reporting.queries import on_desk
from gongjian.reporting.rules import Move, State
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_period,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_assignment,
    an_item,
    filled,
    noon,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def by_its_head(report, head):
    report = actions.submit(filled(report, 50, by=head), by=head, at=NOON)
    assert report.state == State.SUBMITTED
    return report


def test_a_head_who_handed_it_in_does_not_confirm_it_while_the_unit_has_another():
    report = a_report()
    head, other = (
        a_writer(report, Role.HEAD),
        a_person(Role.HEAD, at=report.unit, campaign=report.campaign, name="罗青"),
    )
    report = by_its_head(report, head)

    with pytest.raises(NotAllowed, match="罗青"):
        actions.confirm(report, by=head, at=noon(9, 11))

    assert actions.confirm(report, by=other, at=noon(9, 11)).state == State.CONFIRMED


def test_a_head_who_typed_one_row_wrote_part_of_it():
    report = a_report(items=2)
    head, other = a_writer(report, Role.HEAD), a_person(Role.HEAD, at=report.unit, campaign=report.campaign)
    report = filled(report, 50, by=a_writer(report))
    report.rows.filter(pk=report.rows.first().pk).update(touched_by=head)
    report = actions.submit(report, by=a_writer(report), at=NOON)

    assert not may(Move.CONFIRM, report, by=head)
    assert may(Move.CONFIRM, report, by=other)


def test_a_unit_with_one_head_goes_without_a_second_person_and_its_report_says_so():
    report = a_report()
    head = a_writer(report, Role.HEAD)

    actions.confirm(by_its_head(report, head), by=head, at=noon(9, 11))

    assert Submission.objects.get(report=report).by_its_writer
    assert "without a second person" in str(Entry.objects.latest("pk").verb)


def test_a_report_with_two_people_says_nothing_of_the_kind():
    assert not Submission.objects.get(report=a_confirmed_report()).by_its_writer


def test_who_wrote_or_confirmed_a_report_as_its_unit_does_not_receive_it_as_the_office():
    report = a_confirmed_report()
    campaign, other = report.campaign, a_clerk(report.campaign)
    head = Submission.objects.get(report=report).confirmed_by
    an_assignment(head, Role.CLERK, campaign=campaign)

    with pytest.raises(NotAllowed, match="Those who wrote any part of it"):
        actions.receive([report], by=head, at=noon(9, 12))

    assert actions.receive([report], by=other, at=noon(9, 12))[0].state == State.RECEIVED


def test_receiving_all_leaves_ones_own_to_a_colleague_and_names_it(client):
    campaign = a_campaign()
    mine, theirs = a_unit(campaign, "县住建局"), a_unit(campaign, "县水利局")
    for unit in (mine, theirs):
        an_item(campaign, unit=unit)
    period = a_period(campaign)
    own, other = (
        a_confirmed_report(Report.objects.get(period=period, unit=unit.organisation))
        for unit in (mine, theirs)
    )
    head = Submission.objects.get(report=own).confirmed_by
    an_assignment(head, Role.CLERK, campaign=campaign)
    a_clerk(campaign)

    page = signed_in(client, head).post(f"/c/{campaign.slug}/reports/{period}/receive/", follow=True)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (State.CONFIRMED, State.RECEIVED)
    assert "Left for a colleague, because you wrote part of it: 县住建局" in page.content.decode()


def test_it_lies_on_the_desk_of_those_who_may():
    report = a_report()
    head, other = a_writer(report, Role.HEAD), a_person(Role.HEAD, at=report.unit, campaign=report.campaign)
    by_its_head(report, head)

    [task] = [
        one
        for one in on_desk(report.campaign, at=NOON, holders=role_holders(report.campaign))
        if one.key.endswith("confirm")
    ]

    assert task.people == frozenset({other.pk})
    assert a_submitted_report().state == State.SUBMITTED
