"""Long links and words without a blank scroll no page sideways, neither on a desk nor in a hand."""

import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import sync_playwright

from gongjian.campaigns.models import PlanPaper
from gongjian.obstacles.models import Obstacle
from gongjian.worklist.models import Item, Project
from tests.conftest import needs
from tests.obstacles.world import in_hand
from tests.world import a_clerk, an_item, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.journey, needs("chromium")]
LINK = "https://oa.example.org/documents/2026/09/" + "a1b2c3d4e5f6" * 25
WORD = "W" * 120


@pytest.fixture
def pages(client):
    """The pages as they are, each with words that nobody would break."""
    obstacle = in_hand()
    campaign = obstacle.campaign
    item = an_item(campaign, project=obstacle.project)
    Obstacle.objects.update(words=LINK, wanted=LINK, solution=LINK)
    Project.objects.update(name=WORD)
    Item.objects.update(name=WORD)
    signed_in(client, a_clerk(campaign))
    text = f"甲县攻坚方案\n一、确保完成投资15亿元，见{LINK}。\n".encode()
    client.post(f"/c/{campaign.slug}/plan/", {"file": SimpleUploadedFile(f"{WORD}.txt", text)})
    addresses = ["", "desk/", "ledger/", "steps/", "lists/", "changes/", "plan/", "obstacles/", f"obstacles/{obstacle.number}/", "worklist/", f"items/{item.code}/", f"projects/{obstacle.project.code}/"]  # fmt: skip
    addresses += [f"plan/{paper.pk}/" for paper in PlanPaper.objects.all()]
    found = {}
    for address in addresses:
        answer = client.get(f"/c/{campaign.slug}/{address}", follow=True)
        found[address] = (answer.status_code, answer.content.decode())
    return found


def styled(html):
    """The page with the styles of the front end in it, and without its scripts."""
    [sheet] = Path(finders.find("ui/dist/assets")).glob("main-*.css")
    html = re.sub(r"<script\b.*?</script>|<link\b[^>]*>", "", html, flags=re.DOTALL)
    return html.replace("</head>", f"<style>{sheet.read_text()}</style></head>")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways_however_long_its_words_are(pages, width):
    assert {address: status for address, (status, _) in pages.items() if status != 200} == {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])  # fmt: skip
        page = chromium.new_page(viewport={"width": width, "height": 900})
        wide = {}
        for address, (_, html) in pages.items():
            page.set_content(styled(html))
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide[address] = needed
        chromium.close()
    assert wide == {}
