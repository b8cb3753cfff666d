"""Paper comes in: a messy list becomes a baseline, and a plan document becomes targets with their sentences."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser, asked

pytestmark = [pytest.mark.journey, needs("chromium")]
UNIT = """
import json
from gongjian.accounts.models import User
print(json.dumps(User.objects.get(username="unit12").role_assignments.get().organisation_id))
"""
BASELINE = """
import json
from gongjian.worklist.models import Item
item = Item.objects.get(name="完成施工图审查")
print(json.dumps([str(item.baseline.due_on), str(item.baseline.target), item.project.name]))
"""
PLAN = """云屏县项目攻坚行动补充方案
一、目标任务
确保完成9个老旧小区改造项目。
二、工作机制
各责任单位每月13日及28日前将完成情况报县攻坚办。
""".encode()


def a_messy_file(*, due):
    """A title, a head of two rows, a merged project cell, a sub-total and a note, as counties have them."""
    book = Workbook()
    sheet = book.active
    rows = [
        ["云屏县XX局百日攻坚任务清单"],
        ["序号", "项目名称", "攻坚事项", "目标", None, "完成时限", "条线", "责任人"],
        [None, None, None, "目标值", "单位", None, None, None],
        [1, "北屏老旧小区改造工程", "完成施工图审查", None, None, due, "重点建设", "张三"],
        [2, None, "完成管网改造", 12, "公里", date(2026, 11, 20), "重点建设", "张三"],
        [None, "小计", None, 12, None, None, None, None],
        ["注：本表于8月底前报送。"],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "G2:G3", "H2:H3", "B4:B5"):
        sheet.merge_cells(cells)
    kept = BytesIO()
    book.save(kept)
    return {"name": "清单.xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


def test_given_a_messy_list_when_mended_and_signed_then_it_becomes_the_baseline(browser, county):
    unit = asked(county.data_dir, UNIT)
    here = f"{CAMPAIGN}lists/{unit}/"

    with a_browser(browser, county, "unit12") as page:
        page.goto(here)
        page.get_by_role("button", name="Start the next version").click()
        page.get_by_role("link", name="Import").click()
        page.set_input_files("input[type=file]", a_messy_file(due="尽快完成"))
        page.get_by_role("button", name="Read the file").click()
        expect(page.get_by_role("alert")).to_contain_text("Problems in the file: 1")
        expect(page.locator("td.problem-value")).to_have_text("尽快完成")

        page.get_by_role("link", name="Import again").click()
        page.set_input_files("input[type=file]", a_messy_file(due="10月底前"))
        page.get_by_role("button", name="Read the file").click()
        expect(page.get_by_text("New rows: 2")).to_be_visible()
        page.get_by_role("button", name="Apply the file").click()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("button", name="Yes, continue").click()
        expect(page.get_by_text("The import was undone:")).to_be_visible()
        page.goto(f"{here}import/")
        page.set_input_files("input[type=file]", a_messy_file(due="10月底前"))
        page.get_by_role("button", name="Read the file").click()
        page.get_by_role("button", name="Apply the file").click()

    with a_browser(browser, county, "head12") as page:
        page.goto(here)
        page.get_by_role("link", name="Sign the list").click()
        page.fill("input[type=password]", "not my password")
        page.get_by_role("button", name="Sign the list").click()
        expect(page.locator(".field-error, .notice.is-error").first).to_be_visible()
        page.fill("input[type=password]", "demo-gongjian")
        page.get_by_role("button", name="Sign the list").click()
        expect(page.get_by_text("signed by the head").first).to_be_visible()

    with a_browser(browser, county, "office") as page:
        page.goto(here)
        page.get_by_role("link", name="File the list").click()
        page.get_by_role("button", name="File the list").click()
        expect(page.get_by_text("filed with the Office").first).to_be_visible()

    assert asked(county.data_dir, BASELINE) == ["2026-10-31", "100.00", "北屏老旧小区改造工程"]


def test_given_a_plan_document_when_accepted_then_a_target_shows_its_sentence(browser, county):
    with a_browser(browser, county, "office") as page:
        page.goto(f"{CAMPAIGN}plan/")
        page.set_input_files(
            "input[type=file]", {"name": "plan.txt", "mimeType": "text/plain", "buffer": PLAN}
        )
        page.get_by_role("button", name="Read document").click()
        expect(page.locator("mark.fact").first).to_be_visible()
        page.wait_for_load_state("networkidle")  # the keys are there when the island is

        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(".fact-card.is-accepted")).to_have_count(1)
        page.get_by_role("button", name="Create the campaign").click()
        page.get_by_role("dialog").get_by_role("button", name="Create the campaign").click()
        expect(page.get_by_text("new targets: 1")).to_be_visible()

        page.locator(".fact-card a", has_text="T").first.click()
        expect(page.get_by_text("老旧小区改造").first).to_be_visible()
        page.get_by_role("link", name="Show in the document").first.click()
        expect(page.locator("mark.is-lit").first).to_contain_text("9个老旧小区")
