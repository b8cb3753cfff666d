"""What a first morning costs: an empty database, and the reference campaign lived day by day."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import connection

from benchmarks import world
from benchmarks.mornings import THROUGH
from gongjian.campaigns.models import Campaign

Row = tuple[str, str, str]
GONGJIAN = (sys.executable, "-m", "gongjian.ops.cli")
LAY_OUT = (
    "import django; django.setup();"
    "from gongjian.config.database import bring_up_to_date; bring_up_to_date(lambda said: None)"
)


class Counter:
    """How many queries were asked, without keeping them."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.asked += not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))
        return execute(sql, params, many, context)


def demo(folder: Path) -> Iterator[Row]:
    counter, begin = Counter(), time.perf_counter()
    with connection.execute_wrapper(counter):
        campaign = world.build(folder, THROUGH)
    taken, days = time.perf_counter() - begin, working_days(campaign)
    yield "reference campaign built through 2 November", f"{taken:.0f} s", "under 60 s"
    yield "building the demo: queries", f"{counter.asked:,}", ""
    each = f"{taken / days:.2f} s, {counter.asked / days:.0f} queries"
    yield f"building the demo: each of {days} working days", each, ""


def working_days(campaign: Campaign) -> int:
    calendar, day = campaign.calendar(), campaign.starts_on
    lived = (day + timedelta(days=ahead) for ahead in range((THROUGH - day).days))
    return sum(calendar.is_workday(one) for one in lived)


def empty_database() -> Iterator[Row]:
    """Each in a process of its own; `check_settings` says what it costs to begin at all."""
    begun = seconds(*GONGJIAN, "check_settings")
    for what, words in (
        ("laid out", (sys.executable, "-c", LAY_OUT)),
        ("by `gongjian migrate`", (*GONGJIAN, "migrate", "--verbosity", "0")),
    ):
        taken = seconds(*words)
        yield f"an empty database, {what}", f"{taken:.1f} s, {taken / begun:.1f}x check_settings", ""


def seconds(*words: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"GONGJIAN_DATA_DIR": folder}
        begin = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True, env=environment)
        return time.perf_counter() - begin
