"""What the sample county counts. Permits, departments and working days are plausible, not taken from any county."""

from dataclasses import dataclass
from random import Random

from gongjian.registers.rules import FieldRule, FieldType, Stage

POLICY_STAGES = (
    Stage("signed", "签约"),
    Stage("vacated", "腾空"),
    Stage("cleared", "清场"),
    Stage("paid", "兑付"),
)
HOUSE_STAGES = (
    Stage("signed", "签约"),
    Stage("vacated", "腾空"),
    Stage("demolished", "拆除"),
    Stage("paid", "兑付"),
)
HOUSE_FIELDS = (
    FieldRule("kind", "房屋性质", FieldType.CHOICE, "政策处理组周例会", choices=("住宅", "非住宅")),
    FieldRule("settled", "安置方式", FieldType.CHOICE, "安置房源计划", choices=("货币", "安置房", "未定")),
)
NO_NAMES = "以编号登记，不填姓名、身份证号和电话。"


@dataclass(frozen=True, slots=True)
class SamplePermit:
    name: str
    department: str
    statutory_days: int
    promised_days: int
    step: int


EARLY = (
    SamplePermit("选址意见书", "县自然资源局", 20, 5, 1),
    SamplePermit("用地预审", "县自然资源局", 20, 8, 1),
    SamplePermit("立项批复", "县发展和改革局", 20, 3, 2),
    SamplePermit("环评批复", "县生态环境局", 30, 10, 3),
    SamplePermit("初步设计批复", "县发展和改革局", 20, 7, 3),
    SamplePermit("水土保持方案", "县水利局", 20, 5, 3),
)
LATE = (
    SamplePermit("建设用地规划许可", "县自然资源局", 20, 4, 1),
    SamplePermit("建设工程规划许可", "县自然资源局", 20, 6, 2),
    SamplePermit("施工图审查", "县住房和城乡建设局", 15, 7, 3),
    SamplePermit("施工招标备案", "县行政审批中心", 10, 5, 4),
    SamplePermit("施工许可", "县住房和城乡建设局", 15, 3, 5),
)
SETS = {"PR": EARLY, "KC": LATE, "LP": (*EARLY[:3], *LATE[2:]), "": (*EARLY[:3], LATE[-1])}
CORRECTIONS = ("缺项目法人证明", "红线图比例不符", "方案未经联审签字", "附图缺坐标")


def correction_for(seed: str, permit: str) -> str:
    return Random(f"{seed} correction {permit}").choice(CORRECTIONS)
