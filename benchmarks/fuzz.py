"""Mutated files, thousands of them: none may make the program fail, hang, or take far more room than a file should.

`python -m benchmarks.fuzz --rounds 20000 --seed 1`, or `--seconds 600`. Each file is read in a process of its own kind,
which is watched from here; every twentieth goes through the sandbox, as in the served program. What falls is counted,
and the first file of each kind is kept and named.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from select import select
from typing import IO, Any

LONGEST = (
    10  # seconds of a processor; the sandbox answers by the clock, and a busy machine gets six times as long
)
MOST = 300 * 1024 * 1024  # bytes above the start
MOST_BYTES = 20 * 1024 * 1024
THROUGH_SANDBOX = 20  # one file in so many
TABLES, PLANS = ("xlsx", "xls", "docx", "csv"), ("docx", "txt", "html", "pdf")


def main() -> None:
    asked = arguments()
    if asked.child:
        return child(asked.seed)
    found, first = Counter[str](), dict[str, Path]()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    until, begun = time.monotonic() + asked.seconds, time.monotonic()
    for number, end in ends(asked.seed, asked.first, asked.rounds, until):
        found[end] += 1
        if end not in ("read", "refused") and end not in first:
            kind, content = file_of(asked.seed, number, material())
            first[end] = folder / f"{number}.{kind}"
            first[end].write_bytes(content)
            print(f"{number}: {end}\n  {first[end]}", flush=True)
    bad = found.total() - found["read"] - found["refused"]
    print(
        f"{found.total()} files in {time.monotonic() - begun:.0f} s: {found['read']} read, {found['refused']} refused, {bad} fell"
    )
    sys.exit(bad > 0)


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--rounds", type=int, default=1_000_000_000)
    asked.add_argument("--seconds", type=float, default=float("inf"))
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--first", type=int, default=0, help="the number of the first file")
    asked.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return asked.parse_args()


def ends(seed: int, first: int, rounds: int, until: float) -> Iterator[tuple[int, str]]:
    """How each file ended; a reader that hangs or dies is replaced."""
    reader = started(seed)
    for number in range(first, first + rounds):
        if time.monotonic() > until:
            break
        end = asked_of(reader, number)
        yield number, end
        if reader.poll() is not None or end.startswith(("hangs", "dies", "memory")):
            reader.kill()
            reader.wait()
            reader = started(seed)
    reader.kill()
    reader.wait()


def started(seed: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-W", "ignore", "-m", "benchmarks.fuzz", "--child", "--seed", str(seed)]
    reader = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert pipes(reader)[1].readline() == b"ready\n"
    return reader


def pipes(reader: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert reader.stdin
    assert reader.stdout
    return reader.stdin, reader.stdout


def asked_of(reader: subprocess.Popen[bytes], number: int) -> str:
    asked, answers = pipes(reader)
    asked.write(b"%d\n" % number)
    step, told, spent, since = "nothing", b"", worked(reader.pid), time.monotonic()
    while worked(reader.pid) - spent < LONGEST and time.monotonic() - since < 6 * LONGEST:
        if not select([answers], [], [], 1)[0]:
            continue
        part = os.read(answers.fileno(), 65_536)
        if not part:
            return f"dies in {step}"
        told += part
        lines = told.decode().split("\n")
        if told.endswith(b"\n") and not lines[-2].startswith("at "):
            return lines[-2]
        step = next((line[3:] for line in reversed(lines[:-1])), step)
    return f"hangs in {step}"


def worked(pid: int) -> float:
    """Seconds of a processor that a process has had."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def child(seed: int) -> None:
    """Reads the files whose numbers it is told. Tells each step on the way, so that a hang has a name."""
    told, sys.stdout = sys.stdout, sys.stderr
    seeds = material()
    for kind in seeds:
        look(kind, seeds[kind][0], lambda step: None)
    start = rooms()["VmRSS"]
    print("ready", file=told, flush=True)
    for line in sys.stdin:
        number = int(line)
        kind, content = file_of(seed, number, seeds)
        Path("/proc/self/clear_refs").write_text("5")  # the most room from here on
        asked = sandboxed if number % THROUGH_SANDBOX == 0 else look
        end = asked(kind, content, lambda step: print("at", step, file=told, flush=True))
        taken = rooms()["VmHWM"] - start
        print(f"memory in {kind}" if taken > MOST else end, file=told, flush=True)


def rooms() -> dict[str, int]:
    lines = Path("/proc/self/status").read_text().splitlines()
    return {one.split(":")[0]: int(one.split()[1]) * 1024 for one in lines if one.endswith(" kB")}


def material() -> dict[str, list[bytes]]:
    made: dict[str, list[bytes]] = import_module("benchmarks.mutations").seeds()
    return made


def file_of(seed: int, number: int, seeds: dict[str, list[bytes]]) -> tuple[str, bytes]:
    luck = Random(f"{seed} {number}")
    kind = luck.choice(sorted(seeds))
    return kind, import_module("benchmarks.mutations").mutated(luck.choice(seeds[kind]), luck)


def look(kind: str, content: bytes, tell: Callable[[str], None]) -> str:
    """As the sandbox's children do."""
    questions = questions_about(kind, content, import_module("gongjian.reading.checking").checked, plainly)
    return answered(questions, tell)


def sandboxed(kind: str, content: bytes, tell: Callable[[str], None]) -> str:
    files = import_module("gongjian.sandbox.files")
    asked = {name: getattr(files, name) for name in ("grids_of", "left_out", "words_in", "read_plan", "text_of_pdf", "seals_on")}  # fmt: skip
    return answered(
        questions_about(kind, content, files.checked, asked.__getitem__), lambda step: tell(f"sandbox {step}")
    )


def plainly(name: str) -> Any:
    module = {
        "words_in": "gongjian.reading.plan.files",
        "read_plan": "gongjian.reading.plan.reader",
        "text_of_pdf": "gongjian.documents.reading_back",
        "seals_on": "gongjian.documents.sealing",
    }.get(name, "gongjian.reading.grids.files")
    function = getattr(import_module(module), name)
    takes_name = name in ("words_in", "grids_of", "left_out", "read_plan")
    return function if takes_name else lambda name, content: function(content)


def questions_about(
    kind: str, content: bytes, checked: Callable[..., Any], one: Callable[[str], Any]
) -> Iterator[tuple[str, Callable[[], Any]]]:
    name = f"file.{kind}"
    yield "checked", lambda: checked(name, content, most_bytes=MOST_BYTES)
    if kind in TABLES:
        yield "grids_of", lambda: listed(one("grids_of")(name, content))
        yield "left_out", lambda: (one("grids_of")(name, content), one("left_out")(name, content))
    if kind in PLANS:
        yield "words_in", lambda: one("read_plan")(one("words_in")(name, content).text)
    if kind == "pdf":
        yield "text_of_pdf", lambda: one("text_of_pdf")(name, content)
        yield "seals_on", lambda: one("seals_on")(name, content)


def listed(grids: list[Any]) -> None:
    """What the worker does with the sheets of a list."""
    facts_of, made = import_module("gongjian.worklist.rules.on_its_own"), import_module("tests.cases.made")
    facts, names = facts_of.facts_from(made.FACTS, unit=made.UNIT, year=2026)
    facts_of.list_read(grids, facts, names)


def refused_by() -> tuple[type[Exception], ...]:
    """Ours, and PDFium's own: the sandbox says of such a file that it is damaged."""
    ours = (
        import_module("gongjian.reading.uploads").Unacceptable,
        import_module("gongjian.reading.plan").Unreadable,
    )
    return *ours, import_module("pypdfium2").PdfiumError


def answered(questions: Iterator[tuple[str, Callable[[], Any]]], tell: Callable[[str], None]) -> str:
    refusals = refused_by()
    end = "refused"
    for name, question in questions:
        tell(name)
        try:
            question()
            end = "read"
        except refusals:
            continue
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            ours = [one for one in traceback.extract_tb(error.__traceback__) if "/gongjian/" in one.filename]
            own = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
            return f"{type(error).__name__} in {name} at {own} {Path(place.filename).name}:{place.lineno}: {str(error)[:80]!r}"
    return end


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
