"""An earlier commit and this one, each set up in a fresh clone and begun from nothing, one after the other."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from benchmarks.serving import free_port

ROOT = Path(__file__).parents[1]
NOW = "HEAD"
THROUGH = date(2026, 11, 2)
PATIENCE_S = 300
LIVE_THE_DEMO = """
import json, os, sys, time, django
django.setup()
from django.db import connection
from gongjian.ops.cli import main
asked = 0
def count(execute, sql, params, many, context):
    global asked
    asked += not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))
    return execute(sql, params, many, context)
begin = time.perf_counter()
with connection.execute_wrapper(count):
    main()
print()
print(json.dumps([time.perf_counter() - begin, os.times().user, asked]))
"""


@dataclass(frozen=True, slots=True)
class Morning:
    """Seconds by the wall clock, except where the name says otherwise."""

    set_up: float
    empty_database: float
    first_page: float
    demo: float
    demo_cpu: float
    queries: float


TOLD = {
    "set_up": "set-up of a fresh clone (`scripts/setup.py demo`)",
    "empty_database": "an empty database (before: `gongjian migrate`; now: laid out by `serve`, `found`, `demo`)",
    "first_page": "first page of an empty folder after `gongjian serve`",
    "demo": f"reference campaign built through {THROUGH:%-d %B}",
    "demo_cpu": "the same, seconds of the processor",
    "queries": "the same, queries",
}
LAY_OUT = (
    "-c",
    "import django; django.setup();"
    "from gongjian.config.database import bring_up_to_date; bring_up_to_date(lambda said: None)",
)
MIGRATE = ("-m", "gongjian.ops.cli", "migrate", "--verbosity", "0")


def compared(before: str) -> str:
    """A table in Markdown: the commit `before` against the one that is checked out."""
    old, new = morning_of(before), morning_of(NOW)
    lines = [
        f"| {TOLD[field.name]} | {figure(field.name, a)} | {figure(field.name, b)} | {b / a:.2f} |"
        for field in fields(Morning)
        for a, b in [(getattr(old, field.name), getattr(new, field.name))]
    ]
    head = f"| what | before ({before[:7]}) | now | now / before |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(lines)


def figure(name: str, value: float) -> str:
    return f"{value:,.0f}" if name == "queries" else f"{value:.1f} s"


def morning_of(commit: str) -> Morning:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        run("git", "clone", "--quiet", str(ROOT), str(clone))
        run("git", "-C", str(clone), "checkout", "--quiet", commit_of(commit))
        set_up = seconds(sys.executable, "scripts/setup.py", "demo", where=clone)
        python, old = str(clone / ".venv/bin/python"), commit != NOW
        laid_out = seconds(python, *(MIGRATE if old else LAY_OUT), where=clone, data=Path(folder) / "a")
        first_page = seconds_to_first_page(clone, Path(folder) / "b", ["--migrate"] if old else [])
        demo, cpu, queries = demo_lived(clone, Path(folder) / "c")
        return Morning(set_up, laid_out, first_page, demo, cpu, queries)


def commit_of(name: str) -> str:
    told = subprocess.run(["git", "-C", ROOT, "rev-parse", name], check=True, capture_output=True, text=True)
    return told.stdout.strip()


def seconds_to_first_page(clone: Path, data: Path, more: list[str]) -> float:
    """Until "/" answers with a page, redirects followed."""
    port = free_port()
    words = [clone / ".venv/bin/gongjian", "serve", "--no-worker", "--data-dir", data, "--port", str(port)]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*map(str, words), *more], cwd=clone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - begin > PATIENCE_S:
                raise RuntimeError(f"{clone} serves no page")
            time.sleep(0.05)
        return time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def demo_lived(clone: Path, data: Path) -> tuple[float, float, int]:
    words = [
        "-c",
        LIVE_THE_DEMO,
        "demo",
        "--no-serve",
        "--through",
        THROUGH.isoformat(),
        "--data-dir",
        str(data),
    ]
    told = run(str(clone / ".venv/bin/python"), *words, where=clone, data=data)
    wall, cpu, queries = json.loads(told.splitlines()[-1])
    return wall, cpu, queries


def seconds(*words: str, where: Path, data: Path | None = None) -> float:
    begin = time.perf_counter()
    run(*words, where=where, data=data)
    return time.perf_counter() - begin


def run(*words: str, where: Path = ROOT, data: Path | None = None) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GONGJIAN_", "DJANGO_"))}
    own["DJANGO_SETTINGS_MODULE"] = "gongjian.config.settings"
    own |= {"GONGJIAN_DATA_DIR": str(data), "GONGJIAN_DEMO": "yes"} if data else {}
    return subprocess.run(words, check=True, cwd=where, env=own, stdout=subprocess.PIPE, text=True).stdout
