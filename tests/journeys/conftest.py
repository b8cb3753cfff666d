"""A real server over a copy of the demo, and somebody's browser before it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.demo import GONGJIAN, ROOT, copy_of, environment


@pytest.fixture
def data_dir(built_demo, tmp_path):
    return copy_of(built_demo, tmp_path / "data")


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The real server over a data folder, in processes of its own."""

    def __init__(self, data_dir):
        self.data_dir, self.port = data_dir, a_free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        words = ["serve", "--no-worker", "--data-dir", str(self.data_dir), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*GONGJIAN, *words],
            cwd=ROOT,
            env=environment() | {"GONGJIAN_WEB_PROCESSES": "1"},  # one person clicks; several: tests/ops
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(150):
            if self.answers():
                return self
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self):
        """As if the power failed: its whole session, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def served(data_dir):
    server = Server(data_dir).start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def server(data_dir):
    with served(data_dir) as running:
        yield running


def asked(data_dir, question):
    """What the installation itself answers to a question in Python."""
    done = subprocess.run(
        [*GONGJIAN, "shell", "-v", "0", "-c", question],
        cwd=ROOT,
        env=environment() | {"GONGJIAN_DATA_DIR": str(data_dir)},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def let_days_pass(server):
    """What the worker beside a server does with the days that somebody has asked for; here it is asked to."""
    words = ["worker", "--once", "--data-dir", str(server.data_dir)]
    subprocess.run([*GONGJIAN, *words], cwd=ROOT, env=environment(), check=True, capture_output=True)


FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
CAMPAIGN, PERIOD = "/c/reference/", "2026-09-13"
OWING = """
from gongjian.reporting.models import Report
from gongjian.campaigns.models import Campaign
import json
campaign = Campaign.objects.get(slug="reference")
names = {unit.organisation_id: f"{number:02}" for number, unit in enumerate(campaign.units.order_by("position"), 1)}
print(json.dumps([[names[r.unit_id], r.unit_id, r.rows.count()] for r in Report.objects.filter(state="open").order_by("pk")]))
"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def county(built_demo, tmp_path_factory):
    folder = copy_of(built_demo, tmp_path_factory.mktemp("county") / "data")
    owing = asked(folder, OWING)
    with served(folder) as server:
        server.owing = owing
        yield server


@contextmanager
def a_browser(browser, server, who=None, *, width=1280, language="en-GB", strict=True):
    """Somebody's own browser; afterwards nothing may have gone wrong in it. Not strict: scripts of ours may read the page."""
    context = browser.new_context(
        base_url=server.address,
        viewport={"width": width, "height": 900},
        locale=language,
        bypass_csp=not strict,
    )
    context.set_default_timeout(8000)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if is_wrong(said) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    if who:
        enter(page, who)
    yield page
    context.close()
    assert not strict or wrong == []


def is_wrong(said):
    """Browsers also report answers that say no; those are answers."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


def enter(page, username):
    """With one click where the person is listed, else with the password of the demo."""
    page.goto("/accounts/login/")
    persona = page.locator(f"button[name=username][value={username}]")
    if persona.count():
        persona.click()
    else:
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", "demo-gongjian")
        page.click("form[action='/accounts/login/'] button[type=submit]")
    page.wait_for_url("**/desk/")
