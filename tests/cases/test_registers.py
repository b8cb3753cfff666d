"""Registers as counties word them."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command
from openpyxl.styles import Font

from gongjian.reading.grids.files import grids_of
from gongjian.registers.rules.on_its_own import facts_from, register_told
from tests.cases.made import FACTS, book, permits, saved


def read(content, kind="permits"):
    facts, projects = facts_from(FACTS, kind, today=date(2026, 10, 20))
    return register_told(grids_of("register.xlsx", content), facts, projects)


def places(found, kind="problems"):
    return [tuple(one[:3]) for one in found[kind]]


def test_permits_come_with_their_days_however_the_county_names_them():
    found = read(permits())

    assert [(row["row"], row["project_name"], row["name"], row["marks"]) for row in found["rows"]] == [
        (
            4,
            "环城西路",
            "用地预审",
            [["applied", "2026-09-01"], ["accepted", "2026-09-03"], ["granted", "2026-09-20"]],
        ),
        (5, "环城西路", "环评批复", [["applied", "2026-09-10"], ["accepted", "2026-09-14"]]),
        (6, "环城西路", "施工许可", []),
    ]
    assert found["rows"][0]["reference"] == "云自然资预〔2026〕8号"
    assert found["problems"] == []
    assert [one["taken"] for one in found["reckoning"][0]["rows"][3:]] == ["sum", "note"]
    assert ("清单", 3, "I") in places(found, "notes")


@pytest.mark.parametrize("days", [20260930, 0, 2.5, 1001])
def test_an_impossible_number_of_working_days_is_objected_to(days):
    found = read(book(["项目名称", "许可事项", "承诺时限"], ["环城西路", "用地预审", days]))

    assert places(found) == [("清单", 2, "C")]


def test_headings_over_two_rows_are_read():
    found = read(
        book(
            ["项目名称", "审批事项", "办理情况", None],
            [None, None, "申报时间", "受理时间"],
            ["环城西路", "用地预审", "9月1日", "9月3日"],
            merged=["A1:A2", "B1:B2", "C1:D1"],
        )
    )

    assert found["rows"][0]["marks"] == [["applied", "2026-09-01"], ["accepted", "2026-09-03"]]


def test_houses_come_with_a_day_for_every_stage():
    head = ["项目名称", "户号", "建筑面积", "签约时间", "腾空时间"]
    found = read(
        book(
            head,
            ["南门片区改造", "1-01", 120.5, date(2026, 9, 3), "9月20日"],
            [None, "1-02", 80, "9月5日", None],
            ["合计", "2户", 200.5],
        ),
        "houses",
    )
    wrong = read(book(head, ["南门片区改造", "1-01", 120.5, "9月20日", "9月3日"]), "houses")

    assert [row["marks"] for row in found["rows"]] == [
        [["signed", "2026-09-03"], ["moved", "2026-09-20"]],
        [["signed", "2026-09-05"]],
    ]
    assert found["problems"] == []
    assert places(wrong) == [("清单", 2, "E")]


def test_totals_are_known_by_what_people_call_them():
    found = read(
        book(["项目名称", "名称", "总户数", "已签约户数", "腾空户数"], ["南门片区改造", "住宅", 120, 80, 20]),
        "policy",
    )

    assert found["rows"][0]["quantity"] == "120"
    assert found["rows"][0]["reached"] == {"signed": "80", "moved": "20"}


def test_ditto_is_the_cell_above():
    head = ["项目名称", "审批事项", "审批部门", "申报时间"]
    found = read(
        book(head, ["环城西路", "用地预审", "县自然资源局", "9月1日"], ["同上", "环评批复", "〃", "同上"])
    )

    assert [(row["project_name"], row["department"]) for row in found["rows"]] == [
        ("环城西路", "县自然资源局")
    ] * 2
    assert found["problems"] == []


def test_the_command_needs_no_database_and_prints_one_object(tmp_path, capsys):
    facts, file = tmp_path / "facts.json", tmp_path / "permits.xlsx"
    facts.write_text(json.dumps(FACTS))
    file.write_bytes(permits())

    call_command("read_register", "permits", str(file), "--facts", str(facts), "--json")

    assert len(json.loads(capsys.readouterr().out)["rows"]) == 3


def test_an_office_is_known_by_what_people_call_it_and_a_line_above_is_no_part_of_the_heading():
    found = read(
        book(
            ["截至10月20日"],
            ["序号", "项目名称", "审批事项", "办理单位", "申报时间"],
            [1, "环城西路", "施工许可", "县住建局", "9.22"],
        )
    )

    assert (found["problems"], found["notes"]) == ([], [])
    assert found["rows"][0]["department"] == "县住房和城乡建设局"


@pytest.mark.parametrize(
    "word", ["未受理", "未办理", "尚未申报", "待批复", "正在办理", "办理中", "不涉及", "无需办理", "—"]
)
def test_a_word_for_not_yet_in_a_column_of_days_is_no_day_and_is_said(word):
    head = ["项目名称", "审批事项", "申报时间", "受理时间"]
    found = read(book(head, ["环城西路", "用地预审", "9月1日", word]))

    assert found["problems"] == []
    assert found["rows"][0]["marks"] == [["applied", "2026-09-01"]]
    assert [one[2] for one in found["notes"]] == ([] if word == "—" else ["D"])


@pytest.mark.parametrize("word", ["受理", "已受理", "9月底或10月初", "月底", "签约"])
def test_any_other_word_in_a_column_of_days_is_a_problem(word):
    found = read(
        book(["项目名称", "审批事项", "申报时间", "受理时间"], ["环城西路", "用地预审", "9月1日", word])
    )

    assert places(found) == [("清单", 2, "D")]


def test_hidden_rows_and_struck_cells_of_a_register_are_said():
    made = openpyxl.load_workbook(
        io.BytesIO(book(["项目名称", "审批事项", "申报时间"], ["环城西路", "用地预审", "9月1日"]))
    )
    made["清单"].row_dimensions[2].hidden = True
    made["清单"]["C2"].font = Font(strike=True)

    assert sorted(places(read(saved(made)), "notes")) == [("清单", 2, "B"), ("清单", 2, "C")]


def test_a_household_that_has_reached_no_stage_and_one_without_its_size_are_said():
    found = read(
        book(
            ["项目名称", "户号", "建筑面积", "当前阶段"],
            ["南门片区改造", "1-01", 80, "未签约"],
            ["南门片区改造", "1-02", None, "签约"],
        ),
        "houses",
    )

    assert found["problems"] == []
    assert places(found, "notes") == [("清单", 2, "D"), ("清单", 3, "C")]
    assert [row["stage"] for row in found["rows"]] == ["", "signed"]
