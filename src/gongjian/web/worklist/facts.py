"""What is known of items at a moment, gathered for a page."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from gongjian.ledger.queries import history
from gongjian.reporting.models import Evidence, Figure
from gongjian.standing.models import Hold
from gongjian.web.http import Request, day_asked, now, today
from gongjian.worklist.models import Baseline, Item

MOST_EVENTS = 40


def known_by(request: Request) -> tuple[datetime, date | None]:
    """The moment whose knowledge the page shows, and the day when it looks back."""
    asked = day_asked(request)
    if asked < today(request):
        return request.campaign.end_of(asked), asked
    return now(request), None


def figures_of(items: Iterable[Item], at: datetime) -> list[Figure]:
    """Everything that was reported of them by then, newest first; a figure that was sent back later still counted."""
    figures = list(
        Figure.objects.filter(item__in=items, known_at__lte=at)
        .select_related("item", "period", "submission__submitted_by", "submission__report__unit")
        .order_by("-known_at", "item__code")
    )
    for figure in figures:
        figure.ended_at = figure.ended_at if figure.ended_at and figure.ended_at <= at else None
        figure.accepted_at = figure.accepted_at if figure.accepted_at and figure.accepted_at <= at else None
    return figures


def evidence_of(request: Request, items: Iterable[Item], at: datetime) -> list[Evidence]:
    seen = Evidence.objects.visible_to(request.user, request.campaign)
    kept = seen.filter(item__in=items, added_at__lte=at)
    return list(kept.select_related("item", "added_by", "row__report__period").order_by("-added_at"))


def story_of(subjects: Sequence[Model], items: Sequence[Item], at: datetime) -> list[dict[str, Any]]:
    """What was done to them, newest first."""
    baselines = Baseline.objects.filter(item__in=items).only("pk")
    holds = Hold.objects.filter(item__in=items).only("pk")
    entries = history([*subjects, *items, *baselines, *holds]).filter(at__lte=at)[:MOST_EVENTS]
    return [{"at": entry.at, "text": entry.verb, "by": entry.actor, "note": entry.note} for entry in entries]
