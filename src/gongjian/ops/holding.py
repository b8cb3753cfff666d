"""One server for one data folder: whoever serves it holds its lock, and says there who it is."""

import fcntl
import os
import socket
from pathlib import Path

held: dict[Path, int] = {}


class HeldAlready(Exception):
    """Somebody else serves this folder; the words say who."""


def hold(folder: Path, *, address: str, by_host: bool) -> int:
    """Hold the lock until this process ends, however it ends. Hosts that share a folder hold one each."""
    path = folder / (f"serving-{socket.gethostname()}.lock" if by_host else "serving.lock")
    if path in held:
        return held[path]
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 200, 0).decode(errors="replace").strip()
        os.close(lock)
        raise HeldAlready(holder or "another process") from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"process {os.getpid()} on {socket.gethostname()}, {address}\n".encode(), 0)
    held[path] = lock
    return lock
