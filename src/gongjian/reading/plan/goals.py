"""Which quantities of a plan are goals: not what has been done, not the size of one project, not a condition."""

import re

from gongjian.reading.plan.quantities import Quantity

ENSURE = r"确保|务必|必须|保证|务求|要求|不折不扣"
STRIVE = r"力争|争取|力求|争创|努力(?=实现|完成|达到|使)|奋力|冲刺|挑战"
MODAL = re.compile(rf"(?P<strive>{STRIVE})|(?P<ensure>{ENSURE})")
VERBS = re.compile(
    r"完成|实现|达到|到达|达(?=\d)|新增|净增|新建|改建|扩建|建成|建设|续建|引进|招引|引入|签约|签订|开工|动工|复工|竣工|投产|达产|落地|推进|培育|整治|改造|拆除|清理|清除|清淤|疏浚"
    r"|提高|提升|增长|增加|下降|降低|减少|压缩|压减|缩短|压降|控制|突破|超过|不少于|不低于|不超过|至少|创建|创成|打造|盘活|出让|收储|供应|供地|交付|征收|征地|腾空|签|销号|整改|排查|化解|处置|解决|修复|治理|修建|铺设|架设"
    r"|铺筑|敷设|硬化|绿化|栽植|种植|植树|造林|发放|投放|举办|组织|开展|办理|办结|兑现|落实|争取|到位|入库|入统|纳统|上规|升规|认定|申报|培训|带动|吸纳|转移|就业|安置|迁|搬迁|回迁|分配|建立|设立|储备|谋划|包装|策划|实施|安排|覆盖|普及|收集|回收|攻坚"
    r"|启动|投入|投用|运行|营业|封顶|贯通|通车|建档|覆盖率|完成率|对接|洽谈|走访|服务|检查|摸排|查处|取缔|关停|淘汰|更新|更换|安装|配备|配置|改扩建|加固|除险|保有|总量|总产|产值|税收|收入|总额|增速|率|保持|稳定|为|超"
)
GOAL_HEADING = re.compile(r"目标|任务|指标|重点|内容|预期|要求|安排|打算|措施|机制|工作")
PAST_HEADING = re.compile(r"进展情况|基本情况|完成情况|存在(?:的)?问题|现状|背景|回顾|主要成效|工作成效|取得")
PAST = re.compile(
    r"(?<!\d)1-\d{1,2}月|截至|截止(?:目前|到?\d|今|去|本)|目前(?!标|期)|(?<![较比同])(?:去年|上年|上一年|往年)(?!.{0,4}(?:结转|续建|同期水平))|同期(?=完成|为|是|实现)|已(?:经)?(?:累计|完成|开工|建成|签约|改造|实现|竣工|投产|落地|启动|有|达|拆|征|引|发|整)"
    r"|累计(?:完成|实现|投资|拨付|发放)(?!.{0,3}(?:不少于|不低于))|仍有|尚有|还有|现有|共有|拥有|原有|超(?:序时)?进度|比.{2,6}前|教训|发生(?:了)?(?:较大|重大|一般)?(?:事故|案件)|年前三|由\d.{0,8}(?:下降|上升|提高|增加|减少)(?:到|至)"
    r"|(?:上半年|前三季度|前\d个?月|\d-\d月)[^,]{0,6}(?:召开|印发|累计|完成了|实现了)"
)
SIZE = re.compile(
    r"(?:总投资|计划总投资|项目投资|概算|预算|估算|总造价|合同(?:金)?额|中标价|投资额|总建筑面积|建筑面积|占地面积|占地|用地(?:面积)?|总用地|规划面积|建设规模|规模|全长|(?<!增)长约?|全长约|总长|路线长|线路全长|(?<!拓)宽|(?<!提)高|(?<!加)深|装机容量|总装机|库容|注册资本|年产值|年产|产能|可容纳|容纳|设计能力|总面积|总户数|总人口|辖区?|下辖|涉及|总计划)(?:约|达|近|为|共|超|超过|计)*(?:人民币)?$"
)
GOAL_BEFORE_SIZE = re.compile(
    r"供应|供地|出让|收储|盘活|报批|征|流转|腾|完成|新增|力争|确保|达到|改造|建成|实现|整治|拆除"
)
CONDITION = re.compile(
    r"(?:的?(?:[\u4e00-\u9fff]{0,8}?)(?:项目|企业|工程|单位|产业|大项目|客商|人才|团队|投资|的村|的乡镇|的部门|地块|路段|事故|问题|的))"
)
IS_KIND = re.compile(r"的(?!目标|任务|要求|水平|标准)|的?(?:大|重点|工业)?(?:企业|项目|工程|单位|村|乡镇)")
MONEY_ONLY = re.compile(
    r"奖励|奖金|奖补|罚款|处罚|补助|补贴|给予|处以|扣除?|加分|扣分|计分|得分|分值|权重|占比权重|工作经费|经费|资金安排|安排资金|补偿|每(?:亩|人|户|月)\S{0,4}$|满分|基数|按|以(?!上|下|内|外|来)"
)
STAFF = re.compile(
    r"明确|指定|确定|抽调|抽派|选派|选聘|组成|组建|成立|设立|下设|分设|设|分成|分为|划分|分|派出|派驻|配齐|由|共分|包联|包保|联系|挂钩|选举|职数|编制"
)
STAFF_NOUN = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}?)(?:组|专班|小分队|小组|指挥部|办公室|队伍?|阶段|步骤|环节|方面|原则|行动|战役|层面|层次|章节|部分|大类|办|中心|干部|人员|领导|专人|联络员|责任人|副组长|成员|部门)(?:$|[,、。;:(进开完])"
)
MEETING = re.compile(
    r"召开|例会|会议|会商|调度会|通报|督查|督导|印发|简报|晒|报告|报送|汇报|研判|排名|考核|评比"
)
PER_TIME = re.compile(r"每(?:周|月|旬|季|季度|年|半月|半年|日|天|星期)[^,]{0,16}$")
REPEATED = re.compile(r"(?:次|期|场|场次|轮|天|件次)$")
PER_ONE = re.compile(
    r"每(?:引进|新增|完成|增加|减少|超|滞后|少|低|高|发现|迟报|漏报|缺|个(?!村|镇|乡|社区|县|街|单位|部门))\S{0,12}$"
)
BASE = re.compile(r"(?:左右)?(?:的)?基础上")  # what something is added to
LEVEL_BREAK = re.compile(r"[;。]")


def is_past(clause: str, heads: str) -> bool:
    """A clause that tells how things stand."""
    if MODAL.search(clause):
        return False
    if re.search(r"(?:剩余|剩下|尚未|未)[^,]{0,12}(?:务必|全部|完成)", clause):
        return False
    return bool(PAST.search(clause)) or (
        bool(PAST_HEADING.search(heads)) and not re.search(r"(?:底|末|日|月)前", clause)
    )


def level_in(text: str) -> str:
    """The level that the last word of resolve before a quantity sets; nothing where there is none."""
    found = list(MODAL.finditer(text))
    if not found:
        return ""
    return "strive" if found[-1]["strive"] else "ensure"


def is_goal(sentence: str, clause: tuple[int, int], quantity: Quantity, heads: str) -> bool:
    """Whether a quantity of a clause is what the plan wants to reach."""
    left = sentence[clause[0] : quantity.start]
    right = sentence[quantity.end : clause[1]]
    core = sentence[clause[0] : quantity.at]
    if BASE.match(right):
        return False
    if is_size(left) or is_condition(sentence, quantity, right) or is_money_beside(left, quantity, right):
        return False
    if quantity.unit == "天" and not re.search(r"天数|时间|时限|周期|用时|期限", left):
        return False
    if is_staff(left, quantity, right) or is_meeting(left, quantity, right, core):
        return False
    context = sentence[: clause[1]]
    return bool(
        VERBS.search(context) or MODAL.search(context) or quantity.op != "=" or GOAL_HEADING.search(heads)
    )


def is_size(left: str) -> bool:
    found = SIZE.search(left)
    return found is not None and not GOAL_BEFORE_SIZE.search(left[max(0, found.start() - 6) : found.start()])


def is_condition(sentence: str, quantity: Quantity, right: str) -> bool:
    """投资5000万元以上的项目, 10亿元以上项目5个: the quantity says which, not how many."""
    if quantity.op not in (">=", "<=", ">", "<") or quantity.end == quantity.after:
        if quantity.op in ("<", ">") and IS_KIND.match(right):
            return True
        return (
            quantity.written.endswith("元")
            and re.match(r"的(?:[\u4e00-\u9fff]{2,14})(?:工程|项目)", right) is not None
        )
    if re.match(r"的?(?:目标|任务|要求|水平|标准|计划|进度|整治|增长|增速|幅度|落地|工作)", right):
        return False
    return CONDITION.match(right) is not None


def is_money_beside(left: str, quantity: Quantity, right: str) -> bool:
    """Rewards, fines, scores and budgets."""
    if re.match(r"的?(?:权重|比例|分值|奖励|罚款|经费|补助|工作经费|标准)", right):
        return True
    if PER_ONE.search(left) and not re.search(r"至少|不少于", left):
        return True
    if re.search(r"评选|评出|表彰|授予|命名", left):
        return True
    found = list(MONEY_ONLY.finditer(left))
    if not found:
        return False
    word = found[-1][0]
    if word in ("按", "以"):
        return len(left) - found[-1].end() <= 4
    return len(left) - found[-1].end() <= 10


def is_staff(left: str, quantity: Quantity, right: str) -> bool:
    """People and bodies that carry the plan out, and how the paper is divided."""
    if quantity.unit not in ("个", "名", "人", "支", "项", "组", "家", "部", "类", "种", "条", "次", "位"):
        return False
    if STAFF_NOUN.match(right) and not re.search(r"培训|就业|引进|招聘|新增", left):
        return True
    return quantity.unit in ("名", "人", "支", "组", "位") and bool(
        re.search(rf"(?:{STAFF.pattern})[^,]{{0,8}}$", left)
    )


def is_meeting(left: str, quantity: Quantity, right: str, core: str) -> bool:
    if not REPEATED.search(quantity.unit):
        return False
    if PER_TIME.search(left) or MEETING.search(left) or MEETING.search(right[:10]):
        return True
    return quantity.unit in ("次", "期") and quantity.op == "="
