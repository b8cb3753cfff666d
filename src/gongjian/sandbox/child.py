"""The program of a child: does one piece of work after another from its standard input, until that ends.

It knows no Django, no secret and no database. After work that left it larger, or that went wrong, it ends, and another
one is started.
"""

import os
import pickle
import resource
import signal
import sys
import threading
import time
import traceback
from importlib import import_module
from typing import Any

from gongjian.sandbox import limits, wire
from gongjian.sandbox.work import End, Work

PATIENCE = 300  # seconds without work, after which it leaves
sys.modules["django"] = None  # type: ignore[assignment]  # nothing here may want it


class Watch(threading.Thread):
    """Ends the process when its parent is gone, or when nobody wants anything for long."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.parent, self.idle_since = os.getppid(), time.monotonic()

    def run(self) -> None:
        while os.getppid() == self.parent and time.monotonic() - self.idle_since < PATIENCE:
            time.sleep(1)
        os._exit(0)


def main() -> int:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.WRITTEN, limits.WRITTEN))
    watch = Watch()
    watch.start()
    while content := wire.received(sys.stdin.buffer.read, most=2**40):
        watch.idle_since = float("inf")
        work: Work = pickle.loads(content)
        answer, stays = done(work)
        del content, work
        answers.write((wire.STAYS if stays else wire.LEAVES) + answer)
        answers.flush()
        if not stays:
            return 0
        watch.idle_since = time.monotonic()
    return 0


def done(work: Work) -> tuple[bytes, bool]:
    """The answer as it goes back, and whether the child is as good as before."""
    try:
        module, name = work.function.split(":")
        function = getattr(import_module(module), name)
        before = limits.resident()
        limits.set_memory(work.limits)
        limits.set_processor(work.limits)
        answer = wire.packed((End.VALUE.value, function(*work.given, **work.named)))
        return answer, limits.resident() - before < work.limits.grown
    except MemoryError:
        return wire.packed((End.MEMORY.value, "")), False
    except Exception as error:
        if is_refusal(error):
            return wire.packed((End.REFUSED.value, error)), True
        return wire.packed((End.FAILED.value, traceback.format_exc(limit=-12)[-6000:])), False


def is_refusal(error: Any) -> bool:
    return isinstance(error, ValueError) and type(error).__module__.startswith(wire.OURS)


if __name__ == "__main__":
    sys.exit(main())
