"""What is typed and pasted is kept, or the page says that it is not."""

import pytest
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, PERIOD, a_browser, asked

pytestmark = [pytest.mark.journey, needs("chromium")]
A_LIST = """
from datetime import datetime, timezone
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.worklist.actions.lists import open_list
import json
campaign = Campaign.objects.get(slug="reference")
unit = campaign.units.order_by("position")[20]
held = RoleAssignment.objects.filter(campaign=campaign, organisation=unit.organisation, role="reporter").first()
opened = open_list(campaign, unit.organisation, by=held.person, at=datetime(2026, 9, 16, 2, tzinfo=timezone.utc))
print(json.dumps([unit.organisation_id, held.person.username, [row.person for row in opened.rows.all()]]))
"""
PASTE = """([target, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.querySelector(target).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_given_a_block_of_two_lines_from_excel_when_pasted_then_two_cells_are_filled_and_no_third(
    browser, county
):
    unit, reporter, before = asked(county.data_dir, A_LIST)

    with a_browser(browser, county, reporter, width=1600) as page:
        page.goto(f"{CAMPAIGN}lists/{unit}/sheet/")
        cells = page.locator(".tabulator-cell[tabulator-field=person]")
        cells.first.click()
        with page.expect_response("**/rows/") as saved:
            page.evaluate(PASTE, [".tabulator-cell[tabulator-field=person] .sheet-cell", "甲\r\n乙\r\n"])

        assert saved.value.status == 200
        expect(cells.nth(0)).to_have_text("甲")
        expect(cells.nth(1)).to_have_text("乙")
        expect(cells.nth(2)).to_have_text(before[2])


def test_given_somebody_who_is_signed_out_when_writing_then_nothing_is_called_saved_until_it_is(
    browser, county
):
    number, unit, _ = county.owing[1]

    with a_browser(browser, county, f"unit{number}") as page:
        page.goto(f"{CAMPAIGN}reports/{PERIOD}/{unit}/")
        session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
        page.context.clear_cookies(name="sessionid")
        state = page.locator("[data-autosave-state]").first
        with page.expect_response("**/save/") as refused:
            page.locator("input[data-value]").first.fill("7")
        assert refused.value.status == 401
        expect(state).to_have_attribute("data-autosave-state", "failed")
        expect(state.locator("a")).to_have_attribute("target", "_blank")

        page.context.add_cookies(session)
        with page.expect_response("**/save/") as saved:
            page.evaluate("dispatchEvent(new Event('focus'))")

        assert saved.value.status == 200
        expect(state).to_have_attribute("data-autosave-state", "saved")
