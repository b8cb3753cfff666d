"""The campaign that somebody was last in: pages that belong to no campaign keep its frame around them."""

from django.http import HttpRequest, HttpResponse

from gongjian.campaigns.models import Campaign
from gongjian.web.http import one_of_mine

COOKIE = "campaign"
ONE_YEAR = 365 * 24 * 3600


def campaign_in_mind(request: HttpRequest) -> Campaign | None:
    """The one in the cookie if this person has a role in it, else the only one that they have."""
    return one_of_mine(request, request.COOKIES.get(COOKIE, ""), or_only=True)  # type: ignore[arg-type]


def others_of(request: HttpRequest, campaign: Campaign) -> list[Campaign]:
    return [one for one in request.other_campaigns if one != campaign]  # type: ignore[attr-defined]


def keep_in_mind(request: HttpRequest, response: HttpResponse) -> None:
    """A cookie that says only which campaign; what somebody may see of it is asked anew every time."""
    campaign: Campaign | None = getattr(request, "campaign", None)
    if campaign is not None and request.COOKIES.get(COOKIE) != campaign.slug:
        secure = request.is_secure()
        response.set_cookie(COOKIE, campaign.slug, ONE_YEAR, httponly=True, samesite="Lax", secure=secure)
