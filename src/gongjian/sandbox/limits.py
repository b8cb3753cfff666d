"""How much a child may take for one piece of work. Set by us, measured in docs/performance.md."""

import resource
import signal
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024
PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limits:
    """For one piece of work: seconds of the processor and of the clock, and bytes: above the child's own start, of the
    answer, and by which a child may have grown to be given more work."""

    processor_seconds: int = 10
    clock_seconds: int = 45
    memory: int = 300 * MB
    told: int = 64 * MB
    grown: int = 64 * MB


STRANGERS = Limits()
LARGE_LISTS = Limits(processor_seconds=90, clock_seconds=300, memory=900 * MB, told=400 * MB)
OUR_OWN = Limits(processor_seconds=120, clock_seconds=300, memory=1500 * MB, told=400 * MB, grown=500 * MB)
WRITTEN = 64 * MB  # what a child may write into a file of its own, for a program that reads only files


def set_memory(limits: Limits) -> None:
    """Counted from what the process holds now, its libraries included."""
    set_soft(resource.RLIMIT_AS, held() + limits.memory)


def set_processor(limits: Limits) -> None:
    """Beyond this the system ends the process: no interpreter has to notice it."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    used = resource.getrusage(resource.RUSAGE_SELF)
    set_soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + limits.processor_seconds)


def set_soft(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def held() -> int:
    """Bytes of the address space of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * PAGE


def resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
