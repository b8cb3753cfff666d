import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongjian.ops import worker_loop
from gongjian.ops.worker_loop import WorkerLoop
from gongjian.work import actions
from gongjian.work.models import Worker

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _tasks_of_the_tests(settings, monkeypatch):
    settings.TASK_WRAPPERS = ("tests.work.some_tasks",)
    monkeypatch.setattr(worker_loop, "PERIODIC", ())


@pytest.mark.django_db
def test_a_worker_does_what_waits_and_leaves():
    actions.enqueue("nothing", 7)

    call_command("worker", "--once")

    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_a_task_that_fails_says_why_and_does_not_end_the_worker(caplog):
    actions.enqueue("refuse", 7)
    actions.enqueue("nothing", 7)

    WorkerLoop().run_until_idle()

    failed, done = DBTaskResult.objects.order_by("enqueued_at")
    assert (failed.status, failed.exception_class_path) == ("FAILED", "gongjian.kernel.verdict.Refused")
    assert "Not today." in failed.traceback
    assert done.status == "SUCCESSFUL"


@pytest.mark.django_db
def test_a_task_that_nobody_knows_any_more_fails():
    actions.enqueue("nothing", 7)
    DBTaskResult.objects.update(task_path="gongjian.ops.tasks.forgotten")

    WorkerLoop().run_until_idle()

    assert DBTaskResult.objects.get().status == "FAILED"


@pytest.mark.django_db
def test_a_task_that_the_database_left_alone_is_tried_again_by_the_same_worker():
    actions.enqueue("without_database", 7)
    worker = WorkerLoop()
    actions.beat(worker.name, at=timezone.now())
    worker.do_next()
    assert DBTaskResult.objects.get().status == "RUNNING"

    worker.keep_time()

    assert DBTaskResult.objects.filter(task_path__endswith="without_database").get().status == "READY"


@pytest.mark.django_db
def test_a_worker_keeps_what_it_has_in_hand():
    actions.enqueue("nothing", 7)
    worker = WorkerLoop()
    actions.beat(worker.name, at=timezone.now())
    task = actions.claim(worker.name, at=timezone.now())
    worker.in_hand.add(task.pk)

    worker.keep_time()

    assert DBTaskResult.objects.get(pk=task.pk).status == "RUNNING"


@pytest.fixture
def installation(tmp_path):
    """An installation of its own, with processes that can be killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGJIAN_")}
    environment |= {
        "GONGJIAN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.work.installation",
        "DIARY": str(tmp_path / "diary"),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }

    started = []

    def start(*words):
        command = [sys.executable, "-m", "gongjian.ops.cli", *words]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(there, seconds=30):
    until = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def asked(folder, question, *values):
    with closing(sqlite3.connect(folder / "gongjian.sqlite3", timeout=20)) as database, database:
        return database.execute(question, values).fetchall()


QUEUED = """
from gongjian.config.database import bring_up_to_date
from gongjian.work.actions import enqueue
bring_up_to_date(lambda sentence: None)
enqueue("sleep_on_the_first_try", 1)
"""


def test_what_a_killed_worker_left_is_finished_exactly_once(installation, tmp_path):
    diary = tmp_path / "diary"
    assert installation("shell", "-v0", "-c", QUEUED).wait(90) == 0

    first = installation("worker")
    wait_until(lambda: diary.exists() and "start" in diary.read_text())
    first.send_signal(signal.SIGKILL)
    first.wait()
    asked(tmp_path, "UPDATE work_worker SET beat_at = '2026-01-01'")

    second = installation("worker")
    wait_until(lambda: "end" in diary.read_text())
    table = DBTaskResult._meta.db_table
    done = f"SELECT status, json_array_length(worker_ids) FROM {table} WHERE task_path LIKE '%sleep%'"
    wait_until(lambda: asked(tmp_path, done) == [("SUCCESSFUL", 2)])
    second.send_signal(signal.SIGTERM)

    assert second.wait(30) == 0
    assert diary.read_text().split() == ["start", "start", "end"]
