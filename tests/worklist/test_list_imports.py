"""A file comes in: nothing is written before somebody applies it, then all of it, and it can be taken back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjian.campaigns.models import LineOfWork
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.ops.tasks import read_list_file
from gongjian.worklist.actions import imports
from gongjian.worklist.actions.applying import apply_import, undo_import
from gongjian.worklist.actions.imports import remap, take_in
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.rows import TypedRow, delete_rows, save_typed_rows
from gongjian.worklist.models import ListImport, ListRow, ListVersion
from gongjian.worklist.papers.list_sheet import list_sheet, template, whole_sheet
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import ListColumn as C
from tests.intake.files import messy_xlsx, plain_xlsx
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, noon

pytestmark = pytest.mark.django_db
ROWS = [["甲项目", "完成征地", "9月底"], ["甲项目", "完成审批", "10月底"], ["乙项目", "开工", "11月"]]


@pytest.fixture
def unit():
    campaign = a_campaign()
    LineOfWork.objects.create(campaign=campaign, code="QQ", name="重大前期工程", position=1)
    return a_unit(campaign, "县住建局")


@pytest.fixture
def reporter(unit):
    return a_person(Role.REPORTER, at=unit)


def brought(unit, content, *, by, name="清单.xlsx", at=NOON):
    return take_in(unit.campaign, unit.organisation, name, content, by=by, at=at)


def applied(unit, content, *, by, **more):
    return apply_import(brought(unit, content, by=by), by=by, at=NOON, **more)


def the_list(unit):
    return ListVersion.objects.get(campaign=unit.campaign, unit=unit.organisation)


def names(unit):
    return list(the_list(unit).rows.values_list("project_name", "name"))


def counts(import_):
    return {name: count for name, count in import_.outcome["counts"].items() if count and name != "reckoning"}


def test_a_dry_run_says_what_is_new_and_writes_no_row(unit, reporter):
    found = brought(unit, plain_xlsx(ROWS), by=reporter)

    assert counts(found) == {"new": 3}
    first = found.outcome["reckoning"][0]["columns"][0]
    assert (first["letter"], first["heading"], first["column"]) == ("A", "项目名称", "project_name")
    assert not ListRow.objects.exists()


def test_a_messy_county_file_becomes_the_list(unit, reporter):
    found = applied(unit, messy_xlsx(), by=reporter)

    assert names(unit) == [
        ("城东安置小区", "完成征地"),
        ("城东安置小区", "完成审批"),
        ("绿道二期", "全线贯通"),
    ]
    first, second, third = the_list(unit).rows.all()
    assert (first.total_investment, first.measure, first.target) == (15000, Measure.QUANTITY, 60)
    assert first.supporting_units == "县自然资源局"
    assert (second.project_code, second.item_code) == ("QQ-001", "QQ-001-2")
    assert (third.due_on, third.measure) == (date(2026, 11, 26), Measure.INVESTMENT)
    assert [note["row"] for note in found.outcome["notes"] if "hidden" in note["text"]["text"]] == [9]


def test_a_problem_names_its_cell_and_nothing_is_applied_while_there_is_one(unit, reporter):
    found = brought(unit, plain_xlsx([*ROWS, ["丙项目", "拖", "月底"]]), by=reporter)

    (problem,) = found.outcome["problems"]
    assert (problem["sheet"], problem["row"], problem["letter"], problem["value"]) == (
        "Sheet",
        5,
        "C",
        "月底",
    )
    assert "9月底前" in problem["accepted"]["text"]
    with pytest.raises(Refused, match="problems: 1"):
        apply_import(found, by=reporter, at=NOON)
    assert not ListRow.objects.exists()


def test_changes_are_shown_cell_by_cell_and_missing_rows_stay_unless_somebody_says_otherwise(unit, reporter):
    applied(unit, plain_xlsx(ROWS), by=reporter)
    second = plain_xlsx([["甲项目", "完成征地", "10月15日"], ["丁项目", "新事", "11月"]])

    found = brought(unit, second, by=reporter)

    assert counts(found) == {"new": 1, "changed": 1, "missing": 2}
    assert found.outcome["shown"][0]["cells"] == [["due_on", "2026-09-30", "2026-10-15"]]
    apply_import(found, by=reporter, at=NOON)
    assert len(names(unit)) == 4
    applied(unit, second, by=reporter, drop_missing=True)
    assert names(unit) == [("甲项目", "完成征地"), ("丁项目", "新事")]


def test_applying_is_one_entry_in_the_ledger_and_happens_once(unit, reporter):
    found = applied(unit, plain_xlsx(ROWS), by=reporter)

    said = [entry.verb.msgid for entry in Entry.objects.filter(campaign_id=unit.campaign.pk)]
    assert sum("applied the file" in verb for verb in said) == 1
    with pytest.raises(Refused, match="already been applied"):
        apply_import(found, by=reporter, at=NOON)


def test_a_list_that_has_changed_since_is_read_anew_first(unit, reporter):
    early, late = (brought(unit, plain_xlsx(rows), by=reporter) for rows in (ROWS, ROWS[:2]))
    apply_import(late, by=reporter, at=NOON)

    with pytest.raises(Refused, match="changed since the file was read"):
        apply_import(early, by=reporter, at=NOON)
    again = remap(early, {}, by=reporter, at=NOON)
    assert counts(apply_import(again, by=reporter, at=NOON)) == {"new": 1, "unchanged": 2}


def test_an_applied_file_can_be_taken_back_whole(unit, reporter):
    applied(unit, plain_xlsx(ROWS), by=reporter)
    before = [*the_list(unit).rows.values()]
    found = applied(
        unit,
        plain_xlsx([["甲项目", "完成征地", "10月15日"], ["丁项目", "新", "11月"]]),
        by=reporter,
        drop_missing=True,
    )

    undo_import(found, by=reporter, at=noon(9, 11))

    def told(rows):
        return [{name: value for name, value in row.items() if name != "id"} for row in rows]

    assert sorted(told(the_list(unit).rows.values()), key=str) == sorted(told(before), key=str)
    with pytest.raises(Refused, match="nothing to undo"):
        undo_import(found, by=reporter, at=noon(9, 11))


def test_who_may_not_bring_a_list_learns_nothing_of_how_a_file_stands(unit, reporter):
    other = a_person(Role.REPORTER, at=a_unit(unit.campaign))
    found = applied(unit, plain_xlsx(ROWS), by=reporter)
    for verb in (apply_import, undo_import):  # it is applied
        with pytest.raises(NotAllowed):
            verb(found, by=other, at=NOON)

    undo_import(found, by=reporter, at=NOON)

    with pytest.raises(NotAllowed):
        undo_import(found, by=other, at=NOON)


def test_what_was_changed_afterwards_cannot_be_taken_back(unit, reporter):
    found = applied(unit, plain_xlsx(ROWS), by=reporter)
    row = the_list(unit).rows.first()
    save_typed_rows(
        the_list(unit), [TypedRow(row.key, {C.REMARK: "难点"}, row.version)], by=reporter, at=NOON
    )

    with pytest.raises(Refused, match="changed since the file was applied"):
        undo_import(found, by=reporter, at=NOON)


def test_codes_are_never_given_again(unit, reporter):
    found = applied(unit, plain_xlsx(ROWS), by=reporter)
    assert list(the_list(unit).rows.values_list("item_code", flat=True)) == [
        "QQ-001-1",
        "QQ-001-2",
        "QQ-002-1",
    ]
    undo_import(found, by=reporter, at=NOON)

    applied(unit, plain_xlsx(ROWS[:1]), by=reporter)

    assert list(the_list(unit).rows.values_list("item_code", flat=True)) == ["QQ-003-1"]


def test_a_choice_of_columns_is_remembered_for_the_unit(unit, reporter):
    content = plain_xlsx([["甲", "乙", "9月底", "x"]], ("项目名称", "要做的事", "完成时限", "备注"))
    found = brought(unit, content, by=reporter)
    assert counts(found)["problems"] == 2

    assert counts(remap(found, {"要做的事": "name"}, by=reporter, at=NOON)) == {"new": 1}
    assert counts(brought(unit, content, by=reporter)) == {"new": 1}


def test_a_file_without_a_heading_says_what_it_needs(unit, reporter):
    found = brought(unit, plain_xlsx([["a", "b", "c"]], ("x", "y", "z")), by=reporter)

    assert "项目名称" in found.outcome["refused"]["text"]
    with pytest.raises(Refused, match="has not been read"):
        apply_import(found, by=reporter, at=NOON)


def test_a_large_file_is_read_by_a_worker(unit, reporter, monkeypatch):
    monkeypatch.setattr(imports, "LARGE_PACKAGE", 10)
    found = brought(unit, plain_xlsx(ROWS), by=reporter)
    assert found.outcome is None

    read_list_file.call(found.pk)

    found = ListImport.objects.get(pk=found.pk)
    assert (counts(found), found.read_rows, found.all_rows) == ({"new": 3}, 3, 3)


def test_strangers_bring_nothing_and_the_office_brings_it_for_anybody(unit):
    other = a_person(Role.REPORTER, at=a_unit(unit.campaign))

    with pytest.raises(NotAllowed):
        brought(unit, plain_xlsx(ROWS), by=other)
    with pytest.raises(NotAllowed):
        take_in(unit.campaign, None, "a.xlsx", plain_xlsx(ROWS), by=other, at=NOON)
    assert counts(brought(unit, plain_xlsx(ROWS), by=a_clerk(unit.campaign))) == {"new": 3}


def test_the_office_brings_the_lists_of_several_units_in_one_file(unit):
    other, clerk = a_unit(unit.campaign, "县水利局"), a_clerk(unit.campaign)
    rows = [
        ["甲", "一", "9月底", "县住建局"],
        ["乙", "二", "10月底", "县水利局"],
        ["丙", "三", "11月", "某局"],
    ]
    head = ("项目名称", "攻坚事项", "完成时限", "责任单位")

    wrong = take_in(unit.campaign, None, "a.xlsx", plain_xlsx(rows, head), by=clerk, at=NOON)
    assert [problem["column"] for problem in wrong.outcome["problems"]] == ["unit"]
    right = take_in(unit.campaign, None, "a.xlsx", plain_xlsx(rows[:2], head), by=clerk, at=NOON)
    apply_import(right, by=clerk, at=NOON)

    assert (names(unit), names(other)) == ([("甲", "一")], [("乙", "二")])
    whole = whole_sheet(unit.campaign, [the_list(unit), the_list(other)], at=NOON)
    assert counts(take_in(unit.campaign, None, "a.xlsx", whole, by=clerk, at=NOON)) == {"unchanged": 2}


def test_a_list_that_is_signed_or_filed_takes_no_file(unit, reporter):
    version = open_list(unit.campaign, unit.organisation, by=reporter, at=NOON)
    ListVersion.objects.filter(pk=version.pk).update(
        state="signed", signed_at=NOON, signed_by=reporter, fingerprint="0" * 64, paper="0" * 64
    )

    with pytest.raises(Refused, match="signed by the head"):
        brought(unit, plain_xlsx(ROWS), by=reporter)


def test_a_blank_template_holds_no_row(unit, reporter):
    found = brought(unit, template(unit.campaign, unit.organisation, at=NOON), by=reporter)

    assert counts(found) == {}


cells = st.text(st.characters(codec="utf-8"), max_size=30)
typed = st.fixed_dictionaries(
    {
        C.PROJECT_NAME: cells.map(lambda text: f"项目{text}"),
        C.NAME: cells.map(lambda text: f"事项{text}"),
        C.DUE_ON: st.sampled_from(["9月底前", "2026-10-31", "11月上旬"]),
        C.TARGET: st.sampled_from(["", "13个", "0.5%", "1.5亿元", "60%"]),
        C.STEPS: st.sampled_from(["", "按月均衡"]),
        C.REMARK: st.sampled_from(["=1+1", "+x", "-", "@a", "小计", "注：x", "一、", "0012", "1.0", "9月"])
        | cells,
        C.SCALE: cells,
        C.PERSON: cells,
        C.TOTAL_INVESTMENT: st.sampled_from(["", "0", "0.01", "999999999.99"]),
        C.WEIGHT: st.sampled_from(["", "0.5", "999.99"]),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(typed, min_size=1, max_size=5))
def test_an_exported_list_comes_back_unchanged(unit, reporter, rows):
    version = open_list(unit.campaign, unit.organisation, by=reporter, at=NOON)
    version.rows.all().delete()
    drafts = [TypedRow(f"new-{number}", row) for number, row in enumerate(rows)]
    saved = save_typed_rows(version, drafts, by=reporter, at=NOON)
    written = sum(not one.problems for one in saved)

    found = brought(unit, list_sheet(the_list(unit), at=NOON), by=reporter)

    assert counts(found) == ({"unchanged": written} if written else {})


def test_rows_are_typed_checked_and_deleted(unit, reporter):
    version = open_list(unit.campaign, unit.organisation, by=reporter, at=NOON)
    good = TypedRow("new-1", {C.PROJECT_NAME: "甲", C.NAME: "一", C.DUE_ON: "9月底前"})
    bad = TypedRow("new-2", {C.PROJECT_NAME: "乙", C.NAME: "二", C.DUE_ON: "月底"})

    first, second = save_typed_rows(version, [good, bad], by=reporter, at=NOON)

    assert (first.version, first.words[C.DUE_ON], first.words[C.ITEM_CODE]) == (1, "2026-09-30", "QQ-001-1")
    assert [problem.column for problem in second.problems] == [C.DUE_ON]
    row = version.rows.get()
    (again,) = save_typed_rows(version, [TypedRow(row.key, {C.DUE_ON: "10月"}, 1)], by=reporter, at=NOON)
    assert (again.version, again.words[C.DUE_ON]) == (2, "2026-10-31")
    with pytest.raises(Outdated) as overtaken:
        save_typed_rows(version, [TypedRow(row.key, {C.DUE_ON: "11月"}, 1)], by=reporter, at=NOON)
    assert "2026-10-31" in str(overtaken.value.changed[0])
    with pytest.raises(Outdated):
        delete_rows(version, {row.key: 1}, by=reporter, at=NOON)
    assert delete_rows(version, {row.key: 2}, by=reporter, at=NOON) == 1
