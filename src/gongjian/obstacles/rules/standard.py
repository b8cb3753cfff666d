"""The kinds of obstacles that the plan names, and the group that each goes to (plan, parts 2 and 4)."""

from dataclasses import dataclass

from gongjian.kernel.vocabulary import Term


class GroupDuty(Term):
    COORDINATION = "coordination", "coordination"
    APPROVALS = "approvals", "approvals"
    POLICY = "policy", "policy handling"


class PlansKind(Term):
    SITE_SELECTION = "site", "site selection"
    POLICY_HANDLING = "policy", "policy handling"
    APPROVAL = "approval", "approval"
    TENDERING = "tender", "tendering"
    FUNDS = "funds", "funds"
    CONSTRUCTION = "construction", "construction"
    OTHER = "other", "other"


@dataclass(frozen=True, slots=True)
class KindDraft:
    """One kind as the county has it. Complex ones may go up to the county head, simple ones stay with the group."""

    code: str
    name: str
    is_complex: bool = True


ROUTES = {
    PlansKind.SITE_SELECTION: GroupDuty.COORDINATION,
    PlansKind.POLICY_HANDLING: GroupDuty.POLICY,
    PlansKind.APPROVAL: GroupDuty.APPROVALS,
    PlansKind.TENDERING: GroupDuty.APPROVALS,
    PlansKind.FUNDS: GroupDuty.COORDINATION,
    PlansKind.CONSTRUCTION: GroupDuty.COORDINATION,
    PlansKind.OTHER: GroupDuty.COORDINATION,
}
SIMPLE = (PlansKind.TENDERING, PlansKind.OTHER)
MARKS = {GroupDuty.APPROVALS: "审批", GroupDuty.POLICY: "政策处理"}
"""By these words in its name the group is known; any other group is the one for coordination."""


def duty_of(name: str) -> GroupDuty:
    return next((duty for duty, mark in MARKS.items() if mark in name), GroupDuty.COORDINATION)
