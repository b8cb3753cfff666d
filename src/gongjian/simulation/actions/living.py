"""The simulated people of the demo: what they do on a day, always through the same verbs as everybody else."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from gongjian.accounts.models import User
from gongjian.bulletins import actions as bulletin_actions
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.queries import may_be_drafted
from gongjian.bulletins.rules import BulletinKind
from gongjian.kernel.calendar import WorkCalendar
from gongjian.reporting import actions as reporting_actions
from gongjian.reporting.models import Period, Report, ReportRow
from gongjian.reporting.queries import light_rules, report_rows, waiting_for_the_office
from gongjian.reporting.rules import State, Typed
from gongjian.simulation.actions.changing import handle_changes
from gongjian.simulation.actions.convening import live_meetings
from gongjian.simulation.actions.counting import live_registers
from gongjian.simulation.actions.drawing_up import draw_up_lists, kick_off
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.actions.obstructing import live_obstacles
from gongjian.simulation.actions.walking import draw_plans, mark_walked, set_standards, step_rules
from gongjian.simulation.rules.temperament import (
    HOLD_REASONS,
    SEND_BACK,
    Conduct,
    actual_share,
    conduct,
    forecast_for,
    value_for,
    words_for,
)
from gongjian.standing.actions import grant_hold
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import HoldReason
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Light, is_behind, share_of


def live_day(folk: Folk, day: date, *, calendar: WorkCalendar) -> None:
    """One working day: the Office opens the post, units report, bulletins go out. Nothing happens on days off."""
    if not calendar.is_workday(day):
        return
    for occasion in (prepare, live_registers, live_obstacles, live_meetings, receive_reports):
        with folk.attempt(occasion.__name__, day):
            occasion(folk, day)
    issue_bulletins(folk, day)
    acknowledge_bulletins(folk, day)
    for period in folk.campaign.periods.filter(closed_at=None).order_by("nominal_on"):
        write_reports(folk, period, day, calendar=calendar)
    mend_reports(folk, day)


def prepare(folk: Folk, day: date) -> None:
    """The campaign's first phase: the plan, the lists, the letters; then the steps, and requests to change what was filed."""
    if day == folk.campaign.starts_on:
        set_standards(folk, day)
    if day < folk.kick_off_on:
        draw_up_lists(folk, day)
    elif day == folk.kick_off_on:
        kick_off(folk, day)
    elif day == folk.calendar.add_workdays(folk.kick_off_on, 1):
        draw_plans(folk, day)
    else:
        handle_changes(folk, day)


def write_reports(folk: Folk, period: Period, day: date, *, calendar: WorkCalendar) -> None:
    rules = step_rules(folk, day)
    reports = Report.objects.filter(period=period, state=State.OPEN).select_related("unit", "campaign")
    for report in reports.order_by("pk"):
        report.period = period
        number = folk.numbers[report.unit_id]
        planned = conduct(SEED, number, period.nominal_on)
        if planned.submits and planned_day(period, planned, calendar) == day:
            with folk.attempt(f"report of {report.unit}", day):
                write_report(folk, report, number, planned, at=folk.moment(day, planned.minute))
                if not planned.idle:
                    mark_walked(folk, report.unit_id, day, rules, minute=planned.minute + 1)


def planned_day(period: Period, planned: Conduct, calendar: WorkCalendar) -> date:
    if planned.workday >= 0:
        return calendar.add_workdays(period.due_on, planned.workday)
    day = period.due_on - timedelta(days=1)
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def write_report(folk: Folk, report: Report, number: int, planned: Conduct, *, at: datetime) -> None:
    reporter, head = folk.people[f"unit{number:02}"], folk.people[f"head{number:02}"]
    rows = report_rows(report)
    drafts = {row.item_id: reporting_actions.RowDraft(typed_for(row, planned), row.version) for row in rows}
    reporting_actions.save_rows(report, drafts, by=reporter, at=at)
    report = reporting_actions.submit(report, by=reporter, at=at + timedelta(minutes=2))
    if report.state == State.SUBMITTED:
        reporting_actions.confirm(report, by=head, at=at + timedelta(minutes=25))


def typed_for(row: ReportRow, planned: Conduct) -> Typed:
    """What the reporter types; a careless one forgets nothing that the form insists on."""
    code, facts, rules = row.item.code, row.facts(), light_rules(row.report.period)
    value = facts.previous or 0 if planned.idle else value_for(SEED, code, facts)
    same = value == (facts.previous or 0)
    share = share_of(facts.measure, value, facts.plan)  # type: ignore[arg-type]
    behind = is_behind(facts.plan, share, on=facts.measured_on, rules=rules)
    cause, next_step = words_for(SEED, code) if behind else ("", "")
    return Typed(
        value=None if same else value,  # type: ignore[arg-type]
        unchanged=same,
        cause=cause,
        next_step=next_step,
        forecast=forecast_for(SEED, code, facts, actual_share(SEED, code, facts)),
    )


def receive_reports(folk: Folk, day: date) -> None:
    """The Office receives what came in, and sends back what does not add up."""
    office, at = folk.people["office"], folk.moment(day, 20)
    waiting = list(waiting_for_the_office(folk.campaign).select_related("campaign"))
    wrong = [report for report in waiting if looks_wrong(report, folk.numbers[report.unit_id])]
    reporting_actions.receive([report for report in waiting if report not in wrong], by=office, at=at)
    for report in wrong:
        reason = Random(f"{SEED} reason {report.pk}").choice(SEND_BACK)
        reporting_actions.send_back(report, reason=reason, by=office, at=at + timedelta(minutes=15))


def looks_wrong(report: Report, number: int) -> bool:
    planned = conduct(SEED, number, report.period.nominal_on)
    return planned.careless and report.submissions.count() == 1


def mend_reports(folk: Folk, day: date) -> None:
    """What was sent back comes again on the same day, except from those who never hurry."""
    back = Report.objects.filter(campaign=folk.campaign, state=State.SENT_BACK).select_related(
        "campaign", "period", "unit"
    )
    for report in back.order_by("pk"):
        number = folk.numbers[report.unit_id]
        if number % 4 == 0 and report.submissions.filter(ended_at__date=day).exists():
            continue
        with folk.attempt(f"report of {report.unit}", day):
            mend_report(folk, report, number, at=folk.moment(day, 330))


def mend_report(folk: Folk, report: Report, number: int, *, at: datetime) -> None:
    reporter, head = folk.people[f"unit{number:02}"], folk.people[f"head{number:02}"]
    report = reporting_actions.submit(report, by=reporter, at=at)
    if report.state == State.SUBMITTED:
        reporting_actions.confirm(report, by=head, at=at + timedelta(minutes=20))


def issue_bulletins(folk: Folk, day: date) -> None:
    """On the working day after the cut-off the Office and the supervisors each issue their bulletin."""
    people = folk.people
    for kind, drafter, approver in (
        (BulletinKind.PROGRESS, "office", "director"),
        (BulletinKind.RANKING, "supervisor", "assessor"),
    ):
        for period in may_be_drafted(folk.campaign, kind, folk.moment(day, 0)):
            with folk.attempt(f"{kind} bulletin", day):
                issue_bulletin(period, kind, people[drafter], people[approver], at=folk.moment(day, 60))
                if kind == BulletinKind.PROGRESS:
                    grant_holds(folk, at=folk.moment(day, 200))


def issue_bulletin(
    period: Period, kind: BulletinKind, drafter: User, approver: User, *, at: datetime
) -> Bulletin:
    bulletin = bulletin_actions.draft(period, kind, by=drafter, at=at)
    bulletin = bulletin_actions.propose(
        bulletin, by=drafter, at=at + timedelta(minutes=30), seen=bulletin.version
    )
    bulletin = bulletin_actions.approve(
        bulletin, by=approver, at=at + timedelta(minutes=60), seen=bulletin.version
    )
    return bulletin_actions.issue(bulletin, by=approver, at=at + timedelta(minutes=65), seen=bulletin.version)


def grant_holds(folk: Folk, *, at: datetime) -> None:
    """The director accepts the reasons of two items that lag most and have none yet."""
    lagging = [one for one in standings_at(folk.campaign, at) if one.light == Light.SERIOUS]
    worst = sorted(lagging, key=lambda one: (one.gap, one.code))[:2]
    for number, one in enumerate(worst):
        grant_hold(
            Item.objects.get(pk=one.item),
            kind=(HoldReason.PLANNING, HoldReason.APPROVAL)[number],
            reason=HOLD_REASONS[number],
            until=folk.campaign.day_of(at) + timedelta(days=25),
            by=folk.people["director"],
            at=at,
        )


def acknowledge_bulletins(folk: Folk, day: date) -> None:
    """Most units acknowledge on the day after the issue."""
    fresh = Bulletin.objects.filter(campaign=folk.campaign).issued().filter(acknowledgements=None)
    for bulletin in fresh.filter(issued_at__lt=folk.moment(day, 0)).order_by("pk"):
        for unit in folk.campaign.units.select_related("organisation"):
            number = folk.numbers[unit.organisation_id]
            if number % 9 != 4:
                with folk.attempt(f"acknowledgement of {unit}", day):
                    said_by, at = folk.people[f"unit{number:02}"], folk.moment(day, 30 + number)
                    bulletin_actions.acknowledge(bulletin, unit.organisation, by=said_by, at=at)


def days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)
