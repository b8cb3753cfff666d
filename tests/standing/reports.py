"""Reports on their way, in one word each."""

from datetime import date, timedelta
from decimal import Decimal

from gongjian.campaigns.rules import Role
from gongjian.reporting import actions
from gongjian.reporting.actions import RowDraft
from gongjian.reporting.models import Report
from gongjian.reporting.rules import Typed
from tests.world import (
    a_campaign,
    a_clerk,
    a_period,
    a_person,
    a_project,
    a_report,
    a_target,
    a_unit,
    an_item,
    noon,
)


def confirmed(report, value, *, at, forecast=None):
    """The unit says the same value of each of its items, and its head stands by it."""
    head = a_person(Role.HEAD, at=report.unit, campaign=report.campaign)
    typed = Typed(
        value=Decimal(value),
        cause="rain",
        next_step="pumps",
        forecast=forecast,
        decrease_reason="counted again",
    )
    drafts = {row.item_id: RowDraft(typed, row.version) for row in report.rows.all()}
    actions.save_rows(report, drafts, by=head, at=at)
    actions.submit(Report.objects.get(pk=report.pk), by=head, at=at)
    return actions.confirm(Report.objects.get(pk=report.pk), by=head, at=at)


def received(report, *, at):
    return actions.receive([Report.objects.get(pk=report.pk)], by=a_clerk(report.campaign), at=at)


def sent_back(report, *, at):
    return actions.send_back(
        Report.objects.get(pk=report.pk), reason="look again", by=a_clerk(report.campaign), at=at
    )


def a_reported_campaign():
    """Two units with two items each, one leading official, some of it reported."""
    campaign = a_campaign()
    leader = a_person(Role.LEADER, campaign=campaign)
    units = [a_unit(campaign) for _ in range(2)]
    target = a_target(campaign)
    for place, unit in enumerate(units):
        project = a_project(campaign, unit=unit, leader=leader if place else None)
        for days in (30, 60):
            due = date(2026, 9, 1) + timedelta(days=days)
            an_item(project=project, unit=unit, due_on=due, targets=(target,) if place else ())
    report = a_report(units[0], period=a_period(campaign), items=0)
    confirmed(report, 40, at=noon(9, 11))
    return campaign
