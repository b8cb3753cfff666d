"""Files kept by their fingerprint: written once, never changed, the same bytes kept once."""

import hashlib
import os
import tempfile
from pathlib import Path


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def path_of(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def keep(folder: Path, content: bytes) -> str:
    """Put the bytes into the vault and say under which fingerprint they lie there."""
    sha256 = fingerprint(content)
    place = path_of(folder, sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(place)
    return sha256


def forget(folder: Path, sha256: str) -> None:
    """The bytes are gone from the vault. Nothing happens where they never were."""
    path_of(folder, sha256).unlink(missing_ok=True)


def fetch(folder: Path, sha256: str) -> bytes:
    """The bytes under this fingerprint. Raises ValueError when they are no longer what they were."""
    content = path_of(folder, sha256).read_bytes()
    if fingerprint(content) != sha256:
        raise ValueError(f"the kept file {sha256[:12]} has been damaged")
    return content
