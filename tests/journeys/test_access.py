"""Whoever cannot see well, or uses no mouse, finds nothing in the way: each kind of page, in both themes, by axe.

`make walk` looks at more pages; this is once per kind.
"""

import pytest

from scripts.access import AXE, RULES, RUN
from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser

pytestmark = [pytest.mark.journey, needs("chromium")]

KINDS = {
    "a desk": "desk/",
    "the overview": "",
    "lights": "lights/unit/",
    "the worklist": "worklist/",
    "a project": "projects/IP-001/",
    "an item": "items/IP-001-1/",
    "a form": "items/IP-001-1/edit/",
    "obstacles": "obstacles/",
    "raising an obstacle": "obstacles/new/?project=IP-001",
    "the reports": "reports/",
    "the ranking": "ranking/",
    "the calendar": "calendar/",
    "a matrix": "registers/permits/",
    "the lists": "lists/",
    "the meetings": "meetings/",
    "settings": "settings/",
    "what was found": "find/?q=供水",
    "notices": "inbox/",
    "what is not there": "no-such-page/",
}


@pytest.fixture(scope="module")
def office(browser, county):
    with a_browser(browser, county, "office", strict=False) as page:
        yield page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_given_a_kind_of_page_when_axe_reads_it_then_it_finds_nothing(office, address, theme):
    office.emulate_media(color_scheme=theme)
    office.goto(f"{CAMPAIGN}{address}")
    office.wait_for_load_state("networkidle")
    office.evaluate(AXE.read_text(encoding="utf-8"))

    assert office.evaluate(RUN, RULES) == []


@pytest.mark.parametrize("address", ["", "worklist/", "items/IP-001-1/"])
def test_given_a_page_when_the_keyboard_walks_it_then_the_focus_is_always_seen(office, address):
    office.goto(f"{CAMPAIGN}{address}")
    office.wait_for_load_state("networkidle")
    unseen = []
    for _ in range(60):
        office.keyboard.press("Tab")
        seen = office.evaluate("""() => { const box = document.activeElement.getBoundingClientRect();
            return document.activeElement === document.body || (box.width > 2 && box.height > 2) }""")
        if not seen:
            unseen.append(office.evaluate("document.activeElement.outerHTML.slice(0, 120)"))

    assert unseen == []


def test_given_a_long_page_when_it_scrolls_then_the_frame_stays(office):
    office.goto(f"{CAMPAIGN}worklist/")
    office.evaluate("window.scrollTo(0, 1500)")

    assert office.evaluate("document.querySelector('.topbar').getBoundingClientRect().top") == 0
    assert office.evaluate("document.querySelector('.sidebar').getBoundingClientRect().top") > 0


def test_given_any_page_when_slash_is_pressed_then_something_is_found_without_a_mouse(office):
    office.goto(f"{CAMPAIGN}settings/")
    office.wait_for_load_state("networkidle")
    office.keyboard.press("/")
    office.keyboard.type("IP-001-1")
    office.wait_for_selector("#found-list [role=option][aria-selected=true]")
    office.keyboard.press("Enter")
    office.wait_for_url("**/items/IP-001-1/")


def test_given_an_open_menu_when_escape_is_pressed_then_the_focus_goes_back(office):
    office.goto(f"{CAMPAIGN}desk/")
    office.locator(".topbar-tools details > summary").last.focus()
    office.keyboard.press("Enter")
    office.keyboard.press("Tab")
    office.keyboard.press("ArrowDown")
    assert office.evaluate("document.activeElement.closest('.menu-list') !== null")
    office.keyboard.press("Escape")

    assert office.evaluate("document.activeElement.tagName") == "SUMMARY"
