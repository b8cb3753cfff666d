"""What has been filed changes by a request only: asked for, agreed by the head, decided by the Office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from gongjian import vault
from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.actions import tell_asker
from gongjian.campaigns.models import Campaign, Unit
from gongjian.campaigns.queries import roles_of, section_at
from gongjian.campaigns.rules import Role
from gongjian.kernel.sections import read_section
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text, stored
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.reading.uploads import CheckedFile
from gongjian.worklist.actions.items import promise, stands_in_the_list
from gongjian.worklist.actions.reissuing import file_changed_lists, no_list_is_signed
from gongjian.worklist.actions.signing import proof_of
from gongjian.worklist.models import ChangeRequest, Item, steps_to_store
from gongjian.worklist.permissions import may_ask, may_change, may_open_closed_door
from gongjian.worklist.queries.lists import is_filed
from gongjian.worklist.queries.proofs import BASELINES, CHANGES, standing
from gongjian.worklist.rules import Plan, plan_is_sound
from gongjian.worklist.rules.changes import CHANGE_MOVES, ChangeMove, ChangeRules, in_time
from gongjian.worklist.rules.promised import PROMISED


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody asks for. Without a plan, the item is to leave the list."""

    reason: str
    plan: Plan | None = None
    unit: Organisation | None = None
    person: str | None = None
    reference: str = ""
    evidence: CheckedFile | None = None
    let_in_because: str = ""


@transaction.atomic
def ask_for_change(item: Item, wish: Wish, *, by: User, at: datetime, seen: int) -> ChangeRequest:
    """Ask for another date, quantity or unit, or that the item leaves the list. Nothing changes before it is granted."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=item.campaign_id)
    item = Item.objects.select_for_update(of=("self",), no_key=True).select_related("baseline__unit", "campaign").get(pk=item.pk)  # fmt: skip
    require(may_ask(by, item))
    unchanged(seen, item.version)
    check_wish(item, wish, by=by, at=at)

    change = ChangeRequest(campaign=campaign, item=item, asked_at=at, asked_by=by, **wished(item, wish))
    change.number = (campaign.change_requests.aggregate(last=Max("number"))["last"] or 0) + 1
    if wish.evidence:
        change.evidence = vault.keep(settings.VAULT_DIR, wish.evidence.content)
        change.evidence_name, change.evidence_type = wish.evidence.name, wish.evidence.media_type
    agree_as_head(change, by=by, at=at)
    change.save(force_insert=True)

    asked = Text("requested change no. %(number)s of %(name)s", number=change.number, name=item.name)
    record(asked, about=change, by=by, at=at, reason=change.reason, proposed=change_as_values(change), before=change.before, proves=stated(CHANGES, change.pk))  # fmt: skip
    return change


def check_wish(item: Item, wish: Wish, *, by: User, at: datetime) -> None:
    require(stands_in_the_list(item))
    if not is_filed(item):
        require(no("This item is not in a filed list. The Office changes it directly."))
    if item.change_requests.open().exists():
        require(no("There is already an open request for this item."))
    if not wish.reason.strip():
        require(no("Give the reason for the change."))
    if not (wish.evidence or wish.reference.strip()):
        require(no("Add evidence: upload a file, or name the document that shows the reason."))
    check_promise(item, wish)
    check_door(item, wish, by=by, at=at)


def check_promise(item: Item, wish: Wish) -> None:
    if wish.plan is None:
        return
    require(plan_is_sound(item.measure, wish.plan))
    now = item.baseline
    assert now is not None
    unit = wish.unit or now.unit
    if not Unit.objects.filter(campaign=item.campaign_id, organisation=unit).exists():
        require(no("%(unit)s is not a responsible unit of this campaign.", unit=str(unit)))
    if (wish.plan, unit.pk) == (now.plan(), now.unit_id):
        require(no("Nothing would change. Names, persons and weights change with the next version of the list."))  # fmt: skip


def check_door(item: Item, wish: Wish, *, by: User, at: datetime) -> None:
    """Near the due date the door is closed; the director opens it with a written reason."""
    campaign, baseline = item.campaign, item.baseline
    assert baseline is not None
    if wish.let_in_because.strip():
        require(may_open_closed_door(by, campaign))
        return
    rules = read_section(ChangeRules, section_at(campaign, "changes", at))
    today = campaign.day_of(at)
    require(in_time(baseline.due_on, today=today, calendar=campaign.calendar(), rules=rules))


def wished(item: Item, wish: Wish) -> dict[str, Any]:
    now = item.baseline
    assert now is not None
    plan = wish.plan or now.plan()
    return {
        "asking_unit": now.unit,
        "withdraws": wish.plan is None,
        "starts_on": plan.starts_on,
        "due_on": plan.due_on,
        "target": plan.target,
        "curve": plan.curve,
        "steps": steps_to_store(plan.steps),
        "unit": wish.unit or now.unit,
        "person": now.person if wish.person is None else wish.person,
        "before": before(item),
        "reason": wish.reason.strip()[:300],
        "reference": wish.reference.strip()[:300],
        "let_in_because": wish.let_in_because.strip()[:300],
    }


def before(item: Item) -> dict[str, Any]:
    now = item.baseline
    assert now is not None
    told = {name: stored(getattr(now, name)) for name in PROMISED}
    return told | {"number": now.number, "curve": now.curve.value, "unit": str(now.unit)}


def change_as_values(change: ChangeRequest) -> dict[str, str]:
    if change.withdraws:
        return {"withdraws": "yes"}
    return {"due_on": str(change.due_on), "target": str(change.target), "unit": str(change.unit)}


def agree_as_head(change: ChangeRequest, *, by: User, at: datetime) -> bool:
    """Who heads a unit concerned agrees for it; with everybody's word the request goes to the Office."""
    assignments, agreed = roles_of(by, change.campaign), False
    if change.agreed_at is None and assignments.holds(Role.HEAD, at=change.asking_unit_id):
        change.agreed_at, change.agreed_by, agreed = at, by, True
    if (
        change.moves_unit
        and change.receiver_agreed_at is None
        and assignments.holds(Role.HEAD, at=change.unit_id)
    ):
        change.receiver_agreed_at, change.receiver_agreed_by, agreed = at, by, True
    if change.agreed_at and (change.receiver_agreed_at or not change.moves_unit):
        change.state = CHANGE_MOVES.target(ChangeMove.AGREE)
    return agreed


@transaction.atomic
def agree_to_change(change: ChangeRequest, *, by: User, at: datetime, seen: int) -> ChangeRequest:
    """A head answers for the request. Where the item moves to another unit, its head answers too."""
    change = ChangeRequest.objects.locked(change.pk)
    require(may_change(ChangeMove.AGREE, change, by=by))
    unchanged(seen, change.version)

    agree_as_head(change, by=by, at=at)
    change.version += 1
    change.save()

    agreed = Text("agreed to change no. %(number)s", number=change.number)
    record(agreed, about=change, by=by, at=at, proves=stated(CHANGES, change.pk))
    return change


@transaction.atomic
def grant_change(change: ChangeRequest, *, reason: str, by: User, at: datetime, seen: int) -> ChangeRequest:
    """The Office grants the request: a new baseline, and a new version of the list. What was promised first stays beside it."""
    Campaign.objects.select_for_update(no_key=True).get(pk=change.campaign_id)
    change = ChangeRequest.objects.locked(change.pk)
    require(may_change(ChangeMove.GRANT, change, by=by))
    unchanged(seen, change.version)
    item = Item.objects.select_for_update(of=("self",), no_key=True).select_related("baseline__unit", "campaign").get(pk=change.item_id)  # fmt: skip
    require(stands_in_the_list(item))
    require(no_list_is_signed(change))

    decided(change, ChangeMove.GRANT, reason, by=by, at=at)
    carry_out(change, item, by=by, at=at)
    versions = file_changed_lists(change, item, at=at)

    granted = Text("granted change no. %(number)s of %(name)s", number=change.number, name=item.name)
    proves = (
        stated(CHANGES, change.pk)
        | stated(BASELINES, (change.unit_id, at))
        | standing(item.project_id)
        | proof_of(*versions)
    )
    record(granted, about=change, by=by, at=at, reason=reason.strip(), proposed=change_as_values(change), lists=[str(one) for one in versions], items=[item.pk], proves=proves)  # fmt: skip
    tell_who_asked(change, Text("The change is granted"), reason, by=by, at=at)
    return change


def carry_out(change: ChangeRequest, item: Item, *, by: User, at: datetime) -> None:
    if change.withdraws:
        item.withdrawn_at, item.withdrawn_because = at, change.reason
    else:
        promise(item, change.plan(), unit=change.unit, person=change.person, reason=change.reason, by=by, at=at)  # fmt: skip
    item.version += 1
    item.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])


def decided(change: ChangeRequest, move: ChangeMove, reason: str, *, by: User, at: datetime) -> None:
    change.state = CHANGE_MOVES.target(move)
    change.decided_at, change.decided_by, change.decided_because = at, by, reason.strip()[:300]
    change.version += 1
    change.save()


@transaction.atomic
def refuse_change(change: ChangeRequest, *, reason: str, by: User, at: datetime, seen: int) -> ChangeRequest:
    """The Office says no, with a reason. The promise stays as it was."""
    change = ChangeRequest.objects.locked(change.pk)
    require(may_change(ChangeMove.REFUSE, change, by=by))
    unchanged(seen, change.version)
    if not reason.strip():
        require(no("Give the reason for refusing the request."))

    decided(change, ChangeMove.REFUSE, reason, by=by, at=at)

    refused = Text("refused change no. %(number)s", number=change.number)
    record(refused, about=change, by=by, at=at, reason=reason.strip(), proves=stated(CHANGES, change.pk))
    tell_who_asked(change, Text("The change is refused"), reason, by=by, at=at)
    return change


@transaction.atomic
def withdraw_change(change: ChangeRequest, *, by: User, at: datetime, seen: int) -> ChangeRequest:
    """Who asked takes the request back, or the head does not agree. It stays readable."""
    change = ChangeRequest.objects.locked(change.pk)
    require(may_change(ChangeMove.WITHDRAW, change, by=by))
    unchanged(seen, change.version)

    change.state = CHANGE_MOVES.target(ChangeMove.WITHDRAW)
    change.version += 1
    change.save(update_fields=["state", "version"])

    withdrew = Text("withdrew change no. %(number)s", number=change.number)
    record(withdrew, about=change, by=by, at=at, proves=stated(CHANGES, change.pk))
    tell_who_asked(change, Text("The change was withdrawn"), "", by=by, at=at)
    return change


def tell_who_asked(change: ChangeRequest, title: Text, words: str, *, by: User, at: datetime) -> None:
    said = {"code": change.item.code, "name": change.item.name}
    if words.strip():
        detail = Text("%(code)s %(name)s · %(words)s", words=words.strip(), **said)
    else:
        detail = Text("%(code)s %(name)s", **said)
    tell_asker(
        change.campaign,
        change.asked_by,
        title,
        detail,
        key=f"worklist.changerequest:{change.pk}",
        page="worklist:change",
        args=(change.number,),
        by=by,
        at=at,
    )
