from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongjian.campaigns.actions import set_rulebook
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.queries import broken_links, last_number
from gongjian.reporting.actions import close_period, open_period, reopen, send_back, submit
from gongjian.reporting.models import Period, Report, ReportRow
from gongjian.reporting.permissions import may_write
from gongjian.reporting.queries import filings_at
from gongjian.reporting.rules import Filing
from gongjian.worklist.actions.items import rebaseline
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_duty,
    a_period,
    a_person,
    a_received_report,
    a_report,
    a_unit,
    a_writer,
    an_item,
    filled,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AFTER = noon(9, 16)


def test_opening_asks_every_unit_that_has_something_to_report_once():
    campaign = a_campaign()
    one, other, _idle = a_unit(campaign), a_unit(campaign), a_unit(campaign)
    items = [an_item(unit=one), an_item(unit=one), an_item(unit=other)]
    an_item(unit=other, starts_on=date(2026, 9, 14))  # begins after the days that are asked about

    period = a_period(campaign)

    assert {(row.report.unit_id, row.item_id) for row in ReportRow.objects.all()} == {
        (one.organisation_id, items[0].pk),
        (one.organisation_id, items[1].pk),
        (other.organisation_id, items[2].pk),
    }
    assert period.reports.count() == 2


def test_opening_twice_is_opening_once():
    campaign = a_campaign()
    an_item(campaign)
    period = a_period(campaign)
    before = last_number(campaign.pk)

    again = open_period(period.obligation, by=a_clerk(campaign), at=noon(9, 9))

    assert (again, Period.objects.count(), Report.objects.count()) == (period, 1, 1)
    assert last_number(campaign.pk) == before


def test_what_a_period_asked_under_which_rulebook_is_frozen():
    report = a_report()
    row, rulebook = report.rows.get(), report.period.rulebook
    director, seen = a_person(Role.DIRECTOR, campaign=report.campaign), rulebook.version if rulebook else 0

    set_rulebook(report.campaign, {}, note="stricter", by=director, at=NOON, seen=seen)
    rebaseline(
        row.item,
        replace(row.baseline.plan(), target=Decimal(70)),
        unit=report.unit,
        person="",
        reason="smaller",
        by=director,
        at=NOON,
        seen=row.item.version,
    )

    fresh = ReportRow.objects.select_related("report__period", "item__baseline").get(pk=row.pk)
    assert (fresh.report.period.rulebook, fresh.baseline) == (rulebook, row.baseline)
    assert (fresh.item.baseline.target, fresh.baseline.target) == (70, 100)


def test_items_that_are_done_are_not_asked_about_again():
    campaign = a_campaign()
    done, going = a_unit(campaign), a_unit(campaign)
    an_item(unit=going)
    a_received_report(a_report(done), value=100)

    later = a_period(campaign, date(2026, 9, 28))

    assert [report.unit_id for report in later.reports.all()] == [going.organisation_id]


def test_an_item_is_done_only_when_the_office_has_received_it():
    report = a_confirmed_report(value=100)

    later = a_period(report.campaign, date(2026, 9, 28))

    assert [row.previous for row in later.reports.get().rows.all()] == [100]


def test_only_a_report_in_the_list_opens_a_period():
    campaign = a_campaign()
    meeting = a_duty(campaign, kind=ObligationKind.BULLETIN)
    cancelled = a_duty(campaign, date(2026, 9, 28))
    cancelled.cancelled_at = NOON
    cancelled.save()

    for duty in (meeting, cancelled):
        with pytest.raises(Refused, match="Only a report in the list"):
            open_period(duty, by=None, at=NOON)
    with pytest.raises(NotAllowed):
        open_period(meeting, by=a_person(Role.OBSERVER, campaign=campaign), at=NOON)


def test_a_period_closes_after_its_cut_off_once():
    report = a_report()
    period, clerk = report.period, a_clerk(report.campaign)

    with pytest.raises(Refused, match="closes after its data cut-off"):
        close_period(period, by=clerk, at=noon(9, 15))
    with pytest.raises(NotAllowed):
        close_period(period, by=a_writer(report), at=AFTER)
    before = last_number(report.campaign_id)
    closed = close_period(period, by=clerk, at=AFTER)
    again = close_period(period, by=None, at=noon(9, 17))

    assert (closed.closed_at, again.closed_at) == (AFTER, AFTER)
    assert last_number(report.campaign_id) == before + 1


def test_after_the_close_nothing_is_handed_in():
    report = a_report()
    reporter = a_writer(report)
    filled(report, by=reporter)
    close_period(report.period, by=None, at=AFTER)

    with pytest.raises(Refused, match="This period is closed"):
        submit(report, by=reporter, at=AFTER)


def test_what_was_sent_back_may_come_again_after_the_close():
    report = a_confirmed_report()
    send_back(report, reason="the bills are missing", by=a_clerk(report.campaign), at=noon(9, 15))
    close_period(report.period, by=None, at=AFTER)

    again = submit(report, by=a_writer(report), at=noon(9, 17))

    assert again.submissions.count() == 2


def test_reopening_takes_a_reason_a_day_and_the_director():
    report = a_report()
    close_period(report.period, by=None, at=AFTER)
    director = a_person(Role.DIRECTOR, campaign=report.campaign)

    def ask(by=director, reason="a flood", until=date(2026, 9, 18)):
        return reopen(report, reason=reason, until=until, excuses=False, by=by, at=AFTER)

    with pytest.raises(NotAllowed, match="Only the director"):
        ask(by=a_clerk(report.campaign))
    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        ask(reason="  ")
    with pytest.raises(Refused, match="cannot be in the past"):
        ask(until=date(2026, 9, 15))
    before = last_number(report.campaign_id)
    reopening = ask()

    assert (reopening.approved_by, reopening.until) == (director, date(2026, 9, 18))
    assert (last_number(report.campaign_id), broken_links(report.campaign_id)) == (before + 1, [])


@pytest.mark.parametrize(("day", "open_"), [(16, True), (18, True), (19, False)])
def test_a_reopened_report_is_open_to_the_end_of_its_day(day, open_):
    report = a_report()
    reporter = a_writer(report)
    close_period(report.period, by=None, at=AFTER)
    director = a_person(Role.DIRECTOR, campaign=report.campaign)
    reopen(report, reason="a flood", until=date(2026, 9, 18), excuses=False, by=director, at=AFTER)
    report.refresh_from_db()

    assert bool(may_write(report, by=reporter, today=date(2026, 9, day))) == open_


@pytest.mark.parametrize(("excuses", "expected"), [(True, Filing.EXCUSED), (False, Filing.MISSED)])
def test_a_reopening_excuses_only_when_it_says_so_and_only_from_then_on(excuses, expected):
    report = a_report()
    director = a_person(Role.DIRECTOR, campaign=report.campaign)
    reopen(report, reason="a flood", until=date(2026, 9, 25), excuses=excuses, by=director, at=noon(9, 18))

    def stood(at):
        return filings_at(report.campaign, at)[0].filing

    assert [stood(noon(9, 17)), stood(noon(9, 19))] == [Filing.MISSED, expected]
