from decimal import Decimal

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.queries import last_number
from gongjian.reporting.actions import RowDraft, mark_rest_unchanged, save_rows
from gongjian.reporting.models import ReportRow
from gongjian.reporting.rules import Typed
from gongjian.worklist.rules import Forecast
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_item,
    filled,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def typed(value, **words):
    return Typed(value=Decimal(value), **words)


def values(report):
    return [row.value for row in ReportRow.objects.filter(report=report).order_by("position")]


def test_what_is_typed_is_kept_with_who_and_when_and_the_ledger_does_not_hear_of_drafts():
    report = a_report()
    row, reporter, before = report.rows.get(), a_writer(report), last_number(report.campaign_id)
    draft = typed("12.345", cause="rain", next_step="two shifts", forecast=Forecast.LATE, decrease_reason="-")

    versions = save_rows(report, {row.item_id: RowDraft(draft, row.version)}, by=reporter, at=NOON)

    row.refresh_from_db()
    assert row.typed() == Typed(Decimal("12.34"), False, "rain", "two shifts", Forecast.LATE, "-")
    assert (row.touched_by, row.touched_at, row.version) == (reporter, NOON, 2)
    assert (versions, last_number(report.campaign_id)) == ({row.item_id: 2}, before)


def test_who_is_overtaken_is_told_by_whom_and_nothing_is_saved():
    report = a_report(items=2)
    one, other = report.rows.all()
    colleague, reporter = a_writer(report), a_writer(report)
    theirs = typed(30, cause="rain", next_step="two shifts")
    save_rows(report, {one.item_id: RowDraft(theirs, one.version)}, by=colleague, at=NOON)

    drafts = {row.item_id: RowDraft(typed(40), row.version) for row in (one, other)}
    with pytest.raises(Outdated) as conflict:
        save_rows(report, drafts, by=reporter, at=NOON)

    assert [str(change) for change in conflict.value.changed] == [
        f"{colleague} wrote for “{one.item.name}”: 30 rain two shifts"
    ]
    assert values(report) == [30, None]


def test_the_others_no_change_is_named_too():
    report = a_report()
    row = report.rows.get()
    mark_rest_unchanged(report, by=a_writer(report), at=NOON)

    with pytest.raises(Outdated) as conflict:
        save_rows(report, {row.item_id: RowDraft(typed(40), 1)}, by=a_writer(report), at=NOON)

    assert "no change" in str(conflict.value.changed[0])


def test_the_same_words_again_are_no_conflict():
    report = a_report()
    row, reporter = report.rows.get(), a_writer(report)

    for _ in range(2):
        save_rows(report, {row.item_id: RowDraft(typed(40), 1)}, by=reporter, at=NOON)

    assert values(report) == [40]


def test_one_account_at_two_desks_does_not_overwrite_itself_unknowingly():
    report = a_report()
    row, reporter = report.rows.get(), a_writer(report)
    save_rows(report, {row.item_id: RowDraft(typed(30), 1)}, by=reporter, at=NOON)

    with pytest.raises(Outdated):
        save_rows(report, {row.item_id: RowDraft(typed(40), 1)}, by=reporter, at=NOON)

    assert values(report) == [30]


def test_colleagues_who_type_into_different_rows_do_not_meet():
    report = a_report(items=2)
    one, other = report.rows.all()

    save_rows(report, {one.item_id: RowDraft(typed(30), 1)}, by=a_writer(report), at=NOON)
    save_rows(report, {other.item_id: RowDraft(typed(40), 1)}, by=a_writer(report), at=NOON)

    assert values(report) == [30, 40]


def test_items_of_another_report_are_not_written():
    campaign = a_campaign()
    an_item(unit=a_unit(campaign))
    report = a_report(a_unit(campaign))
    foreign = ReportRow.objects.exclude(report=report).get()

    kept = save_rows(report, {foreign.item_id: RowDraft(typed(1), 1)}, by=a_writer(report), at=NOON)

    foreign.refresh_from_db()
    assert (kept, foreign.value) == ({}, None)


def test_no_change_for_all_answers_only_for_rows_that_are_still_blank():
    report = a_report(items=3)
    first = report.rows.first()
    reporter = a_writer(report)
    save_rows(report, {first.item_id: RowDraft(typed(30), 1)}, by=reporter, at=NOON)

    assert mark_rest_unchanged(report, by=reporter, at=NOON) == 2
    assert [row.unchanged for row in report.rows.order_by("position")] == [False, True, True]
    assert mark_rest_unchanged(report, by=reporter, at=NOON) == 0


@pytest.mark.parametrize("role", [Role.CLERK, Role.DIRECTOR, Role.OBSERVER, Role.ADMINISTRATOR, Role.LEADER])
def test_nobody_but_the_unit_writes_its_report(role):
    report = a_report()
    stranger = a_person(role, campaign=report.campaign)

    with pytest.raises(NotAllowed, match="Only a reporter of"):
        filled(report, by=stranger)


def test_a_submitted_report_is_not_written():
    report = a_submitted_report()

    with pytest.raises(Refused, match="has been submitted"):
        filled(report)
    with pytest.raises(NotAllowed):
        mark_rest_unchanged(report, by=a_clerk(report.campaign), at=NOON)
