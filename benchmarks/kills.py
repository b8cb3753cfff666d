"""`python -m benchmarks.kills`: a served installation is killed, piece by piece, while people work.

A round: units submit reports and attach proof, the Office brings a large list, bulletins and minutes are issued, all at
once; in the middle the web process, the worker or the main process gets SIGKILL, and PostgreSQL where it is used (`python
scripts/with_postgres.py python -m benchmarks.kills`). What ends without a supervisor of ours is started again as its service manager
would; nothing else is done by hand. Then what was acknowledged is looked for, and `gongjian verify` holds
everything against the ledger.
"""

import argparse
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.lived import lived_in
from benchmarks.serving import Client, free_port

TARGETS = ("web", "worker", "main")
SERVER = os.environ.get("GONGJIAN_DATABASE_URL", "")
READY_SECONDS, DONE_SECONDS = 60, 240
CLI = [sys.executable, "-m", "gongjian.ops.cli"]


@dataclass
class Served:
    """The installation as its service manager sees it: one process, started again when it ends."""

    folder: Path
    port: int = field(default_factory=free_port)

    def start(self) -> None:
        words = [*CLI, "serve", "--data-dir", str(self.folder), "--port", str(self.port)]
        self.main = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_ready()

    def wait_ready(self) -> float:
        return waited(lambda: self.status("/readyz") == 200, READY_SECONDS)

    def status(self, path: str) -> int:
        try:
            return Client(self.port, "").get(path)
        except OSError:
            return 0

    def kill(self, target: str) -> None:
        if target == "main":
            self.main.kill()
            self.main.wait()
            self.start_again()
        elif target == "postgres":
            kill_postgres(Path(parse_qs(urlsplit(SERVER).query)["host"][0]) / "data")
        else:
            os.kill(self.child(target), signal.SIGKILL)

    def start_again(self) -> None:
        """The old children let go of port and folder first; a service manager tries until they have."""
        for _ in range(30):
            time.sleep(1)
            try:
                return self.start()
            except (TimeoutError, ChildProcessError):
                self.main.kill()
                self.main.wait()
        raise RuntimeError("the main process did not come up again")

    def child(self, target: str) -> int:
        word = {"web": "gongjian.ops.web", "worker": " worker"}[target]
        told = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.main.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return next(int(line.split()[0]) for line in told.stdout.splitlines() if word in line)

    def stop(self) -> None:
        self.main.terminate()
        self.main.wait(60)


def kill_postgres(data: Path) -> None:
    """The whole server at once; then as its own service manager would start it."""
    os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    time.sleep(2)
    words = shlex.split((data / "postmaster.opts").read_text())
    programs = Path(words[0]).parent
    command = [
        programs / "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        data / "log",
        "-o",
        shlex.join(words[3:]),
        "start",
    ]
    subprocess.run(
        command, user=data.owner() if os.geteuid() == 0 else None, cwd="/", check=True, capture_output=True
    )


@dataclass
class Told:
    """What the server has acknowledged."""

    submitted: list[int] = field(default_factory=list)
    proofs: list[tuple[int, str]] = field(default_factory=list)
    imports: list[int] = field(default_factory=list)
    bulletins: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    refused: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="rounds for each of web, worker and main")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--lived", type=Path, help="a demo's folder to copy; without it one is built")
    chosen = parser.parse_args()
    with lived_in(chosen.lived) as data:
        sys.exit(rounds(data, chosen.rounds, random.Random(chosen.seed)))


def rounds(data: Path, times: int, dice: random.Random) -> int:
    served, lost = Served(data), 0
    served.start()
    try:
        targets = [*TARGETS, *(["postgres"] if SERVER else [])]
        for number in range(times * len(targets)):
            target = targets[number % len(targets)]
            lost += one_round(served, target, number, dice)
    finally:
        served.stop()
    verified = subprocess.run([*CLI, "verify", "--data-dir", str(data)], check=False)
    print(f"lost {lost}; verify ended with {verified.returncode}")
    return 1 if lost or verified.returncode else 0


def one_round(served: Served, target: str, number: int, dice: random.Random) -> int:
    work = import_module("benchmarks.busy").Busy(served.port, number)
    told = Told()
    people = [threading.Thread(target=one, args=[told]) for one in work.people()]
    for one in people:
        one.start()
    time.sleep(dice.uniform(0.5, 4))
    served.kill(target)
    import_module("django.db").connections.close_all()
    well = served.wait_ready()
    for one in people:
        one.join()
    unfinished = waited(lambda: not work.unfinished(), DONE_SECONDS)
    lost = work.lost(told)
    print(
        json.dumps(
            {
                "killed": target,
                "acknowledged": {name: len(kept) for name, kept in vars(told).items() if name != "refused"},
                "answered otherwise": told.refused,
                "lost": lost,
                "ready again after": round(well, 1),
                "all tasks ended after": round(unfinished, 1),
            }
        ),
        flush=True,
    )
    return len(lost)


def waited(happened: Callable[[], Any], seconds: float) -> float:
    begin = time.monotonic()
    while not happened():
        if time.monotonic() - begin > seconds:
            raise TimeoutError(f"not within {seconds} seconds")
        time.sleep(0.2)
    return time.monotonic() - begin


if __name__ == "__main__":
    main()
