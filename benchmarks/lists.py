"""A hundred counties' worth of rows in one file: read, held against the list, applied, taken out again."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.world import now_of
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.sandbox.papers import to_form
from gongjian.worklist.actions.applying import apply_import, undo_import
from gongjian.worklist.actions.imports import read_import, take_in
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.models import ListVersion
from gongjian.worklist.papers.list_sheet import form_sheet, list_sheet
from gongjian.worklist.queries.rows import list_facts
from gongjian.worklist.rules.columns import ListColumn

Row = tuple[str, str, str]
SMALL, LARGE = 524, 52_400


def measure(campaign: Campaign) -> Iterator[Row]:
    office = User.objects.get(username="office")
    for rows, aim, unit in zip(
        (SMALL, LARGE), ("under 1 s", "under 60 s"), campaign.units.all()[:2], strict=True
    ):
        open_list(campaign, unit.organisation, by=office, at=now_of(campaign))
        content = a_file(campaign, unit.organisation, rows)
        before = memory()
        begin = time.perf_counter()
        found = take_in(campaign, unit.organisation, "list.xlsx", content, by=office, at=now_of(campaign))
        if found.outcome is None:
            read_import(found)
        read = time.perf_counter() - begin
        begin = time.perf_counter()
        found = apply_import(found, by=office, at=now_of(campaign))
        applied = time.perf_counter() - begin
        whole = f"{read + applied:.1f} s: read {read:.1f} s, applied {applied:.1f} s"
        yield f"list of {rows:,} rows brought in ({len(content) // 1024} KB)", whole, aim
        yield from again(campaign, unit.organisation, found, rows, office)
        yield (
            f"memory of that process with {rows:,} rows",
            f"{memory():.0f} MB, {memory() - before:+.0f}",
            "under 500 MB",
        )


def again(campaign, unit, found, rows: int, office) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    version = ListVersion.objects.filter(campaign=campaign, unit=unit).latest("number")
    begin = time.perf_counter()
    content = list_sheet(version, at=now_of(campaign))
    yield f"list of {rows:,} rows taken out as Excel", f"{time.perf_counter() - begin:.1f} s", ""
    begin = time.perf_counter()
    back = take_in(campaign, unit, "list.xlsx", content, by=office, at=now_of(campaign))
    outcome = (back if back.outcome else read_import(back)).outcome or {}
    same = outcome["counts"]["unchanged"]
    yield (
        f"the same file brought back: unchanged {same:,}",
        f"{time.perf_counter() - begin:.1f} s",
        f"all {rows:,}",
    )
    begin = time.perf_counter()
    undo_import(found, by=office, at=now_of(campaign))
    yield f"list of {rows:,} rows taken back", f"{time.perf_counter() - begin:.1f} s", ""


def a_file(campaign, unit, rows: int) -> bytes:  # type: ignore[no-untyped-def]
    facts = list_facts(campaign, unit)
    form = form_sheet(
        campaign, unit, facts, ("",), ((line(number, str(unit), facts), True) for number in range(rows))
    )
    return to_form(form)


def line(number: int, unit: str, facts):  # type: ignore[no-untyped-def]
    lines = list(facts.line_names.values())
    project = number // 3
    cells = {
        ListColumn.SERIAL: number + 1,
        ListColumn.PROJECT_NAME: f"基准项目{project}",
        ListColumn.LINE: lines[project % len(lines)],
        ListColumn.SCALE: f"建筑面积{project % 90 + 10}万平方米",
        ListColumn.TOTAL_INVESTMENT: Decimal(project % 900 + 100),
        ListColumn.NAME: f"第{number % 3 + 1}项攻坚",
        ListColumn.TARGET: ("", "13个", "1.5亿元")[number % 3],
        ListColumn.STARTS_ON: date(2026, 9, 1),
        ListColumn.DUE_ON: date(2026, 9, 30) + timedelta(days=number % 60),
        ListColumn.UNIT: unit,
        ListColumn.PERSON: f"责任人{number % 50}",
        ListColumn.REMARK: "基准",
    }
    return tuple(cells.get(column) for column in ListColumn)


def memory() -> float:
    """What this process has taken at most, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured_apart() -> list[Row]:
    """In a process of its own, so that its memory can be told."""
    code = "import django; django.setup(); from benchmarks import lists; lists.tell()"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])]


def tell() -> None:
    print(json.dumps(list(measure(Campaign.objects.get(slug="reference")))))
