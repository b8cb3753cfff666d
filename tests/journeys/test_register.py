"""Policy handling comes in as Excel, and the half-monthly report begins with what was counted."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, PERIOD, a_browser, asked

pytestmark = [pytest.mark.journey, needs("chromium")]
ARRANGE = """
import json
from gongjian.accounts.models import User
from gongjian.registers.actions import RegisterDraft, set_up_register, link_item
from gongjian.registers.rules import Manner, Stage, Tally
from gongjian.reporting.models import ReportRow
from gongjian.campaigns.queries import campaign_time
from django.utils import timezone
rows = ReportRow.objects.filter(report__state="open", item__measure="quantity", item__register_link=None)
row = rows.select_related("campaign", "item__project", "report").order_by("pk").first()
office = User.objects.get(username="office")
at = campaign_time(row.campaign, real=timezone.now())
stages = (Stage("signed", "签约"), Stage("vacated", "腾空"))
draft = RegisterDraft(name="房屋征收", manner=Manner.EACH, thing="户", stages=stages)
register = set_up_register(row.campaign, "homes", draft, by=office, at=at)
link_item(row.item, register, stage="signed", tally=Tally.ENTRIES, by=office, at=at)
units = [unit.organisation_id for unit in row.campaign.units.order_by("position")]
print(json.dumps([f"unit{units.index(row.report.unit_id) + 1:02}", row.report.unit_id, row.item.project.code, row.item_id]))
"""


def a_list_of_households(project, *, stage="签约"):
    """As a township keeps it: a title, its own headings, a sub-total."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["房屋征收台账"],
        ["序号", "项目编号", "户号", "当前阶段", "日期"],
        [1, project, "1-01", "签约", date(2026, 9, 8)],
        [2, None, "1-02", stage, "9月9日"],
        [3, None, "1-03", None, None],
        ["合计", None, 3],
    ):
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return {"name": "台账.xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


def test_given_a_list_of_households_when_applied_then_the_report_begins_with_its_count(browser, county):
    who, unit, project, item = asked(county.data_dir, ARRANGE)
    homes = f"{CAMPAIGN}registers/homes/"

    with a_browser(browser, county, who) as page:
        page.goto(f"{homes}{project}/")
        page.get_by_role("link", name="Import a file").click()
        page.set_input_files("input[type=file]", a_list_of_households(project, stage="搬走了"))
        page.get_by_role("button", name="Read the file").click()
        expect(page.get_by_role("alert")).to_contain_text("Problems in the file: 1")
        expect(page.locator("td.problem-value")).to_have_text("搬走了")

        page.get_by_role("link", name="Import again").click()
        page.set_input_files("input[type=file]", a_list_of_households(project))
        page.get_by_role("button", name="Read the file").click()
        expect(page.get_by_text("New rows: 3")).to_be_visible()
        page.get_by_role("button", name="Apply the file").click()
        page.goto(f"{homes}{project}/")
        expect(page.get_by_role("link", name="1-03")).to_be_visible()

        page.goto(f"{CAMPAIGN}reports/{PERIOD}/{unit}/")
        row = page.locator(f"#row-{item}")
        expect(row.locator("[data-value]")).to_have_value("2")
        expect(row).to_contain_text("from the register")

    with a_browser(browser, county, who) as page:
        page.goto(f"{homes}{project}/?show=signed")
        page.locator(".row-moves button", has_text="签约").first.click()
        expect(page.get_by_text("Nobody is left.")).to_be_visible()
        page.goto(f"{homes}{project}/?show=all")
        page.locator("tr", has_text="1-03").get_by_role("button", name="Undo").click()
        page.goto(f"{homes}{project}/?show=signed")
        expect(page.get_by_role("link", name="1-03")).to_be_visible()
