"""What every page knows: the campaign, the way around, the roles, and the clock of the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.ledger.queries import remembered
from gongjian.notices.models import Notice
from gongjian.web.answers.coming_back import where_one_was
from gongjian.web.demo.shown import at_the_door, banner
from gongjian.web.drawing import drawn
from gongjian.web.http import now
from gongjian.web.in_mind import campaign_in_mind, others_of
from gongjian.web.navigation import Drawn, Link, Links, navigation

MOST_OTHERS = 8


def frame(request: HttpRequest) -> dict[str, Any]:
    campaign: Campaign | None = getattr(request, "campaign", None)
    if campaign is None:
        return without_campaign(request)
    if not hasattr(request, "_frame"):  # a page that is drawn once asks for it twice
        request._frame = frame_of(request, campaign)  # type: ignore[attr-defined]
    known: dict[str, Any] = request._frame  # type: ignore[attr-defined]
    return known


def frame_of(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    return around(request, campaign) | {
        "campaign": campaign,
        "reads_all": may_read_all(request.user, campaign),  # type: ignore[arg-type]
        "demo": banner(request) if settings.DEMO else "",  # type: ignore[arg-type]
        "now": now(request),  # type: ignore[arg-type]
    }


def around(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """The frame of a campaign: around its own pages, and around what concerns no campaign while one is in mind."""
    return {
        "shell": campaign,
        "working_days": reverse("campaigns:working_days", args=[campaign.slug]),
        "layout": "ui/base.html",  # of pages that stand in the frame where there is one
        "way": navigation(request, campaign),
        "topbar": SimpleLazyObject(lambda: topbar(request, campaign)),
        "assignments": SimpleLazyObject(lambda: roles_in_menu(request, campaign)),
        "came_from": where_one_was(request),
    }


def topbar(request: HttpRequest, campaign: Campaign) -> SafeString:
    """Drawn once for a person, as long as no notice comes and no other campaign of theirs changes."""
    others = [(one.slug, one.name, one.year) for one in others_of(request, campaign)[:MOST_OTHERS]]
    news = unread(request, campaign)
    return drawn(
        request,
        campaign,
        "ui/_topbar.html",
        (request.user.pk, news, tuple(others)),
        lambda: {
            "user": request.user,
            "shell": campaign,
            "unread": news,
            "assignments": roles_in_menu(request, campaign),
            "other_campaigns": others_of(request, campaign)[:MOST_OTHERS],
        },
    )


def without_campaign(request: HttpRequest) -> dict[str, Any]:
    """At the door of the demo, or on the pages of a county and a person beside the campaigns."""
    if request.path == reverse("account_login"):
        return {"contact": settings.CONTACT} | (at_the_door() if settings.DEMO else {})
    person = getattr(request, "user", None)  # what was wrong may be said before anybody is known
    if not person or not person.is_authenticated:
        return {}
    if is_of_the_county(request):
        return {"way": county_navigation(request)}
    campaign = campaign_in_mind(request)
    return around(request, campaign) if campaign else {"way": county_navigation(request)}


def is_of_the_county(request: HttpRequest) -> bool:
    found = request.resolver_match
    return bool(found) and found.namespace in ("county", "setup")  # type: ignore[union-attr]


def county_navigation(request: HttpRequest) -> Drawn:
    places = [(_("Campaigns"), "setup:campaigns", "target")]
    if organisations_administered_by([request.user]):  # type: ignore[list-item]
        places = [
            (_("Setup guide"), "setup:guide", "checklist"),
            *places,
            (_("People"), "county:people", "users"),
            (_("Organisations"), "county:organisations", "building"),
        ]
    urls = [(label, reverse(name), icon) for label, name, icon in places]
    links = tuple(Link(label, url, icon, active=request.path.startswith(url)) for label, url, icon in urls)
    return Drawn(render_to_string("ui/_navigation.html", {"navigation": [Links("", links)]}))


def unread(request: HttpRequest, campaign: Campaign) -> int:
    return Notice.objects.of(request.user, campaign.pk).unread().count()  # type: ignore[arg-type]


def roles_in_menu(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    held = request.user.role_assignments.filter(campaign=campaign, ended_at=None)  # type: ignore[union-attr]
    assignments = remembered(
        campaign, ("assignments", request.user.pk), lambda: list(held.select_related("organisation"))
    )
    return [
        {"label": f"{assignment.organisation} · {_(assignment.role.label)}", "url": "", "current": True}
        for assignment in assignments
    ]
