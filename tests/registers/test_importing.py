"""A register goes out as Excel and comes back: all of it, or nothing."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import apply_import, remap, take_in, take_or_leave, undo_import
from gongjian.registers.models import RegisterEntry, StageMark
from gongjian.registers.papers import blank_form, register_sheet
from gongjian.registers.queries import counts_on, permits_of
from gongjian.registers.rules import Manner, PermitMove, PermitState
from gongjian.worklist.models import Project
from tests.registers.world import KIND, a_household, a_permit, a_register, a_reporter, marked, moved
from tests.world import NOON, a_campaign, a_person, a_project, a_unit, an_organisation, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def project(campaign):
    return a_project(campaign, unit=a_unit(campaign), code="UR-001")


@pytest.fixture
def register(campaign):
    return a_register(campaign, unit_of_quantity="m²", fields=(KIND,))


def a_file(*rows, title="征收台账"):
    book = openpyxl.Workbook()
    book.active.append([title])
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


HEAD = ["序号", "项目编号", "户号", "面积", "当前阶段", "日期", "房屋性质"]


def brought(register, project, content, *, by=None, at=NOON):
    return take_in(register, "户.xlsx", content, by=by or a_reporter(project), at=at)


def said(import_):
    return [
        (one["row"], one["letter"], str(Text.from_json(one["text"]))) for one in import_.outcome["problems"]
    ]


def test_a_list_of_households_comes_in(register, project):
    content = a_file(
        HEAD,
        [1, project.code, "1-01", 120.5, "已签约", date(2026, 9, 3), "住宅"],
        [2, None, "1-02", 80, "已腾空", date(2026, 9, 8), "住宅"],
        [3, None, "1-03", 200, None, None, "非住宅"],
        ["合计", None, None, 400.5],
    )

    import_ = brought(register, project, content)
    assert import_.outcome["counts"] == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "problems": 0,
        "notes": 0,
        "reckoning": 1,
    }
    assert not RegisterEntry.objects.exists()
    apply_import(import_, by=import_.uploaded_by, at=NOON)

    assert list(RegisterEntry.objects.values_list("name", "stage", "quantity")) == [
        ("1-01", "signed", Decimal("120.5")),
        ("1-02", "vacated", Decimal(80)),
        ("1-03", "", Decimal(200)),
    ]
    before = counts_on(register, RegisterEntry.objects.all(), date(2026, 9, 5), at=NOON)[project.pk]
    assert (before.whole.things, before.at("signed").things) == (3, 1)


def test_every_problem_says_where_it_stands_and_nothing_is_written(register, project):
    other = a_project(register.campaign, unit=a_unit(register.campaign))
    content = a_file(
        HEAD,
        [1, project.code, "1-01", "很多", "已签约", date(2026, 9, 3), "宫殿"],
        [2, other.code, "1-02", 80, "已搬走", None, "住宅"],
        [3, project.code, "330382198001011234", 80, None, date(2027, 1, 1), ""],
        [4, project.code, "1-01", 80, None, None, ""],
    )

    import_ = brought(register, project, content)

    assert [(row, letter) for row, letter, _ in said(import_)] == [
        (3, "G"),
        (3, "D"),
        (4, "B"),
        (4, "E"),
        (5, "C"),
        (5, "F"),
        (6, "C"),
    ]
    with pytest.raises(Refused, match="problems: 7"):
        apply_import(import_, by=import_.uploaded_by, at=NOON)
    assert not RegisterEntry.objects.exists()


def test_what_went_out_comes_back_row_by_row(register, project):
    first = marked(a_household(register, project, name="1-01", quantity=Decimal(100), at=noon(9, 1)), "signed", on=date(2026, 9, 3), at=noon(9, 3))  # fmt: skip
    second = a_household(register, project, name="1-02", at=noon(9, 1))
    book = openpyxl.load_workbook(BytesIO(register_sheet(register, RegisterEntry.objects.all(), at=NOON)))
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows() if any(cell.value == "项目名称" for cell in row))
    places = {cell.value: cell.column for cell in head if cell.value}
    assert page.column_dimensions["A"].hidden
    same = head[0].row + 1
    assert page.cell(same, places["户编号"]).value == "1-01"
    page.cell(same + 1, places["户编号"]).value = "1-02附"
    page.cell(same + 1, places["当前阶段"]).value = "已签约"
    page.cell(same + 1, places["阶段日期"]).value = date(2026, 9, 9)
    kept = BytesIO()
    book.save(kept)

    import_ = brought(register, project, kept.getvalue())
    assert import_.outcome["counts"] == {
        "new": 0,
        "changed": 1,
        "unchanged": 1,
        "problems": 0,
        "notes": 0,
        "reckoning": 0,
    }
    apply_import(import_, by=import_.uploaded_by, at=NOON)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.version, second.name, second.stage, second.stage_on) == (
        2,
        "1-02附",
        "signed",
        date(2026, 9, 9),
    )


def test_whoever_goes_back_is_marked_by_hand(register, project):
    marked(a_household(register, project, name="1-01"), "vacated")

    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 1, "已签约", None, "住宅"]))

    assert said(import_) == [(3, "E", "Give the reason for going back to an earlier stage.")]


def test_a_file_is_not_written_over_what_has_changed_since(register, project):
    household = a_household(register, project, name="1-01")
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 9, "已签约", None, "住宅"]))
    marked(household, "signed")

    with pytest.raises(Refused, match="changed since"):
        apply_import(import_, by=import_.uploaded_by, at=NOON)


def test_a_file_is_applied_once(register, project):
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 9, None, None, "住宅"]))
    apply_import(import_, by=import_.uploaded_by, at=NOON)

    with pytest.raises(Refused, match="already"):
        apply_import(import_, by=import_.uploaded_by, at=NOON)


def test_strangers_bring_no_files_and_apply_none(register, project):
    stranger = a_person(Role.REPORTER, at=a_unit(register.campaign))
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 9, None, None, "住宅"]))

    with pytest.raises(NotAllowed):
        take_in(register, "x.xlsx", a_file(HEAD), by=stranger, at=NOON)
    with pytest.raises(NotAllowed):
        apply_import(import_, by=stranger, at=NOON)


def test_a_file_without_a_heading_is_refused(register, project):
    with pytest.raises(Refused, match="No header"):
        brought(register, project, a_file(["你好"], [1]))


def test_permits_come_in_with_their_days(campaign, project):
    permits = a_register(campaign, Manner.PERMITS)
    department = an_organisation("县自然资源局", parent=campaign.organisation)
    head = ["项目名称", "许可事项", "办理部门", "法定时限", "承诺时限", "申报日期", "受理日期", "补正通知日期", "补正日期", "办结日期", "批文号"]  # fmt: skip
    content = a_file(
        head,
        [project.name, "用地预审", "县自然资源局", 20, 8, "9月1日", "9月2日", "9月3日", "9月7日", "9月9日", "云预〔2026〕3号"],
        [project.name, "环评批复", "县自然资源局", 30, 10, None, "9月2日", None, None, None, None],
    )  # fmt: skip

    import_ = brought(permits, project, content)
    assert said(import_) == [(4, "G", "“in processing” cannot follow “to be applied for”.")]
    import_ = brought(permits, project, a_file(head, [project.name, "用地预审", "县自然资源局", 20, 8, "9月1日", "9月2日", "9月3日", "9月7日", "9月9日", "云预〔2026〕3号"]))  # fmt: skip
    apply_import(import_, by=import_.uploaded_by, at=NOON)

    found = permits_of([project], at=NOON)[project.pk][0]
    assert (found.state, found.clock.used, found.entry.department) == (PermitState.GRANTED, 3, department)


def test_a_day_of_a_permit_that_stands_is_not_changed_by_a_file(campaign, project):
    permits = a_register(campaign, Manner.PERMITS)
    permit = moved(a_permit(permits, project, at=noon(8, 31)), (PermitMove.APPLY, date(2026, 9, 1)))
    head = ["项目名称", "许可事项", "申报日期"]

    import_ = brought(permits, project, a_file(head, [project.name, permit.name, "9月2日"]))
    again = brought(permits, project, a_file(head, [project.name, permit.name, "9月1日"]))

    assert said(import_) == [(3, "C", "The recorded date is 1 Sep 2026. A file cannot change it.")]
    assert again.outcome["counts"]["unchanged"] == 1


def test_totals_come_in_with_their_stages(campaign, project):
    totals = a_register(campaign, Manner.TOTALS)
    head = ["项目名称", "名称", "总数", "已签约", "已腾空"]

    wrong = brought(totals, project, a_file(head, [project.name, "房屋征收", 120, 80, 90]))
    right = brought(totals, project, a_file(head, [project.name, "房屋征收", 120, 80, 60]))
    apply_import(right, by=right.uploaded_by, at=NOON)

    assert said(wrong) == [(3, "C", "“已腾空” has 90, but “已签约” only 80.")]
    assert RegisterEntry.objects.get().reached == {"signed": "80", "vacated": "60"}


def test_areas_come_in_by_the_unit_of_their_cell_or_their_heading(register, project):
    head = [*HEAD[:3], "面积（亩）", *HEAD[4:]]
    content = a_file(
        head,
        [1, project.code, "1-01", 3, None, None, "住宅"],
        [2, project.code, "1-02", "0.02公顷", None, None, "住宅"],
    )

    import_ = brought(register, project, content)
    apply_import(import_, by=import_.uploaded_by, at=NOON)

    assert list(RegisterEntry.objects.values_list("name", "quantity")) == [("1-01", 2000), ("1-02", 200)]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1,5", "1.5 or 15"),
        ("50%", "50% or 50m²"),
        ("3亿元", "3亿元 or 3m²"),
        ("9" * 40, "too large"),
        ("#REF!", "gives an error"),
        ("#N/A", "gives an error"),
    ],
)
def test_a_quantity_that_is_not_certain_is_a_question_of_its_cell(register, project, typed, asked):
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", typed, None, None, "住宅"]))

    ((row, letter, sentence),) = said(import_)
    assert (row, letter) == (3, "D")
    assert asked in sentence


def test_the_blank_form_can_be_read_again(register, project):
    content = blank_form(register, Project.objects.values_list("name", flat=True), at=NOON)

    import_ = brought(register, project, content)

    assert import_.outcome["rows"] == 0


def test_a_longer_file_asks_no_more_questions(register, project):
    by = a_reporter(project)

    def asked(rows):
        content = a_file(
            HEAD, *([n, project.code, f"{rows}-{n}", 9, "已签约", None, "住宅"] for n in range(rows))
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            import_ = brought(register, project, content, by=by)
            apply_import(import_, by=by, at=NOON)
        return len(queries)

    asked(2)
    assert asked(3) == asked(30)


def test_what_a_file_did_is_taken_back_and_every_mark_stays_readable(register, project):
    old = a_household(register, project, name="1-01")
    content = a_file(
        HEAD,
        [1, project.code, "1-01", 120.5, "已签约", date(2026, 9, 15), "住宅"],
        [2, None, "1-02", 80, "已腾空", date(2026, 9, 8), "住宅"],
    )
    import_ = brought(register, project, content, at=noon(9, 19))
    assert said(import_) == []
    import_ = apply_import(import_, by=import_.uploaded_by, at=noon(9, 20))
    assert RegisterEntry.objects.get(pk=old.pk).stage == "signed"

    undo_import(import_, by=import_.uploaded_by, at=noon(9, 21))

    stood = RegisterEntry.objects.get(pk=old.pk)
    assert (stood.stage, stood.quantity) == (old.stage, old.quantity)
    assert list(RegisterEntry.objects.standing().values_list("name", flat=True)) == ["1-01"]
    assert not StageMark.objects.filter(known_at=import_.applied_at, undone_at=None).exists()
    with pytest.raises(Refused):
        undo_import(import_, by=import_.uploaded_by, at=noon(9, 22))
    again = brought(register, project, content, at=noon(9, 22))
    apply_import(again, by=again.uploaded_by, at=noon(9, 23))
    assert RegisterEntry.objects.standing().count() == 2


def test_who_has_nothing_in_a_register_learns_nothing_of_how_a_file_stands(register, project):
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 80, None, None, "住宅"]))
    import_ = apply_import(import_, by=import_.uploaded_by, at=NOON)
    for verb in (apply_import, undo_import):
        with pytest.raises(NotAllowed):
            verb(import_, by=a_person(), at=NOON)

    undo_import(import_, by=import_.uploaded_by, at=NOON)

    with pytest.raises(NotAllowed):
        undo_import(import_, by=a_person(), at=NOON)


def test_a_file_is_not_taken_back_over_what_somebody_did_since(register, project):
    import_ = brought(register, project, a_file(HEAD, [1, project.code, "1-01", 80, None, None, "住宅"]))
    import_ = apply_import(import_, by=import_.uploaded_by, at=NOON)
    RegisterEntry.objects.update(version=9)

    with pytest.raises(Refused, match="cannot be undone"):
        undo_import(import_, by=import_.uploaded_by, at=NOON)


def test_rows_are_left_out_and_columns_chosen_in_a_register_too(register, project):
    content = a_file([*HEAD, "楼"], [1, project.code, "1-01", 80, "没有", None, "住宅", "3"], [2, None, "1-02", 80, None, None, "住宅", "3"])  # fmt: skip
    import_ = brought(register, project, content)
    assert import_.outcome["counts"]["problems"] == 1
    assert import_.outcome["counts"]["reckoning"] == 1

    import_ = take_or_leave(import_, "Sheet", 3, False, by=import_.uploaded_by, at=NOON)
    assert (import_.outcome["counts"]["problems"], import_.outcome["counts"]["new"]) == (0, 1)
    import_ = remap(import_, {"楼": "reference"}, by=import_.uploaded_by, at=NOON)
    assert import_.outcome["prepared"][0]["said"]["reference"] == "3"
