"""A small world that has lived: something of everything that the ledger speaks of."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.accounts.actions import welcome_person
from gongjian.bulletins.actions import acknowledge, keep_file
from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role
from gongjian.meetings.actions import keep_paper
from gongjian.meetings.models import Decision, MeetingPaper
from gongjian.meetings.rules import PaperKind
from gongjian.obstacles.actions import Shown
from gongjian.obstacles.models import Obstacle
from gongjian.reading.uploads import CheckedFile
from gongjian.reporting.actions import attach_file, reopen
from gongjian.reporting.models import Report
from gongjian.rounds.actions import bear_witness
from gongjian.standing.actions import grant_hold
from gongjian.standing.rules import HoldReason
from gongjian.worklist.actions.changes import agree_to_change, grant_change
from gongjian.worklist.actions.letters import print_letters
from gongjian.worklist.models import ChangeRequest, Letter
from tests.meetings.world import a_decision, a_running_meeting
from tests.meetings.world import issued as issued_minutes
from tests.obstacles.world import an_obstacle
from tests.proved import written_down
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    PASSWORD,
    a_campaign,
    a_change,
    a_confirmed_report,
    a_draft,
    a_period,
    a_person,
    a_received_report,
    a_scan,
    a_target,
    a_unit,
    an_item,
    issued,
    letters_of,
    noon,
)

PAPER = CheckedFile("批复.pdf", "application/pdf", b"%PDF-1.7 the approval")


@dataclass
class Lived:
    campaign: Campaign
    other: Campaign
    report: Report
    letter: Letter
    bulletin: Bulletin
    minutes: MeetingPaper
    decision: Decision
    obstacle: Obstacle
    change: ChangeRequest


def a_lived_world() -> Lived:
    campaign, other = a_campaign(with_rhythm=True), a_campaign()
    units = [a_unit(campaign) for _ in range(3)]
    for name in ("张三", "李四"):
        welcome_person(f"{campaign.slug}-{name}", name=name, password=PASSWORD, by=None, at=noon(8, 25))

    change = granted(a_change(units[0], at=noon(9, 1)), units[0])
    letter = letters_of(campaign, at=noon(9, 3))[0]
    print_letters([letter], at=noon(9, 3))
    report = reported(campaign, units)
    bulletin = issued(a_draft(report.period))
    keep_file(bulletin, "pdf", at=AFTER_CUT_OFF)
    head = a_person(Role.HEAD, at=units[0])
    acknowledge(bulletin, units[0].organisation, by=head, at=AFTER_CUT_OFF)

    meeting = a_running_meeting(campaign)
    decision = a_decision(meeting)
    minutes = issued_minutes(meeting).papers.get(kind=PaperKind.MINUTES)
    keep_paper(minutes, "pdf", at=noon(9, 12))
    obstacle = an_obstacle(campaign, shown=Shown(file=a_scan("桥头.jpg")))
    hold(an_item(unit=units[0]))
    a_target(campaign)
    written_down(campaign, other)
    bear_witness(at=AFTER_CUT_OFF)
    return Lived(campaign, other, report, letter, bulletin, minutes, decision, obstacle, change)


def hold(item):
    director = a_person(Role.DIRECTOR, campaign=item.campaign)
    return grant_hold(item, kind=HoldReason.APPROVAL, reason="等批复", until=date(2026, 10, 1), by=director, at=NOON)  # fmt: skip


def granted(change, unit) -> ChangeRequest:
    at = noon(9, 2)
    change = agree_to_change(change, by=a_person(Role.HEAD, at=unit), at=at, seen=change.version)
    clerk = a_person(Role.DIRECTOR, campaign=change.campaign)
    return grant_change(change, reason="同意", by=clerk, at=at, seen=change.version)


def reported(campaign, units) -> Report:
    """One report is received, one is with the Office, one may come later."""
    for unit in units:
        an_item(unit=unit)
    period = a_period(campaign)
    report, second, late = (period.reports.get(unit=unit.organisation) for unit in units)
    reporter = a_person(Role.REPORTER, at=units[0])
    attach_file(report.rows.first(), PAPER, by=reporter, at=NOON - timedelta(hours=1))
    a_received_report(report)
    a_confirmed_report(second)
    director = a_person(Role.DIRECTOR, campaign=campaign)
    reopen(late, reason="停电", until=date(2026, 9, 30), excuses=True, by=director, at=NOON)
    return report
