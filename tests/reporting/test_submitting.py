from datetime import date
from decimal import Decimal

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Incomplete, NotAllowed, Refused
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import broken_links, last_number
from gongjian.reporting import actions
from gongjian.reporting.models import Figure
from gongjian.reporting.queries import figures_at, filings_at
from gongjian.reporting.rules import Filing, State, Typed
from gongjian.worklist.models import Baseline
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_period,
    a_received_report,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_item,
    filled,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def counting(report, at):
    return {item: figure.value for item, figure in figures_at(report.campaign, at).items()}


def test_a_report_that_lacks_something_is_refused_field_by_field():
    report = a_report(items=3)
    blank, behind, fine = report.rows.all()
    reporter = a_writer(report)
    for row, value in ((behind, 0), (fine, 50)):
        draft = actions.RowDraft(typed=Typed(value=Decimal(value)), seen=row.version)
        actions.save_rows(report, {row.item_id: draft}, by=reporter, at=NOON)

    with pytest.raises(Incomplete) as lacking:
        actions.submit(report, by=reporter, at=NOON)

    assert {name: str(text) for name, text in lacking.value.problems.items()} == {
        f"{blank.item_id}-value": "Enter a value, or choose “no change”.",
        f"{behind.item_id}-cause": "The item has fallen behind. Enter the cause.",
        f"{behind.item_id}-next_step": "The item has fallen behind. Enter the next step.",
    }
    report.refresh_from_db()
    assert (report.state, report.submissions.count()) == (State.OPEN, 0)


def test_figures_are_known_from_the_heads_confirmation_and_accepted_at_the_receipt():
    report = a_submitted_report(value=50)
    item, head, clerk = report.rows.get().item_id, a_writer(report, Role.HEAD), a_clerk(report.campaign)
    assert (report.state, Figure.objects.count()) == (State.SUBMITTED, 0)

    report = actions.confirm(report, by=head, at=noon(9, 11))
    known = Figure.objects.get()
    [report] = actions.receive([report], by=clerk, at=noon(9, 12))
    accepted = Figure.objects.get()

    assert (known.known_at, known.accepted_at, known.measured_on) == (noon(9, 11), None, date(2026, 9, 13))
    assert (accepted.accepted_at, report.state) == (noon(9, 12), State.RECEIVED)
    assert [counting(report, noon(9, day)) for day in (10, 11)] == [{}, {item: 50}]


def test_a_unit_that_does_without_its_head_reaches_the_office_at_once():
    report = a_submitted_report(unit=a_unit(a_campaign(), head_confirms=False))

    assert (report.state, Figure.objects.get().known_at) == (State.CONFIRMED, NOON)


def test_figures_stop_counting_when_sent_back_and_only_from_then_on():
    report = a_received_report(value=50)
    item = report.rows.get().item_id

    report = actions.send_back(report, reason="no bills", by=a_clerk(report.campaign), at=noon(9, 14))

    assert [counting(report, noon(9, day)) for day in (13, 14, 15)] == [{item: 50}, {}, {}]
    assert (report.state, report.submissions.get().ended_because) == (State.SENT_BACK, "no bills")


def test_the_first_time_stays_when_a_report_is_sent_back_and_comes_again():
    report = a_confirmed_report(at=noon(9, 11))
    actions.send_back(report, reason="no bills", by=a_clerk(report.campaign), at=noon(9, 14))

    again = a_submitted_report(report, value=55, at=noon(9, 18))
    actions.confirm(again, by=a_writer(report, Role.HEAD), at=noon(9, 18))

    [row] = filings_at(report.campaign, noon(9, 20))
    assert (row.filing, row.first.number, row.first.submitted_at) == (Filing.ON_TIME, 1, noon(9, 11))


def test_what_was_taken_back_before_it_left_the_unit_is_no_first_time():
    report = a_submitted_report(at=noon(9, 11))
    actions.take_back(report, by=a_writer(report), at=noon(9, 11))
    a_confirmed_report(report, at=noon(9, 14))

    [row] = filings_at(report.campaign, noon(9, 20))

    assert (row.filing, row.first.number) == (Filing.LATE, 2)


def test_a_slow_head_does_not_make_a_reporter_late():
    report = a_submitted_report(at=noon(9, 11))
    actions.confirm(report, by=a_writer(report, Role.HEAD), at=noon(9, 15))

    assert [filings_at(report.campaign, noon(9, day))[0].filing for day in (14, 20)] == [
        Filing.OVERDUE,
        Filing.ON_TIME,
    ]


def test_a_report_on_time_but_empty_is_shown_as_such():
    report = a_report()
    reporter = a_writer(report)
    filled(report, 0, by=reporter)
    Baseline.objects.update(starts_on=date(2026, 9, 13))

    report = actions.submit(report, by=reporter, at=NOON)
    actions.confirm(report, by=a_writer(report, Role.HEAD), at=NOON)

    [row] = filings_at(report.campaign, noon(9, 12))
    assert (row.filing, row.empty) == (Filing.ON_TIME, True)


def test_values_are_carried_into_a_period_that_has_opened_already():
    report = a_report()
    later = a_period(report.campaign, date(2026, 9, 28))
    assert later.reports.get().rows.get().previous is None

    a_confirmed_report(report, value=50)

    assert later.reports.get().rows.get().previous == 50


def test_a_head_who_confirms_after_the_cut_off_makes_the_unit_miss_the_report_for_good():
    report = a_submitted_report(at=noon(9, 10))
    actions.confirm(report, by=a_writer(report, Role.HEAD), at=noon(9, 16))

    for later in (noon(9, 16), noon(10, 1)):
        assert filings_at(report.campaign, later)[0].filing == Filing.MISSED


def test_an_older_report_that_comes_late_replaces_neither_newer_values_nor_what_was_submitted():
    first = a_confirmed_report(value=50)
    unit, campaign = first.campaign.units.get(), first.campaign
    second = a_report_of(unit, a_period(campaign, date(2026, 9, 28), at=noon(9, 23)))
    actions.send_back(first, reason="again", by=a_clerk(campaign), at=noon(9, 23))
    a_confirmed_report(second, value=60, at=noon(9, 24))
    third = a_report_of(unit, a_period(campaign, date(2026, 10, 13), at=noon(10, 8)))
    assert third.rows.get().previous == 60

    a_confirmed_report(first, value=40, at=noon(10, 8), decrease_reason="a mistake")

    assert third.rows.get().previous == 60
    assert second.rows.get().previous == 50


def a_report_of(unit, period):
    return period.reports.get(unit=unit.organisation_id)


def test_the_head_returns_a_report_to_the_reporter_with_a_reason():
    report = a_submitted_report()
    head = a_writer(report, Role.HEAD)

    with pytest.raises(Refused, match="Give the reason for sending the report back"):
        actions.decline(report, reason=" ", by=head, at=NOON)
    report = actions.decline(report, reason="check item 1", by=head, at=NOON)

    assert (report.state, Figure.objects.count()) == (State.SENT_BACK, 0)
    assert report.submissions.get().ended_because == "check item 1"


def test_receiving_many_is_all_or_nothing():
    one = a_confirmed_report()
    other = a_second_report(one)

    with pytest.raises(Refused):
        actions.receive([one, other], by=a_clerk(one.campaign), at=NOON)

    one.refresh_from_db()
    assert one.state == State.CONFIRMED


def a_second_report(report):
    unit = a_unit(report.campaign)
    an_item(unit=unit)
    return a_period(report.campaign, date(2026, 9, 28)).reports.get(unit=unit.organisation)


def verbs():
    def give(move):
        return lambda report, by: getattr(actions, move)(report, by=by, at=NOON)

    def give_with_reason(move):
        return lambda report, by: getattr(actions, move)(report, reason="why", by=by, at=NOON)

    return {
        "submit": (lambda: filled(a_report()), Role.REPORTER, give("submit")),
        "take_back": (a_submitted_report, Role.REPORTER, give("take_back")),
        "confirm": (a_submitted_report, Role.HEAD, give("confirm")),
        "decline": (a_submitted_report, Role.HEAD, give_with_reason("decline")),
        "receive": (
            a_confirmed_report,
            Role.CLERK,
            lambda report, by: actions.receive([report], by=by, at=NOON)[0],
        ),
        "send_back": (a_received_report, Role.CLERK, give_with_reason("send_back")),
    }


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_leaves_one_entry_and_the_chain_holds(verb):
    make, role, give = verbs()[verb]
    report = make()
    by, before = a_writer(report, role), last_number(report.campaign_id)

    give(report, by)

    entry = Entry.objects.filter(campaign_id=report.campaign_id).latest("number")
    assert last_number(report.campaign_id) == before + 1
    assert (entry.actor_id, entry.subject) == (by.pk, f"reporting.report:{report.pk}")
    assert broken_links(report.campaign_id) == []


def test_a_refused_verb_leaves_no_trace():
    report = a_confirmed_report()
    before = last_number(report.campaign_id)

    with pytest.raises(NotAllowed):
        actions.receive([report], by=a_writer(report), at=NOON)

    assert last_number(report.campaign_id) == before
