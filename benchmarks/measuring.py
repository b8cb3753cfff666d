"""What is measured, and how."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client as InProcess

from benchmarks import building, children, lists, obstacles, pages, world
from benchmarks.serving import Client, bare, median_ms, server
from gongjian.bulletins import papers
from gongjian.bulletins.models import Bulletin, Snapshot
from gongjian.bulletins.queries import snapshot_of
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign

Row = tuple[str, str, str]
LIST, FIND = "/c/reference/worklist/", "/c/reference/find/"


def measure(folder: Path) -> Iterator[Row]:
    yield from building.empty_database()
    yield from building.demo(folder)
    campaign = Campaign.objects.get(slug="reference")
    yield from bulletin(campaign)
    world.build(folder, date(2026, 11, 11))
    period = campaign.periods.latest("nominal_on")
    unit = max(period.reports.all(), key=lambda report: report.rows.count())
    form = f"/c/reference/reports/{period}/{unit.unit_id}/"
    office, reporter = world.session_of("office"), world.session_of(world.reporter_of(campaign, unit.unit_id))

    yield from pages.measure(folder, campaign)
    bare_session = world.session_of("office", pages.BARE)
    with bare(folder, settings.WEB_PROCESSES) as port:
        plain = {clients: median_ms(port, bare_session, "/list/", clients=clients) for clients in (1, 8)}
    reference = f"{plain[1]:.1f} ms; {plain[8]:.1f} ms with 8 clients"
    yield "reference page: 50 rows, bare application", reference, ""
    with server(folder) as port:
        for clients in (1, 8):
            taken = median_ms(port, office, LIST, clients=clients)
            yield (
                f"worklist, 50 rows, clients: {clients}",
                timing_in_words(taken, plain[clients]),
                "at most 1.5x",
            )
            taken = median_ms(port, reporter, form, clients=clients)
            yield (
                f"report form, {unit.rows.count()} items, clients: {clients}",
                timing_in_words(taken, plain[clients]),
                "at most 1.5x",
            )
        for name, path in (("overview", "/c/reference/"), ("ranking", "/c/reference/ranking/")):
            beyond = median_ms(port, office, path) - plain[1]
            yield f"{name} of 524 items, beyond the reference", f"{beyond:+.1f} ms", "under 50 ms"
        small = {name: median_ms(port, office, LIST + query, anew=True) for name, query in QUERIES.items()}
        yield from submissions(campaign, period, port)

    client = InProcess(HTTP_HOST="127.0.0.1")
    client.cookies["sessionid"] = office
    client.get(LIST)
    yield "queries of the worklist page", str(world.queries_of(client, LIST)), "at most 12"
    client.cookies["sessionid"] = reporter
    yield "queries of the report form", str(world.queries_of(client, form)), "at most 12"

    yield "obstacles written", str(obstacles.swell(campaign)), "5000"
    with server(folder) as port:
        yield from obstacles.measured(campaign, port, plain[1])

    yield from children.measure()
    yield from lists.measured_apart()

    begin = time.perf_counter()
    world.multiply(campaign)
    yield "52,400 items written and projected", f"{time.perf_counter() - begin:.0f} s", ""
    with server(folder) as port:
        for name, query in QUERIES.items():
            large = median_ms(port, office, LIST + query, anew=True)
            yield f"{name}, 52,400 items against 524", timing_in_words(large, small[name]), "at most 1.5x"
        for words, query in SOUGHT.items():
            beyond = median_ms(port, office, f"{FIND}?q={query}", anew=True) - plain[1]
            yield f"search for everything, {words}, 52,400 items", f"{beyond:+.1f} ms", "under 50 ms"
    client.cookies["sessionid"] = office
    client.get(LIST)
    yield "queries of the worklist page with 52,400 items", str(world.queries_of(client, LIST)), "at most 12"


QUERIES = {
    "list": "",
    "filter by light": "?light=serious",
    "filter by line of work": "?line=3",
    "sort by gap": "?sort=gap",
    "search for two words": "?q=%E4%BE%9B%E6%B0%B4+%E4%B8%80%E6%9C%9F",
}

SOUGHT = {"two words": "%E4%BE%9B%E6%B0%B4+%E4%B8%80%E6%9C%9F", "a code": "KC-049", "initials": "zg"}


def timing_in_words(taken: float, reference: float) -> str:
    return f"{taken:.1f} ms, {taken / reference:.2f}x"


def bulletin(campaign) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    """From the draft to three files, as the command does it."""

    period = campaign.periods.get(nominal_on=date(2026, 10, 13))
    begin = time.perf_counter()
    snapshot = Snapshot(campaign=campaign, period=period, data=snapshot_of(period))
    draft = Bulletin(campaign=campaign, period=period, snapshot=snapshot, kind=BulletinKind.PROGRESS)
    content = papers.bulletin_content(draft, number=None, issued_on=None)
    sizes = [len(papers.pressed(draft, form, content)) for form in papers.FORMATS]
    taken = time.perf_counter() - begin
    yield f"bulletin with three files ({sum(sizes) // 1024} KB)", f"{taken:.2f} s", "under 3 s"


def submissions(campaign, period, port: int) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    """Every unit that has not reported yet does so, eight at a time."""

    reports = list(period.reports.filter(state="open").select_related("unit"))
    sessions = {
        report.pk: world.session_of(world.reporter_of(campaign, report.unit_id)) for report in reports
    }

    def hand_in(report) -> int:  # type: ignore[no-untyped-def]
        client, path = Client(port, sessions[report.pk]), f"/c/reference/reports/{period}/{report.unit_id}/"
        client.get(path)
        seen = re.search(rb'name="seen" value="([^"]*)"', client.body)
        words = {
            f"{name}-{item}": "Benchmark"
            for item in report.rows.values_list("item_id", flat=True)
            for name in ("cause", "next_step")
        }
        saved = client.post(path + "save/", {"seen": seen[1].decode(), "no_change": "all"} | words)  # type: ignore[index]
        client.get(path)
        seen = re.search(rb'name="seen" value="([^"]*)"', client.body)
        return client.post(path + "submit/", {"seen": seen[1].decode()}) if saved == 302 else saved  # type: ignore[index]

    begin = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(hand_in, reports))
    taken = time.perf_counter() - begin
    kept = sum(report.submissions.exists() for report in reports)
    errors = sum(answer != 302 for answer in answers)
    figure = f"{len(reports)} in {taken:.1f} s; errors {errors}; kept {kept}"
    yield "reports saved and submitted by 8 clients at once (SQLite)", figure, "no error, none lost"
