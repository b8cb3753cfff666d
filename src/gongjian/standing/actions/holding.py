"""Reasons are accepted, and end."""

from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.obstacles.models import Obstacle
from gongjian.standing.models import Hold
from gongjian.standing.permissions import may_hold
from gongjian.standing.queries.proofs import HOLDS
from gongjian.standing.rules import HoldReason, hold_is_sound
from gongjian.worklist.models import Item


@transaction.atomic
def grant_hold(
    item: Item,
    *,
    kind: HoldReason,
    reason: str,
    until: date,
    by: User,
    at: datetime,
    obstacle: Obstacle | None = None,
) -> Hold:
    """The Office accepts that an item is blocked. It counts as blocked, not as lagging, until the day given.

    Punishment stops; the clock of the obstacle for which it is granted does not."""
    item = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    require(may_hold(by, item.campaign))
    require(hold_is_sound(reason, until=until, today=item.campaign.day_of(at)))
    if obstacle and obstacle.project_id != item.project_id:
        require(no("This obstacle belongs to another project."))
    for earlier in item.holds.filter(ended_at=None):
        earlier.ended_at, earlier.ended_by = at, by
        earlier.save(update_fields=["ended_at", "ended_by"])

    hold = item.holds.create(
        campaign=item.campaign,
        obstacle=obstacle,
        kind=kind,
        reason=reason,
        until=until,
        granted_at=at,
        granted_by=by,
    )

    granted = Text("accepted a reason for %(item)s until %(day)s", item=item.name, day=until)
    record(granted, about=hold, by=by, at=at, reason=reason, items=[item.pk], proves=stated(HOLDS, item.pk))
    return hold


@transaction.atomic
def end_hold(hold: Hold, *, by: User, at: datetime) -> Hold:
    """The reason no longer holds: the item is judged by its figures again."""
    hold = (
        Hold.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item", "campaign")
        .get(pk=hold.pk)
    )
    require(may_hold(by, hold.campaign))
    if hold.ended_at:
        require(no("This hold has already ended."))

    hold.ended_at, hold.ended_by = at, by
    hold.save(update_fields=["ended_at", "ended_by"])

    record(
        Text("ended the hold of %(item)s", item=hold.item.name),
        about=hold,
        by=by,
        at=at,
        items=[hold.item_id],
        proves=stated(HOLDS, hold.item_id),
    )
    return hold
