"""Something is in the way: a group cannot solve it, and a leading official settles it on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.conftest import needs
from tests.journeys.conftest import CAMPAIGN, a_browser, asked

pytestmark = [pytest.mark.journey, needs("chromium")]
PROJECT = """
import json
from gongjian.accounts.models import User
from gongjian.worklist.models import Project
units = User.objects.get(username="unit12").role_assignments.values("organisation")
project = Project.objects.filter(unit__in=units, leading_official__isnull=False).first()
print(json.dumps([project.code, project.leading_official.username]))
"""
WHERE = """
import json
from gongjian.obstacles.models import Obstacle
found = Obstacle.objects.get(words="三户农户未签约")
print(json.dumps([found.level, found.state, found.instructions.get().ruling]))
"""


def test_given_what_a_group_cannot_solve_then_a_leading_official_settles_it_in_three_taps(browser, county):
    code, official = asked(county.data_dir, PROJECT)

    with a_browser(browser, county, "unit12") as page:
        page.goto(f"{CAMPAIGN}projects/{code}/")
        page.get_by_role("link", name="Raise an obstacle").click()
        page.get_by_label("Kind").select_option(label="政策处理 → 政策处理组")
        page.get_by_label("The obstacle").fill("三户农户未签约")
        page.get_by_label("Solution needed").fill("明确补偿口径")
        page.get_by_role("button", name="Raise", exact=True).click()
        expect(page.get_by_text("1 working day left").first).to_be_visible()
        address = page.url

    with a_browser(browser, county, "policy") as page:
        page.goto(address)
        page.locator(".act-open > summary", has_text="Accept for handling").click()
        page.get_by_role("button", name="Accept for handling").click()
        expect(page.get_by_text("5 working days left").first).to_be_visible()
        page.locator(".act-bar summary", has_text="More").click()
        page.get_by_role("link", name="Escalate to a higher level").click()
        page.locator("#escalate_to").select_option("leader")
        page.locator("#escalate_reason").fill("口径需领导裁定")
        page.get_by_role("button", name="Escalate to a higher level").click()
        expect(page.get_by_text("3 working days left").first).to_be_visible()

    with a_browser(browser, county, official, width=390) as page:
        page.goto(f"{CAMPAIGN}desk/")
        row = page.locator(".agenda-row", has_text="三户农户未签约")
        row.get_by_role("link", name="Settle the matter").click()
        page.get_by_role("link", name="Agreed as requested. Please carry it out.").click()
        page.get_by_role("button", name="Confirm the ruling").click()
        expect(page.get_by_text("Settled. Those who carry it out see it on their desk.")).to_be_visible()

    assert asked(county.data_dir, WHERE) == ["group", "in_hand", "as_asked"]
