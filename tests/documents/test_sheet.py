from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gongjian.documents.excel import to_xlsx
from gongjian.documents.print_area import A3, A4, height_of, paper_for
from gongjian.documents.reading_back import tables_of_xlsx
from gongjian.documents.sheet import Column, Sheet, Workbook

COLUMNS = (
    Column("单位", 24),
    Column("事项", kind="number"),
    Column("完成率", kind="percent"),
    Column("截止日期", kind="date"),
    Column("投资", kind="money"),
)
ROWS = (
    ("甲镇", 9, Fraction(213, 524), date(2026, 10, 13), Decimal("1286.40")),
    ("乙镇", None, "未报", None, -3),
)


def workbook(*, name="排名", rows=ROWS, **given):
    facts = {"title": "乡镇序列排名", "notes": ("数据截止2026-10-13", "示例数据")}
    return Workbook((Sheet(name, COLUMNS, rows, **{**facts, **given}),))


def opened(book):
    return load_workbook(BytesIO(to_xlsx(book))).worksheets[0]


def texts(*values):
    rows = tuple((value,) for value in values)
    book = Workbook((Sheet("s", (Column("h"),), rows),))
    return [row[0] for row in tables_of_xlsx(to_xlsx(book))["s"][1:]]


def test_a_sheet_holds_title_notes_head_and_rows():
    table = tables_of_xlsx(to_xlsx(workbook()))["排名"]

    assert [row[0] for row in table[:3]] == ["乡镇序列排名", "数据截止2026-10-13", "示例数据"]
    assert table[3] == ["单位", "事项", "完成率", "截止日期", "投资"]
    assert table[4] == ["甲镇", 9, pytest.approx(213 / 524), datetime.fromisoformat("2026-10-13"), 1286.4]
    assert table[5] == ["乙镇", None, "未报", None, -3]


def test_numbers_dates_and_money_are_shown_as_such():
    shown = [cell.number_format for cell in opened(workbook())[5]]

    assert shown == ["@", "General", "0.0%", "yyyy-mm-dd", "#,##0.00"]
    assert Column("h", kind="number", places=2).number_format == "#,##0.00"
    assert Column("h", kind="percent", places=0).number_format == "0%"


def test_the_head_stays_in_view_and_can_be_filtered():
    page = opened(workbook(frozen_columns=1))

    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref == "A4:E6"


def test_it_prints_on_landscape_a4_as_wide_as_the_page_with_its_head():
    page = opened(workbook())

    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) in [(1, 0), (None, 0)]
    assert page.print_title_rows == "$4:$4"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "-5.2个百分点", '=HYPERLINK("http://x")', "http://x"]
)
def test_text_is_never_calculated(text):
    cell = opened(Workbook((Sheet("s", (Column("h"),), ((text,),)),)))["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_hidden_signs_before_a_formula_are_gone():
    assert texts("\t=1", "\r\n=1", "a\x00b") == [" =1", "\n=1", "ab"]


def test_a_text_longer_than_a_cell_is_shortened():
    (text,) = texts("长" * 40_000)

    assert len(text) == 32_767
    assert text.endswith("…")


def test_values_that_excel_has_no_number_for_are_text():
    assert texts(float("nan"), float("inf"), date(1899, 1, 1)) == ["nan", "inf", "1899-01-01"]


def test_moments_are_shown_as_they_are_on_the_clock():
    assert texts(datetime(2026, 10, 13, 9, 30, tzinfo=UTC)) == ["2026-10-13 09:30"]


def test_names_of_sheets_are_allowed_and_distinct():
    sheets = tuple(
        Sheet(name, COLUMNS, ()) for name in ("a/b", "A b", "", "排" * 40, "排" * 40, "'q'", "History")
    )

    assert Workbook(sheets).names == (
        "a b",
        "A b (2)",
        "Sheet3",
        "排" * 31,
        "排" * 25 + " (2)",
        "q",
        "Sheet7",
    )
    assert list(tables_of_xlsx(to_xlsx(Workbook(sheets)))) == list(Workbook(sheets).names)


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        to_xlsx(workbook(rows=(("甲镇",),)))


def test_the_same_workbook_gives_the_same_bytes():
    at = datetime(2026, 10, 14, tzinfo=UTC)

    assert to_xlsx(workbook(), at=at) == to_xlsx(workbook(), at=at)


@pytest.mark.parametrize(
    ("widths", "frozen", "paper"),
    [
        ([20] * 7, 0, (A4, 1)),
        ([20] * 8, 0, (A3, 1)),
        ([20] * 11, 0, (A3, 1)),
        ([20] * 12, 0, (A3, 2)),
        ([20] * 20, 2, (A3, 2)),
        ([20] * 40, 2, (A3, 5)),
    ],
)
def test_a_wide_sheet_prints_on_larger_paper_and_never_in_smaller_letters(widths, frozen, paper):
    assert paper_for(widths, frozen=frozen) == paper


def test_a_row_is_as_high_as_its_longest_cell():
    assert height_of([("字" * 30, 21), (None, 5), (3, 5)]) == 3 * height_of([("字", 21)])
    assert height_of([("一\n二", 21)]) == 2 * height_of([])
    assert height_of([("字" * 30_000, 21)]) <= 409
