"""What lies on nobody's desk, for those who can mend it."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer
from gongjian.rounds.pages import may_open
from gongjian.rounds.queries import unattended as left_alone
from gongjian.rounds.rules.unattended import LeftAlone, Sort
from gongjian.web.http import Request, campaign_of, now, page, today

Lines = list[tuple[LeftAlone, str]]


@require_safe
def unattended(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    found = left_alone(campaign, at=now(request))
    context = {
        "sorts": sorted_lines(request, campaign, found),
        "count": len(found),
        "today": today(request),
        "administers": may_administer(request.user, campaign),
    }
    return page(request, "accounts/unattended.html", context)


def sorted_lines(
    request: Request, campaign: Campaign, found: Iterable[LeftAlone]
) -> list[tuple[Sort, Lines]]:
    """By sort, each line with its address; there is none where the reader would not be let in."""
    by_sort: dict[Sort, Lines] = {sort: [] for sort in Sort}
    for one in found:
        url = reverse(one.page, args=[campaign.slug, *one.args])
        by_sort[one.sort].append((one, url if may_open(one.page, request.user, campaign) else ""))
    return [(sort, lines) for sort, lines in by_sort.items() if lines]


@require_safe
def count(request: Request, slug: str) -> HttpResponse:
    """What the desk of the Office fetches after it stands: every room is asked once more, which takes its time."""
    campaign = campaign_of(request, slug)
    found = left_alone(campaign, at=now(request))
    return page(request, "accounts/unattended_count.html", {"unattended": len(found)})
