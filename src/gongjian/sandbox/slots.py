"""Turns that several processes of one installation share: a locked file for each, free again when its holder ends."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from gongjian.sandbox.work import NoAnswer, Why

PAUSE = 0.02  # seconds


class Slots:
    """Without a folder, or where it cannot be written in, every process counts for itself."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most
        self.folder: Path | None = None

    @contextlib.contextmanager
    def one(self, until: float) -> Iterator[None]:
        with contextlib.ExitStack() as opened:
            files = [] if self.folder is None else self.files(self.folder, opened)
            while files and not any(is_free(file) for file in files):
                if time.monotonic() > until:
                    raise NoAnswer(Why.WAITED)
                time.sleep(PAUSE)
            yield

    def files(self, folder: Path, opened: contextlib.ExitStack) -> list[int]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return [self.file(folder, number, opened) for number in range(self.most)]
        except OSError:
            return []

    def file(self, folder: Path, number: int, opened: contextlib.ExitStack) -> int:
        path = folder / f"{self.name}-{number}.turn"
        file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        opened.callback(os.close, file)
        return file


def is_free(file: int) -> bool:
    """Taken by asking; closing the file gives it back."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
