"""A web process: it answers whoever comes in at the socket that the supervisor opened, until it is told to stop."""

import argparse
import gc
import resource
import signal
import socket
import sys
import threading

from django.conf import settings

from gongjian.config.wsgi import application
from gongjian.ops.cli import SWEEP_AFTER
from gongjian.ops.front_door import FrontDoor
from gongjian.ops.with_parent import end_with

OPEN_FILES = 8192
SWITCH_SECONDS = 0.0005  # so that the thread at the door waits less for those that work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    chosen = parser.parse_args()
    end_with(chosen.parent)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(SWEEP_AFTER, 20, 20)
    door = FrontDoor.at(
        socket.socket(fileno=chosen.socket),
        application,
        threads=settings.WEB_THREADS,
        largest_body=3
        * settings.UPLOAD_MAX_BYTES,  # what is too large by less than that is told so in a page
        proxies=settings.PROXIES,
        files=room_for_files(),
    )
    door.answer_until(stop)


def room_for_files() -> int:
    """Every connection is an open file: as many as this process may have, within reason."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most


if __name__ == "__main__":
    main()
