"""What was known of items on a day: how they were called, what they weighed, who led them, and what was marked."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.worklist.models import Item, Particulars
from gongjian.worklist.models.projects import PARTICULAR


def changed_since(campaign: Campaign | int, at: datetime, *, items: Iterable[int] | None = None) -> QuerySet[Particulars]:  # fmt: skip
    """The particulars as they were then, of items of which something has changed since; the newest of each comes last.

    Of all others the item itself says what was known then, so that today costs nothing."""
    known = Particulars.objects.filter(campaign=campaign)
    if items is not None:
        known = known.filter(item__in=items)
    since = known.filter(known_at__gt=at).values("item")
    return known.filter(known_at__lte=at, item__in=since).order_by("item_id", "known_at", "pk")


def as_known(items: Sequence[Item], at: datetime) -> list[Item]:
    """The same items as they were known then. They are for reading: nobody saves what was."""
    if not items:
        return []
    then = {
        row.item_id: row for row in changed_since(items[0].campaign_id, at, items=[one.pk for one in items])
    }
    for item in items:
        for name in OWN if item.pk in then else ():
            setattr(item, name, getattr(then[item.pk], name))
    return list(items)


OWN = tuple(name for name, path in PARTICULAR.items() if name == path)
"""What stands on the item itself, and not on its project."""


def unwritten(items: QuerySet[Item]) -> dict[int, tuple[Any, ...]]:
    """What items say otherwise than their newest particulars, or before they have any."""
    rows = Particulars.objects.filter(item__in=items.order_by().values("pk")).order_by("known_at", "pk")
    known = {item: said for item, *said in rows.values_list("item_id", *PARTICULAR).iterator()}
    now = items.order_by("pk").values_list("pk", *PARTICULAR.values()).distinct()
    return {item: tuple(said) for item, *said in now.iterator() if known.get(item) != said}
