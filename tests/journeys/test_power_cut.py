"""The server is killed while units submit: what was acknowledged is there, the rest is whole or absent."""

import http.cookiejar
import re
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from tests.demo import GONGJIAN, ROOT, environment
from tests.journeys.conftest import asked, served

SUBMITTERS = 8
OPENED = """
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, Obligation
from gongjian.reporting.actions import mark_rest_unchanged, open_period
from gongjian.reporting.models import Report
from gongjian.campaigns.models import Clock
import json
campaign = Campaign.objects.get(slug="reference")
at = Clock.objects.get().at
period = open_period(Obligation.objects.get(campaign=campaign, kind="report", nominal_on="2026-09-28"), by=None, at=at)
found = []
for number, unit in enumerate(campaign.units.order_by("position"), start=1):
    report = Report.objects.filter(period=period, unit=unit.organisation_id).first()
    if report:
        report.rows.update(cause="雨", next_step="赶工", unchanged=True)
        found.append([f"unit{number:02}", unit.organisation_id])
print(json.dumps(found))
"""
STANDS = """
from gongjian.campaigns.models import Campaign
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import broken_links
from gongjian.reporting.models import Report
import json
campaign = Campaign.objects.get(slug="reference")
told = {}
for report in Report.objects.filter(period__nominal_on="2026-09-28"):
    verbs = [str(e.verb) for e in Entry.objects.filter(subject=f"reporting.report:{report.pk}").order_by("number")]
    left = [s for s in report.submissions.all() if s.confirmed_at]
    figures = sum(s.figures.count() for s in left)
    told[report.unit_id] = [report.state.value, report.submissions.count(), figures, report.rows.count(), verbs]
print(json.dumps({"reports": told, "broken": broken_links(campaign.pk)}))
"""


class Unit:
    """A reporter with a browser that only sends forms."""

    def __init__(self, server, username, unit):
        self.url = f"{server.address}/c/reference/reports/2026-09-28/{unit}/"
        self.address, self.username, self.unit = server.address, username, unit
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), Stay)
        self.status = 0

    def ask(self, url, **typed):
        data = urllib.parse.urlencode(typed | {"csrfmiddlewaretoken": self.token}).encode() if typed else None
        request = urllib.request.Request(url, data, {"Referer": url})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, ""

    @property
    def token(self):
        return next(one.value for one in self.cookies if "csrf" in one.name)

    def sign_in(self):
        self.ask(f"{self.address}/accounts/login/")
        status, _ = self.ask(f"{self.address}/demo/enter/", username=self.username)
        assert status == 302
        _, page = self.ask(self.url)
        self.seen = re.search(r'name="?seen"? value="?([^">]*)', page)[1]

    def submit(self):
        try:
            self.status, _ = self.ask(f"{self.url}submit/", seen=self.seen)
        except OSError:
            self.status = 0


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *told):
        return None


def test_what_was_acknowledged_survives_and_nothing_is_half_there(data_dir):
    owed = asked(data_dir, OPENED)
    with served(data_dir) as server:
        units = [Unit(server, *one) for one in owed[:40]]
        signing = [threading.Thread(target=sign_in_all, args=[units[n::4]]) for n in range(4)]
        run(signing)
        submitting = [
            threading.Thread(target=submit_all, args=[units[n::SUBMITTERS]]) for n in range(SUBMITTERS)
        ]
        for thread in submitting:
            thread.start()
        wait_until(lambda: sum(unit.status == 302 for unit in units) >= 8)
        server.kill()
        for thread in submitting:
            thread.join()
        server.start()  # it comes up again over what is there

    stands = asked(data_dir, STANDS)
    acknowledged = [unit for unit in units if unit.status == 302]
    assert 8 <= len(acknowledged) < len(units)
    assert stands["broken"] == []
    for unit in units:
        state, submissions, figures, rows, verbs = stands["reports"][str(unit.unit)]
        assert (unit.status, state) != (302, "open")
        whole = {
            "open": (0, 0, []),
            "submitted": (1, 0, ["submitted the report"]),
            "confirmed": (1, rows, ["submitted the report", "signed off the report without a second person"]),
        }
        assert (submissions, figures, verbs) == whole[state]
    verified = subprocess.run(
        [*GONGJIAN, "verify_ledger", "--data-dir", str(data_dir)], cwd=ROOT, env=environment(), check=False
    )
    assert verified.returncode == 0


def run(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def sign_in_all(units):
    for unit in units:
        unit.sign_in()


def submit_all(units):
    for unit in units:
        unit.submit()


def wait_until(happened):
    for _ in range(2000):
        if happened():
            return
        time.sleep(0.005)
    raise AssertionError("nothing was acknowledged")
