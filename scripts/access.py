"""Read every page of every role with axe, in both themes: what stands in the way of somebody who cannot see well."""

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from scripts.picture import ROOT, demo
from scripts.pictures import PEOPLE, reached

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {runOnly: rules}).then(found => found.violations.flatMap(one =>
  one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)))"""
PAINTED = """async () => {
  await new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 200));
  const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime !== Infinity);
  const late = new Promise(done => setTimeout(done, 1000));
  await Promise.race([late, Promise.allSettled(ending.map(one => one.finished))]);
}"""
THEMES = ("light", "dark")
MOST_PAGES, SHOWN = 400, 3
FIGURES = re.compile(r"\d+")
Places = dict[str, list[str]]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--data-dir", help="a demo that is there already; left out, one is built and thrown away"
    )
    asked.add_argument("--who", nargs="+", default=PEOPLE, help="only these people")
    asked.add_argument("--language", default="zh-CN", help="the language of the browser")
    given, _of_the_walk = asked.parse_known_args()
    places: Places = defaultdict(list)
    with (
        tempfile.TemporaryDirectory() as scratch,
        demo(given.data_dir or scratch) as address,
        sync_playwright() as browsers,
    ):
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium")
        for who in given.who:
            page = browser.new_context(
                locale=given.language, bypass_csp=True, reduced_motion="reduce"
            ).new_page()
            page.goto(f"{address}/accounts/login/")
            page.click(f"button[name=username][value={who}]")
            print(f"{who}: {read_by_axe(page, address, who, places)} pages read by axe", flush=True)
            page.context.close()
    return print_faults(places)


def read_by_axe(page: Page, address: str, who: str, places: Places) -> int:
    known = []
    for path in reached(page, address, most=MOST_PAGES):
        known.append(path)
        for theme, fault in found_on(page):
            places[FIGURES.sub("0", fault)].append(f"{who}, {theme}: {path}")
    return len(known)


def found_on(page: Page) -> Iterator[tuple[str, str]]:
    """What axe finds on the page that stands open, theme by theme."""
    if not page.query_selector("html[data-bs-theme]"):
        return  # a picture or a paper that the browser shows by itself
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_selector(f"html[data-bs-theme={theme}]")
        page.evaluate(PAINTED)
        for fault in page.evaluate(RUN, RULES):
            yield theme, fault


def print_faults(places: Places) -> int:
    """Each fault once, with the pages where it stands. Ends with 1 if there is any."""
    for fault, where in sorted(places.items()):
        print(fault)
        for one in where[:SHOWN]:
            print(f"    {one}")
        if len(where) > SHOWN:
            print(f"    … and {len(where) - SHOWN} more")
    print(f"{len(places)} faults found by axe.")
    return min(len(places), 1)


if __name__ == "__main__":
    sys.exit(main())
