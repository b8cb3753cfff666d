"""A real `gongjian serve` on a port of its own, and its processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
GONGJIAN = [sys.executable, "-m", "gongjian.ops.cli"]


def environment(**more):
    """The machine's, without what the settings of the tests have put there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGJIAN_")}
    return kept | {"DJANGO_SETTINGS_MODULE": "gongjian.config.settings"} | more


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(there, seconds, what="it"):
    until = time.monotonic() + seconds
    while not (found := there()):
        assert time.monotonic() < until, f"{what} did not happen within {seconds} seconds"
        time.sleep(0.1)
    return found


class Served:
    """An installation that is served: the main process and what it has started."""

    def __init__(self, data_dir, *words):
        self.data_dir, self.port, self.words = data_dir, a_free_port(), words
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        words = ["serve", "--data-dir", str(self.data_dir), "--port", str(self.port), *self.words]
        self.main = subprocess.Popen(
            [*GONGJIAN, *words],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: self.status("/healthz") == 200, 60, "the start")
        return self

    def ask(self, path, timeout=5):
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=timeout) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except OSError:
            return 0, ""

    def status(self, path, timeout=5):
        return self.ask(path, timeout)[0]

    def ready(self):
        status, said = self.ask("/readyz")
        return status, json.loads(said) if status else {}

    def child(self, word):
        """The number of the living child whose command has this word, or nothing."""
        return next((pid for pid, command in children_of(self.main.pid) if word in command), None)

    def kill(self, pid=None):
        os.kill(pid or self.main.pid, signal.SIGKILL)

    def stop(self):
        self.main.terminate()
        return self.main.wait(45)


def children_of(parent):
    """As `ps` shows them."""
    told = subprocess.run(
        ["ps", "-ww", "-o", "pid=,stat=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.split(None, 2) for line in told.stdout.splitlines())
    return [(int(pid), command) for pid, state, command in lines if not state.startswith("Z")]


def lives(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
