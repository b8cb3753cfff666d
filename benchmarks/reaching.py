"""Which test comes to which guard, and how long it takes: made once, and again for the test files that changed.

Kept in `build/reached.json`. It only chooses tests: what is said of a guard is said by running them.
"""

import ast
import json
import os
import selectors
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants import ROOT, SRC, mutants
from benchmarks.swapping import marked

KEPT = ROOT / "build" / "reached.json"
TESTS = ROOT / "tests"
ELSEWHERE = {
    *("backups", "cases", "config", "documents", "house", "journeys", "kernel", "ops", "reading", "sandbox", "simulation"),
    *("ui", "work"),
}  # fmt: skip
"""Tests that come to no guard, or to many in a world of their own that takes minutes."""
REACHED: set[str] = set()
BY = 2  # processes at a time
QUIET = [word for name in ("randomly", "cacheprovider", "logging", "warnings") for word in ("-p", f"no:{name}")]  # fmt: skip


class Tests(dict[str, tuple[float, list[str]]]):
    """By test: its seconds, and the guards that it comes to."""


class Marking:
    """Tells of each file as soon as it is through; of a test that fails as the program stands, nothing."""

    def __init__(self, tell: Callable[[str, Tests], object]) -> None:
        self.tell = tell
        self.file, self.tests = "", Tests()

    def pytest_collection_finish(self) -> None:
        marked(mutants(), lambda one: reached(one.name))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        file = item.nodeid.partition("::")[0]
        if file != self.file:
            self.through()
            self.file = file
        REACHED.clear()
        began = time.perf_counter()
        self.tests[item.nodeid] = (0.0, [])
        yield
        if item.nodeid in self.tests:
            self.tests[item.nodeid] = (round(time.perf_counter() - began, 3), sorted(REACHED))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.tests.pop(report.nodeid, None)

    def pytest_sessionfinish(self) -> None:
        self.through()

    def through(self) -> None:
        if self.file:
            self.tell(self.file, self.tests)
        self.tests = Tests()


def reached(name: str) -> ast.stmt:
    return ast.parse(f"__import__('benchmarks.reaching').reaching.REACHED.add({name!r})").body[0]


def test_files() -> list[Path]:
    found = TESTS.rglob("test_*.py")
    return sorted(path for path in found if path.relative_to(TESTS).parts[0] not in ELSEWHERE)


def digest(*paths: Path) -> str:
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def the_map() -> Tests:
    """As it is kept, where program and tests are the same; what is new is run once, and kept file by file."""
    program = digest(*sorted(SRC.rglob("*.py")))
    known: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    files: dict[str, Any] = known.get("files", {}) if known.get("program") == program else {}
    now = {path.relative_to(ROOT).as_posix(): digest(path) for path in test_files()}
    files = {name: kept for name, kept in files.items() if now.get(name) == kept["sha256"]}
    if left := [name for name in now if name not in files]:
        print(f"Which test comes to which guard: {len(left)} files are run once.", flush=True)
        KEPT.parent.mkdir(exist_ok=True)
        for name, tests in by_two(left, run):
            known = files.get(name, {}).get("tests", {})
            files[name] = {"sha256": now[name], "tests": known | tests}
            KEPT.write_text(json.dumps({"program": program, "files": files}), encoding="utf-8")
    return Tests(
        {test: (told[0], told[1]) for kept in files.values() for test, told in kept["tests"].items()}
    )


def run(files: list[str], tell: Callable[[Any], object]) -> None:
    pytest.main(["-q", *QUIET, *files], plugins=[Marking(lambda file, tests: tell([file, tests]))])


def by_two(work: list[Any], do: Callable[[list[Any], Callable[[Any], object]], object]) -> Iterator[Any]:
    """The work in two processes; what they tell, as it comes."""
    chosen = selectors.DefaultSelector()
    for part in (work[place::BY] for place in range(BY)):
        reading, writing = os.pipe()
        if not os.fork():
            quiet()
            with os.fdopen(writing, "w", encoding="utf-8") as answer:
                do(part, lambda told, answer=answer: print(json.dumps(told), file=answer, flush=True))  # type: ignore[misc]
            os._exit(0)
        os.close(writing)
        chosen.register(os.fdopen(reading, encoding="utf-8"), selectors.EVENT_READ)
    while chosen.get_map():
        for key, _ in chosen.select():
            if line := key.fileobj.readline():  # type: ignore[union-attr]
                yield json.loads(line)
            else:
                chosen.unregister(key.fileobj)


def quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
