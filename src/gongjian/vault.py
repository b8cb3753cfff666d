"""Files kept by their fingerprint: written once, never changed, the same bytes kept once."""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

OF_THE_FILE = {errno.EIO, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ESTALE, errno.EBADMSG, errno.EUCLEAN}
KEPT = re.compile(r"[0-9a-f]{64}")


class State(Enum):
    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


class Unfit(ValueError):
    """A kept file that cannot be handed out: it is not there, or is no longer what it was."""

    def __init__(self, sha256: str, state: State) -> None:
        super().__init__(f"the kept file {sha256[:12]} is {state.value}")
        self.sha256, self.state = sha256, state


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def path_of(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def keep(folder: Path, content: bytes) -> str:
    """Put the bytes into the vault and say under which fingerprint they lie there. What was damaged is whole again."""
    sha256 = fingerprint(content)
    place = path_of(folder, sha256)
    if place.exists() and looked_at(folder, sha256) == State.WHOLE:
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return sha256


def sweep(folder: Path, *, before: float) -> list[str]:
    """Throw away what a process that was killed left half written before this moment."""
    left = [path for path in folder.glob("??/*") if not KEPT.fullmatch(path.name)]
    swept = [path for path in left if path.is_file() and path.stat().st_mtime < before]
    for path in swept:
        path.unlink(missing_ok=True)
    return [path.name for path in swept]


def forget(folder: Path, sha256: str) -> None:
    """The bytes are gone from the vault. Nothing happens where they never were."""
    path_of(folder, sha256).unlink(missing_ok=True)


def looked_at(folder: Path, sha256: str) -> State:
    """Whether the file is there as it was kept, without having all of it in hand at once."""
    try:
        with path_of(folder, sha256).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return state_behind(error)
    return State.WHOLE if found == sha256 else State.DAMAGED


def state_behind(error: OSError) -> State:
    """What an error says of this one file; one that says nothing of it goes on as it is."""
    if isinstance(error, FileNotFoundError):
        return State.MISSING
    if error.errno in OF_THE_FILE:
        return State.DAMAGED
    raise error


def fetch(folder: Path, sha256: str) -> bytes:
    """The bytes under this fingerprint. Raises Unfit when they are gone or no longer what they were."""
    try:
        content = path_of(folder, sha256).read_bytes()
    except OSError as error:
        raise Unfit(sha256, state_behind(error)) from error
    if fingerprint(content) != sha256:
        raise Unfit(sha256, State.DAMAGED)
    return content


def kept_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every kept file with its fingerprint; what is no kept file is passed over."""
    for path in sorted(folder.glob("??/*")):
        if KEPT.fullmatch(path.name):
            yield path.name, path
