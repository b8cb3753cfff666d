"""`python -m benchmarks.pages`: what pages cost beside a bare application, and every page of the navigation.

The reference is an application of its own (`benchmarks/bare`) behind the same front door, with as many processes, over the
same database. Each figure is the median of three measurements.
"""

import argparse
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.lived import lived_in, reference_campaign
from benchmarks.serving import bare, median_ms, per_second, server

Row = tuple[str, str, str]
LINK = re.compile(rb'<a[^>]*href="(/c/reference/[^"?#]*)"')
CLIENTS, TIMES = 8, 3
BARE = "django.contrib.auth.backends.ModelBackend"
HOME = "/c/reference/"
# Times as long as the bare page alone, at most, and times as many a second with eight clients, at least.
ONE, AS_THE_LIST = (3, 0.33), (1, 1)


@dataclass(frozen=True)
class People:
    """Sessions and the pages that are looked at."""

    office: str
    bare: str
    reporter: str
    unit: int
    item: str
    form: str
    more: dict[str, str]


def people_of(campaign: Any) -> People:
    world = import_module("benchmarks.world")
    period = campaign.periods.latest("nominal_on")
    report = max(period.reports.all(), key=lambda report: report.rows.count())
    row = report.rows.select_related("item__project").first()
    form = f"{HOME}reports/{period}/{report.unit_id}/"
    obstacle, meeting = campaign.obstacles.order_by("pk").last(), campaign.meetings.order_by("pk").first()
    more = {
        "one item": f"{HOME}items/{row.item.code}/",
        "one project": f"{HOME}projects/{row.item.project.code}/",
        "one obstacle": f"{HOME}obstacles/{obstacle.number}/",
        "one meeting": f"{HOME}meetings/{meeting.pk}/",
        "reports of a period": f"{HOME}reports/{period}/",
        "report form": form,
    }
    reporter = world.session_of(world.reporter_of(campaign, report.unit_id))
    bare = world.session_of("office", BARE)
    return People(world.session_of("office"), bare, reporter, report.unit_id, row.item.code, form, more)


def measure(folder: Path, campaign: Any) -> Iterator[Row]:
    people = people_of(campaign)
    processes = int(import_module("django.conf").settings.WEB_PROCESSES)
    yield "web processes, with default settings", str(processes), ""
    yield from beside(folder, people, processes)
    yield from navigated(people)


def beside(folder: Path, people: People, processes: int) -> Iterator[Row]:
    """Side by side with the bare application, alone and with eight clients. Each pair is measured one after the other, so
    that what else the machine does weighs on both."""
    with bare(folder, processes) as there, server(folder) as here:
        for what, session, path, against, aims in compared(people):
            bare_took, bare_rate = ways(there, people.bare, against)
            took, rate = ways(here, session, path)
            figure = f"{took:.1f} ms against {bare_took:.1f}, {took / bare_took:.2f}x"
            yield f"{what}, alone", figure, f"at most {aims[0]}x"
            figure = f"{rate:.1f}/s against {bare_rate:.1f}, {rate / bare_rate:.2f}"
            yield f"{what}, {CLIENTS} clients", figure, f"at least {aims[1]}"


def compared(people: People) -> Iterator[tuple[str, str, str, str, tuple[float, float]]]:
    """A page, who looks at it, and the page of the bare application that it is compared with."""
    whole, short, item = "/list/", f"/list/{people.unit}/", f"/items/{people.item}/"
    yield "worklist, 50 rows", people.office, f"{HOME}worklist/", whole, (1.2, 0.8)
    yield "a unit's own list", people.reporter, f"{HOME}worklist/", short, (1.5, 0.5)
    for name in ("one item", "one project", "one obstacle", "reports of a period"):
        against = whole if name == "reports of a period" else item
        yield name, people.office, people.more[name], against, ONE if against == item else AS_THE_LIST
    yield "report form", people.reporter, people.form, item, ONE
    yield "desk of the Office", people.office, f"{HOME}desk/", whole, AS_THE_LIST
    yield "desk of a unit", people.reporter, f"{HOME}desk/", whole, AS_THE_LIST
    yield "overview", people.office, HOME, whole, AS_THE_LIST
    yield "ranking", people.office, f"{HOME}ranking/", whole, AS_THE_LIST


def ways(port: int, session: str, path: str) -> tuple[float, float]:
    alone = statistics.median(median_ms(port, session, path, times=20) for _ in range(TIMES))
    return alone, statistics.median(
        per_second(port, session, path, clients=CLIENTS, seconds=2) for _ in range(TIMES)
    )


def navigated(people: People) -> Iterator[Row]:
    """In this process: what a page takes, and how many questions it asks the database."""
    for who, session in (("Office", people.office), ("unit", people.reporter)):
        client = client_of(session)
        for path in [*navigation(client), *people.more.values()]:
            found = queries_and_time(client, path)
            if found:
                again, taken, first, anew = found
                figure = f"{taken:.0f} ms, {again} queries; anew {anew:.0f} ms, {first}"
                yield f"{who}: {path}", figure, ""


def client_of(session: str) -> Any:
    client = import_module("django.test").Client(HTTP_HOST="127.0.0.1")
    client.cookies["sessionid"] = session
    return client


def navigation(client: Any) -> list[str]:
    body = client.get(HOME).content
    return list(dict.fromkeys(found.decode() for found in LINK.findall(body.split(b"</nav>")[0])))


def queries_and_time(client: Any, path: str) -> tuple[int, float, int, float] | None:
    """Asked for again, and asked for anew: when nothing is remembered, as after something has been written."""
    world = import_module("benchmarks.world")
    if client.get(path).status_code != 200:
        return None
    taken = statistics.median(seconds(lambda: client.get(path)) for _ in range(5)) * 1000
    again = world.queries_of(client, path)
    anew = statistics.median(seconds(lambda: client.get(path), forget_first) for _ in range(5)) * 1000
    forget_first()
    return again, taken, world.queries_of(client, path), anew


def forget_first() -> None:
    import_module("gongjian.ledger.queries.remembering").MEMORIES.clear()


def seconds(work: Callable[[], Any], before: Callable[[], None] = lambda: None) -> float:
    before()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lived", type=Path, help="a demo's folder to copy; without it one is built")
    chosen = parser.parse_args()
    with lived_in(chosen.lived) as data:
        for what, figure, aim in measure(data, reference_campaign()):
            print(f"{what:60} {figure:>40}   {aim}", flush=True)


if __name__ == "__main__":
    main()
