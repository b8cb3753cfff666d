"""Standard sets of steps per line of work: ours, to begin with; the county edits its own copies."""

from gongjian.kernel.vocabulary import Term
from gongjian.worklist.rules.backwards import WorkStep


class StepSetKind(Term):
    """Which standard set a line of work begins with (our decision, after the stages of the plan's part 2)."""

    PRE_CONSTRUCTION = "pre_construction", "pre-construction"
    CONSTRUCTION = "construction", "construction"
    INVESTMENT_PROMOTION = "investment_promotion", "investment promotion"
    LAND = "land", "land"
    RENEWAL = "renewal", "urban-village renewal"
    SMALL_TOWNS = "small_towns", "small towns"


def chain(*steps: tuple[str, int]) -> tuple[WorkStep, ...]:
    return tuple(
        WorkStep(number, name, workdays, (number - 1,) if number > 1 else ())
        for number, (name, workdays) in enumerate(steps, start=1)
    )


STANDARD: dict[StepSetKind, tuple[WorkStep, ...]] = {
    StepSetKind.PRE_CONSTRUCTION: (
        WorkStep(1, "选址论证", 8),
        WorkStep(2, "项目建议书批复", 6, (1,)),
        WorkStep(3, "用地预审与规划许可", 10, (1,)),
        WorkStep(4, "可行性研究批复", 10, (2, 3)),
        WorkStep(5, "初步设计批复", 10, (4,)),
    ),
    StepSetKind.CONSTRUCTION: (
        WorkStep(1, "施工图审查", 8),
        WorkStep(2, "政策处理清场", 15),
        WorkStep(3, "施工招标", 12, (1,)),
        WorkStep(4, "施工许可", 5, (2, 3)),
        WorkStep(5, "进场施工", 20, (4,)),
    ),
    StepSetKind.INVESTMENT_PROMOTION: chain(
        ("商务洽谈", 15), ("项目评审", 5), ("签订正式协议", 5), ("供地与注册", 15), ("开工准备", 10)
    ),
    StepSetKind.LAND: (
        WorkStep(1, "政策处理", 20),
        WorkStep(2, "规划条件与方案编制", 12),
        WorkStep(3, "净地验收", 3, (1,)),
        WorkStep(4, "出让方案报批", 6, (2, 3)),
        WorkStep(5, "公告与挂牌", 20, (4,)),
    ),
    StepSetKind.RENEWAL: chain(("入户签约", 20), ("腾空交房", 10), ("房屋拆除", 15), ("场地平整", 6)),
    StepSetKind.SMALL_TOWNS: (
        WorkStep(1, "问题点位排查", 10),
        WorkStep(2, "整治设计", 8, (1,)),
        WorkStep(3, "工程施工", 30, (2,)),
        WorkStep(4, "逐点销号", 10, (1,)),
        WorkStep(5, "考核验收", 5, (3, 4)),
    ),
}
