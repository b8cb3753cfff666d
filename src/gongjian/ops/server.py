"""How a command becomes the server: it opens the port, and hands itself over to the supervisor."""

import os
import socket
import sys

from django.conf import settings
from django.core.management.base import CommandError

from gongjian.ops.holding import HeldAlready, hold

BACKLOG = 1024


def refuse_second_server(address: str) -> int:
    """Two servers over one folder would do everything twice, and each would believe to be alone."""
    try:
        by_host = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])
        return hold(settings.DATA_DIR, address=address, by_host=by_host)
    except HeldAlready as holder:
        raise CommandError(
            f"{settings.DATA_DIR} is served already, by {holder}. Stop that one first, or choose another folder: --data-dir DIR"
        ) from holder
    except OSError as error:
        raise CommandError(f"{settings.DATA_DIR} cannot be written to: {error.strerror}.") from error


def refuse_taken_port(host: str, port: int) -> None:
    opened(host, port).close()


def opened(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CommandError(
            f"Port {port} on {host} cannot be used: {error.strerror}. Choose another: PORT=8001 make demo, or --port 8001."
        ) from error
    return listening


def supervise(listening: socket.socket, lock: int, *, worker: bool) -> None:
    """This process goes on as the supervisor: the same number, the same socket and lock, nothing else of it."""
    listening.listen(BACKLOG)
    for number in (listening.fileno(), lock):
        os.set_inheritable(number, True)
    words = ["serve", "--socket", str(listening.fileno()), "--web", str(settings.WEB_PROCESSES)]
    command = [sys.executable, "-m", "gongjian.ops.supervisor", *words, *([] if worker else ["--no-worker"])]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, command)
