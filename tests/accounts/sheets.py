"""Sheets of organisations and people as counties have them."""

from io import BytesIO

import xlsxwriter

TITLE = "云屏县百日攻坚行动成员单位及联络员名册"
HEAD = (
    "序号",
    "单 位 名 称",
    "简称",
    "单位性质",
    "考核系列",
    "姓 名",
    "职务",
    "联系電話",
    "电子邮箱",
    "角色",
)


def plain(head, rows) -> bytes:
    """A sheet with nothing but a heading and rows."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("名单")
        for number, row in enumerate([head, *rows]):
            page.write_row(number, 0, row)
    return content.getvalue()


def messy(units=60, people_each=2, *, change=None) -> bytes:
    """A title, merged cells for every unit, sections, a sum and a note; `change` may spoil the rows."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("名册")
        page.merge_range(0, 0, 0, len(HEAD) - 1, TITLE)
        page.write_row(1, 0, HEAD)
        row = 2
        for unit, rows in enumerate(members(units, people_each)):
            if unit in (0, units // 2):
                page.merge_range(row, 0, row, 5, "一、县直部门" if not unit else "二、乡镇（30个）")
                row += 1
            row = draw(page, row, unit, change(unit, rows) if change else rows)
        page.write_row(row, 0, ("合计", f"{units}个单位"))
        page.write(row + 1, 0, "注：本表由县攻坚办汇总。")
    return content.getvalue()


def draw(page, row, unit, rows) -> int:
    for number, line in enumerate(rows):
        page.write_row(row + number, 5, line[4:])
    for column, value in enumerate((unit + 1, *rows[0][:4])):
        if len(rows) > 1:
            page.merge_range(row, column, row + len(rows) - 1, column, value)
        else:
            page.write(row, column, value)
    return row + len(rows)


def members(units, people_each):
    """The first half are departments, the others townships."""
    for unit in range(units):
        is_department = unit < units // 2
        name = f"云屏县第{unit}建设局" if is_department else f"溪{unit}镇人民政府"
        kind, series = ("部门", "部门") if is_department else ("", "乡镇")
        short = f"{unit}局" if is_department else ""
        yield [
            (
                *(name, short, kind, series, f"王小{unit}号{one}", "科长"),
                *(13800000000 + unit * 100 + one, f"p{unit}.{one}@example.gov.cn"),
                "填报人" if one else "单位负责人",
            )
            for one in range(people_each)
        ]
