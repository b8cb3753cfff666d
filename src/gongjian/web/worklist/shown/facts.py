"""What is known of items at a moment, gathered for a page."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import scope_of
from gongjian.ledger.queries import history, remembered
from gongjian.reporting.models import Evidence
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Known, known_of, standings_at, standings_today
from gongjian.standing.rules import Standing
from gongjian.web.answers.storage import as_of_now
from gongjian.web.http import Request, day_asked, now, today
from gongjian.worklist.models import Item

MOST_EVENTS = 40


def known_by(request: Request) -> tuple[datetime, date | None]:
    """The moment whose knowledge the page shows, and the day when it looks back."""
    asked = day_asked(request)
    if asked < today(request):
        return request.campaign.end_of(asked), asked
    return now(request), None


def evidence_of(request: Request, items: Iterable[Item], at: datetime, past: date | None) -> list[Evidence]:
    pks = [item.pk for item in items]

    def kept() -> list[Evidence]:
        seen = Evidence.objects.visible_to(request.user, request.campaign)
        found = seen.filter(item__in=pks, added_at__lte=at)
        return list(found.select_related("item", "added_by", "row__report__period").order_by("-added_at"))

    key = ("evidence", *pks, past, scope_of(request.user, request.campaign))
    return remembered(request.campaign, key, kept)


def story_of(
    campaign: Campaign, subjects: Sequence[Model], at: datetime, past: date | None
) -> list[dict[str, Any]]:
    """What was done to them, newest first."""

    def read_story() -> list[dict[str, Any]]:
        entries = history(subjects).filter(at__lte=at)[:MOST_EVENTS]
        return [
            {"at": entry.at, "text": entry.verb, "by": entry.actor, "note": entry.note} for entry in entries
        ]

    return remembered(campaign, ("story", *((type(one), one.pk) for one in subjects), past), read_story)


def all_known(campaign: Campaign, items: Sequence[Item], at: datetime, past: date | None) -> Known:
    """The same for everybody who may see these items."""
    return remembered(campaign, ("known", *(one.pk for one in items), past), lambda: known_of(items, at))


def standings_of(request: Request, items: Sequence[Item], at: datetime, past: date | None) -> list[Standing]:
    """From the projection for today, from the facts for any other day."""
    if past:
        return standings_at(request.campaign, at, items=[item.pk for item in items])
    as_of_now(request.campaign, at=at)
    scope, pks = scope_of(request.user, request.campaign), [item.pk for item in items]
    seen = ItemStanding.objects.visible_to(request.user, request.campaign)
    return remembered(
        request.campaign,
        ("standings", *pks, today(request), scope),
        lambda: list(standings_today(seen.filter(item__in=pks))),
    )
