"""Reports on their way, in one word each."""

from decimal import Decimal

from gongjian.campaigns.rules import Role
from gongjian.reporting import actions
from gongjian.reporting.actions import RowDraft
from gongjian.reporting.models import Report
from gongjian.reporting.rules import Typed
from tests.world import a_clerk, a_person


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
