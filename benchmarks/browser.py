"""`python -m benchmarks.browser`: what a cold browser fetches for a page, how long scripts hold it, and when it is there.

The weight is what travels (compressed, as an installation serves it), with every style sheet, script, font and picture. The moment is
that of the largest contentful paint, beside that of the bare application (`benchmarks/bare`), each the median of several.
"""

import argparse
import json
import shutil
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.lived import lived_in, reference_campaign
from benchmarks.pages import HOME, People, people_of
from benchmarks.serving import bare, server

BESIDE = "a list in the bare application"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
TIMES, TRACED, QUIET_MS = 7, 3, 1200
MOST_KB, MOST_TASK_MS, MOST_LATER = 120, 50, 1.3
SCRIPT = {
    "EvaluateScript",
    "FunctionCall",
    "TimerFire",
    "FireAnimationFrame",
    "EventDispatch",
    "RunMicrotasks",
}
SEEN = """
window.painted = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.painted = one.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""


@dataclass(frozen=True)
class Looked:
    """A page, where it is served, and who looks at it."""

    port: int
    path: str
    session: str


@dataclass
class Loaded:
    """One page, loaded several times by an empty browser."""

    weights: list[float] = field(default_factory=list)
    paints: list[float] = field(default_factory=list)
    tasks: list[float] = field(default_factory=list)
    heaviest: list[tuple[float, str]] = field(default_factory=list)

    @property
    def paint(self) -> float:
        return statistics.median(self.paints)


def load(browser: Any, looked: Looked, loaded: Loaded, *, traced: bool = False) -> None:
    """With nothing in its cache; what travels is counted as the browser counts it."""
    address = f"http://127.0.0.1:{looked.port}"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_cookies([{"name": "sessionid", "value": looked.session, "url": address}])
    page = context.new_page()
    page.add_init_script(SEEN)
    wire, sizes, names = context.new_cdp_session(page), dict[str, float](), dict[str, str]()
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived", lambda said: names.update({said["requestId"]: said["response"]["url"]})
    )
    wire.on(
        "Network.loadingFinished", lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]})
    )
    if traced:
        browser.start_tracing(page=page, categories=["devtools.timeline"])
    answer = page.goto(address + looked.path, wait_until="load")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{looked.path} was not answered")
    page.wait_for_timeout(QUIET_MS)
    if traced:
        loaded.tasks.append(longest_task(browser.stop_tracing()))
    else:
        loaded.weights.append(sum(sizes.values()) / 1000)
        loaded.paints.append(page.evaluate("window.painted"))
        travelled = ((size / 1000, names.get(key, "")) for key, size in sizes.items())
        loaded.heaviest = sorted(travelled, reverse=True)[:4]
    context.close()


def longest_task(trace: bytes) -> float:
    """The longest that a script held the page, in the processor's time: what others do on the machine does not count."""
    events = json.loads(trace)["traceEvents"]
    return max((one.get("tdur", 0) / 1000 for one in events if one.get("name") in SCRIPT), default=0.0)


def several(browser: Any, pages: dict[str, Looked]) -> dict[str, Loaded]:
    """In turn, so that what else the machine does weighs on all of them alike. Twice before, for both processes."""
    found = {name: Loaded() for name in pages}
    for turn in range(-2, TIMES + TRACED):
        for name, looked in pages.items():
            load(browser, looked, found[name] if turn >= 0 else Loaded(), traced=turn >= TIMES)
    return found


def measure(folder: Path, people: People, chromium: str) -> Iterator[str]:
    sync_playwright = import_module("playwright.sync_api").sync_playwright
    processes = int(import_module("django.conf").settings.WEB_PROCESSES)
    with sync_playwright() as playwright, bare(folder, processes) as there, server(folder) as here:
        browser = playwright.chromium.launch(executable_path=chromium or None, args=FLAGS)
        found = several(
            browser,
            {
                BESIDE: Looked(there, "/list/", people.bare),
                "desk of the Office": Looked(here, f"{HOME}desk/", people.office),
                "desk of a unit": Looked(here, f"{HOME}desk/", people.reporter),
                "worklist": Looked(here, f"{HOME}worklist/", people.office),
                "overview": Looked(here, HOME, people.office),
                "report form": Looked(here, people.form, people.reporter),
            },
        )
        browser.close()
    reference = found.pop(BESIDE)
    yield f"{BESIDE}: {statistics.median(reference.weights):.0f} KB, painted after {reference.paint:.0f} ms"
    for name, one in found.items():
        weight = f"{statistics.median(one.weights):.0f} KB (at most {MOST_KB})"
        later = (
            f"painted after {one.paint:.0f} ms, {one.paint / reference.paint:.2f}x (at most {MOST_LATER}x)"
        )
        task = f"longest script {statistics.median(one.tasks):.0f} ms (at most {MOST_TASK_MS})"
        yield f"{name}: {weight}, {later}, {task}"
        yield "    " + ", ".join(
            f"{size:.0f} {url.rsplit('/', 1)[-1] or 'page'}" for size, url in one.heaviest
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lived", type=Path, required=True, help="a demo's folder to copy")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "", help="the browser's program")
    chosen = parser.parse_args()
    with lived_in(chosen.lived) as data:
        for line in measure(data, people_of(reference_campaign()), chosen.chromium):
            print(line, flush=True)


if __name__ == "__main__":
    main()
