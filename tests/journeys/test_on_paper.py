"""What comes out of the printer when somebody prints a page: all of it, on A4, and nothing that only a screen needs."""

import re
from contextlib import contextmanager
from itertools import pairwise

import pypdfium2
import pytest

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser

pytestmark = [pytest.mark.journey, needs("chromium")]

KINDS = {
    "a desk": "desk/",
    "the overview": "",
    "the worklist": "worklist/",
    "a project": "projects/IP-001/",
    "an item": "items/IP-001-1/",
    "the reports": "reports/",
    "the duties": "obligations/",
    "the calendar": "calendar/",
    "a matrix": "registers/permits/",
    "the lists": "lists/",
    "the ledger": "ledger/",
}
A4 = (595, 842)
LEAST_ON_A_PAGE = 80
HEADS = "main h1, main h2, main :not(.visually-hidden) > table > thead th"
FOLDED = """[...document.querySelectorAll('main details:not([open])')].filter(one => one.checkVisibility())
  .flatMap(one => [...one.children].slice(1)).filter(one => getComputedStyle(one).display !== "none")
  .filter(one => !one.checkVisibility({contentVisibilityAuto: true})).map(one => one.outerHTML)"""
CONTROLS = ".main button, .topbar-tools, .sidebar, .main .btn, .main .tabs, .main .filters, .toasts"


@pytest.fixture(scope="module")
def office(browser, county):
    with a_browser(browser, county, "office") as page:
        yield page


def printed(page, address):
    page.goto(f"{CAMPAIGN}{address}")
    page.wait_for_load_state("networkidle")
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def outside(sheet):
    """The places of letters that no paper carries."""
    width, height = sheet.get_size()
    words = sheet.get_textpage()
    boxes = (words.get_charbox(place) for place in range(words.count_chars()))
    return [
        (left, low, right, high)
        for left, low, right, high in boxes
        if right > left and (left < 0 or low < 0 or right > width or high > height)
    ]


@contextmanager
def as_printed(page):
    """The page as it lies before the printer, to be asked what stands on it."""
    page.emulate_media(media="print")
    yield
    page.emulate_media(media="null")


def letters(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_given_a_page_when_printed_then_nothing_of_it_is_cut_off(office, address):
    paper = printed(office, address)
    assert {tuple(sorted(round(side) for side in sheet.get_size())) for sheet in paper} == {A4}
    assert not [place for sheet in paper for place in outside(sheet)]
    said = letters("".join(sheet.get_textpage().get_text_range() for sheet in paper))
    with as_printed(office):
        heads = office.locator(HEADS).filter(visible=True).all_inner_texts()
    ends = [end for head in heads for word in head.split() for end in (word[:2], word[-2:])]
    assert not [end for end in ends if end not in said]  # a head may be broken into lines between them


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_given_a_page_when_printed_then_no_sheet_but_the_last_is_nearly_blank(office, address):
    sheets = [sheet.get_textpage().count_chars() for sheet in printed(office, address)]
    assert not [here for here, _next in pairwise(sheets) if here < LEAST_ON_A_PAGE]


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_given_a_page_when_printed_then_it_shows_nothing_to_press_and_nothing_stays_folded(office, address):
    office.goto(f"{CAMPAIGN}{address}")
    with as_printed(office):
        pressed = office.locator(CONTROLS).filter(visible=True).all_inner_texts()
        folded = office.evaluate(FOLDED)
    assert (pressed, folded) == ([], [])
