"""Questions about notices."""

import hashlib
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongjian.accounts.models import User
from gongjian.notices.models import Delivery, Feed, Notice, Preference, Reminder, Robot, Wording
from gongjian.notices.rules import WAITS, Channel, DeliveryState, Reason, WordingKind


def wants_email(person: User) -> bool:
    if not person.email:
        return False
    preference = Preference.objects.filter(person=person).first()
    return preference is None or preference.by_email


def told_when_new(campaign_id: int) -> set[tuple[int, str]]:
    """(person, key) of everything that was told because it was new."""
    rows = Reminder.objects.filter(campaign_id=campaign_id, reason=Reason.NEW)
    return set(rows.values_list("person", "key"))


def have_their_digest(campaign_id: int, day: date) -> set[int]:
    """People who have had the digest of that day."""
    rows = Notice.objects.filter(campaign_id=campaign_id, key=f"digest:{day}", person__isnull=False)
    return set(rows.values_list("person", flat=True))


def robots_of(campaign_id: int) -> QuerySet[Robot]:
    return Robot.objects.filter(campaign_id=campaign_id, ended_at=None).select_related("organisation")


def due_deliveries(at: datetime) -> QuerySet[Delivery]:
    """What is due; what would be due later than any wait lasts was written down by a clock that was ahead."""
    waiting = Delivery.objects.filter(state__in=[DeliveryState.QUEUED, DeliveryState.FAILED])
    return waiting.filter(Q(next_at__lte=at) | Q(next_at__gt=at + max(WAITS))).order_by("next_at", "pk")


def delivery_log(campaign_id: int, *, state: str = "", channel: str = "") -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(campaign_id=campaign_id)
    if DeliveryState.knows(state):
        rows = rows.filter(state=state)
    if Channel.knows(channel):
        rows = rows.filter(channel=channel)
    return rows.select_related("notice__person", "notice__robot").order_by("-pk")


def county_wording(campaign_id: int, kind: WordingKind) -> str:
    """The county's own words; empty where it has none."""
    found = Wording.objects.filter(campaign_id=campaign_id, kind=kind).first()
    return found.words if found else ""


def feed_of(person: User) -> Feed | None:
    return Feed.objects.working().filter(person=person).first()


def feed_behind(secret: str) -> Feed | None:
    """The calendar of whoever holds this secret."""
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    return Feed.objects.working().select_related("person").filter(sha256=sha256).first()
