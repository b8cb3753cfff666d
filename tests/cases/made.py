"""Small files, each one of a kind that counties send. All content is invented; nothing is kept as a file."""

import io
import zipfile
from datetime import date

import docx
import openpyxl

FACTS = {
    "year": 2026,
    "from": "2026-08-25",
    "to": "2026-12-25",
    "today": "2026-10-20",
    "lines": {"LP": "省市县长工程", "PR": "重大前期", "KC": "重点建设", "UR": "城中村改造"},
    "units": [
        {"name": "县住房和城乡建设局", "short": ["县住建局"]},
        {"name": "县自然资源局", "short": []},
        {"name": "县水利局", "short": []},
    ],
    "officials": ["周明远", "何静川"],
    "targets": ["T01"],
    "projects": {"UR-001": "南门片区改造", "KC-003": "环城西路"},
    "organisations": ["县自然资源局", "县生态环境局", "县住房和城乡建设局"],
    "registers": {
        "permits": {"manner": "permits"},
        "houses": {
            "manner": "each",
            "unit": "户",
            "size": "m²",
            "stages": [{"code": "signed", "name": "签约"}, {"code": "moved", "name": "腾空"}],
            "fields": [],
        },
        "policy": {
            "manner": "totals",
            "unit": "户",
            "stages": [{"code": "signed", "name": "签约"}, {"code": "moved", "name": "腾空"}],
        },
    },
}
UNIT = "县住房和城乡建设局"
SHORT = ["序号", "项目名称", "攻坚事项", "完成时限"]
USUAL = [*SHORT, "责任人"]


def book(*rows, merged=(), others=None):
    """A workbook with one sheet 清单, and what else a case needs."""
    made = openpyxl.Workbook()
    made.active.title = "清单"
    for name, lines in {"清单": rows, **(others or {})}.items():
        sheet = made[name] if name in made.sheetnames else made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    for cells in merged:
        made["清单"].merge_cells(cells)
    return saved(made)


def saved(document):
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def paper(*tables):
    """A Word document with tables one after the other."""
    document = docx.Document()
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value or ""
        document.add_paragraph()
    return saved(document)


def with_part(content, part, change):
    """The same package with one part changed."""
    old, kept = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inside = old.read(name)
            new.writestr(name, change(inside) if name == part else inside)
    return kept.getvalue()


def scratched(content, part="xl/worksheets/sheet1.xml"):
    """Six bytes of a packed part are wrong."""
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo(part)
    start = info.header_offset + 30 + len(info.filename) + 12
    return content[:start] + b"\xff\x00\xff\x00\xff\x00" + content[start + 6 :]


def usual_list():
    head = [
        "序号",
        "项目名称",
        "建设内容及规模",
        "投资情况",
        None,
        "攻坚事项",
        "完成时限",
        "领办领导",
        "责任分工",
        None,
        None,
        "配合单位",
        "备注",
    ]
    second = [
        None,
        None,
        None,
        "总投资",
        "2026年度计划投资",
        None,
        None,
        None,
        "责任单位",
        "责任人",
        "联系电话",
        None,
        None,
    ]
    nothing = [None] * 12
    return book(
        ["附件1", *nothing],
        ["云岭县重大项目百日攻坚行动任务清单", *nothing],
        ["填报单位：县住建局（盖章）", *[None] * 8, "单位：万元", None, None, None],
        head,
        second,
        ["一、重点建设项目（2个）", *nothing],
        [
            1,
            "南门安置小区二期",
            "总建筑面积8.6万平方米",
            42000,
            12500,
            "完成房屋征收签约",
            "9月底前",
            "周明远",
            "县住建局",
            "林  涛",
            "000-1001",
            "县自然资源局",
            None,
        ],
        [
            *[None] * 5,
            "完成桩基工程",
            "2026.10.20",
            None,
            None,
            "郭\n敏",
            "000-1002",
            "县自然资源局",
            "雨季影响",
        ],
        [*[None] * 5, "主体结构出\n正负零", "11月30日前", None, None, "郭敏", None, None, None],
        [
            2,
            "滨河路雨污分流改造",
            "改造管网6.4公里",
            5800,
            5800,
            "全线贯通",
            "年底前",
            "何静川",
            "县住建局",
            "陈立",
            None,
            "县水利局",
            None,
        ],
        [None, "小计", None, 47800, 18300, *[None] * 8],
        ["二、重大前期项目（1个）", *nothing],
        [
            3,
            "体育公园",
            "占地120亩",
            "1.2亿元",
            None,
            "可研报告批复",
            "10月上旬",
            "何静川",
            "县住建局",
            "陈立",
            None,
            None,
            None,
        ],
        [*[None] * 5, "初步设计批复", date(2026, 12, 10), None, None, "陈立", None, None, None],
        ["合    计", None, None, 59800, 18300, *[None] * 8],
        ["注：1.总投资以可研批复为准。", *nothing],
        ["2.完成时限原则上不超过12月25日。", *nothing],
        ["主要负责人（签字）：            填表人：李  娜            联系电话：000-1234", *nothing],
        merged=(
            *("A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5", "H4:H5", "I4:K4", "L4:L5", "M4:M5"),
            *("A6:M6", "B7:B9", "C7:C9", "D7:D9", "E7:E9", "H7:H9", "I7:I9", "A12:M12", "B13:B14"),
            *("D13:D14", "H13:H14", "I13:I14", "A15:C15", "A16:M16", "A17:M17"),
        ),
    )


def permits():
    return book(
        ["环城西路等项目审批手续台账", *[None] * 8],
        ["填报单位：县交通运输局", *[None] * 5, "2026年10月", None, None],
        ["序号", "项目名称", "审批事项", "审批部门", "申报时间", "受理时间", "办结时间", "批复文号", "备注"],
        [
            1,
            "环城西路",
            "用地预审",
            "县自然资源局",
            "2026.9.1",
            "9月3日",
            date(2026, 9, 20),
            "云自然资预〔2026〕8号",
            None,
        ],
        [2, None, "环评批复", "县生态环境局", "9月10日", "9月14日", None, None, "补材料"],
        [3, None, "施工许可", "县住房和城乡建设局", *[None] * 5],
        ["合计", "3项", *[None] * 7],
        ["填表人：王二          联系电话：000-1", *[None] * 8],
        merged=("A1:I1", "B4:B6"),
    )
