"""The reference campaign's plan: the numbers of the action plan, said in our own words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongjian.campaigns.rules import Counting, Level, Operator

YEAR = 2026
STARTS_ON, ENDS_ON = date(YEAR, 8, 25), date(YEAR, 12, 25)
YEAR_END = date(YEAR, 12, 31)
ATTACK_ENDS_ON = date(YEAR, 11, 30)
PROJECTS, ITEMS = 162, 524

LINES = (
    ("LP", "省市县长工程", 4),
    ("PR", "重大前期", 42),
    ("KC", "重点建设", 79),
    ("IP", "招商工程", 6),
    ("LT", "商住用地出让", 11),
    ("UR", "城中村改造", 4),
    ("ST", "小城镇环境整治", 16),
)
"""Primary lines add up to 162; of the 102 key construction projects 79 stand here and 23 in the lines LP, UR and ST."""

PHASES = (
    ("准备启动", STARTS_ON, date(YEAR, 8, 31)),
    ("全面攻坚", date(YEAR, 9, 1), ATTACK_ENDS_ON),
    ("总结考核", date(YEAR, 12, 1), ENDS_ON),
)


@dataclass(frozen=True, slots=True)
class SampleTarget:
    code: str
    name: str
    value: Decimal
    unit: str
    due_on: date
    counting: Counting
    line: str
    sentence: str
    operator: Operator = Operator.AT_LEAST
    level: Level = Level.ENSURE


def target(code: str, name: str, value: str, unit: str, due_on: date, counting: Counting, line: str, sentence: str, *, level: Level = Level.ENSURE, operator: Operator = Operator.AT_LEAST) -> SampleTarget:  # fmt: skip
    return SampleTarget(code, name, Decimal(value), unit, due_on, counting, line, sentence, operator, level)


P, SHARE, SUM, MEAN = Counting.PROJECTS, Counting.SHARE, Counting.SUM, Counting.MEAN
TARGETS = (
    target("T01", "新签钼高新技术重大产业工程", "1", "个", ATTACK_ENDS_ON, P, "LP", "至少新引进一个重大产业工程，签下钼高新技术工程的正式协议。"),
    target("T02", "省市县长工程落地率", "50", "%", ATTACK_ENDS_ON, SHARE, "LP", "省市县长工程的落地率要到百分之五十以上。"),
    target("T03", "东堡山文化主题公园（一期）、起步科创园（一期）开工", "2", "个", ATTACK_ENDS_ON, P, "LP", "东堡山文化主题公园（一期）和起步科创园（一期）都要开工。", operator=Operator.EXACTLY),
    target("T04", "高湖智能装备制造创业园完成投资", "1.5", "亿元", ATTACK_ENDS_ON, SUM, "LP", "高湖智能装备制造创业园完成投资1.5亿元。"),
    target("T05", "重大前期工程完成年度目标", "42", "个", YEAR_END, P, "PR", "力争42个重大前期工程按期完成全年目标。", level=Level.STRIVE),
    target("T06", "重点建设工程完成年度目标", "102", "个", YEAR_END, P, "KC", "力争102个重点建设工程按期完成全年目标。", level=Level.STRIVE),
    target("T07", "招商工程签约落地", "6", "个", ATTACK_ENDS_ON, P, "IP", "6个招商工程签约并落地。"),
    target("T08", "难点地块出让", "11", "宗", YEAR_END, P, "LT", "原飞鹤山庄等11宗有难处的地块限时攻下来。"),
    target("T09", "城中村改造面积", "160000", "平方米", YEAR_END, SUM, "UR", "全年16万平方米的城中村改造全部完成。"),
    target("T10", "小城镇整治第二批", "13", "个", ATTACK_ENDS_ON, P, "ST", "第二批13个乡镇的整治全部完成。"),
    target("T11", "小城镇整治第三批进度", "60", "%", YEAR_END, MEAN, "ST", "第三批3个乡镇的整治年底前做到百分之六十。"),
    target("T12", "六乱点位排查", "16", "个", date(YEAR, 9, 30), P, "ST", "9月底以前把问题点位全部排查一遍，再逐个销号。"),
    target("T13", "六乱点位销号率", "100", "%", YEAR_END, SHARE, "ST", "9月底以前把问题点位全部排查一遍，再逐个销号。"),
)  # fmt: skip
