"""Items come into the list, are promised anew, and leave it with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, Target
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.orm import write_back
from gongjian.worklist.actions.particulars import remember
from gongjian.worklist.models import Baseline, Item, ListRow, ListVersion, Project, steps_to_store
from gongjian.worklist.permissions import may_edit_list, none_is_signed
from gongjian.worklist.queries.lists import is_filed
from gongjian.worklist.queries.proofs import BASELINES, ITEMS
from gongjian.worklist.rules import Curve, Measure, Plan, PromisedShare, plan_is_sound
from gongjian.worklist.rules.lists import ListState


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """An item as somebody typed it, with its first baseline."""

    code: str
    name: str
    measure: Measure
    unit: Organisation
    starts_on: date
    due_on: date
    curve: Curve = Curve.BY_DAY
    target: Decimal = Decimal(100)
    steps: tuple[PromisedShare, ...] = ()
    unit_of_measure: str = ""
    weight: Decimal = Decimal(1)
    person: str = ""
    targets: tuple[Target, ...] = ()

    def plan(self) -> Plan:
        return Plan(self.starts_on, self.due_on, self.curve, self.target, self.steps)


@transaction.atomic
def add_items(project: Project, drafts: Sequence[ItemDraft], *, by: User, at: datetime) -> list[Item]:
    """A project gets more items, each with its first baseline."""
    require(may_edit_list(by, project.campaign))
    for draft in drafts:
        require(plan_is_sound(draft.measure, draft.plan()))
    taken = Item.objects.filter(campaign=project.campaign_id, code__in=[draft.code for draft in drafts])
    if first := taken.values_list("code", flat=True).first():
        require(no("The code %(code)s is already in use.", code=first))

    items = [add_item(project, draft, by=by, at=at) for draft in drafts]

    added = Text("added items to %(name)s: %(count)s", name=project.name, count=len(items))
    _new, known = remember(project.campaign_id, at=at, items=[item.pk for item in items])
    proves = stated(BASELINES, *{(draft.unit.pk, at) for draft in drafts}) | stated(ITEMS, project.pk) | known
    record(added, about=project, by=by, at=at, items=[item.pk for item in items], proves=proves)
    return items


def add_item(project: Project, draft: ItemDraft, *, by: User, at: datetime) -> Item:
    item = Item.objects.create(
        campaign=project.campaign,
        project=project,
        code=draft.code,
        name=draft.name,
        measure=draft.measure,
        unit_of_measure=draft.unit_of_measure,
        weight=draft.weight,
    )
    if draft.targets:
        item.targets.set(draft.targets)
    return promise(item, draft.plan(), unit=draft.unit, person=draft.person, reason="", by=by, at=at)


def promise(
    item: Item, plan: Plan, *, unit: Organisation, person: str, reason: str, by: User, at: datetime
) -> Item:
    """The next baseline of an item. The ones before it stay."""
    item.baseline = Baseline.objects.create(
        campaign_id=item.campaign_id,
        item=item,
        number=item.baselines.count() + 1,
        known_at=at,
        unit=unit,
        person=person,
        starts_on=plan.starts_on,
        due_on=plan.due_on,
        target=plan.target,
        curve=plan.curve,
        steps=steps_to_store(plan.steps),
        reason=reason,
        set_by=by,
    )
    item.save(update_fields=["baseline"])
    return item


@transaction.atomic
def change_item(
    item: Item, *, name: str, weight: Decimal, targets: Sequence[Target], by: User, at: datetime, seen: int
) -> Item:
    """An item is called differently or weighs differently. What it promises stays."""
    item = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
    require(may_edit_list(by, item.campaign))
    require(stands_in_the_list(item))
    unchanged(seen, item.version)
    if weight <= 0:
        require(no("The weight must be more than zero."))
    require(no_list_is_signed([item]))

    new = {"name": name, "weight": weight}
    new = {field: value for field, value in new.items() if getattr(item, field) != value}
    for field, value in new.items():
        setattr(item, field, value)
    item.version += 1
    item.save(update_fields=[*new, "version"])
    item.targets.set(targets)
    write_into_drafts([item], **new)

    _new, known = remember(item.campaign_id, at=at, items=[item.pk])
    proves = known | stated(ITEMS, item.project_id)
    changed = Text("changed the item %(name)s", name=item.name)
    record(changed, about=item, by=by, at=at, items=[item.pk], proves=proves)
    return item


def write_into_drafts(items: Sequence[Item], **new: Any) -> None:
    """Lists that are being drawn up say what the Office has changed, so that none undoes it when it is filed."""
    if new:
        drafts = ListRow.objects.filter(item__in=items, list_version__state=ListState.DRAFTING)
        drafts.update(**new, version=F("version") + 1)


@transaction.atomic
def mark_items(
    campaign: Campaign, items: Iterable[Item], *, priority: bool, by: User, at: datetime
) -> list[Item]:
    """The Office says what matters most."""
    rows = Item.objects.select_for_update(no_key=True).filter(
        campaign=campaign, pk__in=[item.pk for item in items]
    )
    found = list(rows.order_by("code"))
    require(may_edit_list(by, campaign))
    for item in found:
        require(stands_in_the_list(item))
    changed = [item for item in found if item.priority != priority]
    if not changed:
        return []
    require(no_list_is_signed(changed))

    for item in changed:
        item.priority = priority
        item.version += 1
    write_back(changed, ["priority", "version"])
    write_into_drafts(changed, priority=priority)

    names = [item.name for item in changed]
    marked = Text("marked as a priority: %(names)s", names=names)
    unmarked = Text("removed the priority mark: %(names)s", names=names)
    pks, known = remember(campaign.pk, at=at, items=[item.pk for item in changed])
    proves = known | stated(ITEMS, *{item.project_id for item in changed})
    record(marked if priority else unmarked, about=changed[0], by=by, at=at, items=pks, proves=proves)
    return changed


@transaction.atomic
def rebaseline(
    item: Item, plan: Plan, *, unit: Organisation, person: str, reason: str, by: User, at: datetime, seen: int
) -> Item:
    """An item that stands in no filed list is promised anew, with a reason. The first promise stays visible beside it."""
    item = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
    require(may_edit_list(by, item.campaign))
    require(stands_in_the_list(item) and is_free_of_lists(item))
    unchanged(seen, item.version)
    require(plan_is_sound(item.measure, plan))
    if not reason.strip():
        require(no("Give the reason for the new baseline."))

    item = promise(item, plan, unit=unit, person=person, reason=reason, by=by, at=at)
    item.version += 1
    item.save(update_fields=["version"])

    changed = Text("set a new baseline for %(name)s, due on %(day)s", name=item.name, day=plan.due_on)
    proves = stated(BASELINES, (unit.pk, at)) | stated(ITEMS, item.project_id)
    record(changed, about=item, by=by, at=at, reason=reason, items=[item.pk], proves=proves)
    return item


@transaction.atomic
def withdraw_item(item: Item, *, reason: str, by: User, at: datetime, seen: int) -> Item:
    """An item that stands in no filed list leaves. It stays in the campaign's memory, and in every comparison with earlier days."""
    item = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
    require(may_edit_list(by, item.campaign))
    require(stands_in_the_list(item) and is_free_of_lists(item))
    unchanged(seen, item.version)
    if not reason.strip():
        require(no("Give the reason for removing the item from the list."))

    item.withdrawn_at, item.withdrawn_because = at, reason
    item.version += 1
    item.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])

    withdrawn = Text("removed the item %(name)s from the list", name=item.name)
    record(withdrawn, about=item, by=by, at=at, reason=reason, items=[item.pk], proves=stated(ITEMS, item.project_id))  # fmt: skip
    return item


def stands_in_the_list(item: Item) -> Verdict:
    return no("This item has left the list.") if item.withdrawn_at else YES


def no_list_is_signed(items: Sequence[Item]) -> Verdict:
    """What is signed is not changed behind its signer, and filing it would undo what the Office changes meanwhile."""
    signed = ListVersion.objects.filter(state=ListState.SIGNED, rows__item__in=items)
    return none_is_signed(signed.select_related("unit").order_by("pk")[:1])


def is_free_of_lists(item: Item) -> Verdict:
    if is_filed(item):
        return no("This item is in a filed list. It changes only by a change request.")
    return YES
