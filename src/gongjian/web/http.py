"""One way to be asked, one way to answer."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time, campaigns_of, campaigns_read_by
from gongjian.kernel.signs import keepable
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, require
from gongjian.rounds.pages import PAGES, may_open, may_send
from gongjian.ui.days import in_the_year, typed_day
from gongjian.web.drawing import filled

READING = ("GET", "HEAD")


class Request(HttpRequest):
    """What our views receive: somebody signed in, and perhaps htmx asking."""

    user: User
    htmx: HtmxDetails
    campaign: Campaign
    other_campaigns: list[Campaign]


def campaign_of(request: Request, slug: str) -> Campaign:
    """The campaign of the address, if this person has a role in it; everybody else learns nothing of it."""
    if getattr(request, "campaign", None) is None or request.campaign.slug != slug:
        found = one_of_mine(request, slug)
        if found is None:
            raise Http404
        request.campaign = found
        in_the_year(request.campaign.year)
        require_page(request)
    return request.campaign


def one_of_mine(request: Request, slug: str, *, or_only: bool = False) -> Campaign | None:
    """The campaign of this name among somebody's own, else the only one; the others are kept at hand.

    One that is only read is given what is remembered of it."""
    if request.method in READING:
        heads, rows = campaigns_read_by(request.user)
    else:
        heads, rows = None, list(campaigns_of(request.user).select_related("clock"))
    mine = {one.slug: one for one in rows}
    found = mine.pop(slug, None) or (mine.popitem()[1] if or_only and len(mine) == 1 else None)
    if found:
        request.other_campaigns = list(mine.values())
        if heads:
            heads.begin_to_remember(found)
    return found


def require_page(request: Request) -> None:
    """Who may is asked before the form is looked at. What only acts has a row where a form can be filled in wrongly."""
    found = request.resolver_match
    if found and found.view_name in PAGES:
        asked = may_open if request.method in READING else may_send
        require(asked(found.view_name, request.user, request.campaign))


def now(request: Request) -> datetime:
    """The campaign's own time: the real one, or the clock of the demo."""
    if not hasattr(request, "_now"):
        request._now = campaign_time(request.campaign, real=timezone.now())  # type: ignore[attr-defined]
    moment: datetime = request._now  # type: ignore[attr-defined]
    return moment


def today(request: Request) -> date:
    return request.campaign.day_of(now(request))


def day_asked(request: Request) -> date:
    """The day of `?on=`, else today."""
    typed = request.GET.get("on", "")
    if not typed:
        return today(request)
    return min(read_or_refused(typed), today(request))


def read_or_refused(typed: str) -> date:
    """A day in any form in which people write one; else the sentence of the field is the answer."""
    day = typed_day(typed)
    if isinstance(day, Text):
        raise Refused(day)
    return day


def words_typed(request: HttpRequest, name: str, *, most: int) -> str:
    """What somebody typed into a field, as long as it may be and without what no database keeps."""
    return keepable(request.POST.get(name, ""))[:most]


def day_typed(request: HttpRequest, name: str) -> date | None:
    """The day that somebody typed into a field, if any. What is none is refused with the sentence of the field."""
    typed = request.POST.get(name, "").strip()
    return read_or_refused(typed) if typed else None


def seen(request: HttpRequest) -> int:
    """The version that the person saw. Nothing sent is a version that never was."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, or only the part that htmx asked for. What was refused is said: the browser keeps what was typed until
    it has been taken."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    whole = not part or not htmx or htmx.boosted or htmx.history_restore_request
    context = context | {"arrival": "refused" if status >= HTTPStatus.BAD_REQUEST else "page"}
    drawing = render_to_string(template if whole else f"{template}#{part}", context, request)
    response = HttpResponse(filled(request, drawing), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
