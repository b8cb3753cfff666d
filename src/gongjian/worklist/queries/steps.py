"""The plans of steps of many items, dated in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongjian.campaigns.models import Campaign
from gongjian.worklist.models import Item, ItemStep, StepPlan
from gongjian.worklist.rules.backwards import Dated, Ruler, StepRules, StepState, state_of, worked_back


@dataclass(frozen=True, slots=True)
class StepOfItem:
    """A dated step, the item that it leads to, and how it stands."""

    item: Item
    row: ItemStep
    dated: Dated
    state: StepState
    then: str = ""  # the step that waits for it and sets its latest finish


def ruler_of(campaign: Campaign) -> Ruler:
    return Ruler.over(campaign.calendar(), campaign.starts_on, campaign.ends_on)


def dated_steps(
    campaign: Campaign, items: Iterable[Item], *, today: date, rules: StepRules, ruler: Ruler
) -> list[StepOfItem]:
    """Every step of these items, in the order of the items. Wants the items' baselines in hand."""
    standing = {item.pk: item for item in items if item.baseline and not item.withdrawn_at}
    rows: dict[int, list[ItemStep]] = {}
    plans = dict(StepPlan.objects.filter(item__in=list(standing)).values_list("pk", "item_id"))
    found = ItemStep.objects.filter(campaign=campaign, plan__item__in=list(standing))
    for row in found.order_by():
        rows.setdefault(plans[row.plan_id], []).append(row)
    for steps in rows.values():
        steps.sort(key=lambda row: row.number)
    in_order = sorted(rows, key=lambda pk: standing[pk].code)
    return [one for pk in in_order for one in dated_steps_of(standing[pk], rows[pk], today, rules, ruler)]


def dated_steps_of(
    item: Item, rows: list[ItemStep], today: date, rules: StepRules, ruler: Ruler
) -> list[StepOfItem]:
    baseline, by_number = item.baseline, {row.number: row for row in rows}
    dated = worked_back(
        [row.work_step() for row in rows],
        starts_on=baseline.starts_on,  # type: ignore[union-attr]
        due_on=baseline.due_on,  # type: ignore[union-attr]
        today=today,
        ruler=ruler,
    )
    return [
        StepOfItem(
            item,
            by_number[one.step.number],
            one,
            state_of(one, today=today, rules=rules, ruler=ruler),
            by_number[one.before].name if one.before else "",
        )
        for one in dated
    ]
