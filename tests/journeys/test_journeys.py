"""What people do in a day, in a real browser, over the real server and the reference campaign."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, PERIOD, a_browser, let_days_pass

pytestmark = [pytest.mark.journey, needs("chromium")]


def test_given_a_persona_when_clicked_then_its_desk_opens_in_each_language(browser, county):
    with a_browser(browser, county, "unit01") as page:
        for language, title in (("zh-hans", "我的工作台"), ("zh-hant", "我的工作"), ("en", "My desk")):
            page.locator("details.menu:has(button[name=language]) > summary").first.click()
            page.locator(f"button[name=language][value={language}]").first.click()
            expect(page).to_have_title(re.compile(title))


def test_given_a_wrong_password_when_tried_again_and_again_then_the_door_says_wait(browser, county):
    with a_browser(browser, county) as page:
        page.goto("/accounts/login/")
        for _ in range(6):
            page.fill("input[name=login]", "unit59")
            page.fill("input[name=password]", "not the password")
            page.click("form[action='/accounts/login/'] button[type=submit]")
        expect(page.locator("[role=alert]").first).to_contain_text("Too many attempts")
        assert "/accounts/login/" in page.url


def test_given_an_ordinary_report_when_written_then_it_reaches_the_office_and_comes_back(browser, county):
    number, unit, rows = county.owing[0]
    report = f"{CAMPAIGN}reports/{PERIOD}/{unit}/"

    with a_browser(browser, county, f"unit{number}") as page:
        page.goto(report)
        changed = page.locator("input[data-value]").first
        with page.expect_response("**/save/") as saved:
            changed.fill("1")
            page.locator("[data-no-change-all]").click()
        assert saved.value.status == 200
        values = page.locator("[data-value]")
        assert values.count() == rows
        for field in page.locator("textarea:visible").all():
            field.fill("已落实")
        page.locator("#report-form .btn-primary").click()
        expect(page.locator("#report-form")).to_have_count(0)

    with a_browser(browser, county, f"head{number}") as page:
        page.goto(report)
        page.locator("form[action$='/confirm/'] button").click()
        expect(page.locator("form[action$='/confirm/']")).to_have_count(0)

    with a_browser(browser, county, "office") as page:
        page.goto(report)
        page.locator("[data-opens=say-why]").click()
        page.fill("#reason", "请补充佐证材料")
        page.locator("#say-why .btn-primary").click()
        expect(page.locator("#main, main").first).to_contain_text("请补充佐证材料")

    with a_browser(browser, county, f"unit{number}") as page:
        expect(page.locator("main").first).to_contain_text("请补充佐证材料")


def test_given_two_browsers_when_both_write_then_the_second_is_told_and_loses_nothing(browser, county):
    number, unit, _ = county.owing[1]
    report = f"{CAMPAIGN}reports/{PERIOD}/{unit}/"

    with (
        a_browser(browser, county, f"unit{number}") as one,
        a_browser(browser, county, f"head{number}") as two,
    ):
        for page in (one, two):
            page.goto(report)
        for page, value in ((one, "31"), (two, "32")):
            with page.expect_response("**/save/") as saved:
                page.locator("input[data-value]").first.fill(value)
        assert saved.value.status == 409
        expect(two.locator("[data-refusal]")).to_contain_text("31")
        assert two.locator("input[data-value]").first.input_value() == "32"


def test_given_a_cut_off_when_the_office_drafts_then_the_director_issues_and_a_unit_acknowledges(
    browser, county
):
    with a_browser(browser, county, "office") as page:
        page.goto(f"{CAMPAIGN}bulletins/")
        page.locator("form[action$='/bulletins/draft/'] button").first.click()
        address = page.url
        page.goto(f"{address}?edit=demands")
        page.fill("textarea[name=text]", "请各单位在99天内完成。")
        page.locator("form[action*='/words/'] .btn-primary").click()
        expect(page.locator("[data-refusal]")).to_contain_text("99")
        assert page.locator("textarea[name=text]").input_value() == "请各单位在99天内完成。"
        page.fill("textarea[name=text]", "请各单位抓紧完成。")
        page.locator("form[action*='/words/'] .btn-primary").click()
        expect(page.locator("#demands")).to_contain_text("请各单位抓紧完成。")
        page.locator("form[action$='/propose/'] button").click()
        expect(page.locator("form[action$='/propose/']")).to_have_count(0)

    with a_browser(browser, county, "director") as page:
        page.goto(address)
        page.locator("form[action$='/approve/'] button").click()
        page.locator("form[action$='/issue/'] button").click()
        confirmed(page)
        expect(page.locator(".paper-number")).to_contain_text("1号")
        with page.expect_download() as download:
            page.locator("a[href$='file.pdf']").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")

    with a_browser(browser, county, "unit02") as page:
        page.goto(address)
        page.locator("#acknowledge button").click()
        expect(page.locator("#acknowledge")).to_have_count(0)


def confirmed(page):
    """Where the product asks once more in a dialog of its own, say yes."""
    yes = page.locator("dialog[open] .btn-primary")
    if yes.count():
        yes.first.click()


@pytest.mark.parametrize("who", ["office", "unit02"])
def test_given_a_telephone_when_pages_are_read_then_nothing_sticks_out(browser, county, who):
    with a_browser(browser, county, who, width=390, language="zh-CN") as page:
        for place in ("desk/", "", "worklist/", "reports/", f"reports/{PERIOD}/", "ranking/", "bulletins/"):
            page.goto(f"{CAMPAIGN}{place}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 390, f"{place}: {wide}"


def test_given_the_report_form_on_a_telephone_then_nothing_sticks_out(browser, county):
    number, unit, _ = county.owing[-1]
    with a_browser(browser, county, f"unit{number}", width=390, language="zh-CN") as page:
        page.goto(f"{CAMPAIGN}reports/{PERIOD}/{unit}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_given_the_demo_when_the_next_day_comes_then_its_people_have_lived_it(browser, server):
    with a_browser(browser, server, "observer") as page:
        expect(page.locator(".strip-demo strong")).to_contain_text("16")
        page.locator("button[name=to][value=next-day]").click()
        expect(page.locator(".strip-demo .passing")).to_be_visible()
        let_days_pass(server)
        expect(page.locator(".strip-demo .passing")).to_have_count(0, timeout=30000)
        expect(page.locator(".strip-demo .strip-text strong")).to_contain_text("17")
        page.goto(f"{CAMPAIGN}bulletins/")
        assert len(page.locator("a[href*='/bulletins/']").all()) > 1
