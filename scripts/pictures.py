"""Contact sheets of every page of every role, to be laid side by side: wide and narrow, light and dark."""

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.picture import demo

PEOPLE = (
    *("office", "director", "unit01", "head01", "leader01", "supervisor", "assessor"),
    *("approvals", "policy", "coordination", "publicity", "observer", "admin"),
)
LOOKS = [(width, theme) for width in (1440, 390) for theme in ("light", "dark")]
HEIGHT = {1440: 900, 390: 844}
THUMB, GAP, CAPTION, PER_ROW = {1440: 480, 390: 195}, 12, 18, {1440: 4, 390: 8}
MOST_PAGES = 60
SETTLED = 250  # milliseconds: what moves has come to rest
LEADS_AWAY = re.compile(r"/(logout|file|export|feeds|static|ui)[./]|\.\w{2,5}$")
ONE_OF_MANY = re.compile(r"/[^/]*\d[^/]*")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--data-dir", help="a demo that is there already; left out, one is built and thrown away"
    )
    asked.add_argument("--out", type=Path, default=Path("pictures"), help="where the sheets are put")
    asked.add_argument("--who", nargs="+", default=PEOPLE, help="only these people")
    asked.add_argument("--language", default="zh-CN", help="the language of the browser")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        demo(given.data_dir or scratch) as address,
        sync_playwright() as browsers,
    ):
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium")
        for who in given.who:
            found = everything(browser, address, who, given.language)
            print(f"{who}: {len(found)} pages, {write(found, given.out, who)} sheets", flush=True)
    return 0


def everything(
    browser: Browser, address: str, who: str, language: str
) -> dict[str, dict[tuple[int, str], Image.Image]]:
    """By address, its pictures by width and theme."""
    page = browser.new_context(locale=language).new_page()
    page.goto(f"{address}/accounts/login/")
    page.click(f"button[name=username][value={who}]")
    found: dict[str, dict[tuple[int, str], Image.Image]] = {}
    for path in reached(page, address):
        found[path] = {look: taken(page, *look) for look in LOOKS}
    page.context.close()
    return found


def reached(page: Page, address: str, *, most: int = MOST_PAGES) -> Iterator[str]:
    """Every page that links lead to, one of each pattern; the page stands on it while it is given."""
    waiting, known = [urlsplit(page.url).path], set[str]()
    while waiting and len(known) < most:
        path = waiting.pop(0)
        pattern = ONE_OF_MANY.sub("/*", path)
        if pattern in known or LEADS_AWAY.search(path):
            continue
        known.add(pattern)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        yield path
        waiting += [urlsplit(link).path for link in links if link.startswith(address)]


def taken(page: Page, width: int, theme: str) -> Image.Image:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": HEIGHT[width]})
    page.wait_for_timeout(SETTLED)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    share = THUMB[width] / width
    return picture.resize((THUMB[width], round(picture.height * share)))


def write(found: dict[str, dict[tuple[int, str], Image.Image]], folder: Path, who: str) -> int:
    """One sheet for each width and theme, every picture under its address."""
    for width, theme in LOOKS:
        across, high = THUMB[width] + GAP, round(HEIGHT[width] * THUMB[width] / width) + CAPTION + GAP
        rows = -(-len(found) // PER_ROW[width])
        sheet = Image.new("RGB", (PER_ROW[width] * across + GAP, rows * high + GAP), "#808080")
        pen = ImageDraw.Draw(sheet)
        for place, (path, looks) in enumerate(found.items()):
            left, top = GAP + place % PER_ROW[width] * across, GAP + place // PER_ROW[width] * high
            pen.text((left, top), path[: THUMB[width] // 6], fill="white")
            sheet.paste(looks[width, theme], (left, top + CAPTION))
        sheet.save(folder / f"{who}-{width}-{theme}.png", optimize=True)
    return len(LOOKS)


if __name__ == "__main__":
    sys.exit(main())
