"""What stands in the way in the sample county, and how each obstacle fares: always the same for the same number."""

from dataclasses import dataclass
from enum import Enum
from random import Random


class Fate(Enum):
    """How an obstacle fares."""

    QUICK = "quick"
    SLOW = "slow"
    WRONG_GROUP = "wrong_group"
    MORE_TIME = "more_time"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"
    HIGH = "high"


FATES = (
    Fate.QUICK, Fate.HIGH, Fate.SLOW, Fate.QUICK, Fate.WRONG_GROUP, Fate.SLOW, Fate.HIGH, Fate.MORE_TIME,
    Fate.QUICK, Fate.SENT_BACK, Fate.SLOW, Fate.QUICK, Fate.REOPENED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """An obstacle as a unit would put it, by the code of its kind."""

    kind: str
    words: str
    wanted: str
    solution: str
    reference: str


CASES = (
    Case("policy", "三户农户对附着物补偿标准有异议，红线内尚未清场。", "请政策处理组牵头与所在乡镇共同入户，明确补偿口径。", "三户均已签约腾空，红线内场地移交施工单位。", "征迁协议编号云征〔2026〕46至48号"),
    Case("approval", "施工图审查补正意见反复，施工许可无法受理。", "请工程审批组召集图审机构、设计单位一次性会审。", "图审合格书已取得，施工许可同日受理。", "图审合格书云图审2026-117"),
    Case("site", "规划道路线位与现状高压走廊冲突，选址方案未定。", "请综合协调服务组协调电力部门确定避让或迁改方案。", "线位西移8米，电力部门书面同意。", "县电力发展中心复函"),
    Case("tender", "监理标段一次流标，重新招标影响进场。", "请工程审批组协调公共资源交易场地档期。", "二次招标完成，中标通知书已发。", "中标通知书云招2026-085"),
    Case("funds", "前期费用拨付未到位，勘察单位暂停外业。", "请综合协调服务组协调财政部门明确拨付时间。", "首笔前期费用已拨付，外业恢复。", "财政拨款凭证9月第214号"),
    Case("construction", "进场便道需穿越河道，涉河审批与施工组织未衔接。", "请综合协调服务组协调水利部门同意临时便道方案。", "临时便道方案获批，已通车。", "涉河临时工程批复"),
    Case("policy", "一处坟墓迁移与家属协商未果，场平停工。", "请政策处理组协同乡镇落实迁移安置点。", "已完成迁移，场平恢复施工。", "迁移协议及验收单"),
    Case("approval", "林地使用审核同意书未批复，表土剥离不能开展。", "请工程审批组对接上级林业主管部门，明确批复时间。", "审核同意书已批复，表土剥离进场。", "林地审核同意书"),
    Case("other", "校园周边施工时段受限，影响夜间浇筑。", "请协调明确可施工时段和告示方式。", "已明确时段并张贴告示。", "协调会记录"),
)  # fmt: skip
BACK = "所涉事项不属本组职责，请改送有关组。"
PASSED_ON = "按职责分工改送。"
TIME_BECAUSE = "外部批复时间已定，需延至批复后办结。"
TIME_GRANTED = "同意延长，期间每周报进展。"
MISSING = "佐证未附盖章文件，请补充后再报。"
NOT_HELD = "现场复查发现问题反复，继续办理。"
HELD = "现场复查，未见反复。"
ESCALATED = "跨部门较多，需县领导协调。"
NOT_ESCALATED = "牵头组已约定三日内定案，暂不提级。"
ADVICE = "我单位配合办理，已指定联系人。"


def fate_of(seed: str, number: int) -> Fate:
    return Random(f"{seed} fate {number}").choice(FATES)


def patience(seed: str, number: int) -> int:
    """How many working days somebody needs for the work itself."""
    return Random(f"{seed} patience {number}").randint(1, 4)


def case_of(seed: str, day: int, turn: int) -> Case:
    return Random(f"{seed} case {day} {turn}").choice(CASES)


def raised_on(seed: str, day: int) -> int:
    """How many are raised on a working day."""
    return Random(f"{seed} raised {day}").choice((0, 1, 1, 2, 2, 3))
