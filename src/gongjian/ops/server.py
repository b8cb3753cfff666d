"""The web server and its worker, started and stopped together."""

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

WORKER = [sys.executable, "-m", "gongjian.ops.cli", "worker"]
STOP_SECONDS = 30
log = logging.getLogger(__name__)


def serve(*, host: str, port: int) -> None:
    """Answer requests until told to stop."""
    Granian(
        "gongjian.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WEB_PROCESSES,
        blocking_threads=settings.WEB_THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=settings.WEB_THREADS * 16,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """A worker in a process of its own, started again if it should die, stopped with the server."""
    done = threading.Event()
    watch = threading.Thread(target=keep_working, args=[done], name="worker-watch")
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def keep_working(done: threading.Event) -> None:
    while not done.is_set():
        worker = subprocess.Popen([*WORKER, "--parent", str(os.getpid())], start_new_session=True)
        while worker.poll() is None and not done.wait(0.5):
            pass
        if not done.is_set():
            log.error("the worker ended with %s; another one is started", worker.returncode)
            done.wait(2)
            continue
        stop(worker)


def stop(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
