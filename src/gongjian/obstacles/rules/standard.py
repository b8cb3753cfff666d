"""The kinds of obstacles that the plan names, and the group that each goes to (plan, parts 2 and 4)."""

from collections.abc import Iterator
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
class StandardKind:
    """A kind as the plan has it. Complex ones may climb to the county head, simple ones stay where they are solved."""

    kind: PlansKind
    duty: GroupDuty
    is_complex: bool = True


def the_plans_kinds() -> Iterator[StandardKind]:
    yield StandardKind(PlansKind.SITE_SELECTION, GroupDuty.COORDINATION)
    yield StandardKind(PlansKind.POLICY_HANDLING, GroupDuty.POLICY)
    yield StandardKind(PlansKind.APPROVAL, GroupDuty.APPROVALS)
    yield StandardKind(PlansKind.TENDERING, GroupDuty.APPROVALS, is_complex=False)
    yield StandardKind(PlansKind.FUNDS, GroupDuty.COORDINATION)
    yield StandardKind(PlansKind.CONSTRUCTION, GroupDuty.COORDINATION)
    yield StandardKind(PlansKind.OTHER, GroupDuty.COORDINATION, is_complex=False)


MARKS = {GroupDuty.APPROVALS: "审批", GroupDuty.POLICY: "政策"}
"""By these words in its name a group is known; any other is the one for coordination."""


def duty_of(name: str) -> GroupDuty:
    return next((duty for duty, mark in MARKS.items() if mark in name), GroupDuty.COORDINATION)
