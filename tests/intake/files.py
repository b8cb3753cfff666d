"""Files as counties have them: titles, merged headings, sub-totals, notes, and days in words."""

import csv
import io
import zipfile
from datetime import date

import docx
import openpyxl

TITLE = "云屏县百日攻坚行动项目清单"
UPPER = [
    "序号",
    "项目名称",
    "建设内容\n及规模",
    "投资（亿元）",
    "",
    "攻坚事项",
    "时间",
    "",
    "责任",
    "",
    "目标值",
    "备注",
]
LOWER = ["", "", "", "总投资", "年度计划投资", "", "开始时间", "完成时限", "责任单位", "责任人", "", ""]
SECTION = ["一", "一、重大前期工程（2个）"]
FIRST = [
    1,
    "城东安置小区",
    "12万平方米",
    1.5,
    0.3,
    "完成征地",
    date(2026, 9, 1),
    "9月底前",
    "县住建局、县自然资源局",
    "张三",
    "60%",
    "",
]
SECOND = ["", "", "", "", "", "完成审批", "", "2026.10.31", "", "李四", "13个", "难点"]
SUM = ["小计", "", "", 1.5, 0.3]
THIRD = [2, "绿道二期", "", "3,000万", "", "全线贯通", "", 46352, "县住建局", "王五", "1.2亿元", ""]
NOTES = [["注：本表由各单位填报。"], ["联系人：赵六    电话：0000"]]


def messy_xlsx(change=None) -> bytes:
    """The usual county file; `change` may spoil it further."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    rows = [
        [TITLE],
        ["填报单位：县住建局（盖章）"],
        UPPER,
        LOWER,
        SECTION,
        FIRST,
        SECOND,
        SUM,
        THIRD,
        UPPER,
        *NOTES,
    ]
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for area in ("A1:L1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:H3", "I3:J3", "K3:K4", "L3:L4"):
        sheet.merge_cells(area)
    for area in ("A6:A7", "B6:B7", "C6:C7"):
        sheet.merge_cells(area)
    sheet.row_dimensions[9].hidden = True
    if change:
        change(book, sheet)
    return bytes_of(book.save)


def plain_xlsx(rows, head=("项目名称", "攻坚事项", "完成时限")) -> bytes:
    book = openpyxl.Workbook()
    for row in [head, *rows]:
        book.active.append(list(row))
    return bytes_of(book.save)


def as_text(*, separator=",", encoding="utf-8-sig") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    for row in [[TITLE], *MERGED_AWAY]:
        writer.writerow(["2026-09-01" if isinstance(cell, date) else cell for cell in row])
    return text.getvalue().encode(encoding)


HEAD = [
    "序号",
    "项目名称",
    "建设内容及规模",
    "总投资（亿元）",
    "年度计划投资（亿元）",
    "攻坚事项",
    "开始时间",
    "完成时限",
    "责任单位",
    "责任人",
    "目标值",
    "备注",
]
MERGED_AWAY = [HEAD, SECTION, FIRST, SECOND, SUM, THIRD, *NOTES]


def as_word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in [HEAD, FIRST, SECOND, SUM, THIRD]:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=False):
            cell.text = "2026-09-01" if isinstance(value, date) else str(value)
    table.cell(1, 1).merge(table.cell(2, 1))
    return bytes_of(document.save)


def with_part(content: bytes, name: str, data: bytes = b"x") -> bytes:
    """The same package with one part more."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return buffer.getvalue()


def bytes_of(save) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()
