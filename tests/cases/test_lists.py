"""What counties really send: each case one of a kind, with the rows, problems and notes that it must give."""

import io
import json

import docx
import openpyxl
import pytest
import xlsxwriter
from django.core.management import call_command
from django.utils import translation
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from gongjian.intake.rules import Choices, not_read
from gongjian.intake.rules.reckoning import MOST_TABLES
from gongjian.reading.grids.files import grids_of
from gongjian.reading.uploads import Unacceptable
from gongjian.worklist.rules.on_its_own import facts_from, list_read
from gongjian.worklist.rules.reading import sheets_read
from tests.cases.made import FACTS, SHORT, UNIT, USUAL, book, paper, saved, scratched, usual_list, with_part
from tests.steps import steps_of


def read(content, name="list.xlsx", unit=UNIT):
    facts, names = facts_from(FACTS, unit=unit, year=2026)
    return list_read(grids_of(name, content), facts, names)


def items(found):
    return [(row["row"], row["project_name"], row["name"], row["due_on"]) for row in found["rows"]]


def places(found, kind="problems"):
    return [tuple(one[:3]) for one in found[kind]]


def taken(found, sheet=0):
    return {one["row"]: one["taken"] for one in found["reckoning"][sheet]["rows"] if one["taken"] != "data"}


def sentences(found, kind="notes"):
    return [str(one[4]) for one in found[kind]]


def test_the_usual_county_list_is_read_with_its_sections_sums_and_notes():
    found = read(usual_list())

    assert items(found) == [
        (7, "南门安置小区二期", "完成房屋征收签约", "2026-09-30"),
        (8, "南门安置小区二期", "完成桩基工程", "2026-10-20"),
        (9, "南门安置小区二期", "主体结构出正负零", "2026-11-30"),
        (10, "滨河路雨污分流改造", "全线贯通", "2026-12-31"),
        (13, "体育公园", "可研报告批复", "2026-10-10"),
        (14, "体育公园", "初步设计批复", "2026-12-10"),
    ]
    assert [row["line"] for row in found["rows"]] == ["KC"] * 4 + ["PR"] * 2
    assert [row["year_investment"] for row in found["rows"]] == ["12500"] * 3 + ["5800", None, None]
    assert [row["total_investment"] for row in found["rows"]] == ["42000"] * 3 + ["5800", "12000", "12000"]
    assert [row["person"] for row in found["rows"]][:2] == ["林 涛", "郭敏"]
    assert {row["unit"] for row in found["rows"]} == {UNIT}
    assert found["problems"] == []
    assert taken(found) == {
        6: "section",
        11: "sum",
        12: "section",
        15: "sum",
        16: "note",
        17: "note",
        18: "note",
    }


def test_what_stands_in_a_column_that_nobody_reads_is_said():
    found = read(usual_list())

    assert ("清单", 5, "K") in places(found, "notes")
    unread = next(one for one in found["reckoning"][0]["columns"] if one["letter"] == "K")
    assert (unread["heading"], unread["column"], unread["filled"]) == ("责任分工 联系电话", "", 2)


def test_the_unit_of_money_above_the_heading_counts_and_a_title_is_none():
    head = ["序号", "项目名称", "总投资", "年度计划投资", "攻坚事项", "完成时限", "责任人"]
    in_yi = book(
        ["云岭县2026年重点项目清单", *[None] * 6],
        [*[None] * 6, "单位：亿元"],
        head,
        [1, "北环快速路", 3.6, 1.25, "路基工程完成60%", "10月底", "许航"],
        merged=["A1:G1"],
    )
    sized = book(
        ["云岭县5亿元以上重大产业项目攻坚清单", *[None] * 6],
        head,
        [1, "精密铸造", 62000, None, "签约企业入驻", "10月底", None],
        merged=["A1:G1"],
    )

    assert [(row["total_investment"], row["year_investment"]) for row in read(in_yi)["rows"]] == [
        ("36000", "12500")
    ]
    assert [row["total_investment"] for row in read(sized)["rows"]] == ["62000"]


@pytest.mark.parametrize(
    "heading", ["2026年度计划投资", "2026年投资", "2026年计划投资（万元）", "计划2026年投资", "2026年度投资"]
)
def test_a_year_in_a_heading_of_money_is_no_obstacle_unless_it_is_another_year(heading):
    found = read(book([*SHORT, heading], [1, "甲", "乙", "9月底", 800]))
    other = read(book([*SHORT, heading.replace("2026", "2025")], [1, "甲", "乙", "9月底", 800]))

    assert [row["year_investment"] for row in found["rows"]] == ["800"]
    assert [row["year_investment"] for row in other["rows"]] == [None]
    assert places(other, "notes")[-1] == ("清单", 1, "E")


MORE = (
    ["3", "殡仪馆迁建", "完成土地报批", "9月25日", "丁一凡"],
    ["4", "消防站", "设备安装完成", "12月上旬", "冯媛"],
)


def test_a_word_table_that_goes_on_takes_the_heading_of_the_one_before_and_says_so():
    first = [USUAL, ["1", "客运枢纽站", "完成站房\n主体封顶", "10月15日前", "丁一凡"]]
    found = read(paper(first, MORE), "list.docx")

    assert [row["name"] for row in found["rows"]] == ["完成站房主体封顶", "完成土地报批", "设备安装完成"]
    assert [one["taken"] for one in found["reckoning"]] == ["read", "continued"]
    assert "It has no header row: it was read with the header of “1”." in sentences(found)


def test_a_project_goes_on_over_the_page():
    first = [USUAL, ["1", "客运枢纽站", "主体封顶", "10月15日前", "丁一凡"]]
    found = read(paper(first, [["", "", "站前广场完工", "11月底", "冯媛"]]), "list.docx")

    assert [row["project_name"] for row in found["rows"]] == ["客运枢纽站", "客运枢纽站"]


def test_a_word_table_of_something_else_is_named_and_not_read():
    contacts = [["姓名", "单位", "电话", "职务", "备注"], ["丁一凡", "县住建局", "000-1", "科长", ""]]
    found = read(paper([USUAL, MORE[0]], contacts), "list.docx")

    assert len(found["rows"]) == 1
    assert found["reckoning"][1]["taken"] == "no_heading"
    assert any("was not read" in one for one in sentences(found))


@pytest.mark.parametrize(
    "name",
    [
        "累计完成投资8000万元",
        "报送用地报批材料",
        "审核完成初步设计概算",
        "合计拆除房屋120户",
        "说明书编制完成",
        "填报水保方案",
        "汇总平台上线",
        "制表系统验收",
    ],
)
def test_an_item_is_an_item_whatever_its_first_word_is(name):
    rows = [1, "绕城公路", "完成施工图", "9月20日", "程远"], [None, None, name, "10月31日", "程远"]
    found = read(book(USUAL, *rows, merged=["A2:A3", "B2:B3"]))

    assert items(found)[1:] == [(3, "绕城公路", name, "2026-10-31")]
    assert items(read(book(USUAL, *rows)))[1:] == [(3, "绕城公路", name, "2026-10-31")]


def test_a_project_whose_name_begins_like_a_sum_stands_over_its_items():
    found = read(
        book(SHORT, [1, "甲", "一", "9月底"], [2, "汇总分析中心", None, None], [None, None, "二", "10月底"])
    )

    assert [row["project_name"] for row in found["rows"]] == ["甲", "汇总分析中心"]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "3项", None, None, 900],
        [None, "小计", None, None, 900],
        ["总计：", None, None, None, 5],
        ["累计完成投资", None, None, None, 8000],
    ],
)
def test_sums_are_sums(line):
    found = read(book([*SHORT, "总投资"], [1, "甲", "一", "9月底", 900], line))

    assert taken(found) == {3: "sum"}
    assert found["problems"] == []


def test_pages_that_were_pasted_one_below_the_other_are_one_list():
    found = read(
        book(
            *(["附件1"], ["任务清单"], USUAL, [1, "甲供水", "通水", "10月底", "赵敏"]),
            *(["第1页，共2页"], ["附件1（续）"], ["任务清单", *[None] * 4], USUAL),
            *(
                [2, "乙供热", "点火", "11月底", "赵敏"],
                [],
                ["单位主要负责人（签字）：", None, None, "分管负责人："],
            ),
            *(
                ["填报人：赵敏"],
                [None, None, None, "（公章）"],
                [None, None, None, "2026年8月26日"],
                ["此表一式三份"],
            ),
            merged=["A2:E2", "A7:E7"],
        )
    )

    assert [row["row"] for row in found["rows"]] == [4, 9]
    assert found["problems"] == []
    page = {5: "page", 6: "page", 7: "page", 8: "heading"}
    assert taken(found) == page | {10: "blank", **dict.fromkeys(range(11, 16), "note")}


def test_steps_in_columns_by_month_are_steps_and_the_last_ends_when_the_item_is_due():
    head = ["序号", "项目名称", "攻坚事项", "分月节点目标", None, None, None, "完成时限", "责任人"]
    second = [None, None, None, "9月", "10月", "11月", "12月", None, None]
    row = [1, "通用厂房", "建成投用", "完成基础", "主体封顶", "设备进场", "竣工验收", "12月20日", "汤圆"]
    merged = ["C1:C2", "B1:B2", "D1:G1", "I1:I2", "H1:H2", "A1:A2"]
    found = read(book(head, second, row, merged=merged))
    numbers = read(book(head, second, [*row[:3], 10, 20, 30, 40, *row[7:]], merged=merged))

    assert found["rows"][0]["steps"] == ["2026-09-30", "2026-10-31", "2026-11-30", "2026-12-20"]
    assert found["rows"][0]["step_names"] == row[3:7]
    assert ("清单", 3, "D") in places(numbers, "notes")


@pytest.mark.parametrize("sign", ["同上", "〃", "″", '"', "ditto", "同上。"])
def test_ditto_is_the_cell_above_and_never_a_name(sign):
    found = read(book(USUAL, [1, "甲", "一", "9月底", "谢安"], [2, "乙", "二", sign, sign]))
    lost = read(book(USUAL, [1, "甲", "一", "9月底", sign]))

    assert [(row["person"], row["due_on"]) for row in found["rows"]] == [("谢安", "2026-09-30")] * 2
    assert {("清单", 3, "D"), ("清单", 3, "E")} <= set(places(found, "notes"))
    assert places(lost) == [("清单", 2, "E")]


def test_an_error_in_a_cell_is_objected_to_where_it_might_be_empty():
    found = read(
        book(
            [*USUAL, "总投资（万元）"],
            [1, "快速公交", "站台完工", "10月底", "谢安", 800],
            [2, "快速公交", "通车", "12月中旬", "#N/A", "#REF!"],
        )
    )

    assert sorted(places(found)) == [("清单", 3, "E"), ("清单", 3, "F")]


def test_nobody_means_a_number_of_forty_digits():
    found = read(book([*SHORT, "总投资"], [1, "甲厂", "开工", "9月底", "9" * 40]))

    assert places(found) == [("清单", 2, "E")]


def test_an_overview_sheet_does_not_block_the_file():
    overview = [["序号", "项目名称", "责任单位", "总投资"], [1, "甲厂", "县住建局", 800]]
    found = read(book(SHORT, [1, "甲厂", "开工", "9月底"], others={"汇总": overview}))
    alone = read(book(*overview))

    assert found["problems"] == []
    assert [one["taken"] for one in found["reckoning"]] == ["read", "overview"]
    assert ("汇总", 1, "") in places(found, "notes")
    assert alone["problems"]


def test_a_scratched_package_is_damaged_and_a_far_value_is_far():
    rows = [[number, f"甲{number}", "开工", "9月底"] for number in range(400)]
    with pytest.raises(Unacceptable, match="damaged"):
        grids_of("list.xlsx", scratched(book(SHORT, *rows)))

    def far(xml):
        return xml.replace(
            b"</sheetData>", b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row></sheetData>'
        )

    with pytest.raises(Unacceptable, match="extends to row"):
        grids_of("list.xlsx", with_part(book(SHORT, *rows[:2]), "xl/worksheets/sheet1.xml", far))


def test_the_command_needs_no_database_and_prints_one_object(tmp_path, capsys):
    facts, file = tmp_path / "facts.json", tmp_path / "list.xlsx"
    facts.write_text(json.dumps(FACTS))
    file.write_bytes(usual_list())

    call_command("read_list", str(file), "--unit", UNIT, "--facts", str(facts), "--json")

    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"rows", "problems", "notes", "refused", "reckoning"}
    assert len(found["rows"]) == 6
    assert found["refused"] is None


def test_the_command_leaves_with_a_status_when_the_file_is_refused(tmp_path, capsys):
    file = tmp_path / "nothing.xlsx"
    file.write_bytes(book(["今天", "天气"], ["很", "好"]))

    with pytest.raises(SystemExit) as left:
        call_command("read_list", str(file), "--json")

    assert left.value.code != 0
    assert json.loads(capsys.readouterr().out)["refused"]


def test_a_second_table_in_the_sheet_is_read_under_its_own_heading_and_section():
    found = read(
        book(
            ["一、重点建设项目"],
            [*SHORT, "总投资", "责任单位"],
            [1, "甲", "开工", "10月30日", 1200, "县住建局"],
            ["小计", None, None, None, 1200],
            [],
            ["二、重大前期项目"],
            ["序号", "项目名称", "工作任务", "完成时间", "牵头单位", "责任人"],
            [1, "乙", "可研批复", "坏", "县水利局（牵头）", "郭敏"],
            ["填表人：林涛", None, "审核人：郭敏"],
        ),
        unit="",
    )

    assert [
        (row["row"], row["project_name"], row["name"], row["line"], row["unit"]) for row in found["rows"]
    ] == [
        (3, "甲", "开工", "KC", "县住房和城乡建设局"),
        (8, "乙", "可研批复", "PR", "县水利局"),
    ]
    assert places(found) == [("清单", 8, "D")]
    assert [sheet["header"][1] for sheet in found["reckoning"]] == [2, 7]
    assert (taken(found)[4], taken(found, 1)) == ("sum", {9: "note"})


def test_a_heading_that_is_only_repeated_begins_no_other_table():
    found = read(book(SHORT, [1, "甲", "一", "9月底"], SHORT, [2, "乙", "二", "10月底"]))

    assert len(found["reckoning"]) == 1
    assert [row["row"] for row in found["rows"]] == [2, 4]


def test_work_is_the_item_where_nothing_else_is_and_the_line_beside_an_item():
    alone = read(book(["序号", "项目名称", "工作任务", "完成时限"], [1, "甲", "开工", "9月底"]))
    beside = read(book([*SHORT, "工作任务"], [1, "甲", "开工", "9月底", "重大前期"]))

    assert [(row["name"], row["line"]) for row in (*alone["rows"], *beside["rows"])] == [
        ("开工", ""),
        ("开工", "PR"),
    ]
    assert alone["problems"] == beside["problems"] == []


def test_days_that_stand_in_the_steps_need_no_column_of_their_own():
    found = read(
        book(["序号", "项目名称", "攻坚事项", "时间节点"], [1, "甲", "拆迁", "9月底签约；11月底腾空"])
    )

    assert (found["problems"], found["rows"][0]["due_on"]) == ([], "2026-11-30")


def test_a_unit_is_read_from_the_line_above_the_table_or_the_name_of_the_sheet_and_that_is_said():
    above = read(
        book(["填报单位（盖章）：县水利局", None, "2026年9月1日"], SHORT, [1, "甲", "开工", "9月底"]), unit=""
    )
    named = read(book(["清单"], others={"县住建局": [SHORT, [1, "甲", "开工", "9月底"]]}), unit="")

    assert [row["unit"] for row in (*above["rows"], *named["rows"])] == ["县水利局", "县住房和城乡建设局"]
    assert above["problems"] == named["problems"] == []
    assert any("name of the sheet" in one for one in sentences(named))


@pytest.mark.parametrize(
    "line",
    [
        "总投资,责任单位,备注,甲",
        "项目,总投资,备注,a,b,c,d,e,f",
        "项目名称,攻坚事项,完成时限,甲",
        "甲,开工,9月底,乙",
    ],
)
def test_ten_times_the_rows_take_ten_times_the_steps_whatever_they_look_like(line):
    facts, names = facts_from(FACTS, unit=UNIT, year=2026)

    def steps(count):
        content = "项目名称,攻坚事项,完成时限,责任人\n" + f"{line}\n" * count
        return steps_of(list_read, grids_of("a.csv", content.encode()), facts, names)

    assert steps(3000) < 14 * steps(300)


def test_a_sheet_is_cut_into_so_many_tables_and_no_more():
    rows = [*(["项目名称", "事项名称", "完成日期"], ["甲", "乙", "9月底"]) * 30]
    rows = [line if place % 4 else ["项目", "工作目标", "时限", "责任人"] for place, line in enumerate(rows)]

    assert len(read(book(SHORT, *rows))["reckoning"]) == MOST_TABLES + 1


def test_a_section_above_a_repeated_heading_still_stands_over_its_rows():
    found = read(book(SHORT, [1, "甲", "一", "9月底"], ["二、重大前期"], SHORT, [2, "乙", "二", "10月底"]))

    assert [(row["row"], row["line"]) for row in found["rows"]] == [(2, ""), (5, "PR")]
    assert taken(found) == {3: "section", 4: "heading"}


def shaped(change, *rows, others=None):
    """A workbook as `book` makes it, after somebody hid or struck something in it."""
    made = openpyxl.load_workbook(io.BytesIO(book(*rows, others=others)))
    change(made)
    return saved(made)


ROW = [1, "南门小区", "完成征收", "9月底"]


def test_a_hidden_sheet_is_named_and_read_only_when_somebody_takes_it():
    def hide(made):
        made["旧稿"].sheet_state = "hidden"

    content = shaped(hide, SHORT, ROW, others={"旧稿": [SHORT, [1, "北门小区", "完成拆除", "10月底"]]})
    grids = grids_of("list.xlsx", content)
    facts, names = facts_from(FACTS, unit=UNIT, year=2026)
    found = list_read(grids, facts, names)
    sheets = sheets_read(grids, Choices(sheets={"旧稿": True}), facts.times)

    assert [row["name"] for row in found["rows"]] == ["完成征收"]
    assert [one["taken"] for one in found["reckoning"]] == ["read", "hidden"]
    assert ("旧稿", 0, "") in places(found, "notes")
    assert [one.taken for one in sheets] == ["read", "read"]
    assert not_read(sheets_read(grids, Choices(), facts.times)) == 1


def test_hidden_columns_are_read_and_said_and_our_own_mark_is_not():
    def hide(made):
        for letter in "CE":
            made["清单"].column_dimensions[letter].hidden = True

    found = read(shaped(hide, [*SHORT, "行标识"], [*ROW, "ab"]))

    assert items(found) == [(2, "南门小区", "完成征收", "2026-09-30")]
    assert [one[:3] for one in found["notes"] if "hidden" in str(one[4])] == [("清单", 1, "C")]


def test_struck_words_are_read_and_said_whole_or_in_part():
    def strike(made):
        made["清单"]["C2"].font = Font(strike=True)
        made["清单"]["D3"].font = Font(strike=False)
        made["清单"]["B3"].value = CellRichText("北门", TextBlock(InlineFont(strike=True), "小区"))
        made["清单"]["B4"].value = CellRichText("东门", TextBlock(InlineFont(b=True), "小区"))

    found = read(shaped(strike, SHORT, ROW, [2, "甲", "完成拆除", "10月底"], [3, "乙", "封顶", "10月底"]))

    assert [one[:3] for one in found["notes"] if "struck" in str(one[4])] == [
        ("清单", 2, "C"),
        ("清单", 3, "B"),
    ]
    assert [row["project_name"] for row in found["rows"]] == ["南门小区", "北门小区", "东门小区"]


def test_struck_words_among_the_shared_texts_of_a_workbook_are_found():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as made:
        page, bold, struck = made.add_worksheet("清单"), made.add_format({"bold": 1}), made.add_format({"font_strikeout": 1})  # fmt: skip
        page.write_row(0, 0, SHORT)
        page.write_row(1, 0, ROW)
        page.write_rich_string(1, 2, "完成", bold, "征收")
        page.write_rich_string(1, 3, struck, "8月底", "9月底")

    found = read(kept.getvalue())

    assert [one[:3] for one in found["notes"] if "struck" in str(one[4])] == [("清单", 2, "D")]


def test_an_empty_sheet_is_nothing_that_was_not_read():
    found = read(book(SHORT, ROW, others={"Sheet2": [], "Sheet3": [[" ", None]]}))

    assert [one["taken"] for one in found["reckoning"]] == ["read", "blank", "blank"]
    assert {one[0] for one in found["notes"]} == {"清单"}


def test_columns_that_hide_the_whole_sheet_many_times_over_cost_no_more_than_once():
    def steps(count):
        hostile = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * count + b"</cols><sheetData>"
        content = with_part(
            book(SHORT, ROW), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<sheetData>", hostile)
        )
        return steps_of(grids_of, "a.xlsx", content)

    assert steps(2000) < steps(1) + 20 * 2000


def document(*blocks):
    """A Word document of lines and tables in their order."""
    made = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    return saved(made)


def test_the_lines_above_a_table_of_a_document_say_its_unit_of_money_its_section_and_its_unit():
    head = ["项目名称", "总投资", "攻坚事项", "完成时限"]
    content = document(
        "附件1 投资5亿元以上项目清单",
        "填报单位：县水利局",
        "一、重点建设（2项）",
        "单位：亿元",
        [head, ["大桥", "3.2", "桩基", "9月30日"]],
        "二、重大前期（1项）",
        [["隧道", "1.5", "进洞", "11月15日"]],
    )
    found = read(content, "list.docx", unit="")

    assert [(row["total_investment"], row["line"], row["unit"]) for row in found["rows"]] == [
        ("32000", "KC", "县水利局"),
        ("15000", "PR", "县水利局"),
    ]


def test_a_line_far_above_a_table_of_a_document_says_nothing_of_it():
    lines = [f"第{number}条内容" for number in "一二三四五六"]
    content = document("单位：亿元", *lines, [["项目名称", "总投资", "攻坚事项", "完成时限"], ["大桥", "3.2", "桩基", "9月30日"]])  # fmt: skip

    assert read(content, "list.docx")["rows"][0]["total_investment"] == "3.2"


def test_ditto_with_more_beside_it_is_nobodys_name():
    found = read(book(USUAL, [*ROW, "赵敏"], [2, "甲", "完成拆除", "10月底", "同上（代）"]))

    assert places(found) == [("清单", 3, "E")]
    assert found["rows"][1]["person"] == ""


def test_what_can_hardly_be_meant_is_said():
    head = ["项目名称", "总投资", "年度计划投资", "攻坚事项", "计量单位", "目标值", "完成时限"]
    found = read(
        book(
            head,
            ["甲", 8, 25, "签约", "户", "120人", "9月底"],
            ["其中：一期", 8, 2, "签约", "户", "20户", "9月底"],
        )
    )

    assert [one[1:3] for one in found["notes"] if one[2]] == [(2, "F"), (2, "C"), (3, "A")]
    assert [row["unit_of_measure"] for row in found["rows"]] == ["人", "户"]


def test_the_command_says_what_of_a_document_stands_in_none_of_its_tables(tmp_path, capsys):
    file = tmp_path / "list.docx"
    made = docx.Document()
    cells = [[*SHORT], ["1", "甲", "封顶", "9月底"]]
    table = made.add_table(rows=2, cols=4)
    for row, values in zip(table.rows, cells, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(1, 3).paragraphs[0].runs[0].font.strike = True
    file.write_bytes(saved(made))

    with translation.override("en"):
        call_command("read_list", str(file), "--unit", UNIT, "--json")

    notes = json.loads(capsys.readouterr().out)["notes"]
    assert "Struck-through words are read anyway. Places: 1." in [one[4] for one in notes]


def test_a_section_of_nineteen_hundred_brackets_and_digits_takes_seconds_at_most():
    content = book(USUAL, [f"一、项目{'(1' * 1_900}"], [1, "甲厂", "开工", "2026-09-30", "张三"])

    found = read(content)

    assert items(found)[-1] == (3, "甲厂", "开工", "2026-09-30")
    few, many = (steps_of(read, book(USUAL, [f"一、项目{'(1' * count}"])) for count in (900, 1_900))
    assert many < 2.2 * few


@pytest.mark.parametrize("place", ["G99999999999999999999", "xfd99999999", "A1048577", "ABCD1"])
def test_a_cell_beyond_all_sheets_is_never_given_to_the_reader(place):
    whole = with_part(
        book(USUAL),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>", f'<row><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
        ),
    )

    with pytest.raises(Unacceptable, match="damaged"):
        grids_of("a.xlsx", whole)
