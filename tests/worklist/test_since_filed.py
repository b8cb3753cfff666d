"""What only a change request can change is refused where it is written first, and shown beside what was filed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.models import LineOfWork
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Refused
from gongjian.worklist.actions.applying import apply_import
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.imports import take_in
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.rows import TypedRow, delete_rows, save_typed_rows
from gongjian.worklist.actions.signing import record_signature, sign_list
from gongjian.worklist.models import ListVersion
from gongjian.worklist.queries.since_filed import since_filed
from gongjian.worklist.rules.columns import ListColumn as C
from tests.intake.files import plain_xlsx
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_row,
    a_scan,
    a_signed_list,
    a_unit,
    noon,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def unit():
    return a_unit(a_campaign("county"), "县住建局")


@pytest.fixture
def clerk(unit):
    return a_clerk(unit.campaign)


@pytest.fixture
def later(unit, clerk):
    """The next version, begun behind a filed list of two rows."""
    version = a_list(unit, rows=0)
    LineOfWork.objects.filter(campaign=unit.campaign).update(code="QQ", name="重大前期工程")
    a_row(version, project_name="甲项目", name="完成征地", due_on=date(2026, 10, 30))
    a_row(version, project_name="甲项目", name="完成审批", due_on=date(2026, 10, 30))
    a_filed_list(version=version)
    return open_list(unit.campaign, unit.organisation, by=clerk, at=noon(9, 20))


def test_the_dry_run_of_a_file_refuses_a_day_that_was_filed_otherwise(unit, clerk, later):
    file = plain_xlsx([["甲项目", "完成征地", "11月15日"], ["甲项目", "完成审批", "10月30日"]])

    found = take_in(unit.campaign, unit.organisation, "清单.xlsx", file, by=clerk, at=noon(9, 20))

    (problem,) = found.outcome["problems"]
    assert (problem["row"], problem["letter"], problem["value"]) == (2, "C", "11月15日")
    assert "change request" in problem["accepted"]["text"]
    with pytest.raises(Refused, match="problems: 1"):
        apply_import(found, by=clerk, at=noon(9, 20))


def test_a_file_that_forgets_a_filed_item_does_not_drop_it(unit, clerk, later):
    file = plain_xlsx([["甲项目", "完成征地", "10月30日"], ["乙项目", "开工", "11月"]])

    found = take_in(unit.campaign, unit.organisation, "清单.xlsx", file, by=clerk, at=noon(9, 20))
    apply_import(found, by=clerk, at=noon(9, 20), drop_missing=True)

    assert (found.outcome["counts"]["missing"], found.outcome["counts"]["staying"]) == (1, 1)
    assert [note["value"] for note in found.outcome["notes"] if "is kept" in note["text"]["text"]] == [
        "完成审批"
    ]
    assert set(later.rows.values_list("name", flat=True)) == {"完成征地", "完成审批", "开工"}


def test_the_sheet_takes_no_other_day_of_a_filed_item_but_other_words(unit, clerk, later):
    row = later.rows.first()
    typed = {C.DUE_ON: "11月15日"}, {C.NAME: "全部完成征地"}

    first, second = (
        save_typed_rows(later, [TypedRow(row.key, values, row.version)], by=clerk, at=noon(9, 20))[0]
        for values in typed
    )

    assert [problem.column for problem in first.problems] == [C.DUE_ON]
    assert second.problems == ()


def test_the_row_of_a_filed_item_cannot_be_deleted_a_new_one_can(unit, clerk, later):
    row, new = later.rows.first(), a_row(later, name="新事")

    with pytest.raises(Refused, match="leave the list"):
        delete_rows(later, {row.key: row.version}, by=clerk, at=noon(9, 20))

    assert delete_rows(later, {new.key: new.version}, by=clerk, at=noon(9, 20)) == 1


def test_the_head_is_not_asked_to_sign_what_filing_would_refuse(unit, clerk, later):
    later.rows.update(due_on=date(2026, 11, 15))
    head = a_person(Role.HEAD, at=unit)

    with pytest.raises(Refused, match="change request"):
        sign_list(later, by=head, at=noon(9, 21), seen=later.version)
    with pytest.raises(Refused, match="change request"):
        record_signature(later, a_scan(), by=clerk, at=noon(9, 21), seen=later.version)


def test_a_list_that_was_signed_before_its_items_moved_is_still_refused_when_it_is_filed(unit, clerk, later):
    signed = a_signed_list(version=later)
    signed.rows.update(due_on=date(2026, 11, 15))

    with pytest.raises(Refused, match="change request"):
        file_list(signed, by=clerk, at=noon(9, 22), seen=signed.version)


def test_the_difference_says_what_is_new_said_otherwise_gone_and_unchanged(unit, later):
    first, second = later.rows.all()
    later.rows.filter(pk=first.pk).update(person="陈勉")
    later.rows.filter(pk=second.pk).delete()
    new = a_row(later, name="新事")

    since = since_filed(later)

    assert since.before.number == 1
    assert [(row.name, [cell[0] for cell in cells]) for row, cells in since.changed] == [
        ("完成征地", [C.PERSON])
    ]
    assert (since.new, [row.name for row in since.gone], since.unchanged) == ([new], ["完成审批"], 0)
    assert [(one.name, one.code) for one in since.refused] == [("完成审批", second.item_code)]


def test_what_is_filed_is_shown_beside_what_it_replaced_and_nothing_is_refused_of_it(unit, later):
    later.rows.update(person="陈勉")
    a_filed_list(version=later, at=noon(9, 22))
    filed = ListVersion.objects.get(pk=later.pk)

    since = since_filed(filed)

    assert (len(since.changed), since.refused) == (2, [])


def test_a_first_list_has_nothing_before_it(unit):
    since = since_filed(a_list(unit, rows=2))

    assert (since.before, len(since.new), since.refused) == (None, 2, [])


def test_the_page_to_sign_shows_what_holds_it_up_with_the_way_out_and_no_field_for_the_password(
    client, unit, later
):
    item = later.rows.first().item
    later.rows.filter(item=item).update(due_on=date(2026, 11, 15))
    browser = signed_in(client, a_person(Role.HEAD, at=unit))

    text = browser.get(f"/c/county/lists/{unit.organisation_id}/move/sign/").content.decode()

    assert f"/{item.code}/change/" in text
    assert 'type="password"' not in text

    later.rows.update(due_on=date(2026, 10, 30))
    assert (
        'type="password"'
        in browser.get(f"/c/county/lists/{unit.organisation_id}/move/sign/").content.decode()
    )


def test_the_difference_takes_as_many_questions_for_three_rows_as_for_thirty(
    unit, clerk, django_assert_num_queries
):

    version = a_list(unit, rows=3)
    a_filed_list(version=version)
    later = open_list(unit.campaign, unit.organisation, by=clerk, at=NOON)
    a_row(later)
    with CaptureQueriesContext(connection) as few:
        since_filed(later)
    for _ in range(30):
        a_row(later)

    with django_assert_num_queries(len(few)):
        since_filed(later)
