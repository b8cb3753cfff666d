"""The one file of a backup: a tar of rows, kept files, key and witness, whose last member says what all the others must be."""

import gzip
import hashlib
import io
import json
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from gongjian.backups.encryption import Opened, Sealed, Unopened, is_sealed

FORMAT = 1
MANIFEST = "manifest.json"
ROWS, VAULT = "rows/", "vault/"
KNOWN = re.compile(r"rows/\w+\.jsonl\.gz|vault/[0-9a-f]{2}/[0-9a-f]{64}|secret_key|witness|demo")
MOST_OF_MANIFEST = 256 * 1024 * 1024
PIECE = 1024 * 1024
MOST_IN_HAND = 32 * PIECE


class Damaged(ValueError):
    """The file is not a backup, or no longer the one that was written; the words say what is wrong."""


class Unread(Exception):
    """A kept file that cannot be read; an error of the place where the backup is written is another."""


@dataclass
class Manifest:
    """What the backup holds, and what the installation was when it was made."""

    made_at: str = ""
    version: str = ""
    database: str = ""
    chains: dict[str, str] = field(default_factory=dict)  # chain -> length and first digits of its head
    tables: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # columns, number of rows, last number given
    members: dict[str, list[Any]] = field(default_factory=dict)  # size and SHA-256
    unread: dict[str, str] = field(default_factory=dict)  # kept files that could not be read, and why
    format: int = FORMAT

    def amiss(self) -> list[str]:
        """Kept files that were not what their name says when the backup was made."""
        kept = {name: says[1] for name, says in self.members.items() if name.startswith(VAULT)}
        return sorted(name for name, sha256 in kept.items() if name.rpartition("/")[2] != sha256)


class Measured(io.RawIOBase):
    """Bytes on their way, with their fingerprint and their number."""

    def __init__(self, below: IO[bytes]) -> None:
        self.below, self.hash, self.size = below, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = self.below.read(size)
        self.hash.update(found)
        self.size += len(found)
        return found

    def readinto(self, room: "bytearray | memoryview") -> int:  # type: ignore[override]
        found = self.read(len(room))
        room[: len(found)] = found
        return len(found)

    def as_list(self) -> list[Any]:
        return [self.size, self.hash.hexdigest()]


class Writer:
    """Puts one member after the other into the file, and the manifest at the end."""

    def __init__(self, file: IO[bytes], manifest: Manifest, passphrase: str = "") -> None:
        self.manifest = manifest
        self.sealed = Sealed(file, passphrase) if passphrase else None
        self.tar = tarfile.open(fileobj=self.sealed or file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115

    def put(self, name: str, source: IO[bytes], size: int) -> None:
        """Exactly so many bytes; a source that ends earlier is an error."""
        measured = Measured(source)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, measured)
        self.manifest.members[name] = measured.as_list()

    def put_bytes(self, name: str, content: bytes) -> None:
        self.put(name, io.BytesIO(content), len(content))

    def put_file(self, name: str, path: Path, *, beside: Path) -> None:
        """Read to its end before its head is written: a file that the disk gives no more costs only itself."""
        with tempfile.SpooledTemporaryFile(max_size=MOST_IN_HAND, dir=str(beside)) as whole:
            try:
                for piece in pieces_of(path):
                    whole.write(piece)
            except Unread as error:
                self.manifest.unread[name] = str(error)
                return
            size = whole.tell()
            whole.seek(0)
            self.put(name, whole, size)

    def finish(self) -> None:
        content = json.dumps(asdict(self.manifest), ensure_ascii=False, sort_keys=True).encode()
        self.put_bytes(MANIFEST, content)
        self.tar.close()
        if self.sealed:
            self.sealed.finish()


def pieces_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise Unread(error.strerror or type(error).__name__) from error


@contextmanager
def opened(path: Path, passphrase: str = "") -> Iterator[tarfile.TarFile]:
    """The members in their order, each to be read once."""
    with path.open("rb") as file:
        sealed = is_sealed(file.read(64))
        file.seek(0)
        if sealed and not passphrase:
            raise Damaged("This backup is encrypted, and no passphrase was given.")
        source = io.BufferedReader(Opened(file, passphrase), PIECE) if sealed else file
        with tarfile.open(fileobj=source, mode="r|") as tar:
            yield tar


@contextmanager
def damage_is_told() -> Iterator[None]:
    """Around whoever reads: damage shows while a member is read, not when the file is opened."""
    try:
        yield
    except Unopened as error:
        raise Damaged(str(error)) from error
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Damaged("This is not a backup, or it is damaged or cut off.") from error


def looked_through(path: Path, passphrase: str = "") -> Iterator[tuple[str, IO[bytes]]]:
    """Every member with its name."""
    with opened(path, passphrase) as tar:
        for entry in tar:
            content = tar.extractfile(entry) if entry.isfile() else None
            if content is None:
                raise Damaged(f"{entry.name} is no file.")
            yield entry.name, content


@damage_is_told()
def verified(path: Path, passphrase: str = "") -> Manifest:
    """Read from the beginning to the end: nothing is missing, added or changed."""
    found: dict[str, list[Any]] = {}
    manifest: Manifest | None = None
    for name, content in looked_through(path, passphrase):
        if manifest or name in found:
            raise Damaged(f"{name} does not belong into this backup.")
        if name == MANIFEST:
            manifest = manifest_in(content)
            continue
        if not KNOWN.fullmatch(name):
            raise Damaged(f"{name} does not belong into this backup.")
        measured = Measured(content)
        if name.startswith(ROWS):
            unpacked(measured)
        while measured.read(PIECE):
            pass
        found[name] = measured.as_list()
    if manifest is None:
        raise Damaged("The backup has no end: it was cut off, or never finished.")
    return agreed(manifest, found)


def manifest_in(content: IO[bytes]) -> Manifest:
    try:
        said = json.loads(content.read(MOST_OF_MANIFEST))
        if said.get("format") != FORMAT:
            raise Damaged(
                f"The backup is of format {said.get('format')}; this program reads format {FORMAT}."
            )
        return Manifest(**said)
    except (ValueError, TypeError, AttributeError) as error:
        raise (
            error if isinstance(error, Damaged) else Damaged("The list of contents cannot be read.")
        ) from error


def unpacked(content: Measured) -> None:
    """Rows can be unpacked to their end."""
    with gzip.GzipFile(fileobj=content) as lines:
        while lines.read(PIECE):
            pass


def agreed(manifest: Manifest, found: dict[str, list[Any]]) -> Manifest:
    """What was found is what was written."""
    for name, says in manifest.members.items():
        if name not in found:
            raise Damaged(f"{name} is missing.")
        if found[name] != list(says):
            raise Damaged(f"{name} is not what was written.")
    if more := sorted(found.keys() - manifest.members.keys()):
        raise Damaged(f"{more[0]} does not belong into this backup.")
    rows = {f"{ROWS}{table}.jsonl.gz" for table in manifest.tables}
    if other := sorted(rows ^ {name for name in found if name.startswith(ROWS)}):
        raise Damaged(f"{other[0]} is either missing or not told of.")
    return manifest
