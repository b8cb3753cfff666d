"""A lane: at most so many children at work at once, the others wait in line; idle ones stay warm for a while."""

import atexit
import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, NoReturn

from gongjian.sandbox import wire
from gongjian.sandbox.slots import Slots
from gongjian.sandbox.work import End, NoAnswer, Why, Work

PROGRAM = [sys.executable, "-P", "-m", "gongjian.sandbox.child"]  # no module of the current folder
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "TMPDIR")
WAIT_SECONDS = 60
LANES: list["Lane"] = []
WHY = {0: Why.LEFT, -signal.SIGXCPU: Why.TIME, -signal.SIGKILL: Why.TIME}
log = logging.getLogger(__name__)


def cores() -> int:
    return len(os.sched_getaffinity(0))


class Child:
    """A process of its own, which does one thing at a time."""

    def __init__(self, *, nice: int) -> None:
        surroundings = {name: os.environ[name] for name in KEPT if name in os.environ}
        surroundings |= {"MALLOC_ARENA_MAX": "1", "PYTHONWARNINGS": "ignore", "RAYON_NUM_THREADS": "1"}
        self.stays = False
        self.process = subprocess.Popen(
            [*PROGRAM, str(nice)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def do(self, work: Work) -> tuple[End, Any]:
        """The answer. Raises NoAnswer where the child ends without one."""
        assert self.process.stdout
        late = threading.Timer(work.limits.clock_seconds, self.process.kill)
        late.start()
        try:
            self.stays = False
            self.hand_over(wire.packed(work))
            stays = self.process.stdout.read(1) == wire.STAYS
            answer = wire.received(self.process.stdout.read, most=work.limits.told)
            end, value = wire.unpacked(answer) if answer is not None else self.last_words()
            self.stays = stays
            return End(end), value
        except wire.TooLong as error:
            raise NoAnswer(Why.MEMORY, str(error)) from error
        except (wire.BadAnswer, TypeError, ValueError) as error:
            raise NoAnswer(Why.DIED, str(error)) from error
        finally:
            late.cancel()

    def hand_over(self, message: bytes) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.write(message)
            self.process.stdin.flush()
        except OSError as error:
            raise NoAnswer(Why.LEFT, "the child had ended before it was asked") from error

    def last_words(self) -> NoReturn:
        code = self.process.wait()
        raise NoAnswer(WHY.get(code, Why.DIED), f"the child ended with {code}")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


class Lane:
    def __init__(self, name: str, *, most: int | None = None, nice: int = 0) -> None:
        self.most, self.nice, self.wait = most or cores(), nice, WAIT_SECONDS
        self.line = threading.Semaphore(self.most)
        self.slots = Slots(name, self.most)
        self.idle: list[Child] = []
        self.guard = threading.Lock()
        LANES.append(self)

    def do(self, work: Work, *, wait: float | None = None) -> Any:
        """What the function gives. Raises its refusal, or NoAnswer."""
        with self.turn(self.wait if wait is None else wait):
            try:
                end, value = self.by_a_child(work)
            except NoAnswer as none:
                if none.why is not Why.LEFT:
                    raise
                end, value = self.by_a_child(work)
        match end:
            case End.VALUE:
                return value
            case End.REFUSED:
                raise value
            case End.MEMORY:
                raise NoAnswer(Why.MEMORY)
        log.error("%s failed in its child:\n%s", work.function, value)
        raise NoAnswer(Why.FAILED, str(value))

    def by_a_child(self, work: Work) -> tuple[End, Any]:
        child = self.a_child()
        try:
            return child.do(work)
        finally:
            self.give_back(child)

    @contextlib.contextmanager
    def turn(self, wait: float) -> Iterator[None]:
        until = time.monotonic() + wait
        if not self.line.acquire(timeout=wait):
            raise NoAnswer(Why.WAITED)
        try:
            with self.slots.one(until):
                yield
        finally:
            self.line.release()

    def a_child(self) -> Child:
        with self.guard:
            while self.idle:
                child = self.idle.pop()
                if child.is_alive:
                    return child
                child.end()
        return Child(nice=self.nice)

    def give_back(self, child: Child) -> None:
        if not child.stays:
            child.end()
            return
        with self.guard:
            self.idle.append(child)

    def close(self) -> None:
        """All idle children end; the next work starts another one."""
        with self.guard:
            while self.idle:
                self.idle.pop().end()


def close_all() -> None:
    for lane in LANES:
        lane.close()


atexit.register(close_all)
