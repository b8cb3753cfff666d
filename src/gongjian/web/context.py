"""What every page knows: the campaign, the way around, the roles, and the clock of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.ledger.queries import remembered
from gongjian.notices.models import Notice
from gongjian.rounds.pages import is_offered
from gongjian.web.demo.shown import at_the_door, banner
from gongjian.web.http import now

MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    key: str = ""
    active: bool = False
    starts_group: bool = False
    count: int | None = None
    whole: bool = False  # every address of the campaign begins with this one


def frame(request: HttpRequest) -> dict[str, Any]:
    campaign: Campaign | None = getattr(request, "campaign", None)
    if campaign is None:
        return without_campaign(request)
    return {
        "campaign": campaign,
        "nav": list(navigation(request, campaign)),
        "reads_all": may_read_all(request.user, campaign),  # type: ignore[arg-type]
        "assignments": SimpleLazyObject(lambda: roles_in_menu(request, campaign)),
        "demo": banner(request) if settings.DEMO else None,  # type: ignore[arg-type]
        "now": now(request),  # type: ignore[arg-type]
        "other_campaigns": request.other_campaigns[:MOST_OTHERS],  # type: ignore[attr-defined]
    }


def without_campaign(request: HttpRequest) -> dict[str, Any]:
    """At the door of the demo, or on the pages of a county beside its campaigns."""
    if request.path == reverse("account_login"):
        return {"contact": settings.CONTACT} | (at_the_door() if settings.DEMO else {})
    person = getattr(request, "user", None)  # what was wrong may be said before anybody is known
    if not person or not person.is_authenticated:
        return {}
    places = [(_("Campaigns"), "setup:campaigns", "target")]
    if organisations_administered_by([person]):
        places = [
            (_("Setup guide"), "setup:guide", "checklist"),
            *places,
            (_("People"), "county:people", "users"),
            (_("Organisations"), "county:organisations", "building"),
        ]
    urls = [(label, reverse(name), icon) for label, name, icon in places]
    return {
        "nav": [
            NavigationLink(label, url, icon, active=request.path.startswith(url)) for label, url, icon in urls
        ]
    }


def navigation(request: HttpRequest, campaign: Campaign) -> Iterator[NavigationLink]:
    """What is offered to this person, in the order of the way around; a group begins with what is marked."""
    person: User = request.user  # type: ignore[assignment]
    offered = remembered(
        campaign, ("navigation", person.pk, get_language()), lambda: list(places_for(person, campaign))
    )
    for place in offered:
        count = unread(request) if place.icon == "bell" else None
        yield replace(place, active=is_here(request.path, place), count=count)


def places_for(person: User, campaign: Campaign) -> Iterator[NavigationLink]:
    for label, name, icon, key, starts_group in places():
        if is_offered(name, person, campaign):
            url = reverse(name, args=[campaign.slug])
            yield NavigationLink(
                label, url, icon, key, starts_group=starts_group, whole=name == "worklist:overview"
            )


def places() -> list[tuple[str, str, str, str, bool]]:
    return [
        (_("My desk"), "desk:desk", "layout-dashboard", "d", False),
        (_("Notices"), "notices:inbox", "bell", "n", False),
        (_("Overview"), "worklist:overview", "gauge", "o", False),
        (_("Worklist"), "worklist:list", "list-details", "w", False),
        (_("Roadmap"), "worklist:roadmap", "timeline", "", False),
        (_("Lists"), "worklist:lists", "checklist", "l", False),
        (_("Letters"), "worklist:letters", "file-certificate", "", False),
        (_("Registers"), "registers:list", "table", "g", False),
        (_("Obstacles"), "obstacles:list", "barrier-block", "", False),
        (_("Reports"), "reporting:periods", "report", "r", False),
        (_("Ranking"), "assessment:ranking", "trophy", "k", False),
        (_("Bulletins"), "bulletins:list", "news", "b", False),
        (_("Meetings"), "meetings:list", "users-group", "m", False),
        (_("Obligations"), "campaigns:obligations", "calendar-event", "c", True),
        (_("Calendar"), "campaigns:calendar", "calendar", "", False),
        (_("Rulebook"), "campaigns:rulebook", "scale", "", False),
        (_("Targets"), "campaigns:targets", "target", "", False),
        (_("Plan document"), "campaigns:plan_papers", "file-text", "", False),
        (_("Ledger"), "campaigns:ledger", "history", "", True),
        (_("Burden meter"), "burden:burden", "chart-bar", "", False),
        (_("Settings"), "campaigns:settings", "adjustments-horizontal", "", False),
        (_("People"), "people:people", "users", "", False),
        (_("People of my unit"), "people:my_unit", "users", "", False),
    ]


def unread(request: HttpRequest) -> int:
    campaign: Campaign = request.campaign  # type: ignore[attr-defined]
    return Notice.objects.of(request.user, campaign.pk).unread().count()  # type: ignore[arg-type]


def is_here(path: str, place: NavigationLink) -> bool:
    return path == place.url if place.whole else path.startswith(place.url)


def roles_in_menu(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    held = request.user.role_assignments.filter(campaign=campaign, ended_at=None)  # type: ignore[union-attr]
    assignments = remembered(
        campaign, ("assignments", request.user.pk), lambda: list(held.select_related("organisation"))
    )
    return [
        {"label": f"{assignment.organisation} · {_(assignment.role.label)}", "url": "", "current": True}
        for assignment in assignments
    ]
