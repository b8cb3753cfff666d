"""What the columns of a list are, and by which headings people know them."""

from gongjian.intake.rules import Layout
from gongjian.kernel.vocabulary import Term


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
    TARGET_CODES = "target_codes", "targets it counts for"
    REMARK = "remark", "remark"
    KEY = "key", "row mark"


REQUIRED = (ListColumn.PROJECT_NAME, ListColumn.NAME, ListColumn.DUE_ON)
MONEY_COLUMNS = (ListColumn.TOTAL_INVESTMENT, ListColumn.YEAR_INVESTMENT)
PROJECT_COLUMNS = (
    *(ListColumn.PROJECT_CODE, ListColumn.PROJECT_NAME, ListColumn.LINE, ListColumn.SCALE),
    *(ListColumn.TOTAL_INVESTMENT, ListColumn.YEAR_INVESTMENT, ListColumn.LEADING_OFFICIAL),
    *(ListColumn.UNIT, ListColumn.TOWNSHIP),
)

SYNONYMS = {
    ListColumn.SERIAL: "序号 编号 号 排序",
    ListColumn.PROJECT_CODE: "项目编号 项目代码 项目编码 项目序号 工程编号",
    ListColumn.PROJECT_NAME: "项目名称 项目 工程名称 工程 建设项目 重点项目 项目工程名称 项目全称 攻坚项目 建设项目名称 工程项目 工程项目名称",
    ListColumn.LINE: "所属条线 条线 所属工作线 工作线 攻坚任务 所属攻坚任务 所属任务 任务类别 项目类别 类别 任务分类 项目分类 项目类型 攻坚战 板块 工作任务 攻坚领域",
    ListColumn.SCALE: "建设内容及规模 建设规模及内容 建设内容和规模 建设规模和内容 建设内容与规模 建设规模 建设内容 主要建设内容 主要建设内容及规模 项目概况 项目内容 工程概况 规模",
    ListColumn.TOTAL_INVESTMENT: "总投资 计划总投资 项目总投资 总投资额 投资总额 概算总投资 估算总投资 投资规模 投资额",
    ListColumn.YEAR_INVESTMENT: "年度计划投资 年度投资计划 年度投资 年计划投资 本年计划投资 当年计划投资 今年计划投资 计划投资 年计划完成投资 年度计划完成投资 本年度计划投资 年投资计划 年投资 年度投资额 年投资额 年度投资任务 本年投资",
    ListColumn.ITEM_CODE: "事项编号 攻坚事项编号 事项代码 任务编号 节点编号",
    ListColumn.NAME: "攻坚事项 事项名称 攻坚事项名称 事项 攻坚内容 任务事项 工作事项 具体事项 攻坚节点 攻坚任务内容 攻坚目标 工作目标 目标任务 年度目标任务 重点工作 主要任务 工作内容 需攻坚的事项 攻坚工作 年度形象目标 形象目标 形象进度目标",
    ListColumn.MEASURE: "计量方式 考核方式 计量类型 指标类型 衡量方式 计算方式",
    ListColumn.TARGET: "目标值 目标数量 目标量 任务量 数量 工程量 计划数 目标数 任务数 目标",
    ListColumn.UNIT_OF_MEASURE: "计量单位 单位 数量单位 目标单位",
    ListColumn.STARTS_ON: "开始时间 启动时间 开始日期 起始时间 起始日期 计划开始时间 计划启动时间 开工时间 计划开工时间 起点",
    ListColumn.DUE_ON: "完成时限 完成时间 完成期限 完成日期 时限 办结时限 时限要求 截止时间 截止日期 计划完成时间 计划完成时限 要求完成时间 攻坚时限 完成节点 时间要求 期限 完工时间 竣工时间",
    ListColumn.STEPS: "节点安排 时间节点 节点计划 节点目标 工作节点 进度安排 推进计划 月度计划 阶段安排 分月计划 分步计划 里程碑 时间安排 分月节点目标 分月目标 月度目标 月度节点目标 分月节点 各月目标 各月节点目标 分月推进计划 分月进度安排 月度节点 分月形象目标 分月进度目标 月度推进计划 分阶段目标 阶段目标 分月任务 月度任务",
    ListColumn.LEADING_OFFICIAL: "领办领导 挂钩领导 包抓领导 挂联领导 联系领导 牵头领导 责任领导 分管领导 县领导 挂包领导 包保领导 领办县领导 领衔领导 包案领导",
    ListColumn.UNIT: "责任单位 牵头单位 主办单位 承办单位 责任部门 牵头部门 实施单位 落实单位 主体责任单位 责任主体 牵头责任单位 主责单位 负责单位",
    ListColumn.PERSON: "责任人 具体责任人 直接责任人 第一责任人 经办人 联系人 联络员 负责人 具体负责人 项目负责人 单位责任人",
    ListColumn.SUPPORTING_UNITS: "配合单位 协办单位 配合部门 协同单位 协助单位 参与单位 协作单位 协同部门 责任配合单位",
    ListColumn.TOWNSHIP: "所在乡镇 乡镇 属地乡镇 属地 所属乡镇 所在地 建设地点 项目地点 所在乡镇街道 乡镇街道 所在镇街 地点",
    ListColumn.WEIGHT: "权重 分值 权数 权重分",
    ListColumn.TARGET_CODES: "对应目标 目标编号 对应攻坚目标 对应任务目标 对应目标编号 考核目标",
    ListColumn.REMARK: "备注 说明 附注 备考",
    ListColumn.KEY: "行标识",
}

LAYOUT = Layout(
    columns=tuple(ListColumn),
    synonyms=SYNONYMS,
    required=REQUIRED,
    named_by=(ListColumn.PROJECT_NAME, ListColumn.NAME),
    money=MONEY_COLUMNS,
    measured=(ListColumn.TARGET,),
    group=PROJECT_COLUMNS,
    group_name=ListColumn.PROJECT_NAME,
    row_name=ListColumn.NAME,
    own=(ListColumn.NAME, ListColumn.DUE_ON, ListColumn.STEPS),
    makes=(
        *(ListColumn.DUE_ON, ListColumn.STEPS, ListColumn.STARTS_ON),
        ListColumn.PERSON,
        ListColumn.PROJECT_NAME,
    ),
    mark=ListColumn.KEY,
    dated=(ListColumn.DUE_ON, ListColumn.STARTS_ON),
    else_named={
        ListColumn.NAME: "工作任务 攻坚任务 任务 任务名称 工作 内容 工作名称 前期工作事项 前期工作 工作节点"
    },
    stands_in={ListColumn.DUE_ON: ListColumn.STEPS},
    unasked=(ListColumn.KEY, ListColumn.SERIAL),
)
