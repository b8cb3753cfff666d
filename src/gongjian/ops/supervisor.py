"""The main process of an installation: it starts the web processes and the worker, and starts again what dies.

It has one thread, the standard library and nothing else: it stays small, no request can stop it, and it never forks
beside a thread. What it holds (the port, the lock of the data folder) is let go when it ends, and so are its children.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

LOOK_SECONDS = 0.3
STOP_SECONDS = 30
SHORT_LIFE = 20
PAUSE, LONGEST_PAUSE = 0.5, 15.0


@dataclass
class Child:
    """One process that is to be there."""

    name: str
    command: Sequence[str]
    sockets: Sequence[int] = ()
    process: "subprocess.Popen[bytes] | None" = None
    born: float = 0.0
    due: float = 0.0
    pause: float = field(default=PAUSE)

    def look(self, now: float) -> None:
        if self.process is None:
            if now >= self.due:
                self.start(now)
        elif (status := self.process.poll()) is not None:
            self.bury(status, now)

    def start(self, now: float) -> None:
        self.process = subprocess.Popen(self.command, pass_fds=self.sockets, start_new_session=True)
        self.born = now

    def bury(self, status: int, now: float) -> None:
        """What lived long comes back at once; what dies at its start is tried less and less often."""
        self.pause = PAUSE if now - self.born > SHORT_LIFE else min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.due = None, now + self.pause
        say(f"the {self.name} ended with {status}; another one is started")

    def stop(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            say(f"the {self.name} does not stop in {STOP_SECONDS} seconds; it is killed")
            self.process.kill()
            self.process.wait()


def say(sentence: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"at": at, "level": "error", "from": "gongjian.ops.supervisor", "says": sentence}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


def keep_alive(children: Sequence[Child]) -> None:
    """Until this process is told to stop; then the children are, and it waits for them."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: told.append(number))
    while not told:
        for child in children:
            child.look(time.monotonic())
        time.sleep(LOOK_SECONDS)
    for child in children:
        if child.process:
            child.process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        child.stop(until)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["serve"])
    parser.add_argument("--socket", type=int, required=True, help="the open socket that people come in at")
    parser.add_argument("--web", type=int, default=1, help="how many web processes")
    parser.add_argument("--no-worker", action="store_true")
    chosen = parser.parse_args()
    ours = [sys.executable, "-m"]
    mine = ["--parent", str(os.getpid())]
    web = [*ours, "gongjian.ops.web", "--socket", str(chosen.socket), *mine]
    children = [Child("web process", web, [chosen.socket]) for _ in range(chosen.web)]
    if not chosen.no_worker:
        children.append(Child("worker", [*ours, "gongjian.ops.cli", "worker", *mine]))
    keep_alive(children)


if __name__ == "__main__":
    main()
