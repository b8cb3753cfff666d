"""Pieces of work as a child meets them: good ones, and those that hang, grow, die or lie."""

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

from gongjian.kernel.text import Text
from gongjian.reading.uploads import Unacceptable


def twice(number):
    return number * 2


def refuse():
    raise Unacceptable("a.xlsx", Text("The file is empty."))


def stumble():
    return {}["nothing"]


def hang():
    """A pattern that never ends holds the interpreter: only the system can end it."""
    return re.match(r"(a+)+b", "a" * 60)


def sleep(seconds):
    time.sleep(seconds)
    return os.getpid()


def grow():
    return len(bytearray(2_000_000_000))


def grow_slowly():
    held = []
    while True:
        held.append(os.urandom(1_000_000))


def die():
    os.kill(os.getpid(), signal.SIGSEGV)


def say_much(size):
    return "x" * size


class Trap:
    def __reduce__(self):
        return os.system, ("touch trapped",)


def lie():
    return [Trap()]


def surroundings():
    return sorted(os.environ), "django" in [name for name, module in sys.modules.items() if module]


def counted(folder, seconds=0.2):
    """How many are at work in this moment, this one included."""
    mark = Path(folder) / f"{os.getpid()}-{threading.get_ident()}"
    mark.touch()
    time.sleep(seconds)
    at_work = len(list(Path(folder).iterdir()))
    mark.unlink()
    return at_work


def write(path, size):
    Path(path).write_bytes(b"x" * size)
