"""How the simulated people behave: always the same way for the same seed."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from random import Random

from gongjian.kernel.vocabulary import Term
from gongjian.reporting.rules import RowFacts
from gongjian.worklist.rules import Forecast, Measure, expected

CAUSES = (
    *(
        "个别农户对补偿标准有异议，签约未完成",
        "林地使用报批尚待上级批复",
        "连续降雨影响土方施工",
        "施工图审查补正两次",
    ),
    *(
        "资金拨付手续未完善，施工单位放缓进度",
        "管线迁改与权属单位尚未谈妥",
        "招标一次流标，正在重新组织",
        "设计变更后重新核定概算",
    ),
)
NEXT_STEPS = (
    *(
        "由乡镇班子包户上门，本月内签完",
        "每周与上级部门对接一次，争取月底批复",
        "增加两个作业面，抢回工期",
        "派专人驻点办理，五个工作日内补正",
    ),
    *(
        "本周内完成拨付，督促增加机械人员",
        "提请工程审批组协调，十日内定案",
        "已发布二次公告，月底前定标",
        "月中完成评审，随即恢复施工",
    ),
)
SEND_BACK = (
    "数据与现场情况不一致，请核实后重报。",
    "完成投资缺少凭证依据，请补充。",
    "下一步措施过于笼统，请写明时限和责任人。",
)
HOLD_REASONS = ("上级调整线位，等待批复", "林地报批由省级审核，已超出县内可控时限")


class Habit(Term):
    PUNCTUAL = "punctual", "punctual"
    SLACK = "slack", "slack"
    ABSENT = "absent", "absent"


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a unit does with one report: on which working day from the due date, at what hour, how carefully."""

    submits: bool
    workday: int  # 0 is the due day, -1 the one before, 1 the one after
    minute: int  # of the working day, from 8:30
    careless: bool
    idle: bool  # answers “no change” to everything


def habit(unit: int) -> Habit:
    """Most units are punctual, one in seven is slack, one in thirty hardly ever reports."""
    if unit % 29 == 17:
        return Habit.ABSENT
    return Habit.SLACK if unit % 7 == 3 else Habit.PUNCTUAL


def conduct(seed: str, unit: int, period: date) -> Conduct:
    random = Random(f"{seed} conduct {unit} {period}")
    chances = {Habit.PUNCTUAL: (0.0, 0.02), Habit.SLACK: (0.05, 0.45), Habit.ABSENT: (0.6, 0.3)}
    missing, late = chances[habit(unit)]
    draw = random.random()
    workday = random.choice((1, 1, 2)) if draw < missing + late else random.choice((-1, -1, 0, 0, 0))
    return Conduct(
        submits=draw >= missing,
        workday=workday,
        minute=random.randrange(0, 500),
        careless=random.random() < 0.05,
        idle=random.random() < 0.03,
    )


def actual_share(seed: str, item: str, row: RowFacts) -> Fraction:
    """How far an item really is: along its baseline, with its own pace and noise; some stall for weeks, a few for good."""
    random = Random(f"{seed} item {item}")
    pace = random.choices((1.12, 1.0, 0.93, 0.78, 0.55, 0.2), weights=(20, 47, 19, 8, 4, 2))[0]
    noise = Random(f"{seed} item {item} {row.measured_on}").uniform(-0.03, 0.03)
    planned = float(expected(row.plan, row.measured_on))
    return Fraction(min(max(planned * pace + noise * (0 < planned < 1), 0.0), 1.0)).limit_denominator(1000)


def value_for(seed: str, item: str, row: RowFacts) -> Decimal:
    """What an honest reporter writes; progress does not fall except, rarely, where last time's figure was wrong."""
    share, last = actual_share(seed, item, row), row.previous or Decimal(0)
    if row.measure == Measure.MILESTONE:
        reached = sum(step.share <= share + Fraction(1, 15) for step in row.plan.steps)
        return max(Decimal(reached), last)
    whole = Decimal(100) if row.measure == Measure.PERCENT else row.plan.target
    value = whole * Decimal(share.numerator) / Decimal(share.denominator)
    place = Decimal("0.01") if whole < 10 else Decimal(1)
    return max(value.quantize(place, rounding=ROUND_DOWN), last) if share < 1 else max(whole, last)


def forecast_for(seed: str, item: str, row: RowFacts, share: Fraction) -> Forecast:
    behind = expected(row.plan, row.measured_on) - share
    hopeful = Random(f"{seed} hope {item}").random() < 0.6
    if behind > Fraction(1, 20):
        return Forecast.ON_TIME if hopeful else Forecast.LATE
    return Forecast.EARLY if behind < -Fraction(1, 20) else Forecast.ON_TIME


def words_for(seed: str, item: str) -> tuple[str, str]:
    number = Random(f"{seed} words {item}").randrange(len(CAUSES))
    return CAUSES[number], NEXT_STEPS[number]
