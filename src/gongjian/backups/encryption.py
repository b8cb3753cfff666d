"""A stream that only a passphrase opens: pieces sealed one by one with AES-GCM, so that none is changed, moved or cut off."""

import hashlib
import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"gongjian backup, encrypted, 1\n"
SALT = 16
PIECE = 1024 * 1024
TAG = 16
COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 128 * 1024 * 1024, "dklen": 32}


class Unopened(ValueError):
    """The passphrase does not fit, or the file is not what was written."""


def key_of(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(hashlib.scrypt(passphrase.encode(), salt=salt, **COST))


def nonce(number: int, *, last: bool) -> bytes:
    """The key is this file's alone; the number of the piece never comes twice, and the last one is marked."""
    return number.to_bytes(11, "big") + bytes([last])


class Sealed(io.RawIOBase):
    """Takes bytes and writes them sealed. The last piece is written when it is closed."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        salt = secrets.token_bytes(SALT)
        self.below, self.key, self.waiting, self.number = below, key_of(passphrase, salt), bytearray(), 0
        below.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, content: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self.waiting += content
        while len(self.waiting) > PIECE:
            self.put(bytes(self.waiting[:PIECE]), last=False)
            del self.waiting[:PIECE]
        return len(content)

    def put(self, piece: bytes, *, last: bool) -> None:
        self.below.write(self.key.encrypt(nonce(self.number, last=last), piece, MAGIC))
        self.number += 1

    def finish(self) -> None:
        self.put(bytes(self.waiting), last=True)
        self.waiting.clear()


class Opened(io.RawIOBase):
    """Reads what was sealed, piece by piece; a piece that does not fit ends it."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        if below.read(len(MAGIC)) != MAGIC:
            raise Unopened("This is not an encrypted backup.")
        self.below, self.key = below, key_of(passphrase, below.read(SALT))
        self.ahead, self.number, self.ready, self.done = below.read(PIECE + TAG), 0, b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, room: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self.ready and not self.done:
            self.next_piece()
        taken = self.ready[: len(room)]
        room[: len(taken)] = taken
        self.ready = self.ready[len(taken) :]
        return len(taken)

    def next_piece(self) -> None:
        piece, self.ahead = self.ahead, self.below.read(PIECE + TAG)
        self.done = not self.ahead
        try:
            self.ready = self.key.decrypt(nonce(self.number, last=self.done), piece, MAGIC)
        except (InvalidTag, ValueError) as error:
            where = "The passphrase does not fit, or the file is damaged at its beginning."
            raise Unopened(where if not self.number else "The file is damaged or cut off.") from error
        self.number += 1


def is_sealed(beginning: bytes) -> bool:
    return beginning.startswith(MAGIC)
