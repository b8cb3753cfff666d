"""The evening round: what happens by itself at the end of a day, once, however often it is asked."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations, role_holders, section_at
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.meetings.actions import plan_meetings, prepare_agendas
from gongjian.notices.actions import News, tell_all
from gongjian.obstacles.actions import propose_escalations
from gongjian.reporting.actions import close_period, open_period
from gongjian.reporting.models import Period, Report
from gongjian.reporting.rules import ReportingRules
from gongjian.rounds.models import EveningRound
from gongjian.standing.actions import bring_up_to_date


@transaction.atomic
def evening_round(campaign: Campaign, *, at: datetime) -> list[Period]:
    """Open the periods that are to open, close those whose cut-off has passed. Answers with the periods touched."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    touched = [*open_due(campaign, at=at), *close_over(campaign, at=at)]
    day = campaign.day_of(at)
    if not EveningRound.objects.filter(campaign=campaign, day=day).exists():
        EveningRound.objects.create(campaign=campaign, day=day, done_at=at)
        record(Text("ran the evening checks"), about=campaign, by=None, at=at, touched=len(touched), items=[])
    propose_escalations(campaign, at=at)
    plan_meetings(campaign, at=at)
    prepare_agendas(campaign, at=at)
    bring_up_to_date(campaign, at=at)
    return touched


def open_due(campaign: Campaign, *, at: datetime) -> list[Period]:
    """A period opens some working days before its due date, so that everybody finds it in the morning."""
    rules = read_section(ReportingRules, section_at(campaign, "reports", at))
    calendar, today = campaign.calendar(), campaign.day_of(at)
    waiting = obligations(campaign, ObligationKind.REPORT).filter(period=None).order_by("nominal_on")
    opened = [
        open_period(duty, by=None, at=at)
        for duty in waiting
        if calendar.workdays_between(today, duty.due_on) <= rules.open_workdays
    ]
    for period in opened:
        tell_units(period, at=at)
    return opened


def tell_units(period: Period, *, at: datetime) -> None:
    """Whoever writes a report finds in the inbox that it is open. Nothing leaves the house in the evening."""
    holders = role_holders(period.campaign)
    writers = {
        report: holders.first(Role.REPORTER, Role.HEAD, at=report.unit_id)
        for report in period.reports.select_related("unit")
    }
    people = User.objects.in_bulk({pk for here in writers.values() for pk in here})
    tell_all(
        (
            (news_of(report, period, at), [people[pk] for pk in sorted(here)])
            for report, here in writers.items()
        ),
        at=at,
    )


def news_of(report: Report, period: Period, at: datetime) -> News:
    campaign = period.campaign
    return News(
        campaign.pk,
        key=f"reporting.report:{report.pk}:opened",
        title=Text("The report of %(day)s is open", day=period.nominal_on),
        detail=Text("%(unit)s · due on %(day)s", unit=str(report.unit), day=period.due_on),
        page="reporting:report",
        args=(campaign.slug, str(period), report.unit_id),
        day=campaign.day_of(at),
    )


def close_over(campaign: Campaign, *, at: datetime) -> list[Period]:
    over = campaign.periods.filter(closed_at=None, cut_off_on__lt=campaign.day_of(at))
    return [close_period(period, by=None, at=at) for period in over.order_by("nominal_on")]
