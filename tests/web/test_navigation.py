"""The way around is short, leads only where somebody may go, and is never lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.campaigns.rules import UNIT, Breadth, Role, RolesHeld
from gongjian.rounds.pages import PAGES
from gongjian.web.navigation import standing_at
from gongjian.web.places import COMING, TABLES, all_places
from tests.world import a_campaign, a_clerk, a_person, a_unit

MOST = {Breadth.WHOLE: 12, Breadth.UNIT: 7, Breadth.OTHERS: 5}
EDITOR_ONLY = {"publicity:board"}


def a_reporter(campaign):
    return a_person(Role.REPORTER, at=a_unit(campaign).organisation, campaign=campaign)


def entries(table):
    """What is visible before anything is unfolded: a folded group is one entry."""
    return sum(1 if group.folded else len(group.places) for group in TABLES[table])


def test_the_office_has_at_most_twelve_entries_and_places_for_what_comes():
    coming = [
        place for group in TABLES[Breadth.WHOLE] for place in group.places if place.tabs[0].page in COMING
    ]

    assert entries(Breadth.WHOLE) - len(coming) <= MOST[Breadth.WHOLE]


@pytest.mark.parametrize("table", [Breadth.UNIT, Breadth.OTHERS])
def test_units_have_seven_entries_and_the_others_five(table):
    own = [
        place
        for group in TABLES[table]
        if not group.folded
        for place in group.places
        if place.tabs[0].page not in EDITOR_ONLY
    ]

    assert len(own) == MOST[table]


def test_every_entry_leads_to_a_page_or_waits_for_one():
    pages = {tab.page for place in all_places() for tab in place.tabs}

    assert pages <= PAGES.keys() | COMING.keys()
    assert not COMING.keys() & PAGES.keys()


@pytest.mark.parametrize("role", Role)
def test_each_role_has_one_table(role):
    held = RolesHeld(frozenset({(role, 1)}))

    assert held.breadth == {
        Role.REPORTER: Breadth.UNIT,
        Role.HEAD: Breadth.UNIT,
        Role.LEADER: Breadth.OTHERS,
        Role.MEMBER: Breadth.OTHERS,
        Role.EDITOR: Breadth.OTHERS,
    }.get(role, Breadth.WHOLE)


@pytest.mark.parametrize(
    ("page", "stands_on"),
    [
        ("worklist:item", "worklist:list"),
        ("worklist:item_steps", "worklist:roadmap"),
        ("worklist:change", "worklist:changes"),
        ("meetings:follow_up", "meetings:follow_ups"),
        ("meetings:minutes", "meetings:list"),
        ("desk:pile", "desk:desk"),
        ("notices:log", "notices:reminders"),
        ("people:unit", "people:people"),
    ],
)
def test_a_page_stands_where_it_is_reached_from(page, stands_on):
    _, tab = standing_at(page, TABLES[Breadth.WHOLE])

    assert tab.page == stands_on


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_nothing_is_offered_that_does_not_open(role):
    campaign = a_campaign()
    at = a_unit(campaign).organisation if role in UNIT else None
    person = a_person(role, at=at, campaign=campaign)
    client = Client()
    client.force_login(person)
    page = client.get(reverse("desk:desk", args=[campaign.slug])).content.decode()
    links = re.findall(r'class="(?:nav-entry|thumb)"\s+href="([^"]+)"', page)

    assert links
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.django_db
def test_the_tabs_of_a_place_stand_on_each_of_its_pages():
    campaign = a_campaign()
    client = Client()
    client.force_login(a_clerk(campaign))
    for name in ("bulletins:list", "assessment:ranking"):
        page = client.get(reverse(name, args=[campaign.slug])).content.decode()
        tabs = re.search(r'class="tabs place-tabs".*?</nav>', page, re.DOTALL)[0]

        assert reverse("bulletins:list", args=[campaign.slug]) in tabs
        assert f'<a href="{reverse(name, args=[campaign.slug])}" aria-current="page">' in tabs


@pytest.mark.django_db
def test_pages_of_no_campaign_keep_the_frame_of_the_one_in_mind():
    campaign, client = a_campaign(), Client()
    client.force_login(a_reporter(campaign))
    client.get(reverse("desk:desk", args=[campaign.slug]))

    for address in (reverse("notices:mine"), reverse("account_change_password"), "/no/such/page/"):
        assert reverse("worklist:list", args=[campaign.slug]) in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_campaign_in_mind_shows_nothing_to_whoever_has_no_seat_in_it():
    campaign, other, client = a_campaign(), a_campaign("other"), Client()
    client.force_login(a_reporter(other))
    client.cookies["campaign"] = campaign.slug

    page = client.get(reverse("notices:mine")).content.decode()

    assert reverse("worklist:list", args=[campaign.slug]) not in page
    assert reverse("worklist:list", args=[other.slug]) in page


@pytest.mark.django_db
def test_what_is_refused_leads_back_to_where_one_was():
    campaign, client = a_campaign(), Client()
    client.force_login(a_reporter(campaign))
    desk = reverse("desk:desk", args=[campaign.slug])

    page = client.get("/c/no-such/desk/", headers={"referer": f"http://testserver{desk}"}).content.decode()
    elsewhere = client.get("/c/no-such/desk/", headers={"referer": "http://evil.example/"}).content.decode()

    assert f'<a class="btn btn-primary" href="{desk}">' in page
    assert "evil.example" not in elsewhere


@pytest.mark.django_db
def test_an_entry_is_called_by_the_only_page_that_it_leads_to():
    campaign, client = a_campaign(), Client()
    client.force_login(a_person(Role.MEMBER, at=a_unit(campaign).organisation, campaign=campaign))

    page = client.get(reverse("desk:desk", args=[campaign.slug])).content.decode()

    address = reverse("registers:list", args=[campaign.slug])
    entry = re.search(rf'class="nav-entry"\s+href="{address}".*?</a>', page, re.DOTALL)[0]
    assert "专项台账" in entry
    assert "攻坚清单" not in entry


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "is_kept"), [("汛期，施工暂停", True), ("7", False)])
def test_a_refusal_speaks_of_the_text_only_where_somebody_wrote_one(reason, is_kept):
    campaign, client = a_campaign(), Client()
    client.force_login(a_reporter(campaign))

    page = client.post(reverse("campaigns:draw_up", args=[campaign.slug]), {"seen": "1", "reason": reason})

    assert page.status_code == 403
    assert "您没有此权限" in page.text
    assert ("您填写的内容仍在" in page.text) == is_kept
