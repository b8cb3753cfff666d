"""`make bench`: build the reference campaign, measure, write docs/performance.md."""

import os
import platform
import re
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
Row = tuple[str, str, str]
BEGUN = """
## Before and now

Each in a fresh clone with an environment of its own, one after the other in the same run; `make bench BEFORE=COMMIT`
compares with another commit, `BEFORE=` with none.

{mornings}
"""


def main() -> None:
    before = sys.argv[1] if len(sys.argv) > 1 else ""
    mornings = import_module("benchmarks.mornings").compared(before) if before else ""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GONGJIAN_DATA_DIR": folder, "GONGJIAN_DEMO": "yes", "GONGJIAN_LOG_LEVEL": "error"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongjian.config.settings"
        django.setup()
        rows = list(import_module("benchmarks.measuring").measure(Path(folder)))
    for what, figure, aim in rows:
        print(f"{what:68} {figure:>28}   {aim}")
    PAGE.write_text(page_of(rows, mornings), encoding="utf-8")


def page_of(rows: list[Row], mornings: str) -> str:
    table = "\n".join(f"| {what} | {figure} | {aim} |" for what, figure, aim in rows)
    return f"""# Performance

Written by `make bench`. Times are medians as a client sees them, over one connection to a real server on the same
machine (as many processes as cores, four threads each, SQLite); the reference (`benchmarks/bare`) is an application of its own
with the same session, database, rows and cells, behind the same server with as many processes, measured in the same run.
Ratios travel between machines, times do not. Pages of the navigation are asked in the process of the benchmark: what they
take, and how many questions they ask the database when they are asked for the second time.

Machine: {processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}.

| what | measured | aim |
| --- | --- | --- |
{table}
{BEGUN.format(mornings=mornings) if mornings else ""}"""


def processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
