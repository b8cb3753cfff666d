"""The navigation of somebody: what is offered to them, where they stand, and the tabs of that place."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import breadth_of
from gongjian.ledger.queries import remembered
from gongjian.rounds.pages import PAGES, is_offered
from gongjian.web.places import TABLES, THUMBS, Group, Place, Tab


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str = ""
    key: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """A group of entries; `open` where it is not folded, or somebody stands in it."""

    label: str
    links: tuple[Link, ...]
    folded: bool = False
    open: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """Drawn once for a person, a language and the place where they stand; remembered until the chain grows."""

    side: SafeString
    thumbs: SafeString = SafeString("")
    tabs: SafeString = SafeString("")


def navigation(request: HttpRequest, campaign: Campaign) -> Drawn:
    person: User = request.user  # type: ignore[assignment]
    here = request.resolver_match.view_name if request.resolver_match else ""
    place, tab = standing_at(here, TABLES[breadth_of(person, campaign)])
    what = ("navigation", person.pk, get_language(), place and place.tabs[0].page, tab and tab.page)
    return remembered(campaign, what, lambda: draw(person, campaign, place, tab))


def standing_at(page: str, groups: tuple[Group, ...]) -> tuple[Place | None, Tab | None]:
    """The entry and the tab from which a page is reached: its own before its room's."""
    found = [
        (tab.covers(page), place, tab) for group in groups for place in group.places for tab in place.tabs
    ]
    sure, place, tab = max(found, key=lambda one: one[0])
    return (place, tab) if sure else (None, None)


def draw(person: User, campaign: Campaign, place: Place | None, tab: Tab | None) -> Drawn:
    breadth = breadth_of(person, campaign)
    groups = [links_of(group, place, person, campaign) for group in TABLES[breadth]]
    thumbs = [link for one in THUMBS[breadth] if (link := link_to(one, place, person, campaign))]
    tabs = tabs_of(place, tab, person, campaign) if place else []
    return Drawn(
        render_to_string("ui/_navigation.html", {"navigation": [one for one in groups if one.links]}),
        render_to_string("ui/_thumbs.html", {"thumbs": thumbs}),
        render_to_string("ui/_place_tabs.html", {"tabs": tabs, "label": place and place.label})
        if len(tabs) > 1
        else SafeString(""),
    )


def links_of(group: Group, here: Place | None, person: User, campaign: Campaign) -> Links:
    links = tuple(link for one in group.places if (link := link_to(one, here, person, campaign)))
    return Links(
        group.label.say(gettext), links, group.folded, not group.folded or any(link.active for link in links)
    )


def link_to(place: Place, here: Place | None, person: User, campaign: Campaign) -> Link | None:
    """An entry leads to the first of its tabs that is offered to this person, and is called by it where it is the only one."""
    offered = [tab for tab in place.tabs if is_built(tab) and is_offered(tab.page, person, campaign)]
    if not offered:
        return None
    url = reverse(offered[0].page, args=[campaign.slug])
    label = place.label if len(offered) > 1 or offered[0] == place.tabs[0] else offered[0].label
    return Link(label.say(gettext), url, place.icon, place.key, place is here)


def tabs_of(place: Place, here: Tab | None, person: User, campaign: Campaign) -> list[Link]:
    return [
        Link(tab.label.say(gettext), reverse(tab.page, args=[campaign.slug]), active=tab is here)
        for tab in place.tabs
        if is_built(tab) and is_offered(tab.page, person, campaign)
    ]


def is_built(tab: Tab) -> bool:
    return tab.page in PAGES


def pages_of(person: User, campaign: Campaign) -> list[Link]:
    """Every page of the way around that is offered to somebody, once."""
    links = {}
    for group in TABLES[breadth_of(person, campaign)]:
        for place in group.places:
            for link in tabs_of(place, None, person, campaign):
                links[link.url] = link
    return list(links.values())
