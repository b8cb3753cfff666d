"""`python -m benchmarks.registers`: a register with 50,000 rows beside a bare list: list, board, funnel, and a target that counts it.

Asked again, and anew: when nothing is remembered, as after something has been written. The reference is the list of an application
of its own (`benchmarks/bare`) over the same database; the target's page is compared with one item of it.
"""

import argparse
import statistics
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.lived import lived_in, reference_campaign
from benchmarks.pages import HOME, TIMES, People, Row, client_of, people_of, queries_and_time
from benchmarks.serving import bare, median_ms, server

ROWS, BATCH, CODE, TARGET = 50_000, 2_000, "pipeline", "T07"


def multiply(campaign: Any, rows: int) -> None:
    """As many leads as there may be, each with the marks and the values of one that is there."""
    models = import_module("gongjian.registers.models")
    twin = import_module("benchmarks.world").twin
    register = campaign.registers.get(code=CODE)
    stood = list(register.entries.filter(dropped_at=None).order_by("number"))
    marks = {one.pk: list(one.marks.all()) for one in stood}
    values = {one.pk: list(one.values_known.all()) for one in stood}
    last = register.entries.order_by("-number").values_list("number", flat=True)[0]
    wanted = [stood[place % len(stood)] for place in range(rows - register.entries.count())]
    made = [
        twin(one, number=last + place, name=f"{one.name} {place}", became=None)
        for place, one in enumerate(wanted, start=1)
    ]
    models.RegisterEntry.objects.bulk_create(made, BATCH)
    for kept, model in ((marks, models.StageMark), (values, models.EntryValues)):
        pairs = zip(wanted, made, strict=True)
        model.objects.bulk_create((twin(row, entry=new) for old, new in pairs for row in kept[old.pk]), BATCH)


def compared(people: People) -> Iterator[tuple[str, str, str]]:
    here = f"{HOME}registers/{CODE}/"
    yield "list", here, "/list/"
    yield "list, one stage, by unit", f"{here}?stage=signed&sort=unit", "/list/"
    yield "list, searched", f"{here}?q=%E9%98%80%E9%97%A8+77", "/list/"
    yield "board", f"{here}?view=board", "/list/"
    yield "funnel", f"{here}?view=funnel", "/list/"
    yield "all registers", f"{HOME}registers/", "/list/"
    yield "target, down to its rows", f"{HOME}targets/{TARGET}/", f"/items/{people.item}/"
    yield "overview", HOME, "/list/"


def measure(folder: Path, campaign: Any) -> Iterator[Row]:
    people = people_of(campaign)
    processes = int(import_module("django.conf").settings.WEB_PROCESSES)
    with bare(folder, processes) as there, server(folder) as here:
        for what, path, against in compared(people):
            alone = [
                (
                    median_ms(there, people.bare, against, times=8),
                    median_ms(here, people.office, path, times=8),
                )
                for _ in range(TIMES)
            ]
            reference, taken = (statistics.median(column) for column in zip(*alone, strict=True))
            yield what, f"{taken:.0f} ms against {reference:.0f}, {taken / reference:.2f}x", "at most 1x"
    client = client_of(people.office)
    for what, path, _against in compared(people):
        if found := queries_and_time(client, path):
            again, took, first, anew = found
            yield (
                f"{what}, in this process",
                f"{took:.0f} ms, {again} queries; anew {anew:.0f} ms, {first}",
                "",
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lived", type=Path, required=True, help="a demo's folder to copy")
    parser.add_argument("--rows", type=int, default=ROWS)
    chosen = parser.parse_args()
    with lived_in(chosen.lived) as data:
        campaign = reference_campaign()
        multiply(campaign, chosen.rows)
        for what, figure, aim in measure(data, campaign):
            print(f"{what:40} {figure:>60}   {aim}", flush=True)


if __name__ == "__main__":
    main()
