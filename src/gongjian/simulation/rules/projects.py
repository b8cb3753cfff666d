"""The sample list: plausible projects that fill the plan up to exactly 162 projects and 524 items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from gongjian.simulation.rules.county import TOWNSHIPS, units
from gongjian.simulation.rules.plan import ATTACK_ENDS_ON, YEAR, YEAR_END
from gongjian.worklist.rules import Curve, Measure, PromisedShare

SEPTEMBER, OCTOBER, NOVEMBER = date(YEAR, 9, 30), date(YEAR, 10, 31), ATTACK_ENDS_ON
PRELIMINARY = (
    *("污水处理厂提标", "中心小学迁建", "防洪堤加固", "标准厂房", "自来水厂扩建", "养老服务中心", "通景公路"),
    *("农贸市场改造", "卫生院迁建", "垃圾中转站", "停车场", "旅游集散中心", "粮食储备库", "变电站"),
)
CONSTRUCTION = (
    *(
        "绿道二期",
        "安置小区",
        "道路改造",
        "河道治理",
        "幼儿园",
        "文化礼堂",
        "产业园配套",
        "供水管网",
        "桥梁改建",
    ),
    *(
        "公交首末站",
        "体育公园",
        "老旧小区改造",
        "燃气管网",
        "滨水公园",
        "物流园",
        "人才公寓",
        "智慧农业园",
        "客运站",
    ),
)
PARCELS = (
    "原飞鹤山庄",
    "老汽车站",
    "溪口东",
    "临江二号",
    "北屏南",
    "原化肥厂",
    "高湖西",
    "鹤鸣北",
    "南屏商住",
    "起步中心",
    "青塘老街",
)


@dataclass(frozen=True, slots=True)
class SampleItem:
    name: str
    measure: Measure
    starts_on: date
    due_on: date
    curve: Curve
    target: Decimal = Decimal(100)
    unit_of_measure: str = ""
    weight: Decimal = Decimal(1)
    steps: tuple[PromisedShare, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleProject:
    """`unit` and `township` are names of the county's organisations; money in ten thousand yuan."""

    code: str
    name: str
    line: str
    scale: str
    unit: str
    township: str
    total: Decimal
    year: Decimal
    items: tuple[SampleItem, ...]


class Maker:
    """Draws dates and amounts for one project, always the same ones."""

    def __init__(self, code: str) -> None:
        self.random = Random(f"project {code}")
        self.start = date(YEAR, 8, 25) + timedelta(days=self.random.randrange(0, 18))
        self.year = Decimal(self.random.randrange(8, 120) * 100)

    def due(self, last: date, spread: int = 21) -> date:
        return max(self.start + timedelta(days=20), last - timedelta(days=self.random.randrange(0, spread)))

    def milestones(
        self, name: str, steps: tuple[str, ...], last: date, targets: tuple[str, ...]
    ) -> SampleItem:
        due, count = self.due(last), len(steps)
        days = (due - self.start).days
        places = [self.start + timedelta(days=days * place // count) for place in range(1, count)] + [due]
        dated = tuple(PromisedShare(on, Fraction(place, count), step) for place, (on, step) in enumerate(zip(places, steps, strict=True), 1))  # fmt: skip
        return SampleItem(
            name, Measure.MILESTONE, self.start, due, Curve.MILESTONES, steps=dated, targets=targets
        )

    def quantity(
        self, name: str, unit: str, low: int, high: int, last: date, targets: tuple[str, ...]
    ) -> SampleItem:
        whole = Decimal(self.random.randrange(low, high))
        return SampleItem(
            name, Measure.QUANTITY, self.start, self.due(last), Curve.BY_DAY, whole, unit, targets=targets
        )

    def investment(self, targets: tuple[str, ...]) -> SampleItem:
        whole, weight = self.year, Decimal("1.5")
        return SampleItem("完成攻坚期投资", Measure.INVESTMENT, date(YEAR, 9, 1), NOVEMBER, Curve.BY_MONTH, whole, "万元", weight, targets=targets)  # fmt: skip

    def percent(self, name: str, last: date, targets: tuple[str, ...]) -> SampleItem:
        due = self.due(last)
        if self.random.random() < 0.5:
            return SampleItem(
                name, Measure.PERCENT, self.start, due, Curve.BY_DAY, unit_of_measure="%", targets=targets
            )
        third = (due - self.start) / 3
        steps = (PromisedShare(self.start + third, Fraction(1, 4)), PromisedShare(self.start + 2 * third, Fraction(3, 5)), PromisedShare(due, Fraction(1)))  # fmt: skip
        return SampleItem(name, Measure.PERCENT, self.start, due, Curve.STEPS, unit_of_measure="%", steps=steps, targets=targets)  # fmt: skip


def sample_projects() -> Iterator[SampleProject]:
    """All 162, in the order of their codes."""
    yield from leaders_projects()
    yield from (preliminary(number) for number in range(1, 43))
    yield from (construction(number) for number in range(1, 80))
    yield from (promotion(number) for number in range(1, 7))
    yield from (parcel(number, name) for number, name in enumerate(PARCELS, 1))
    yield from (renewal(number) for number in range(1, 5))
    yield from (small_town(number) for number in range(1, 17))


def project(line: str, number: int, name: str, scale: str, unit: str, township: str, items: tuple[SampleItem, ...], make: Maker) -> SampleProject:  # fmt: skip
    total = make.year * make.random.randrange(2, 6)
    return SampleProject(f"{line}-{number:03}", name, line, scale, unit, township, total, make.year, items)


def executor(number: int) -> str:
    """Whoever answers for a project: all sixty units come in turn, one of each series after the other."""
    names = [unit.name for unit in units()]
    return names[number * 37 % len(names)]


def leaders_projects() -> Iterator[SampleProject]:
    make = Maker("LP-001")
    landed = make.milestones("取得用地并开工准备", ("选址意见", "用地预审", "落地开工"), NOVEMBER, ("T02",))
    signing = make.milestones("签订正式协议", ("意向书", "框架协议", "正式协议"), NOVEMBER, ("T01",))
    steps = (
        signing,
        make.percent("可行性研究", OCTOBER, ()),
        make.quantity("用地征收", "亩", 60, 120, NOVEMBER, ()),
        landed,
    )
    yield project("LP", 1, "钼高新技术工程", "年产钼制品2000吨", "县投资促进中心", "北屏街道", steps, make)
    for number, name, unit, township in (
        (2, "东堡山文化主题公园（一期）", "县文化旅游集团", "东堡镇"),
        (3, "起步科创园（一期）", "县产业园区开发公司", "起步镇"),
    ):
        make = Maker(f"LP-{number:03}")
        start = make.milestones("开工建设", ("施工许可", "进场", "开工"), OCTOBER, ("T02", "T03", "T06"))
        items = (
            make.milestones("开工前审批", ("规划许可", "施工图审查", "招标"), SEPTEMBER, ("T06",)),
            make.quantity("政策处理", "户", 30, 90, OCTOBER, ("T06",)),
            start,
            make.investment(("T06",)),
        )
        yield project("LP", number, name, "一期用地约300亩", unit, township, items, make)
    make = Maker("LP-004")
    money = SampleItem("完成投资1.5亿元", Measure.INVESTMENT, date(YEAR, 9, 1), NOVEMBER, Curve.BY_MONTH, Decimal("1.5"), "亿元", Decimal(2), targets=("T04", "T06"))  # fmt: skip
    items = (
        money,
        make.percent("厂房形象进度", NOVEMBER, ("T06",)),
        make.quantity("设备进场", "台", 40, 90, NOVEMBER, ("T06",)),
        make.milestones("首批企业入驻", ("签约", "装修", "入驻"), NOVEMBER, ("T02", "T06")),
    )
    yield project(
        "LP", 4, "高湖智能装备制造创业园", "标准厂房约12万平方米", "县产业园区开发公司", "高湖镇", items, make
    )


def preliminary(number: int) -> SampleProject:
    make = Maker(f"PR-{number:03}")
    township = TOWNSHIPS[(number * 5) % len(TOWNSHIPS)]
    kind = PRELIMINARY[number % len(PRELIMINARY)]
    items = (
        make.milestones("选址与规划论证", ("选址方案", "专家论证", "选址意见书"), SEPTEMBER, ("T05",)),
        make.quantity("政策处理签约", "亩", 20, 160, NOVEMBER, ("T05",)),
        make.milestones("前期审批办结", ("立项批复", "用地预审", "初步设计", "概算批复"), NOVEMBER, ("T05",)),
    )
    name = f"{township[:-1] if not township.endswith('街道') else township[:-2]}{kind}工程"
    return project("PR", number, name, f"用地约{make.random.randrange(15, 120)}亩", executor(number), township, items, make)  # fmt: skip


def construction(number: int) -> SampleProject:
    """The first 21 are planned new starts, the next 19 continue, the other 39 must reach the year's investment."""
    make = Maker(f"KC-{number:03}")
    township = TOWNSHIPS[(number * 7) % len(TOWNSHIPS)]
    kind = CONSTRUCTION[number % len(CONSTRUCTION)]
    town = township[:-1] if not township.endswith("街道") else township[:-2]
    if number <= 21:
        items = (
            make.milestones(
                "开工前审批", ("规划许可", "施工图审查", "施工招标", "施工许可"), OCTOBER, ("T06",)
            ),
            make.quantity("政策处理", "户", 10, 80, OCTOBER, ("T06",)),
            make.milestones("开工建设", ("进场", "开工"), NOVEMBER, ("T06",)),
        )
    else:
        finishing = make.quantity("政策处理扫尾", "户", 5, 40, OCTOBER, ("T06",))
        nodes = make.milestones("年度节点", ("基础完成", "主体完成", "配套完成"), NOVEMBER, ("T06",))
        last = finishing if number <= 40 else nodes
        items = (make.investment(("T06",)), make.percent("形象进度", NOVEMBER, ("T06",)), last)
    scale = f"建筑面积约{make.random.randrange(4, 60) * 1000}平方米"
    return project("KC", number, f"{town}{kind}工程", scale, executor(number + 42), township, items, make)


def promotion(number: int) -> SampleProject:
    make = Maker(f"IP-{number:03}")
    names = ("高端阀门", "生物医药包装", "冷链食品", "智能门锁", "文创园区", "新能源部件")
    items = (
        make.milestones("洽谈签约", ("意向", "框架协议", "正式合同"), OCTOBER, ("T07",)),
        make.milestones("项目落地", ("选址", "供地方案", "摘牌"), NOVEMBER, ("T07",)),
        make.quantity("到位资金", "万元", 500, 3000, NOVEMBER, ()),
        make.percent("开工准备", NOVEMBER, ()),
    )
    unit = ("县投资促进中心", "县经济商务局", "起步镇")[number % 3]
    return project(
        "IP", number, f"{names[number - 1]}招商工程", "总投资意向已签", unit, TOWNSHIPS[number], items, make
    )


def parcel(number: int, name: str) -> SampleProject:
    make = Maker(f"LT-{number:03}")
    township = TOWNSHIPS[(number * 3) % len(TOWNSHIPS)]
    items = (
        make.quantity("政策处理", "户", 5, 60, OCTOBER, ("T08",)),
        make.milestones("实施方案编制", ("初稿", "会审", "批复"), OCTOBER, ("T08",)),
        make.percent("净地整理", NOVEMBER, ("T08",)),
        make.milestones("挂牌出让", ("意向对接", "公告", "成交"), YEAR_END, ("T08",)),
    )
    unit = ("县自然资源局", "县国有资产经营公司", township)[number % 3]
    return project(
        "LT", number, f"{name}地块出让", f"约{make.random.randrange(12, 90)}亩", unit, township, items, make
    )


def renewal(number: int) -> SampleProject:
    """Four quarters with 40,000 square metres each: 160,000 in all."""
    make = Maker(f"UR-{number:03}")
    township = ("鹤鸣街道", "临江街道", "北屏街道", "南屏街道")[number - 1]
    area = SampleItem("完成改造面积", Measure.QUANTITY, make.start, YEAR_END, Curve.BY_DAY, Decimal(40_000), "平方米", Decimal(2), targets=("T06", "T09"))  # fmt: skip
    items = (
        make.quantity("签约", "户", 120, 320, OCTOBER, ("T06",)),
        make.quantity("房屋拆除", "幢", 60, 180, NOVEMBER, ("T06",)),
        area,
        make.percent("综合改造", NOVEMBER, ("T06",)),
    )
    unit = township if number % 2 else "县城市更新公司"
    return project(
        "UR", number, f"{township[:-2]}城中村改造", "改造面积4万平方米", unit, township, items, make
    )


def small_town(number: int) -> SampleProject:
    """Thirteen townships of the second batch, three of the third."""
    make = Maker(f"ST-{number:03}")
    township, second = TOWNSHIPS[number - 1], number <= 13
    batch, last = (("T06", "T10"), NOVEMBER) if second else (("T06", "T11"), YEAR_END)
    items: tuple[SampleItem, ...] = (
        make.milestones("六乱点位排查", ("普查", "建账"), SEPTEMBER, ("T12", *batch)),
        make.quantity("问题点位销号", "处", 40, 160, last, batch),
        make.percent("整治工程建设", last, batch),
    )
    if second:
        items = (*items, make.quantity("沿街立面改造", "米", 300, 1500, last, batch))
    batch_name = "第二批" if second else "第三批"
    return project("ST", number, f"{township}小城镇环境综合整治", batch_name, township, township, items, make)
