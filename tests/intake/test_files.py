"""Whatever a county sends, it is understood or refused with a sentence."""

import struct

import openpyxl
import pytest

from gongjian.intake.rules import Walk, headed, raw_rows
from gongjian.reading.grids.files import grids_of
from gongjian.reading.uploads import Unacceptable
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.layout import LAYOUT
from tests.intake.files import (
    HEAD,
    as_text,
    as_word,
    bytes_of,
    messy_xlsx,
    plain_xlsx,
    with_part,
)

NAMES = [("城东安置小区", "完成征地"), ("城东安置小区", "完成审批"), ("绿道二期", "全线贯通")]


def read(content, name="list.xlsx", chosen=None):
    grid = grids_of(name, content)[0]
    head, walk = headed(grid, LAYOUT, chosen or {}), Walk()
    return head, list(raw_rows(grid, head, walk)), walk


def names(rows):
    return [(row.values[ListColumn.PROJECT_NAME], row.values[ListColumn.NAME]) for row in rows]


def test_a_messy_county_file_gives_its_rows_and_nothing_else():
    head, rows, walk = read(messy_xlsx())

    assert (head.first_row, head.last_row) == (2, 3)
    assert names(rows) == NAMES
    assert [row.number for row in rows] == [6, 7, 9]
    assert walk.skipped == {"section": 1, "sum": 1, "heading": 1, "note": 2}


def test_headings_over_two_rows_are_read_together_with_their_unit_of_money():
    head, _, _ = read(messy_xlsx())

    assert head.columns[ListColumn.TOTAL_INVESTMENT].letter == "D"
    assert head.columns[ListColumn.TOTAL_INVESTMENT].money == "亿元"
    assert head.columns[ListColumn.DUE_ON].letter == "H"
    assert head.columns[ListColumn.PERSON].letter == "J"


def test_a_row_under_a_project_says_what_its_project_says():
    _, rows, _ = read(messy_xlsx())

    assert rows[1].values[ListColumn.SCALE] == "12万平方米"
    assert rows[1].values[ListColumn.TOTAL_INVESTMENT] == 1.5
    assert rows[1].values[ListColumn.PERSON] == "李四"
    assert ListColumn.SCALE not in rows[2].values


def test_sections_and_hidden_rows_are_known():
    _, rows, _ = read(messy_xlsx())

    assert {row.section for row in rows} == {"重大前期工程"}
    assert [row.is_hidden for row in rows] == [False, False, True]


HEADINGS = ["序号", "项目名称", "总投资", "年度计划投资（万元）", "攻坚事项", "目标值", "完成时限"]
ROW = [1, "北环快速路", 3.6, 1250, "路基完工", 13, "10月底"]


def a_sheet(*above, heading=HEADINGS, merged=(), rows=(ROW,)):
    book = openpyxl.Workbook()
    for line in (*above, heading, *rows):
        book.active.append(line)
    for cells in merged:
        book.active.merge_cells(cells)
    return book


def bytes_of_book(book):
    return bytes_of(book.save)


def units(content):
    head, _, _ = read(content)
    columns = (ListColumn.TOTAL_INVESTMENT, ListColumn.YEAR_INVESTMENT, ListColumn.TARGET)
    return [head.columns[column].money for column in columns]


TITLE = ["云岭县重点项目清单", *[None] * 6]


@pytest.mark.parametrize("place", range(7))
def test_a_unit_line_above_the_heading_speaks_for_columns_of_money_that_name_none(place):
    line = [None] * 7
    line[place] = "单位：亿元"

    assert units(bytes_of_book(a_sheet(TITLE, line, merged=["A1:G1"]))) == ["亿元", "万元", ""]
    assert units(bytes_of_book(a_sheet(line))) == ["亿元", "万元", ""]


def test_a_title_may_name_the_unit_of_money_but_not_by_the_size_of_its_projects():
    in_title = ["云岭县重点项目清单（单位：亿元）", *[None] * 6]
    sizes = ["云岭县5亿元以上重大产业项目攻坚清单", *[None] * 6]

    assert units(bytes_of_book(a_sheet(in_title, merged=["A1:G1"]))) == ["亿元", "万元", ""]
    assert units(bytes_of_book(a_sheet(sizes, merged=["A1:G1"]))) == ["", "万元", ""]


def test_the_heading_of_one_column_is_no_caption_for_another():
    heading = [
        *HEADINGS[:2],
        "总投资（单位：亿元）",
        "年度计划投资",
        *HEADINGS[4:5],
        "目标值（亩）",
        HEADINGS[6],
    ]

    assert units(bytes_of_book(a_sheet(TITLE, heading=heading))) == ["亿元", "", "亩"]


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", '0.0"约"%'])
def test_a_cell_that_is_shown_as_a_percentage_is_one(shown_as):
    book = a_sheet()
    book.active["F2"] = 0.605
    book.active["F2"].number_format = shown_as

    assert read(bytes_of_book(book))[1][0].values[ListColumn.TARGET] == "60.5%"


def test_a_percent_sign_in_quotes_is_decoration():
    book = a_sheet()
    book.active["F2"].number_format = '0"%"'

    assert read(bytes_of_book(book))[1][0].values[ListColumn.TARGET] == 13


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_a_failed_formula_is_read_as_it_is_shown(error):
    book = a_sheet(rows=(ROW, ROW))
    book.active["C3"] = error
    book.active["C3"].data_type = "e"
    book.active["H3"] = error
    book.active["H3"].data_type = "e"

    assert read(bytes_of_book(book))[1][1].values[ListColumn.TOTAL_INVESTMENT] == error
    assert grids_of("list.xlsx", bytes_of_book(book))[0].rows[2][7] == error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_usual_encoding_with_every_usual_separator(encoding, separator):
    _, rows, _ = read(as_text(encoding=encoding, separator=separator), "list.csv")

    assert names(rows) == NAMES


def test_tables_of_word_are_read_with_their_merged_cells():
    _, rows, _ = read(as_word(), "list.docx")

    assert names(rows) == NAMES


def test_traditional_headings_are_the_same_headings():
    head, _, _ = read(
        plain_xlsx([["甲", "乙", "9月底", "丙"]], ("項目名稱", "攻堅事項", "完成時限", "責任單位"))
    )

    assert list(head.columns) == [
        ListColumn.PROJECT_NAME,
        ListColumn.NAME,
        ListColumn.DUE_ON,
        ListColumn.UNIT,
    ]


def test_a_persons_choice_goes_before_ours():
    content = plain_xlsx([["甲", "乙", "9月底"]], ("项目名称", "要做的事", "完成时限"))
    content2 = plain_xlsx([["甲", "乙", "9月底", "x"]], ("项目名称", "要做的事", "完成时限", "备注"))

    assert headed(grids_of("a.xlsx", content)[0], LAYOUT, {}) is None
    head, rows, _ = read(content2, chosen={"要做的事": "name", "备注": ""})
    assert names(rows) == [("甲", "乙")]
    assert ListColumn.REMARK not in head.columns


def test_a_project_line_stands_over_its_items():
    rows = [["甲", None, None], [None, "一", "9月底"], [None, "二", "10月底"], ["乙", "三", "11月"]]

    _, found, walk = read(plain_xlsx(rows))

    assert names(found) == [("甲", "一"), ("甲", "二"), ("乙", "三")]
    assert walk.skipped == {"group": 1}


def test_sheets_that_are_hidden_are_told_from_those_that_are_seen():
    def hide(book, sheet):
        other = book.create_sheet("旧")
        other.append(HEAD)
        other.sheet_state = "hidden"

    grids = grids_of("a.xlsx", messy_xlsx(hide))

    assert [(grid.name, grid.is_hidden) for grid in grids] == [("清单", False), ("旧", True)]


def test_a_million_empty_columns_are_passed_over():
    def widen(book, sheet):
        for column in range(13, 16_384, 37):
            sheet.cell(6, column).number_format = "0.00"
        sheet.cell(200_000, 16_384).number_format = "0.00"

    _, rows, _ = read(messy_xlsx(widen))

    assert names(rows) == NAMES


def test_a_value_at_the_far_end_of_the_sheet_is_refused_before_it_costs_memory():
    def far(book, sheet):
        sheet.cell(1_048_576, 16_384).value = "x"

    with pytest.raises(Unacceptable, match="extends to row 1048576"):
        grids_of("a.xlsx", messy_xlsx(far))


def test_a_formula_that_was_never_calculated_is_known():
    def calculate(book, sheet):
        sheet["H7"] = "=H6+1"

    _, rows, _ = read(messy_xlsx(calculate))

    assert rows[1].unknown == {ListColumn.DUE_ON}


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "linked"),
        ("xl/connections.xml", "linked"),
    ],
)
def test_macros_and_links_are_refused(part, said):
    with pytest.raises(Unacceptable, match=said):
        grids_of("a.xlsx", with_part(messy_xlsx(), part))


def test_a_bomb_is_refused():
    with pytest.raises(Unacceptable, match="unpacks"):
        grids_of("a.xlsx", with_part(messy_xlsx(), "xl/media/a.bin", b"0" * 60_000_000))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"%PDF-1.7",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        b"\x89PNG\r\n\x1a\n",
        b"a\0b,c",
    ],
)
def test_whatever_is_no_list_is_refused_with_a_sentence(content):
    with pytest.raises(Unacceptable):
        grids_of("a.xlsx", content)


def test_an_empty_workbook_has_no_heading():
    grids = grids_of("a.xlsx", bytes_of(openpyxl.Workbook().save))

    assert [headed(grid, LAYOUT, {}) for grid in grids] == [None] * len(grids)


def old_workbook(rows):
    """A workbook as Excel 97 wrote it: one stream of records in a file of sectors."""
    stream = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                body += record(0x204, struct.pack("<HHHHB", at, place, 0, len(value), 1) + text)
            else:
                body += record(0x203, struct.pack("<HHHd", at, place, 0, value))
    body += record(0x0A, b"")
    name = "清单".encode("utf-16-le")
    sheet = struct.pack("<IBBBB", 0, 0, 0, 2, 1) + name
    start = len(stream) + 4 + len(sheet) + 4
    sheet = struct.pack("<I", start) + sheet[4:]
    stream += record(0x85, sheet) + record(0x0A, b"") + body
    return compound(stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0"))


def record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream, name="Workbook"):
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry(name, 2, 2, len(stream))
    return head + struct.pack("<128I", *fat) + entries.ljust(512, b"\0") + stream


def entry(name, kind, first, size, child=0xFFFFFFFF):
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def test_the_old_binary_workbooks_are_read():
    content = old_workbook([["项目名称", "攻坚事项", "完成时限"], ["甲", "乙", 46352.0]])

    _, rows, _ = read(content, "list.xls")

    assert names(rows) == [("甲", "乙")]
    assert rows[0].values[ListColumn.DUE_ON] == 46352


def test_old_workbooks_with_macros_or_far_cells_are_refused():
    with pytest.raises(Unacceptable, match="macros"):
        grids_of("a.xls", compound(b"\0" * 4096, "_VBA_PROJECT_CUR"))
    far = record(0x203, struct.pack("<HHHd", 65_000, 255, 0, 1.0))
    with pytest.raises(Unacceptable, match="extends to row"):
        grids_of("a.xls", compound(far.ljust(4096, b"\0")))
