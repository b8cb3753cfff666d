"""What has changed in what somebody follows: the ledger, as far as it is theirs to read."""

from typing import Any

from gongjian.campaigns.queries import scope_of
from gongjian.ledger.queries import remembered
from gongjian.rounds.queries.following import followed
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Filter, Page, listed_today
from gongjian.web.http import Request, today
from gongjian.web.shown.history import entries_for_page
from gongjian.worklist.rules import BEHIND

MOST_CHANGES = 12
MOST_LAGGING = 8


def followed_entries(request: Request) -> list[dict[str, Any]]:
    """The newest entries of the ledger about what this person follows."""
    entries = followed(request.user, request.campaign)
    return entries_for_page(entries.order_by("-number")[:MOST_CHANGES])


def lagging(request: Request) -> Page:
    """The items that lag most among those that this person answers for."""
    person, campaign = request.user, request.campaign
    seen, wanted = ItemStanding.objects.visible_to(person, campaign), Filter(answers={"light": BEHIND})
    return remembered(
        campaign,
        ("lagging", scope_of(person, campaign), today(request)),
        lambda: listed_today(seen, wanted, sort="light", downwards=False, start=0, count=MOST_LAGGING),
    )
