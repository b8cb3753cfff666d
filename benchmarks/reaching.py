"""Which test comes to which guard, and how long it takes: made once, and again for the test files that changed.

Kept in `build/reached.json`. It only chooses tests: what is said of a guard is said by running them.
"""

import ast
import json
import os
import time
from collections.abc import Iterator
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
QUIET = [word for name in ("randomly", "xdist", "cacheprovider", "logging", "warnings") for word in ("-p", f"no:{name}")]  # fmt: skip

Tests = dict[str, tuple[float, list[str]]]
"""By test: its seconds, and the guards that it comes to."""


class Marking:
    def __init__(self) -> None:
        self.tests: Tests = {}
        self.failed: set[str] = set()

    def pytest_collection_finish(self) -> None:
        marked(mutants(), lambda one: reached(one.name))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        REACHED.clear()
        began = time.perf_counter()
        yield
        self.tests[item.nodeid] = (round(time.perf_counter() - began, 3), sorted(REACHED))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


def reached(name: str) -> ast.stmt:
    return ast.parse(f"__import__('benchmarks.reaching').reaching.REACHED.add({name!r})").body[0]


def test_files() -> list[Path]:
    found = TESTS.rglob("test_*.py")
    return sorted(path for path in found if path.relative_to(TESTS).parts[0] not in ELSEWHERE)


def digest(*paths: Path) -> str:
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def the_map() -> Tests:
    """As it is kept, where program and tests are the same; what is new is run once."""
    program = digest(*sorted(SRC.rglob("*.py")))
    known: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    files: dict[str, Any] = known.get("files", {}) if known.get("program") == program else {}
    now = {path.relative_to(ROOT).as_posix(): digest(path) for path in test_files()}
    files = {name: kept for name, kept in files.items() if now.get(name) == kept["sha256"]}
    if left := [name for name in now if name not in files]:
        print(f"Which test comes to which guard: {len(left)} files are run once.", flush=True)
        tests = run_by_two(left)
        for name in left:
            files[name] = {"sha256": now[name], "tests": {test: told for test, told in tests.items() if test.partition("::")[0] == name}}  # fmt: skip
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps({"program": program, "files": files}), encoding="utf-8")
    return {test: (told[0], told[1]) for kept in files.values() for test, told in kept["tests"].items()}


def run_by_two(files: list[str]) -> Tests:
    """In two processes; a test that fails as the program stands chooses nothing."""
    by_size = sorted(files, key=lambda name: (ROOT / name).stat().st_size, reverse=True)
    halves = [half for half in (by_size[::2], by_size[1::2]) if half]
    answers = [os.pipe() for _ in halves]
    pids = []
    for half, (_, writing) in zip(halves, answers, strict=True):
        if not (pid := os.fork()):
            quiet()
            marking = Marking()
            pytest.main(["-q", *QUIET, *half], plugins=[marking])
            sound = {test: told for test, told in marking.tests.items() if test not in marking.failed}
            with os.fdopen(writing, "w", encoding="utf-8") as answer:
                json.dump(sound, answer)
            os._exit(0)
        os.close(writing)
        pids.append(pid)
    found: Tests = {}
    for reading, _ in answers:
        with os.fdopen(reading, encoding="utf-8") as answer:
            found |= json.loads(answer.read() or "{}")
    for pid in pids:
        os.waitpid(pid, 0)
    return found


def quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
