"""A demo that is built once for all processes of a run, by the command that everybody builds it with.

Whoever lives in it gets a copy."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GONGJIAN = [sys.executable, "-m", "gongjian.ops.cli"]
PRINTING = "gongjian.ops.tasks.print_letters"
THROUGH = date(2026, 9, 16)  # the morning after a cut-off: two units still owe, bulletins can be drafted


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory):
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, whole = shared / "demo", shared / "demo.built"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            build(folder, THROUGH)
            leave_unprinted(folder)
            whole.touch()
    return folder


def build(folder, through):
    """What is there already is lived on."""
    words = ["demo", "--no-serve", "--data-dir", str(folder), "--through", through.isoformat()]
    subprocess.run([*GONGJIAN, *words], cwd=ROOT, env=environment(), check=True, capture_output=True)


def leave_unprinted(folder):
    """Sixty letters as Word and PDF wait for a worker. No test reads them, and every worker in a copy would print them first."""
    with closing(sqlite3.connect(folder / "gongjian.sqlite3")) as database, database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult WHERE task_path = ?", [PRINTING])
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_of(folder, to):
    """Without what SQLite keeps beside a database while somebody else looks at it: everything stands in the file itself."""
    return Path(shutil.copytree(folder, to, ignore=shutil.ignore_patterns("*-shm", "*-wal")))


def environment():
    """The machine's, without what the settings of the tests have put there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGJIAN_")}
    return kept | {"DJANGO_SETTINGS_MODULE": "gongjian.config.settings"}
