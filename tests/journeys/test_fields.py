"""Fields that help: a day, a long list, milestones, the filters of a list, a row beside its list."""

import pytest

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser
from tests.journeys.test_access import AXE, RULES, RUN

pytestmark = [pytest.mark.journey, needs("chromium")]

DUTY, PROJECT, WIDE = f"{CAMPAIGN}obligations/add/", f"{CAMPAIGN}projects/new/", 1920
FOCUS = (
    "document.activeElement.dataset.day || document.activeElement.name || document.activeElement.className"
)


@pytest.fixture(scope="module")
def office(browser, county):
    with a_browser(browser, county, "office", language="zh-CN") as page:
        yield page


@pytest.fixture
def without_script(browser, county, office):
    context = browser.new_context(
        base_url=county.address, java_script_enabled=False, storage_state=office.context.storage_state()
    )
    yield context.new_page()
    context.close()


def a_day_at(page):
    page.goto(DUTY)
    page.locator("[data-island=day][data-landed]").wait_for()
    page.wait_for_load_state("networkidle")
    return page.locator("input[name=nominal_on]")


def test_given_a_day_when_typed_as_people_do_then_the_field_says_which_it_is(office):
    field = a_day_at(office)
    field.fill("11.12")
    field.press("Tab")

    assert field.input_value() == "2026-11-12"
    assert office.locator(".day-said").first.inner_text() == "2026年11月12日(周四)"


def test_given_what_is_no_day_then_the_field_says_so_beside_itself_until_it_is_one(office):
    field = a_day_at(office)
    wrong = office.locator(".field:has([name=nominal_on]) .field-error")
    for typed, sentence in (
        ("31 Sep", "2026年9月只有30天。"),
        ("2036-01-01", "2016年至2031年"),
        ("20260930x", "无法识别"),
    ):
        field.fill(typed)
        field.press("Tab")
        assert sentence in wrong.inner_text()
    field.fill("2026-11-12")
    field.press("Tab")
    assert wrong.inner_text() == ""


def test_given_a_month_when_walked_with_the_keys_then_it_chooses_and_gives_the_focus_back(office):
    field = a_day_at(office)
    field.fill("2026-11-12")
    field.press("ArrowDown")
    office.locator(".day-sheet").wait_for()
    walked = []
    for key in ("ArrowRight", "ArrowDown", "Home", "End", "PageDown", "PageUp"):
        office.keyboard.press(key)
        walked.append(office.evaluate(FOCUS))
    assert [day[5:] for day in walked] == ["11-13", "11-20", "11-16", "11-22", "12-22", "11-22"]
    office.keyboard.press("Escape")
    assert (office.evaluate(FOCUS), field.input_value()) == ("nominal_on", "2026-11-12")
    field.press("ArrowDown")
    office.locator(".day-sheet").wait_for()
    office.keyboard.press("ArrowRight")
    office.keyboard.press("Enter")
    assert (field.input_value(), office.locator(".day-sheet").count()) == ("2026-11-13", 0)


def test_given_no_script_then_the_server_reads_the_same_days_with_the_same_sentences(without_script):
    page = without_script
    page.goto(DUTY)
    page.fill("[name=nominal_on]", "31 Sep")
    page.fill("[name=note]", "as decided")
    page.locator("main form [type=submit]").first.click()

    assert page.locator("[name=nominal_on]").input_value() == "31 Sep"
    assert "30" in page.locator(".field:has([name=nominal_on]) .field-error").inner_text()
    page.goto(PROJECT)
    assert page.locator("select[name=unit]").is_visible()
    page.goto(f"{CAMPAIGN}worklist/")
    assert page.locator("#filters select[name=unit]").is_visible()


def test_given_sixty_units_when_initials_are_typed_then_the_one_is_chosen_and_several_are_chips(office):
    office.goto(PROJECT)
    office.wait_for_selector("input.combo-field")  # until then a plain select stands there
    one = office.get_by_role("combobox", name="责任单位")
    one.click()
    office.keyboard.type("jyj")
    office.keyboard.press("Enter")
    several = office.locator(".combo-many [role=combobox]")
    several.click()
    for typed in ("xslj", "交通"):
        office.keyboard.type(typed)
        office.keyboard.press("Enter")

    assert one.input_value() == "县教育局"
    assert office.locator("select[name=unit] option:checked").inner_text() == "县教育局"
    assert office.locator(".combo-many .chip").count() == 2
    office.keyboard.press("Escape")
    office.keyboard.press("Backspace")
    assert office.locator("select[name=supporting_units] option:checked").count() == 1


def test_given_a_wide_window_when_a_row_is_opened_then_it_stands_beside_its_list_until_one_goes_back(
    browser, county
):
    with a_browser(browser, county, "office", width=WIDE) as page:
        page.goto(f"{CAMPAIGN}worklist/?light=serious")
        page.wait_for_load_state("networkidle")
        rows, listed = page.locator(".worklist tbody th a"), page.url
        rows.nth(1).click()
        page.locator(".detail h1").wait_for()
        rows.nth(2).click()
        page.wait_for_url(f"**{rows.nth(2).get_attribute('href')}")
        page.go_back()

        assert (page.url, page.locator(".detail").count()) == (listed, 0)
        assert page.evaluate("document.activeElement.href") == rows.nth(2).evaluate("link => link.href")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_given_a_month_a_long_list_and_a_row_open_when_axe_reads_them_then_it_finds_nothing(
    browser, county, theme
):
    with a_browser(browser, county, "office", width=WIDE, strict=False) as page:
        page.emulate_media(color_scheme=theme)
        a_day_at(page).press("ArrowDown")
        page.locator(".day-sheet").wait_for()
        found = read_by_axe(page, ".day-field")
        page.goto(PROJECT)
        page.wait_for_load_state("networkidle")
        page.locator(".combo-many [role=combobox]").click()
        page.keyboard.press("Enter")
        found += read_by_axe(page, ".combo-many")
        page.goto(f"{CAMPAIGN}worklist/")
        page.wait_for_load_state("networkidle")
        page.locator(".row-mark").first.click()
        page.locator(".worklist tbody th a").nth(1).click()
        page.locator(".detail h1").wait_for()
        found += read_by_axe(page, ".detail") + read_by_axe(page, ".bulk-bar")
        assert found == []


def read_by_axe(page, within):
    page.wait_for_timeout(300)  # what floats has come to rest
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN.replace("run(document", f"run('{within}'"), RULES)
