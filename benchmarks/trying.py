"""One guard answered with yes, and the tests that come to it, in a copy of a process that has everything ready."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from select import select
from types import SimpleNamespace
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutants import Mutant
from benchmarks.reaching import QUIET, Tests
from benchmarks.swapping import changed

ALONE = 60  # seconds for one test as the program stands


def run(
    mine: list[Mutant], tests: Tests, *, until: float, longest: int, tell: Callable[[Any], object]
) -> None:
    names = {one.name for one in mine}
    files = sorted({test.partition("::")[0] for test, (_, reached) in tests.items() if names & set(reached)})
    plugin = Trying(mine, tests, until, longest, tell)
    if files:
        pytest.main(["-q", *QUIET, *files], plugins=[plugin])
    plugin.untold()


class Trying:
    def __init__(self, mine: list[Mutant], tests: Tests, until: float, longest: int, tell: Callable[[Any], Any]) -> None:  # fmt: skip
        self.left, self.tests, self.until, self.longest, self.tell = list(mine), tests, until, longest, tell
        self.sound: dict[str, bool] = {}
        self.items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.next = SimpleNamespace(listchain=lambda: [session])
        self.prepare()
        while self.left and time.monotonic() < self.until:
            one = self.left.pop(0)
            end, by = self.end_of(one)
            self.tell({"of": str(one), "end": end, "by": by})
        return True

    def prepare(self) -> None:
        """The database is laid out for all, and no verb need be tried on a sealed campaign first."""
        archived = __import__("tests.archived").archived
        archived.tried.update(archived.offered())
        for test in self.one_of_each():
            runtestprotocol(self.items[test], nextitem=self.next, log=False)  # type: ignore[arg-type]
        archived.refused.clear()  # every copy asks as a stranger again: here the guards stood
        self.folder = Path(__import__("django.conf").conf.settings.DATA_DIR_OF_TESTS)
        self.kept = Path(tempfile.mkdtemp()) / "data"
        shutil.copytree(self.folder, self.kept)

    def one_of_each(self) -> list[str]:
        """The quickest of each folder that comes to a guard: what it imports and reads for the first time, no copy has to."""
        found: dict[str, tuple[float, str]] = {}
        for test, (seconds, reached) in self.tests.items():
            if test in self.items and reached:
                folder = test.rpartition("/")[0]
                found[folder] = min(found.get(folder, (seconds, test)), (seconds, test))
        return [test for _, test in found.values()]

    def untold(self) -> None:
        for one in self.left:
            self.tell({"of": str(one), "end": "not tried", "by": "time is up, or nothing could be collected"})

    def chosen(self, one: Mutant) -> list[str]:
        """Quick tests first, and those that are about little else."""
        found = [(seconds * len(names), test) for test, (seconds, names) in self.tests.items() if one.name in names]  # fmt: skip
        return [test for _, test in sorted(found) if test in self.items]

    def end_of(self, one: Mutant) -> tuple[str, str]:
        tests = self.chosen(one)
        while tests:
            end, at = self.in_a_copy(lambda: changed(one), tests, seconds=self.longest)
            if end != "noticed" or self.is_sound(tests[at]):
                return end, tests[at] if end == "noticed" else f"{at + 1} of {len(tests)} tests"
            del tests[at]
        return "survived", "no test comes to it"

    def is_sound(self, test: str) -> bool:
        """Whether it passes here as the program stands."""
        if test not in self.sound:
            self.sound[test] = self.in_a_copy(lambda: None, [test], seconds=ALONE)[0] == "survived"
        return self.sound[test]

    def in_a_copy(self, change: Callable[[], None], tests: list[str], *, seconds: float) -> tuple[str, int]:
        """How it ended, and at which test."""
        reading, writing = os.pipe()
        if not (pid := os.fork()):
            try:
                os.close(reading)
                self.until_one_fails(change, tests, lambda said: os.write(writing, f"{said}\n".encode()))
            finally:
                os._exit(0)
        os.close(writing)
        said = listened(reading, time.monotonic() + seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        place = max((int(word) for word in said if word.isdecimal()), default=0)
        return next((word for word in said if not word.isdecimal()), "broken"), place

    def until_one_fails(
        self, change: Callable[[], None], tests: list[str], say: Callable[[object], object]
    ) -> None:
        change()
        for place, test in enumerate(tests):
            say(place)
            reports = runtestprotocol(self.items[test], nextitem=self.next, log=False)  # type: ignore[arg-type]
            if any(report.failed for report in reports):
                say("noticed")
                return
        say("survived")


def listened(reading: int, until: float) -> list[str]:
    """What a copy says until it ends; it is not waited for longer than that."""
    said = b""
    with os.fdopen(reading, "rb", buffering=0) as heard:
        while (left := until - time.monotonic()) > 0 and select([heard], [], [], left)[0]:
            if not (more := heard.read(4096)):
                return said.decode().split()
            said += more
    return [*said.decode().split(), "too long"]
