"""What a row of a list says: each column is declared here, once; reading, showing, keeping and printing follow from it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from gongjian.documents.paper import Align
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.worklist.rules.baseline import Curve, Measure, Plan, PromisedShare
from gongjian.worklist.rules.declaring import Cell, OnPaper, Sort

CENTRE = Align.CENTRE
FREE_CODE = Text("If empty, a code is assigned.")


class ListColumn(Term):
    """The columns of a list of items, in the order of the county's layout (domain: usual project list)."""

    SERIAL = "serial", "no."
    PROJECT_CODE = "project_code", "project code"
    PROJECT_NAME = "project_name", "project name"
    LINE = "line_of_work", "line of work"
    SCALE = "scale", "content and scale"
    TOTAL_INVESTMENT = "total_investment", "total investment"
    YEAR_INVESTMENT = "year_investment", "investment planned this year"
    ITEM_CODE = "item_code", "item code"
    NAME = "name", "item"
    MEASURE = "measure", "way of measuring"
    TARGET = "target", "target value"
    UNIT_OF_MEASURE = "unit_of_measure", "unit of measure"
    STARTS_ON = "starts_on", "start date"
    DUE_ON = "due_on", "due date"
    STEPS = "steps", "steps and milestones"
    LEADING_OFFICIAL = "leading_official", "leading official"
    UNIT = "unit", "responsible unit"
    PERSON = "person", "person responsible"
    SUPPORTING_UNITS = "supporting_units", "supporting units"
    TOWNSHIP = "township", "township"
    WEIGHT = "weight", "weight"
    PRIORITY = "priority", "priority"
    TARGET_CODES = "target_codes", "targets it counts for"
    REMARK = "remark", "remark"
    KEY = "key", "row mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRowValues:
    """A row in its one and only form. Money in ten thousand yuan; the line of work by its code."""

    project_name: str
    name: str
    project_code: str = ""
    line_of_work: str = ""
    scale: str = ""
    total_investment: Decimal | None = None
    year_investment: Decimal | None = None
    item_code: str = ""
    measure: Measure = Measure.PERCENT
    unit_of_measure: str = ""
    target: Decimal = Decimal(100)
    curve: Curve = Curve.BY_DAY
    steps: tuple[PromisedShare, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    weight: Decimal = Decimal(1)
    leading_official: str = ""
    township: str = ""
    person: str = ""
    supporting_units: str = ""
    target_codes: str = ""
    remark: str = ""
    priority: bool = False

    def plan(self) -> Plan | None:
        if self.starts_on is None or self.due_on is None:
            return None
        return Plan(self.starts_on, self.due_on, self.curve, self.target, self.steps)


CELLS: dict[ListColumn, Cell] = {
    ListColumn.SERIAL: Cell(
        "序号 编号 号 排序",
        Sort.NUMBER,
        width=5,
        paper=OnPaper(Text("Serial no."), 0.55, CENTRE),
    ),
    ListColumn.PROJECT_CODE: Cell(
        "项目编号 项目代码 项目编码 项目序号 工程编号",
        Sort.CODE,
        30,
        of_project=True,
        help=FREE_CODE,
    ),
    ListColumn.PROJECT_NAME: Cell(
        "项目名称 项目 工程名称 工程 建设项目 重点项目 项目工程名称 项目全称 攻坚项目 建设项目名称 工程项目 工程项目名称",
        Sort.NAME,
        120,
        16,
        is_required=True,
        of_project=True,
        paper=OnPaper(Text("Project"), 1.9),
        help=Text("The project's name. Rows below with an empty cell belong to the same project."),
    ),
    ListColumn.LINE: Cell(
        "所属条线 条线 所属工作线 工作线 攻坚任务 所属攻坚任务 所属任务 任务类别 项目类别 类别 任务分类 项目分类 项目类型 攻坚战 板块 工作任务 攻坚领域",
        Sort.OWN,
        of_project=True,
        paper=OnPaper(Text("Line of work"), 1.1),
        help=Text("Choose from the list. You will be asked about rows that have none."),
    ),
    ListColumn.SCALE: Cell(
        "建设内容及规模 建设规模及内容 建设内容和规模 建设规模和内容 建设内容与规模 建设规模 建设内容 主要建设内容 主要建设内容及规模 项目概况 项目内容 工程概况 规模",
        Sort.TEXT,
        300,
        14,
        of_project=True,
        paper=OnPaper(Text("Scale"), 2.0),
    ),
    ListColumn.TOTAL_INVESTMENT: Cell(
        "总投资 计划总投资 项目总投资 总投资额 投资总额 概算总投资 估算总投资 投资规模 投资额",
        Sort.MONEY,
        width=9,
        of_project=True,
        paper=OnPaper(Text("Total investment"), 1.05, Align.RIGHT),
        help=Text("In 万元; 亿元 may be added after the number."),
    ),
    ListColumn.YEAR_INVESTMENT: Cell(
        "年度计划投资 年度投资计划 年度投资 年计划投资 本年计划投资 当年计划投资 今年计划投资 计划投资 年计划完成投资 年度计划完成投资 本年度计划投资 年投资计划 年投资 年度投资额 年投资额 年度投资任务 本年投资",
        Sort.MONEY,
        width=9,
        of_project=True,
        paper=OnPaper(Text("Investment this year"), 1.05, Align.RIGHT),
    ),
    ListColumn.ITEM_CODE: Cell(
        "事项编号 攻坚事项编号 事项代码 任务编号 节点编号",
        Sort.CODE,
        40,
        9,
        paper=OnPaper(Text("Code"), 1.05, CENTRE),
        help=FREE_CODE,
    ),
    ListColumn.NAME: Cell(
        "攻坚事项 事项名称 攻坚事项名称 事项 攻坚内容 任务事项 工作事项 具体事项 攻坚节点 攻坚任务内容 攻坚目标 工作目标 目标任务 年度目标任务 重点工作 主要任务 工作内容 需攻坚的事项 攻坚工作 年度形象目标 形象目标 形象进度目标",
        Sort.NAME,
        160,
        16,
        is_required=True,
        of_item=True,
        paper=OnPaper(Text("Item"), 2.6),
        help=Text("What is to be achieved, in one sentence."),
    ),
    ListColumn.MEASURE: Cell(
        "计量方式 考核方式 计量类型 指标类型 衡量方式 计算方式",
        Sort.OWN,
        width=7,
        help=Text("If empty, it is derived from the unit of the target and the milestones."),
    ),
    ListColumn.TARGET: Cell(
        "目标值 目标数量 目标量 任务量 数量 工程量 计划数 目标数 任务数 目标",
        Sort.OWN,
        width=9,
        as_number=True,
        paper=OnPaper(Text("Target quantity"), 1.1, CENTRE),
        help=Text(
            "A number with or without its unit: 13个, 60%, 1.5亿元. Empty means: to be completed, 100%."
        ),
    ),
    ListColumn.UNIT_OF_MEASURE: Cell(
        "计量单位 单位 数量单位 目标单位",
        Sort.OWN,
        20,
        6,
    ),
    ListColumn.STARTS_ON: Cell(
        "开始时间 启动时间 开始日期 起始时间 起始日期 计划开始时间 计划启动时间 开工时间 计划开工时间 起点",
        Sort.DAY,
        width=10.5,
        help=Text("If empty: the start of the campaign."),
    ),
    ListColumn.DUE_ON: Cell(
        "完成时限 完成时间 完成期限 完成日期 时限 办结时限 时限要求 截止时间 截止日期 计划完成时间 计划完成时限 要求完成时间 攻坚时限 完成节点 时间要求 期限 完工时间 竣工时间",
        Sort.DAY,
        width=10.5,
        is_required=True,
        paper=OnPaper(Text("Due"), 1.45, CENTRE),
        help=Text("A day, or words such as 9月底前, 9月上旬, 11月: the last day that they mean."),
    ),
    ListColumn.STEPS: Cell(
        "节点安排 时间节点 节点计划 节点目标 工作节点 进度安排 推进计划 月度计划 阶段安排 分月计划 分步计划 里程碑 时间安排 分月节点目标 分月目标 月度目标 月度节点目标 分月节点 各月目标 各月节点目标 分月推进计划 分月进度安排 月度节点 分月形象目标 分月进度目标 月度推进计划 分阶段目标 阶段目标 分月任务 月度任务",
        Sort.OWN,
        width=15,
        help=Text(
            "Such as: 9月30日 完成征地（40%）；10月31日 完成审批（100%）. The last step falls on the due date."
        ),
    ),
    ListColumn.LEADING_OFFICIAL: Cell(
        "领办领导 挂钩领导 包抓领导 挂联领导 联系领导 牵头领导 责任领导 分管领导 县领导 挂包领导 包保领导 领办县领导 领衔领导 包案领导",
        Sort.TEXT,
        60,
        7,
        of_project=True,
        paper=OnPaper(Text("Leading official"), 1.0, CENTRE),
    ),
    ListColumn.UNIT: Cell(
        "责任单位 牵头单位 主办单位 承办单位 责任部门 牵头部门 实施单位 落实单位 主体责任单位 责任主体 牵头责任单位 主责单位 负责单位",
        Sort.TEXT,
        width=10,
        of_project=True,
        help=Text("The first unit named leads; others support it."),
    ),
    ListColumn.PERSON: Cell(
        "责任人 具体责任人 直接责任人 第一责任人 经办人 联系人 联络员 负责人 具体负责人 项目负责人 单位责任人",
        Sort.TEXT,
        60,
        7,
        paper=OnPaper(Text("Responsible person"), 1.0, CENTRE),
    ),
    ListColumn.SUPPORTING_UNITS: Cell(
        "配合单位 协办单位 配合部门 协同单位 协助单位 参与单位 协作单位 协同部门 责任配合单位",
        Sort.TEXT,
        300,
        10,
        paper=OnPaper(Text("Supporting units"), 1.5),
    ),
    ListColumn.TOWNSHIP: Cell(
        "所在乡镇 乡镇 属地乡镇 属地 所属乡镇 所在地 建设地点 项目地点 所在乡镇街道 乡镇街道 所在镇街 地点",
        Sort.TEXT,
        80,
        7,
        of_project=True,
    ),
    ListColumn.WEIGHT: Cell(
        "权重 分值 权数 权重分",
        Sort.NUMBER,
        width=5,
        of_item=True,
        help=Text("If empty: 1."),
    ),
    ListColumn.PRIORITY: Cell(
        "是否重点 重点 重点标记 是否重点事项 是否重点项目",
        Sort.TICK,
        width=5,
        of_item=True,
        paper=OnPaper(Text("Priority"), 0.6, CENTRE),
        help=Text("是 where the Office has marked the item; it counts when the Office files the list."),
    ),
    ListColumn.TARGET_CODES: Cell(
        "对应目标 目标编号 对应攻坚目标 对应任务目标 对应目标编号 考核目标",
        Sort.TEXT,
        120,
        7,
        help=Text("Codes of the campaign's targets, separated by 、."),
    ),
    ListColumn.REMARK: Cell(
        "备注 说明 附注 备考",
        Sort.TEXT,
        300,
        9,
        paper=OnPaper(Text("Remark"), 1.3),
    ),
    ListColumn.KEY: Cell("行标识"),
}
NAMES = tuple(one.name for one in fields(ListRowValues))
"""What a row says, in the order in which its cells are judged."""
TAKEN_OVER = tuple(column.value for column, cell in CELLS.items() if cell.of_item)
LONGEST = {column: cell.longest for column, cell in CELLS.items() if cell.longest}


def names_of(*sorts: Sort) -> tuple[str, ...]:
    """What a row says in cells of these sorts."""
    return tuple(
        name for name in NAMES if ListColumn.knows(name) and CELLS[ListColumn.of(name)].sort in sorts
    )
