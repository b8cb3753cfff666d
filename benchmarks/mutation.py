"""Who may and who sees, each answered with yes: does a test notice?

`python -m benchmarks.mutation permissions [--seconds 1200] [--only obstacles] [--kind verdict]`. One after the other, every
verdict of the rooms says yes, every `visible_to` shows the whole campaign, every `require` asks nothing; the tests of the
room run until the first one fails. What nobody notices is named, and the run ends with 1.

Each change is made in a process of its own, in the function's code as it lies in memory: no source file is touched.
"""

import argparse
import os
import signal
import sys
import time
from collections import Counter
from random import Random
from select import select

import pytest

from benchmarks.mutants import Mutant, changed, mutants, tests_of

ENDS: dict[int, str] = {pytest.ExitCode.OK: "survived", pytest.ExitCode.TESTS_FAILED: "noticed", pytest.ExitCode.INTERRUPTED: "noticed"}  # fmt: skip
LONGEST = 240  # seconds for the tests of one
HEAVY = ("django.db.models", "openpyxl", "docx", "PIL.Image", "pypdfium2", "fontTools.ttLib", "hypothesis", "jinja2", "babel", "opencc")  # fmt: skip


def main() -> int:
    asked = arguments()
    found = [one for one in mutants() if asked.only in ("", one.room) and asked.kind in ("", one.kind)]
    found = [one for one in found if asked.named in one.name]
    if asked.seed:
        Random(asked.seed).shuffle(found)
    for module in HEAVY:
        __import__(module)
    until, ends, survived = time.monotonic() + asked.seconds, Counter[str](), list[Mutant]()
    for done, one in enumerate(found):
        if time.monotonic() > until:
            print(f"Time is up: {len(found) - done} of {len(found)} not tried, the next is {one}.")
            break
        end = tried(one)
        ends[end] += 1
        if end != "noticed":
            survived.append(one)
            print(f"{end}: {one}", flush=True)
    print(", ".join(f"{end}: {count}" for end, count in sorted(ends.items())))
    return min(len(survived), 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.mutation")
    parser.add_argument("what", choices=["permissions"])
    parser.add_argument("--seconds", type=int, default=1200)
    parser.add_argument("--only", default="", metavar="ROOM")
    parser.add_argument("--kind", default="", choices=["", "verdict", "rows", "require"])
    parser.add_argument("--named", default="", metavar="PART", help="only where the name has this in it")
    parser.add_argument("--seed", type=int, default=0, help="in another order")
    return parser.parse_args()


def tried(one: Mutant) -> str:
    """How its tests end: noticed, survived, broken (the change could not be made), or too long."""
    parts = [files for files in tests_of(one) if files]
    return next((end for files in parts if (end := tried_by(files, one)) != "survived"), "survived")


def tried_by(files: list[str], one: Mutant) -> str:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        quiet()
        os.write(writing, run(one, files).encode())
        os._exit(0)
    os.close(writing)
    ready, _, _ = select([reading], [], [], LONGEST)
    said = os.read(reading, 20).decode() if ready else "too long"
    os.close(reading)
    if not ready:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return said or "broken"


def quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def run(one: Mutant, files: list[str]) -> str:
    """Collected first: then every function is there to be changed."""

    class Changing:
        def pytest_collection_finish(self) -> None:
            changed(one)

    without = ("randomly", "xdist", "cacheprovider", "logging", "warnings")
    words = ["-x", "-q", *(word for name in without for word in ("-p", f"no:{name}")), *files]
    return ENDS.get(pytest.main(words, plugins=[Changing()]), "broken")


if __name__ == "__main__":
    sys.exit(main())
