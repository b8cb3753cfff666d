"""From an empty folder to a campaign that can begin: 60 units, 120 people, a plan; pages and typed fields are counted."""

import re
import subprocess
import time
from io import BytesIO

import pytest
import xlsxwriter
from playwright.sync_api import expect, sync_playwright

from gongjian.simulation.actions.founding import SAMPLE_PLAN
from gongjian.simulation.rules import county as sample
from tests.conftest import needs
from tests.demo import GONGJIAN, ROOT, environment
from tests.house.plan import SRC
from tests.journeys.conftest import Server

pytestmark = [pytest.mark.journey, needs("chromium")]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PASSWORD = "yunping-2026-gj"
MOST_PAGES, MOST_TYPED = 16, 12
ROLES = {"head": "单位负责人", "unit": "填报人", "office": "攻坚办", "director": "攻坚办主任"}
SERIES = {"departments": "县直部门", "townships": "乡镇", "enterprises": "国企"}


def a_sheet_of_the_county():
    """As a county keeps it: a title, merged cells for each unit, its own headings."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet("名单")
        sheet.merge_range(0, 0, 0, 5, "云屏县百日攻坚行动责任单位及人员名单")
        sheet.write_row(1, 0, ["序号", "责任单位", "考核序列", "姓名", "手机号码", "角色"])
        row, people = 2, list(sample.people())
        for number, unit in enumerate(sample.units(), start=1):
            staff = [one for one in people if one.organisation == unit.name]
            for place, one in enumerate(staff):
                sheet.write_row(row + place, 3, [one.name, f"139{row + place:08}", ROLES[one.username[:4]]])
            for column, value in enumerate((number, unit.name, SERIES[unit.series])):
                sheet.merge_range(row, column, row + len(staff) - 1, column, value)
            row += len(staff)
        for username in ("office", "director"):
            one = next(one for one in people if one.username == username)
            sheet.write_row(row, 1, [sample.OFFICE, "", one.name, f"139{row:08}", ROLES[username]])
            row += 1
    return {"name": "名单.xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


@pytest.fixture
def served(tmp_path):
    """What somebody sees who starts the server over an empty folder: its first lines."""
    server = Server(tmp_path / "new")
    words = ["serve", "--no-worker", "--data-dir", str(server.data_dir), "--port", str(server.port)]
    with (tmp_path / "told").open("w") as told:
        process = subprocess.Popen(
            [*GONGJIAN, *words], cwd=ROOT, env=environment(), stdout=told, stderr=subprocess.DEVNULL
        )
    try:
        for _ in range(300):
            if server.answers():
                break
            time.sleep(0.1)
        yield server, (tmp_path / "told").read_text()
    finally:
        process.terminate()
        process.wait(20)


class Clerk:
    """Somebody at the browser whose steps are counted."""

    def __init__(self, page):
        self.page, self.pages, self.typed = page, 0, 0
        page.on("domcontentloaded", lambda _: self.turned())

    def turned(self):
        self.pages += 1

    def types(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
            self.typed += 1

    def presses(self, name):
        self.page.get_by_role("button", name=name).first.click()

    def follows(self, name):
        self.page.get_by_role("link", name=name).first.click()


@pytest.mark.timeout(240)
def test_given_an_empty_folder_when_a_clerk_follows_the_guide_then_the_county_can_begin(served):
    server, told = served
    address = re.search(r"http://\S+/setup/\S+", told)[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_context(locale="en-GB").new_page()
        page.set_default_timeout(60_000)
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": server.address}])
        clerk = Clerk(page)

        page.goto(address)
        clerk.types(county="云屏县", name="秦向晚", password=PASSWORD, again=PASSWORD)
        clerk.presses("Start now")
        expect(page.get_by_role("heading", level=1)).to_have_text("Setup guide")

        clerk.follows("Import them from Excel")
        page.set_input_files("[name=file]", a_sheet_of_the_county())
        clerk.presses("Read the file")
        expect(page.locator(".stats")).to_contain_text("122")
        clerk.presses("Confirm import")
        expect(page.get_by_text("The file has been imported.").first).to_be_visible()
        clerk.follows("Continue")

        clerk.follows("Print the sign-in slips")
        with page.expect_download() as slips:
            clerk.presses("Slips for all")
        assert slips.value.path().read_bytes().startswith(b"%PDF")

        page.goto(f"{server.address}/campaigns/open/")
        clerk.types(name="云屏县重大工程百日攻坚行动", starts_on="2026-08-25", ends_on="2026-12-25")
        page.set_input_files("[name=plan]", SRC / "simulation" / "rules" / SAMPLE_PLAN)
        clerk.presses("Open the campaign")
        expect(page.locator(".plan-words")).to_be_visible()

        page.goto(re.sub(r"/plan/.*", "/roles/", page.url))
        clerk.presses("Give all these seats")
        expect(page.get_by_text("All proposed seats have been given.")).to_be_visible()
        expect(page.locator(".stats")).to_contain_text("60")
        clerk.follows("Continue")
        expect(page.locator(".guide-step.is-current")).to_contain_text("You can start")
        clerk.follows("Start the campaign")
        clerk.presses("Start the campaign")
        expect(page.locator(".step-line .is-current")).to_contain_text("running now")
        browser.close()

    assert clerk.pages <= MOST_PAGES
    assert clerk.typed <= MOST_TYPED
