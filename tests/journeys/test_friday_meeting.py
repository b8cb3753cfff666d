"""An Office clerk runs a Friday meeting from its agenda to the issued minutes, without touching Word."""

import pytest
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser, asked, let_days_pass

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300), needs("chromium")]
MEETING = """
import json
from gongjian.meetings.models import Meeting
print(json.dumps(Meeting.objects.get(kind="friday", held_on="2026-09-18").pk))
"""
ISSUED = """
import json
from gongjian.meetings.models import Decision, MeetingPaper
paper = MeetingPaper.objects.filter(kind="minutes").order_by("number").last()
decision = Decision.objects.get(words="两周内完成用地报批")
print(json.dumps([paper.content["document_number"], "两周内完成用地报批" in str(paper.content), decision.state, str(decision.unit)]))
"""


@pytest.fixture
def meeting(county):
    return f"{CAMPAIGN}meetings/{asked(county.data_dir, MEETING)}/"


def test_given_a_friday_when_the_clerk_runs_it_then_minutes_are_issued(browser, county, meeting):
    with a_browser(browser, county, "office") as page:
        the_agenda(page, meeting)
        two_days_later(page, county)
        the_meeting(page, meeting)

    with a_browser(browser, county, "director") as page:
        page.goto(meeting)
        page.get_by_role("button", name="Approve the minutes").click()
        expect(page.get_by_text("The minutes have been approved.")).to_be_visible()

    with a_browser(browser, county, "office") as page:
        page.goto(meeting)
        page.get_by_role("button", name="Issue the minutes").click()
        page.get_by_role("dialog").get_by_role("button", name="Issue the minutes").click()
        expect(page.get_by_text("Issued: ")).to_be_visible()
        for name in ("Word", "PDF"):
            with page.expect_download() as download:
                page.locator("section:has(h2:text-is('Minutes'))").get_by_role("link", name=name).click()
            assert download.value.path().stat().st_size > 5000

    number, says_so, state, unit = asked(county.data_dir, ISSUED)
    assert "纪要〔2026〕" in number
    assert (says_so, state, unit) == (True, "open", "县自然资源局")


def the_agenda(page, meeting):
    """The data have put it together; the clerk orders it, adds a matter and sends the papers out."""
    page.goto(f"{CAMPAIGN}meetings/")
    page.get_by_role("link", name="Go to the meeting").click()
    page.wait_for_url(f"**{meeting}")
    titles = page.locator("ol.agenda-items .agenda-item-body > strong")
    second = titles.nth(1).inner_text()
    page.locator("ol.agenda-items > li").nth(1).get_by_role("button", name="Move up").click()
    expect(titles.first).to_have_text(second)

    page.get_by_text("Add a matter").click()
    page.get_by_label("Matter").fill("起步科技园用地报批")
    page.get_by_label("Who reports").fill("自然资源")
    page.get_by_role("button", name="Add to the agenda").click()
    expect(page.locator("#invited")).to_contain_text("县自然资源局")
    page.get_by_role("button", name="Send out the papers").click()
    page.get_by_role("dialog").get_by_role("button", name="Send out the papers").click()
    expect(page.get_by_role("link", name="All in one PDF")).to_be_visible()


def two_days_later(page, server):
    for day in ("Thu 17 Sep", "Fri 18 Sep"):
        page.goto(f"{CAMPAIGN}meetings/follow-ups/")
        page.get_by_role("button", name="Next day").click()
        expect(page.locator(".strip-demo .passing")).to_be_visible()
        let_days_pass(server)
        expect(page.locator(".strip-demo .passing")).to_have_count(
            0, timeout=30000
        )  # the page asks again by itself
        expect(page.get_by_text(day).first).to_be_visible(timeout=30000)


def the_meeting(page, meeting):
    """Attendance, a conclusion for every matter, a decision; what is typed is kept at once."""
    page.goto(meeting)
    page.get_by_role("button", name="Start the meeting").click()
    page.wait_for_url("**/run/")
    page.get_by_role("button", name="Close the minutes").click()
    page.get_by_role("dialog").get_by_role("button", name="Close the minutes").click()
    expect(page.get_by_role("alert")).to_contain_text("The minutes are not complete yet.")

    page.get_by_role("button", name="All others present").click()
    page.locator(".attendance li").first.get_by_text("substitute").click()
    with page.expect_response("**/attendance/"):
        page.locator(".attendance li").first.get_by_placeholder("Attendance record").fill("李四")
    for place in range(page.locator("section.minuted").count()):
        with page.expect_response("**/save/"):
            page.locator("section.minuted textarea[name=conclusion]").nth(place).fill(
                "会议听取了汇报，原则同意。"
            )
    page.reload()
    expect(page.locator("textarea[name=conclusion]").first).to_have_value("会议听取了汇报，原则同意。")

    last = page.locator("section.minuted").last
    last.get_by_text("Add a decision").click()
    last.get_by_label("What has been decided").fill("两周内完成用地报批")
    last.get_by_label("Due", exact=True).fill("2026-10-09")
    last.get_by_role("button", name="Record the decision").click()
    expect(last.locator("ol")).to_contain_text("两周内完成用地报批")
    page.get_by_role("button", name="Close the minutes").click()
    page.get_by_role("dialog").get_by_role("button", name="Close the minutes").click()
    expect(page.get_by_text("The minutes are closed.")).to_be_visible()
