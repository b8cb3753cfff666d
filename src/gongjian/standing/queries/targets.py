"""The campaign's targets with what has been reached."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.campaigns.models import Campaign, Target
from gongjian.campaigns.rules import reached
from gongjian.standing.rules import Counted, Standing, Tally, actual_of, tally
from gongjian.worklist.models import Item


@dataclass(frozen=True, slots=True)
class TargetRow:
    target: Target
    counted: Counted
    items: int
    reached: bool
    tally: Tally  # of the items that belong to it: how far they are, where nothing can be counted yet


def targets_of(campaign: Campaign, standings: Sequence[Standing]) -> list[TargetRow]:
    """Every target with its actual, counted from these standings."""
    by_item = {one.item: one for one in standings}
    belonging: dict[int, list[Standing]] = defaultdict(list)
    for target, item in Item.targets.through.objects.filter(target__campaign=campaign).values_list(
        "target_id", "item_id"
    ):
        if item in by_item:
            belonging[target].append(by_item[item])
    return [
        target_row(target, belonging[target.pk]) for target in campaign.targets.select_related("line_of_work")
    ]


def target_row(target: Target, standings: Sequence[Standing]) -> TargetRow:
    counted = actual_of(target.counting, target.unit, standings)
    is_reached = not counted.says_nothing and reached(counted.actual, target.operator, target.value)
    return TargetRow(target, counted, len(standings), is_reached, tally(standings))
