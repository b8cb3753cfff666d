"""What every page knows: the campaign, the way around, the seats, and the clock of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, Seats
from gongjian.notices.models import Notice
from gongjian.web.demo.banner import at_the_door, banner
from gongjian.web.http import now

MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    key: str = ""
    active: bool = False
    starts_group: bool = False
    count: int | None = None


def frame(request: HttpRequest) -> dict[str, Any]:
    campaign: Campaign | None = getattr(request, "campaign", None)
    if campaign is None:
        return without_campaign(request)
    seats: Seats = request.seats  # type: ignore[attr-defined]
    return {
        "campaign": campaign,
        "nav": list(navigation(request, campaign, seats)),
        "seats": SimpleLazyObject(lambda: seats_told(request, campaign)),
        "demo": banner(request) if settings.DEMO else None,  # type: ignore[arg-type]
        "now": now(request),  # type: ignore[arg-type]
        "other_campaigns": request.other_campaigns[:MOST_OTHERS],  # type: ignore[attr-defined]
    }


def without_campaign(request: HttpRequest) -> dict[str, Any]:
    """At the door of the demo, or on the pages of a county beside its campaigns."""
    if request.path == reverse("account_login"):
        return {"contact": settings.CONTACT} | (at_the_door() if settings.DEMO else {})
    person = request.user
    if not person.is_authenticated or not organisations_administered_by([person]):
        return {}
    places = (
        (_("First morning"), "setup:guide", "checklist"),
        (_("Campaigns"), "setup:campaigns", "target"),
        (_("People"), "county:people", "users"),
        (_("Organisations"), "county:organisations", "building"),
    )
    urls = [(label, reverse(name), icon) for label, name, icon in places]
    return {
        "nav": [Entry(label, url, icon, active=request.path.startswith(url)) for label, url, icon in urls]
    }


def navigation(request: HttpRequest, campaign: Campaign, seats: Seats) -> Iterator[Entry]:
    places = [
        (_("My desk"), "desk:desk", "layout-dashboard", "d", True, False),
        (_("Notices"), "notices:inbox", "bell", "n", True, False),
        (_("Overview"), "worklist:overview", "gauge", "o", True, False),
        (_("Worklist"), "worklist:list", "list-details", "w", sees_items(seats), False),
        (_("Roadmap"), "worklist:roadmap", "timeline", "", sees_items(seats), False),
        (_("Lists"), "worklist:lists", "checklist", "l", sees_reports(seats), False),
        (_("Letters"), "worklist:letters", "file-certificate", "", sees_reports(seats), False),
        (_("Registers"), "registers:list", "table", "g", sees_registers(seats), False),
        (
            _("Obstacles"),
            "obstacles:list",
            "barrier-block",
            "b" if False else "",
            sees_obstacles(seats),
            False,
        ),
        (_("Reports"), "reporting:periods", "report", "r", sees_reports(seats), False),
        (_("Ranking"), "assessment:ranking", "trophy", "k", True, False),
        (_("Bulletins"), "bulletins:list", "news", "b", True, False),
        (_("Meetings"), "meetings:list", "users-group", "m", True, False),
        (_("Obligations"), "campaigns:obligations", "calendar-event", "c", True, True),
        (_("Calendar"), "campaigns:calendar", "calendar", "", True, False),
        (_("Rulebook"), "campaigns:rulebook", "scale", "", True, False),
        (_("Targets"), "campaigns:targets", "target", "", True, False),
        (_("Plan document"), "campaigns:plan_papers", "file-text", "", True, False),
        (_("Ledger"), "campaigns:ledger", "history", "", seats.sees_everything, True),
        (_("Burden meter"), "burden:burden", "chart-bar", "", seats.sees_everything, False),
        (_("Settings"), "campaigns:settings", "adjustments-horizontal", "", plans(seats), False),
        (_("People"), "people:people", "users", "", seats.holds(Role.ADMINISTRATOR), False),
        (_("People of my unit"), "people:my_unit", "users", "", heads_only(seats), False),
    ]
    for label, name, icon, key, shown, starts_group in places:
        if shown:
            url = reverse(name, args=[campaign.slug])
            here, count = is_here(request.path, url, campaign), unread(request) if icon == "bell" else None
            yield Entry(label, url, icon, key, here, starts_group, count)


def unread(request: HttpRequest) -> int:
    campaign: Campaign = request.campaign  # type: ignore[attr-defined]
    return Notice.objects.of(request.user, campaign.pk).unread().count()  # type: ignore[arg-type]


def is_here(path: str, url: str, campaign: Campaign) -> bool:
    overview = reverse("worklist:overview", args=[campaign.slug])
    return path == url if url == overview else path.startswith(url)


def sees_items(seats: Seats) -> bool:
    return seats.sees_everything or seats.holds(Role.REPORTER, Role.HEAD, Role.LEADER)


def sees_registers(seats: Seats) -> bool:
    return sees_items(seats) or seats.holds(Role.MEMBER)


def sees_obstacles(seats: Seats) -> bool:
    return sees_items(seats) or seats.holds(Role.MEMBER)


def sees_reports(seats: Seats) -> bool:
    return seats.sees_everything or seats.holds(Role.REPORTER, Role.HEAD)


def plans(seats: Seats) -> bool:
    return seats.holds(Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR)


def heads_only(seats: Seats) -> bool:
    return seats.holds(Role.HEAD) and not seats.holds(Role.ADMINISTRATOR)


def seats_told(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    held = request.user.seats.filter(campaign=campaign, ended_at=None)  # type: ignore[union-attr]
    return [
        {"label": f"{seat.organisation} · {_(seat.role.label)}", "url": "", "current": True}
        for seat in held.select_related("organisation")
    ]
