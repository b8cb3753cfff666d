"""The old binary documents: streams and their directory in one file."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN = 0xFFFFFFFA


class Compound:
    """A file of streams in one file: its sectors, their chains and its directory."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << struct.unpack_from("<H", content, 30)[0]
        count, self.first_directory = (
            struct.unpack_from("<I", content, 44)[0],
            struct.unpack_from("<I", content, 48)[0],
        )
        if self.size not in (512, 4096) or count > len(content) // self.size + 1:
            raise ValueError("no compound file")
        blocks = struct.unpack_from("<109I", content, 76)[: min(count, 109)]
        self.next: list[int] = []
        for block in blocks:
            self.next += struct.unpack_from(f"<{self.size // 4}I", self.sector(block))

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self.next)):
            if number >= END_OF_CHAIN or number >= len(self.next):
                return
            yield self.sector(number)
            number = self.next[number]

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """The names in the directory, each with its first sector and its size."""
        directory = b"".join(self.chain(self.first_directory))
        for start in range(0, len(directory) - 127, 128):
            entry = directory[start : start + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            if 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                yield name, *struct.unpack_from("<II", entry, 116)


def names_in(content: bytes) -> set[str]:
    """Everything that the directory names. Raises ValueError where the file is damaged."""
    try:
        return {name for name, _, _ in Compound(content).entries()}
    except (struct.error, IndexError) as error:
        raise ValueError("no compound file") from error
