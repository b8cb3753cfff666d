"""What stays where it is while a page is moved, and what fits a telephone."""

import pytest

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser

pytestmark = [pytest.mark.journey, needs("chromium")]

LONG = ("worklist/", "reports/", "obligations/", "calendar/")
LISTS = ("worklist/", "obstacles/", "reports/", "meetings/", "ledger/", "lists/", "obligations/")
BAR, UPPER_HALF, FINGER = 56, 420, 30
TOP_OF = "selector => document.querySelector(selector).getBoundingClientRect().top"
TOO_LOW = """least => [...document.querySelectorAll("main a[href], main button, main summary")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height)
  .filter(one => one.getBoundingClientRect().height < least && getComputedStyle(one, "::after").position !== "absolute")
  .map(one => one.outerHTML.slice(0, 120))"""
CUT = """[...document.querySelectorAll("main .sheet")]
  .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 80))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def at_a_desk(browser, county):
    with a_browser(browser, county, "office", width=1440, language="zh-CN") as page:
        yield page


@pytest.fixture(scope="module")
def in_english(browser, county):
    with a_browser(browser, county, "office", width=1440) as page:
        yield page


@pytest.fixture(scope="module")
def on_a_telephone(browser, county):
    with a_browser(browser, county, "office", width=390, language="zh-CN") as page:
        yield page


@pytest.mark.parametrize("address", LONG)
def test_given_a_long_page_when_moved_then_the_bar_and_the_navigation_stay(at_a_desk, address):
    at_a_desk.goto(f"{CAMPAIGN}{address}")
    at_a_desk.evaluate("scrollTo(0, 600)")
    assert at_a_desk.evaluate("scrollY") > 0
    assert at_a_desk.evaluate(TOP_OF, ".topbar") == 0
    assert at_a_desk.evaluate(TOP_OF, ".sidebar") == BAR


def test_given_a_table_that_fits_when_the_page_is_moved_then_its_head_stays_under_the_bar(at_a_desk):
    at_a_desk.goto(f"{CAMPAIGN}obligations/")
    at_a_desk.locator(".sheet.fits").first.wait_for()
    at_a_desk.evaluate("scrollTo(0, 900)")
    assert at_a_desk.evaluate(TOP_OF, ".dense thead th") == BAR


def test_given_the_skip_link_when_followed_then_the_heading_is_not_under_the_bar(at_a_desk):
    at_a_desk.goto(f"{CAMPAIGN}obligations/")
    at_a_desk.keyboard.press("Tab")
    at_a_desk.keyboard.press("Enter")
    assert at_a_desk.evaluate(TOP_OF, "h1") >= BAR


@pytest.mark.parametrize("address", LISTS)
def test_given_a_telephone_when_a_list_is_opened_then_nothing_has_to_be_moved_sideways(
    on_a_telephone, address
):
    on_a_telephone.goto(f"{CAMPAIGN}{address}")
    on_a_telephone.wait_for_load_state("networkidle")
    assert on_a_telephone.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("address", ["worklist/", "obstacles/", "reports/", "ledger/"])
def test_given_a_telephone_when_a_list_is_opened_then_it_begins_in_the_upper_half(on_a_telephone, address):
    on_a_telephone.goto(f"{CAMPAIGN}{address}")
    rows = on_a_telephone.locator(".sheet tbody tr:visible")
    if rows.count():
        assert rows.first.bounding_box()["y"] <= UPPER_HALF


@pytest.mark.parametrize("address", ["worklist/", "calendar/", "registers/permits/", "reports/", "desk/"])
def test_given_a_telephone_when_a_thumb_comes_then_nothing_is_too_low_to_be_hit(on_a_telephone, address):
    on_a_telephone.goto(f"{CAMPAIGN}{address}")

    assert on_a_telephone.evaluate(TOO_LOW, FINGER) == []


@pytest.mark.parametrize("address", [*LISTS, "meetings/follow-ups/", "targets/", "items/KC-003-1/"])
def test_given_the_language_with_the_longest_words_then_no_table_is_cut_on_a_desk(in_english, address):
    in_english.goto(f"{CAMPAIGN}{address}")

    assert in_english.evaluate(CUT) == []
